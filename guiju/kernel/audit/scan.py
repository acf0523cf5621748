"""The scan 扫描 for places where a numeric claim may stand: one regular expression over the whole text.

The expression is compiled by RE2 (linear in the text, whatever the text is) and run on UTF-8 bytes; where
RE2 cannot be installed Python's ``re`` runs the same expression on the string. Both return the same places.
A place is only a candidate: what it is gets decided where it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.kernel.audit.measure import MEASURES
from guiju.kernel.audit.numeral import SPOKEN

try:
    import re2
except ImportError:  # pragma: no cover — a platform without a wheel
    re2 = None

DIGITS = "0123456789０１２３４５６７８９"
MASKS = "*＊○●□■_＿#xXｘＸ×"
"""What drafters put in a number's place before a report leaves the house."""
DROPPED = ("件次", "人次", "场次", "件", "项", "条", "份", "次", "起", "宗", "名", "场", "家", "人", "元", "%", "％",
           "册", "本", "期", "篇", "户", "个")  # fmt: skip
"""Measure words before which a number may have been deleted outright."""
TRACES = "余共计对达约率为件书料单告议卷报见息员师者会训查动众部题座"
"""What may stand before such a deleted number: 余件, 共条, 对项, 率达%, 案件件, 资料份."""


def _one_of(words: Iterator[str] | str | tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


_SPOKEN_AFTER = (*MEASURES, "分之")
PATTERN = "|".join(
    (
        _one_of(DIGITS) + "+",
        _one_of(MASKS) + "+",
        f"{_one_of(SPOKEN)}+(?:点{_one_of(SPOKEN)}+)?{_one_of('余多来')}?{_one_of(_SPOKEN_AFTER)}",
        "半" + _one_of(("年", "天", "日", "个月", "小时", "个小时", "周", "个")),
        f"{_one_of(TRACES)}{_one_of('千万亿')}?{_one_of(DROPPED)}",
    )
)
"""Digits, masks, a spoken numeral with its measure word, 半年, the trace of a deleted number."""

_BY_RE = re.compile(PATTERN)
_BY_RE2 = re2.compile(PATTERN.encode()) if re2 else None


def places(content: str) -> Iterator[tuple[int, int]]:
    """Start and end of every candidate in reading order; they never overlap."""
    if _BY_RE2 is None:
        yield from places_by_re(content)
        return
    data = content.encode("utf-8", "surrogatepass")
    seen = at = 0
    for match in _BY_RE2.finditer(data):
        first, last = match.span()
        at += len(data[seen:first].decode("utf-8", "surrogatepass"))
        end = at + len(data[first:last].decode())
        yield at, end
        at, seen = end, last


def places_by_re(content: str) -> Iterator[tuple[int, int]]:
    """The same places by Python's ``re``: the fallback, and what the quick scan is tested against."""
    for match in _BY_RE.finditer(content):
        yield match.span()

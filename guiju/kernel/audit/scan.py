"""The scan 扫描 for places where a numeric claim may stand: one regular expression over the whole text.

The expression is compiled by RE2 (linear in the text, whatever the text is) and run on UTF-8 bytes; where
RE2 cannot be installed Python's ``re`` runs the same expression on the string. Both return the same places.
A place is only a candidate: what it is gets decided where it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guiju.kernel.audit.measure import MEASURES, NEVER_SPOKEN
from guiju.kernel.audit.numeral import SPOKEN
from guiju.kernel.audit.sieve import matcher, utf8

DIGITS = "0123456789０１２３４５６７８９"
MASKS = "*＊○●□■_＿#xXｘＸ×"
"""What drafters put in a number's place before a report leaves the house."""
BETWEEN = ("至", "到", "-", "－", "–", "—", "～", "~")
"""Between the ends of a range."""
DROPPED = ("件次", "人次", "场次", "件", "项", "条", "份", "次", "起", "宗", "名", "场", "家", "人", "元", "%", "％",
           "册", "本", "期", "篇", "户", "个")  # fmt: skip
"""Measure words before which a number may have been deleted outright."""
TRACES = "余共计对达约率为件书料单告议卷报见息员师者会训查动众部题座"
"""What may stand before such a deleted number: 余件, 共条, 对项, 率达%, 案件件, 资料份."""


def _one_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


_SPOKEN_AFTER = (*(word for word in MEASURES if word not in NEVER_SPOKEN), "分之")
_SPOKEN_NUMBER = f"{_one_of(SPOKEN)}+(?:点{_one_of(SPOKEN)}+)?"
_DIGITS = _one_of(DIGITS) + "+"
PATTERN = "|".join(
    (
        f"{_DIGITS}(?:年(?:{_DIGITS}月(?:{_DIGITS}日)?)?|{_one_of('余多')})?",
        f"{_one_of(MASKS)}+{_one_of('余多')}?",
        f"{_SPOKEN_NUMBER}(?:{_one_of(BETWEEN)}{_SPOKEN_NUMBER})?{_one_of('余多来')}?{_one_of(_SPOKEN_AFTER)}",
        "半" + _one_of(("年", "天", "日", "个月", "小时", "个小时", "周", "个")),
        f"{_one_of(TRACES)}{_one_of('千万亿')}?{_one_of(DROPPED)}",
    )
)
"""Digits (a date as one), masks, a spoken numeral with its measure word, 半年, the trace of a deleted number."""

_BY_RE = re.compile(PATTERN)


_RE2 = matcher(PATTERN)


def places(content: str) -> Iterator[int]:
    """Where each candidate begins, in reading order."""
    data = utf8(content)
    if _RE2 is None or data is None:
        yield from places_by_re(content)
        return
    match, anywhere = _RE2
    length, seen, at = len(data), 0, 0
    first, end = match(anywhere, data, 0, length)[0]
    while first >= 0:
        at += len(data[seen:first].decode())
        yield at
        seen = first
        first, end = match(anywhere, data, end, length)[0]


def places_by_re(content: str) -> Iterator[int]:
    """The same places by Python's ``re``: the fallback, and what the quick scan is tested against."""
    for match in _BY_RE.finditer(content):
        yield match.start()

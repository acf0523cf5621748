"""Checks across years and bodies: copied passages, the same number again, figures that jump."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from guiju.kernel.audit.claim import Claim
from guiju.kernel.audit.reading import Reading
from guiju.kernel.audit.shingles import Passage, ShingleIndex
from guiju.kernel.audit.view import View, quoted
from guiju.kernel.finding import Finding

LEAST_COPIED = 80
"""Passages shorter than this many characters are not worth a finding."""
_TELLING = 10
"""Numbers below this agree by chance."""
_JUMP = 10
_COUNTED = ("count", "amount", "duration")


def index_of(others: Iterable[Reading]) -> ShingleIndex:
    """The other reports, indexed under their names."""
    index = ShingleIndex()
    for other in others:
        index.add(other.document.name, other.text.content)
    return index


def copies(view: View, others: Sequence[Reading], index: ShingleIndex | None = None) -> Iterator[Finding]:
    """Findings about what a report shares with other reports; ``index`` saves indexing them again."""
    if not others:
        return
    mine = view.reading.document
    known = {other.document.name: other for other in others}
    for passage in (index or index_of(others)).find(view.reading.text.content, LEAST_COPIED, but=mine.name):
        yield _copied(view, passage, known.get(passage.other))
    for other in others:
        if other.document.name != mine.name:
            yield from _figures(view, other)


def _copied(view: View, passage: Passage, other: Reading | None) -> Finding:
    source = quoted(passage.other) if other is None else _called(other)
    where = "" if other is None else other.text.place_of(passage.other_start)
    shown = quoted(view.content[passage.start : passage.end])
    own = other is not None and other.document.body == view.reading.document.body
    what = f"{shown}起{passage.chars}字与{source}{where}相同（数字不计）"
    return view.finding("copy.own" if own else "copy.other", what, passage.start, passage.end)


def _called(other: Reading) -> str:
    document = other.document
    return f"《{document.title}》" if document.title else f"“{document.name}”"


def _figures(view: View, other: Reading) -> Iterator[Finding]:
    theirs = _by_indicator(other)
    document = view.reading.document
    same_body = bool(document.body) and document.body == other.document.body
    for code, claim in _by_indicator(view.reading).items():
        before = theirs.get(code)
        quantity = claim.quantity
        if before is None or (same_body and before.period == claim.period):
            continue
        if before.quantity.unit != quantity.unit:
            continue
        now, then = quantity.magnitude or 0, before.quantity.magnitude or 0
        if now == then and now >= _TELLING and not _round(claim):
            what = f"“{claim.subject}{quantity.text}”与{_called(other)}（{before.period or '年度不详'}）所报完全相同"
            yield view.finding("figure.reused", what, quantity.start, quantity.end)
        elif same_body and then and now and not 1 / _JUMP < now / then < _JUMP:
            what = (
                f"“{claim.subject}{quantity.text}”，{before.period or '前一份报告'}为“{before.quantity.text}”"
            )
            yield view.finding("figure.jump", what, quantity.start, quantity.end)


def _by_indicator(reading: Reading) -> dict[str, Claim]:
    """The first exact claim of each indicator."""
    found: dict[str, Claim] = {}
    for claim in reading.claims:
        quantity = claim.quantity
        plain = quantity.value is not None and not quantity.approx and quantity.kind in _COUNTED
        if claim.indicator and plain:
            found.setdefault(claim.indicator, claim)
    return found


def _round(claim: Claim) -> bool:
    """Whether a number is so round that two reports may share it by chance."""
    magnitude = claim.quantity.magnitude
    return magnitude is not None and magnitude % 50 == 0

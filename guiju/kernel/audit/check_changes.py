"""Checks on what is told to have risen or fallen: the word, the two numbers, and the percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from guiju.kernel.audit.check_numbers import HUNDRED
from guiju.kernel.audit.view import Stated, View, quoted, size
from guiju.kernel.finding import Finding

_FALL = "减少|下降|降低|压缩|压减|缩短|缩减|精简|回落|减|降|缩"
_RISE = "增加|增长|增至|上升|提高|提升|扩大|扩展|攀升|增|升"
_CHANGE = re.compile(
    rf"^[^，。；]{{0,4}}?(?:(?P<fall>{_FALL})|(?P<rise>{_RISE}))[^，。；]{{0,3}}?(?:到|至|为)[^，。；]{{0,4}}$"
)
_FROM = re.compile(r"[由从原][^，。；]{0,12}$")
_GROWTH = re.compile(
    r"(?:同比|较上年|较去年|比上年|比去年|年均)?[^，。；]{0,4}?(?:(?P<fall>下降|减少|降低|回落|降)|(?P<rise>增长|上升|增加|提高|提升|增))了?(?:约|近)?$"
)
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年|前一年|同期|往年)[^，。；、]{0,12}$")
_DELTA = re.compile(r"(?P<rise>增加|增长|多|上升|增)|(?P<fall>减少|下降|少|减|降低)")
_POINTS = re.compile(r"百分点")


def check_changes(view: View) -> Iterator[Finding]:
    """Findings about rises and falls inside each sentence."""
    for _, counts in view.counted:
        yield from _changes(view, counts)
        yield from _growth(view, counts)


def _changes(view: View, counts: list[Stated]) -> Iterator[Finding]:
    """由48.78日减少到5.49日: the word must agree with the numbers, and a printed percentage with both."""
    for number, (before, after) in enumerate(pairwise(counts)):
        gap = view.content[before.quantity.end : after.quantity.start]
        found = _CHANGE.match(gap) if len(gap) <= 16 else None
        if found is None or before.quantity.unit != after.quantity.unit or not _FROM.search(before.lead):
            continue
        if before.quantity.value is None or after.quantity.value is None:
            continue
        start, end = before.quantity.start, after.quantity.end
        falls, was, now = found["fall"] is not None, size(before), size(after)
        if was == now or (now < was) != falls:
            word = found["fall"] or found["rise"]
            what = f"“{before.quantity.text}”到“{after.quantity.text}”并没有{word}"
            yield view.finding("change.contradicts", what, start, end)
        elif before.quantity.unit == "%":
            yield from _points(view, counts[number + 2 : number + 3], abs(now - was), start)
        elif was:
            derived = abs(now - was) * HUNDRED / was
            told = counts[number + 2] if number + 2 < len(counts) else None
            if told is None or told.quantity.unit != "%" or told.quantity.start - end > 16:
                word = "降幅" if falls else "增幅"
                yield view.finding("change.derived", f"据两数推算，{word}为{derived:.1f}%", start, end)
            else:
                yield from _told_change(view, told, derived, start)


def _told_change(view: View, told: Stated, derived: Decimal, start: int) -> Iterator[Finding]:
    if told.exact and _GROWTH.search(told.lead) and abs((told.quantity.value or 0) - derived) >= 1:
        what = f"据前后两数推算为{derived:.1f}%，与所报“{told.quantity.text}”不符"
        yield view.finding("change.differs", what, start, told.quantity.end)


def _points(view: View, told: list[Stated], derived: Decimal, start: int) -> Iterator[Finding]:
    """由80%提高到95%，提高15个百分点."""
    for stated in told:
        points = stated.quantity.value
        if _POINTS.search(stated.quantity.text) and stated.exact and _GROWTH.search(stated.lead):
            if points is not None and abs(points - derived) >= Decimal("0.1"):
                what = f"前后两个比率相差{derived:f}个百分点，与所报“{stated.quantity.text}”不符"
                yield view.finding("change.differs", what, start, stated.quantity.end)


def _growth(view: View, counts: list[Stated]) -> Iterator[Finding]:
    """120件，上年100件，同比增长30%: both numbers printed, so the growth can be worked out."""
    for number, rate in enumerate(counts):
        found = _GROWTH.search(rate.lead) if rate.quantity.unit == "%" and rate.exact else None
        earlier = [s for s in counts[:number] if s.exact and s.quantity.unit != "%"]
        past = next((s for s in reversed(earlier) if _LAST_YEAR.search(s.lead)), None)
        if found is None or past is None or not size(past):
            continue
        present = [s for s in earlier if s is not past and s.quantity.unit == past.quantity.unit]
        if len(present) != 1:
            continue
        was = _was(present[0], past)
        if was <= 0:
            continue
        derived = (size(present[0]) - was) * HUNDRED / was
        printed = (rate.quantity.value or Decimal(0)) * (-1 if found["fall"] else 1)
        if abs(derived - printed) >= 1:
            what = f"{size(present[0]):f}比{was:f}变化{derived:+.1f}%，与所报{quoted(found[0] + rate.quantity.text)}不符"
            yield view.finding("change.differs", what, present[0].quantity.start, rate.quantity.end)


def _was(present: Stated, past: Stated) -> Decimal:
    """Last year's number: printed as such (上年100件), or as the difference (比上年增加20件)."""
    delta = _DELTA.search(past.lead)
    if delta is None:
        return size(past)
    return size(present) - size(past) if delta["rise"] else size(present) + size(past)

"""Checks on numbers side by side in one sentence: parts and wholes, rates and their numerators, changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from guiju.kernel.audit.check_numbers import HUNDRED, is_share
from guiju.kernel.audit.rules import Plausible, Ratio
from guiju.kernel.audit.view import Sentence, Stated, View, quoted
from guiju.kernel.finding import Finding

_OF_WHICH = re.compile(r"其中[：:，]?")
_ELSE = re.compile(r"另外?|同时|此外|并且?|还|累计|上年|去年|同期|同比|环比|占|率|涉及|总[计数额]|合计|共")
_OPENING = 4
_TOTAL = re.compile(r"(?:合计|共计|总计|共)[^，。；、]{0,6}$")
_JOIN = re.compile(r"[，、；和及与]")
_CARRIED = re.compile(r"结转|往年|历年|存量|遗留|(?:上年|去年)[^，。；]{0,4}(?:未|转|移|受理|收)")
_SHARE_OF = re.compile(r"占(?:比|总数|总量|全部|全年|案件总数|其)?[^，。；]{0,10}$")
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


def check_sums(view: View) -> Iterator[Finding]:
    """Findings about the arithmetic inside each sentence."""
    before: list[Stated] = []
    for sentence in view.sentences:
        counts = _once(sentence)
        if "其中" in sentence.text:
            yield from _parts(view, sentence, counts, before)
        before = counts
        if len(counts) >= 2:
            yield from _totals(view, sentence, counts)
            yield from _rates(view, sentence, counts)
            yield from _changes(view, sentence, counts)
            yield from _growth(view, counts)
            yield from _plausible(view, sentence, counts)


def _once(sentence: Sentence) -> list[Stated]:
    """What is stated, each span once."""
    spans: dict[tuple[int, int], Stated] = {}
    for stated in sentence.stated:
        spans.setdefault((stated.quantity.start, stated.quantity.end), stated)
    return list(spans.values())


def size(stated: Stated) -> Decimal:
    """The value times its scale of a claim that has one."""
    return stated.quantity.magnitude or Decimal(0)


def _parts(view: View, sentence: Sentence, counts: list[Stated], before: list[Stated]) -> Iterator[Finding]:
    """100件，其中A件、B件: no part above the whole, and the parts together not above it.

    A sentence that begins with 其中 has its whole in the one ``before``.
    """
    marks = list(_OF_WHICH.finditer(sentence.text))
    for number, mark in enumerate(marks):
        here = sentence.start + mark.start()
        stop = sentence.start + marks[number + 1].start() if number + 1 < len(marks) else sentence.end
        later = [s for s in counts if here <= s.quantity.start < stop]
        unit = later[0].quantity.unit if later else ""
        earlier = before if mark.start() <= _OPENING else [s for s in counts if s.quantity.end <= here]
        whole = _whole([s for s in earlier if same_kind(s.quantity.unit, unit)])
        if whole is not None and unit not in ("", "%"):
            yield from _judge(view, whole, _members(view, later, unit))


def _whole(earlier: list[Stated]) -> Stated | None:
    """The number that 其中 takes apart: the last before it, or a greater one, for 立案31件，结案29件，其中…
    may speak of either."""
    if not earlier or not earlier[-1].exact:
        return earlier[-1] if earlier else None
    unit = earlier[-1].quantity.unit
    return max((s for s in earlier if s.exact and s.quantity.unit == unit), key=size)


def same_kind(unit: str, other: str) -> bool:
    """Whether two units count the same things, if not in the same way: 所 and 所次."""
    return unit == other or unit == f"{other}次" or other == f"{unit}次"


def _members(view: View, later: list[Stated], unit: str) -> list[Stated]:
    """The run of parts of one unit, until the sentence turns to something else."""
    members: list[Stated] = []
    for stated in later:
        if members and (
            stated.quantity.unit != unit or _ELSE.search(stated.lead) or _stops(view, members[-1], stated)
        ):
            break
        if stated.quantity.unit == unit:
            members.append(stated)
    return members


def _stops(view: View, earlier: Stated, later: Stated) -> bool:
    return "；" in view.content[earlier.quantity.end : later.quantity.start]


def _judge(view: View, whole: Stated, parts: list[Stated]) -> Iterator[Finding]:
    start, end = whole.quantity.start, parts[-1].quantity.end
    if whole.quantity.unit != parts[0].quantity.unit:
        what = f"总数按“{whole.quantity.unit}”计，分项按“{parts[0].quantity.unit}”计，不能直接相加比对"
        yield view.finding("unit.mixed", what, start, end)
        return
    known = [part for part in parts if not part.quantity.masked and part.quantity.value is not None]
    if whole.quantity.masked or whole.quantity.approx or whole.quantity.value is None or not known:
        return
    above = [part for part in known if size(part) > size(whole)]
    shown = "、".join(part.quantity.text for part in known)
    total = sum((size(part) for part in known), Decimal(0))
    if above:
        what = f"分项“{above[0].quantity.text}”大于总数“{whole.quantity.text}”"
        yield view.finding("parts.exceed", what, above[0].quantity.start, above[0].quantity.end)
    elif total > size(whole):
        what = f"其中各项{shown}合计{total:f}，大于总数“{whole.quantity.text}”"
        yield view.finding("parts.sum", what, start, end)


def _totals(view: View, sentence: Sentence, counts: list[Stated]) -> Iterator[Finding]:
    """A件、B件，合计C件: the sum must be the total."""
    for number, total in enumerate(counts):
        if number < 2 or not total.exact or not _TOTAL.search(total.lead) or "其中" in total.lead:
            continue
        parts: list[Stated] = []
        for stated in reversed(counts[:number]):
            after = parts[-1] if parts else total
            gap = view.content[stated.quantity.end : after.quantity.start]
            plain = stated.quantity.unit == total.quantity.unit and stated.exact
            if not plain or not _JOIN.search(gap) or "；" in gap or _ELSE.search(stated.lead):
                break
            parts.append(stated)
        start = parts[-1].quantity.start if parts else 0
        listed = len(parts) >= 2 and "其中" not in view.content[sentence.start : start]
        summed = sum((size(part) for part in parts), Decimal(0))
        if listed and summed != size(total):
            shown = "、".join(part.quantity.text for part in reversed(parts))
            what = f"{shown}相加为{summed:f}，与合计“{total.quantity.text}”不符"
            yield view.finding("parts.total", what, start, total.quantity.end)


def _rates(view: View, sentence: Sentence, counts: list[Stated]) -> Iterator[Finding]:
    """受理100件，办结90件，办结率95%: a rate printed with its numerator and its denominator."""
    for number, rate in enumerate(counts):
        if rate.quantity.unit != "%" or not is_share(view, rate):
            continue
        earlier = [s for s in counts[:number] if s.quantity.unit not in ("%", "")]
        found = _numerator_and_denominator(view, rate, earlier)
        if found is None or _CARRIED.search(sentence.text):
            continue
        part, whole = found
        if part.exact and whole.exact and rate.exact and part.quantity.scale == whole.quantity.scale == 1:
            yield from judge_rate(view, part, whole, rate)
        elif min(part.quantity.scale, whole.quantity.scale) > 1:
            what = f"“{part.quantity.text}”与“{whole.quantity.text}”都以万计，推不出“{rate.quantity.text}”"
            yield view.finding("rate.rounded", what, part.quantity.start, rate.quantity.end)


def _numerator_and_denominator(
    view: View, rate: Stated, earlier: list[Stated]
) -> tuple[Stated, Stated] | None:
    """By the declared words of the rate; for 占…% the count before it and the whole before that."""
    if _SHARE_OF.search(rate.lead):
        part = earlier[-1] if earlier and rate.quantity.start - earlier[-1].quantity.end < 24 else None
        if part is None:
            return None
        between = view.content[earlier[0].quantity.end : part.quantity.start]
        wholes = [s for s in earlier[:-1] if s.quantity.unit == part.quantity.unit]
        return (part, wholes[0]) if wholes and "其中" in between else None
    ratio = ratio_of(view, rate)
    if ratio is None:
        return None
    part = next((s for s in reversed(earlier) if any(word in s.lead for word in ratio.part)), None)
    if part is None:
        return None
    others = [s for s in earlier if s is not part and s.quantity.unit == part.quantity.unit]
    whole = next((s for s in reversed(others) if any(word in s.lead for word in ratio.whole)), None)
    return None if whole is None else (part, whole)


def ratio_of(view: View, rate: Stated) -> Ratio | None:
    """The declared ratio by the rate's word, the longest that stands in its clause."""
    named = [word for word in view.book.rate_words if word in rate.lead]
    return view.book.rate_words[max(named, key=len)] if named else None


def judge_rate(view: View, part: Stated, whole: Stated, rate: Stated) -> Iterator[Finding]:
    """Whether numerator, denominator and printed rate agree within one unit of the last printed place."""
    start = min(part.quantity.start, whole.quantity.start)
    end = max(rate.quantity.end, part.quantity.end, whole.quantity.end)
    if size(part) > size(whole):
        what = f"分子“{part.quantity.text}”大于分母“{whole.quantity.text}”，却报“{rate.quantity.text}”"
        yield view.finding("rate.differs", what, start, end)
    elif size(whole):
        printed = rate.quantity.value or Decimal(0)
        derived = size(part) * HUNDRED / size(whole)
        exponent = printed.as_tuple().exponent
        step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
        full = printed == HUNDRED and size(part) != size(whole)
        if full or abs(derived - printed) >= step:
            what = f"{size(part):f}÷{size(whole):f}＝{derived:.2f}%，与所报“{rate.quantity.text}”不符"
            yield view.finding("rate.differs", what, start, end)


def _changes(view: View, sentence: Sentence, counts: list[Stated]) -> Iterator[Finding]:
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
        elif before.quantity.unit != "%" and was:
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
        derived = (size(present[0]) - size(past)) * HUNDRED / size(past)
        printed = (rate.quantity.value or Decimal(0)) * (-1 if found["fall"] else 1)
        if abs(derived - printed) >= 1:
            what = f"{size(present[0]):f}比{size(past):f}变化{derived:+.1f}%，与所报{quoted(found[0] + rate.quantity.text)}不符"
            yield view.finding("change.differs", what, present[0].quantity.start, rate.quantity.end)


def _plausible(view: View, sentence: Sentence, counts: list[Stated]) -> Iterator[Finding]:
    """100余次讲座，10万人次: how many to one."""
    for declared in view.book.plausible:
        for first, second in pairwise(counts):
            pair = _pair(declared, first, second)
            if pair is None:
                continue
            top, bottom = pair
            if not size(bottom) or size(top) / size(bottom) <= declared.most:
                continue
            each = size(top) / size(bottom)
            what = f"{declared.title}：“{top.quantity.text}”与“{bottom.quantity.text}”相除约为{each:.0f}，{declared.why}"
            yield view.finding("number.implausible", what, first.quantity.start, second.quantity.end)


def _pair(declared: Plausible, first: Stated, second: Stated) -> tuple[Stated, Stated] | None:
    for top, bottom in ((first, second), (second, first)):
        fits = (
            top.quantity.unit in declared.top_units
            and bottom.quantity.unit in declared.bottom_units
            and any(word in top.lead for word in declared.top_words)
            and any(word in bottom.lead + bottom.tail for word in declared.bottom_words)
        )
        if fits:
            return top, bottom
    return None

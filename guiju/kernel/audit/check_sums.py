"""Checks on numbers that add up in one sentence: 其中, 合计."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guiju.kernel.audit.view import Sentence, Stated, View, once, size
from guiju.kernel.finding import Finding

_OF_WHICH = re.compile(r"其中[：:，]?")
_ELSE = re.compile(
    r"另外?|同时|此外|并且?|还|累计|上年|去年|同期|同比|环比|占|率|涉及|总[计数额]|合计|(?<!公)共(?!同)"
)
_ADVERBS = re.compile(r"^(?:全年|今年|累计|先后|共计?|已)*")
_BRACKET = re.compile(r"[（(）)]")
_OPENING = 4
_TOTAL = re.compile(r"(?:合计|共计|总计|(?<!公)共(?!同))[^，。；、]{0,6}$")
_JOIN = re.compile(r"[，、；和及与]")


def check_sums(view: View) -> Iterator[Finding]:
    """Findings about parts and wholes, sums and totals."""
    before: list[Stated] = []
    for sentence in view.sentences:
        counts = once(sentence)
        if "其中" in sentence.text:
            yield from _parts(view, sentence, counts, before)
        if len(counts) > 2:
            yield from _totals(view, sentence, counts)
        before = counts


def _parts(view: View, sentence: Sentence, counts: list[Stated], before: list[Stated]) -> Iterator[Finding]:
    """100件，其中A件、B件: no part above the whole, and the parts together not above it.

    A sentence that begins with 其中 has its whole in the one ``before``.
    """
    marks = list(_OF_WHICH.finditer(sentence.text))
    inside = _brackets(sentence)
    for number, mark in enumerate(marks):
        here = sentence.start + mark.start()
        stop = sentence.start + marks[number + 1].start() if number + 1 < len(marks) else sentence.end
        around = _around(inside, here)
        later = [s for s in counts if here <= s.quantity.start < stop]
        later = [s for s in later if _around(inside, s.quantity.start) == around]
        unit = later[0].quantity.unit if later else ""
        earlier = before if mark.start() <= _OPENING else [s for s in counts if s.quantity.end <= here]
        whole = _whole([s for s in earlier if same_kind(s.quantity.unit, unit)])
        if whole is not None and unit not in ("", "%"):
            yield from _judge(view, whole, _members(view, whole, later, unit))


def _brackets(sentence: Sentence) -> list[tuple[int, int]]:
    """Where each pair of brackets of a sentence opens and closes; one left open runs to its end."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in _BRACKET.finditer(sentence.text):
        if found[0] in "（(":
            opened.append(sentence.start + found.start())
        elif opened:
            pairs.append((opened.pop(), sentence.start + found.start()))
    return pairs + [(start, sentence.end) for start in opened]


def _around(brackets: list[tuple[int, int]], offset: int) -> tuple[int, int]:
    """The innermost brackets around an offset; (-1, -1) where there are none."""
    return max((pair for pair in brackets if pair[0] < offset < pair[1]), default=(-1, -1))


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


def _members(view: View, whole: Stated, later: list[Stated], unit: str) -> list[Stated]:
    """The run of parts of one unit, until the sentence turns to something else."""
    members: list[Stated] = []
    for stated in later:
        if members and (
            stated.quantity.unit != unit
            or _ELSE.search(stated.lead)
            or _stops(view, members[-1], stated)
            or _begins_like(stated, whole)
        ):
            break
        if stated.quantity.unit == unit:
            members.append(stated)
    return members


def _begins_like(stated: Stated, whole: Stated) -> bool:
    """Whether a clause begins with the act of the whole: 查摆班子问题11个，其中5个…，查摆个人问题10个 tells of more."""
    act = stated.lead[:2]
    return len(act) == 2 and _ADVERBS.sub("", whole.lead).startswith(act)


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

"""Checks on figures of one report known by indicator: declared relations, and the same figure told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from guiju.kernel.audit.check_rates import judge_rate
from guiju.kernel.audit.check_sums import same_kind
from guiju.kernel.audit.rules import Relation
from guiju.kernel.audit.view import Stated, View, quoted, size
from guiju.kernel.finding import Finding

Figures = dict[str, Stated]
_LEAST_SUBJECT = 4
_SCOPE = re.compile(
    r"全[国省市县区州镇乡街局]|[省市县区]?本级|[市县区]政府|部门|镇街|乡镇|中院|一审|二审|上半年|下半年|上年|去年|其中"
    r"|(?:19|20)\d\d(?!\d)|\d{1,2}月|截至|累计"
)
_NEITHER = ("ordinal_or_period", "document_number", "other", "target")


def check_relations(view: View) -> Iterator[Finding]:
    """Findings about figures that hang together, wherever in the report they stand."""
    told: dict[str, list[Stated]] = {}
    for sentence in view.sentences:
        for stated in sentence.stated:
            if stated.claim.indicator and stated.quantity.kind not in _NEITHER:
                told.setdefault(stated.claim.indicator, []).append(stated)
    for several in told.values():
        yield from _twice(view, several)
    figures = {code: several[0] for code, several in told.items() if _agree(several)}
    for relation in view.book.relations:
        yield from _related(view, relation, figures)


def _agree(several: list[Stated]) -> bool:
    first = several[0]
    return all(size(other) == size(first) and _same_scope(first, other) for other in several[1:])


def _same_scope(one: Stated, other: Stated) -> bool:
    return one.claim.period == other.claim.period and one.claim.body == other.claim.body


def _twice(view: View, several: list[Stated]) -> Iterator[Finding]:
    """The same figure with two values, or in two units."""
    for one, other in combinations(several[:12], 2):
        later = other.quantity
        if not _same_scope(one, other) or one.quantity.start == later.start:
            continue
        if one.quantity.unit != later.unit:
            if same_kind(one.quantity.unit, later.unit) and alike(one, other):
                what = f"“{one.claim.subject}”前面按“{one.quantity.unit}”计，这里按“{later.unit}”计"
                yield view.finding("unit.mixed", what, later.start, later.end)
        elif one.exact and other.exact and size(one) != size(other) and _same_thing(view, one, other):
            what = f"“{other.claim.subject}”前面为“{one.quantity.text}”，这里为“{later.text}”"
            yield view.finding("figure.told_twice", what, later.start, later.end)


def _same_thing(view: View, one: Stated, other: Stated) -> bool:
    """Whether two claims speak of the same: subjects long enough and nearly the same, scopes the same."""
    shorter, longer = sorted((one.claim.subject, other.claim.subject), key=len)
    if len(shorter) < _LEAST_SUBJECT or not alike(one, other) or not _is_within(shorter, longer):
        return False
    if _in_one_sentence(view, [one, other]):
        return False  # a list: 2022年66件，2023年71件
    return _scope(view, one) == _scope(view, other)


def _is_within(shorter: str, longer: str) -> bool:
    """Whether the longer subject only adds words: 主办提案 and 协办提案 differ in kind, and so count two things."""
    letters = iter(longer)
    return all(letter in letters for letter in shorter)


def _scope(view: View, stated: Stated) -> frozenset[str]:
    """Whose and which: 全市 and 市本级, 一审 and 二审, 上半年 — as said in the sixty characters before."""
    start = stated.quantity.start
    return frozenset(_SCOPE.findall(view.content, max(0, start - 60), start))


def alike(one: Stated, other: Stated) -> bool:
    """Whether the subjects of two claims are nearly the same words: 60 % of their pairs of characters."""
    first, second = _pairs(one.claim.subject), _pairs(other.claim.subject)
    return bool(first) and len(first & second) >= 0.6 * max(len(first), len(second))


def _pairs(words: str) -> set[str]:
    return {a + b for a, b in pairwise(words)}


def _related(view: View, relation: Relation, figures: Figures) -> Iterator[Finding]:
    """The relation judged where all its members are told; what is masked is named, not judged.

    Of a sum, parts that the report does not tell are left out, and then the sum may be less.
    """
    given = [code for code in relation.parts if code in figures]
    needed = [code for code in relation.members if code not in relation.parts or not _is_sum(relation)]
    if any(code not in figures for code in needed) or len(given) < (1 if relation.whole else 2):
        return
    members = [figures[code] for code in (*given, *(c for c in (relation.whole, relation.rate) if c))]
    span = _span(members)
    if any(member.quantity.masked for member in members):
        yield view.finding("relation.unfilled", f"填写时须满足：{relation.say}", *span)
    elif all(member.exact for member in members):
        yield from _judged(view, relation, members, figures, whole_list=len(given) == len(relation.parts))


def _is_sum(relation: Relation) -> bool:
    return relation.kind in ("sum_at_most", "sum_equals")


def _span(members: list[Stated]) -> tuple[int, int]:
    """The span of the first member: related figures may stand pages apart."""
    first = min(members, key=lambda member: member.quantity.start)
    return first.quantity.start, first.quantity.end


def _judged(
    view: View, relation: Relation, members: list[Stated], figures: Figures, *, whole_list: bool
) -> Iterator[Finding]:
    if relation.kind == "rate":
        part, whole, rate = figures[relation.parts[0]], figures[relation.whole], figures[relation.rate]
        if part.quantity.unit == whole.quantity.unit and not _in_one_sentence(view, members):
            yield from judge_rate(view, part, whole, rate)
        return
    units = {member.quantity.unit for member in members}
    if len(units) > 1:
        first, second = sorted(units)[:2]
        if same_kind(first, second):
            what = f"{relation.say}；但有的按“{first}”计、有的按“{second}”计，不能直接比对"
            yield view.finding("unit.mixed", what, *_span(members))
        return
    broken = _broken(relation, [size(member) for member in members], whole_list=whole_list)
    if broken:
        shown = "、".join(_shown(member) for member in members)
        rule = "relation.broken" if relation.strict else "relation.doubtful"
        yield view.finding(rule, f"{relation.say}，而文中为{shown}", *_span(members))


def _broken(relation: Relation, sizes: list[Decimal], *, whole_list: bool) -> bool:
    if relation.kind == "order":
        return any(one > other for one, other in pairwise(sizes))
    if relation.kind == "equal":
        return len(set(sizes)) > 1
    *parts, whole = sizes
    if relation.kind == "between":
        return not min(parts) <= whole <= max(parts)
    total = sum(parts, Decimal(0))
    return total > whole or (relation.kind == "sum_equals" and whole_list and total != whole)


def _shown(stated: Stated) -> str:
    name = stated.claim.subject or stated.lead
    return f"{quoted(name)}{stated.quantity.text}"


def _in_one_sentence(view: View, members: list[Stated]) -> bool:
    """Whether the words of the sentence have already been judged by their own check."""
    first = min(member.quantity.start for member in members)
    last = max(member.quantity.end for member in members)
    return not any(mark in view.content[first:last] for mark in "。！？\n")

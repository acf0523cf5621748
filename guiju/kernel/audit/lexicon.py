"""Lexicon 词典: what the field calls the things that reports count, as declared in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import Literal, NamedTuple

from guiju.kernel.audit.claim import Kind
from guiju.kernel.audit.reading import SectionRole
from guiju.kernel.audit.terms import TermIndex

Use = Literal["term", "head"]
"""How a declared word says a concept: by itself, or where one of its topics is near."""

GAP = "…"
"""Stands in a declared word for anything between its parts within one clause: 听取…汇报."""


_TELLING = (0.0, 0.3, 0.61, 0.76, 0.88, 0.95)


def telling(letters: int, common: int) -> float:
    """How much a word tells, from 0 to about 1: long words and words of few concepts (``common``) more."""
    return (_TELLING[min(letters, 5)] + 0.01 * min(max(letters - 5, 0), 5)) / (1 + 0.12 * log(common))


_DURATIONS = frozenset(
    ("小时", "学时", "课时", "日", "天", "工作日", "个工作日", "个月", "月", "年", "分钟", "周")
)


def class_of(unit: str) -> str:
    """What kind of number a measure word makes: rate, amount, duration, change or count."""
    if unit in ("%", "‰"):
        return "rate"
    if unit in ("百分点", "个百分点"):
        return "change"
    if unit == "元" or unit.endswith("元"):
        return "amount"
    return "duration" if unit in _DURATIONS else "count"


def class_of_kind(kind: str) -> str:
    """The class of measure that a kind of claim has where no measure word is printed."""
    return kind if kind in ("rate", "amount", "duration") else "count"


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is counted. ``id`` is an indicator code, ``system`` an S-id or "" where the list has no row.

    ``terms`` say it by themselves; ``heads`` (counted nouns, verbs that stand for them, names of rates) say it
    where one of ``topics`` is near. ``verbs`` and ``sections`` (words of headings) only support;
    ``excludes`` beside the number rule it out. ``units`` are the measure words it is printed with, the first
    one its own. ``past``: the value before a reform (从原来的…). ``part_of``: the wider concept whose words this
    one shares where one of its topics is in the same sentence, and which it then precedes. ``titled``: it has
    no words but an indicator's title.
    """

    id: str
    title: str
    system: str
    kind: Kind
    units: tuple[str, ...]
    terms: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    past: bool = False
    part_of: str = ""
    titled: bool = False


@dataclass(frozen=True, slots=True)
class SystemWords:
    """The words by which a row of the list of systems is recognised where no concept fits."""

    id: str
    title: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Words of grammar: roles of headings, kinds of documents, names of bodies, words beside numbers.

    ``acts`` name kinds of administrative acts; in a section on one of the systems of ``disputes`` a number with
    nothing but such a name counts disputes about acts of that kind. ``frames`` are the systems that a report or
    a heading is written for, not what is counted under it. ``wholes``: systems whose numbers are taken apart by
    field or kind of act.
    """

    roles: Mapping[SectionRole, tuple[str, ...]]
    annual: tuple[str, ...]
    duty: tuple[str, ...]
    idle: tuple[str, ...]
    change: tuple[str, ...]
    norm: tuple[str, ...]
    departments: tuple[str, ...]
    organs: tuple[str, ...]
    body_ends: tuple[str, ...]
    areas: tuple[str, ...]
    own: tuple[str, ...]
    unit_families: tuple[frozenset[str], ...]
    acts: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()

    @cached_property
    def role_word(self) -> re.Pattern[str]:
        """Any word of a heading that has a role."""
        return re.compile("|".join(re.escape(word) for words in self.roles.values() for word in words))


class Posting(NamedTuple):
    """One use of a declared word: of which concept, whether as a term, the parts that must follow, how much it tells."""

    concept: int
    term: bool
    rest: tuple[int, ...]
    worth: float


@dataclass(frozen=True)
class Lexicon:
    """All concepts, all words of systems and the words of grammar, with the index that finds them."""

    concepts: tuple[Concept, ...]
    systems: tuple[SystemWords, ...]
    words: Words
    titles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """Concepts by indicator code."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def index(self) -> TermIndex:
        """Every part of every declared word, found in one pass."""
        return TermIndex(part for word in self._spoken() for part in word.split(GAP))

    @cached_property
    def saying(self) -> dict[str, dict[int, list[Posting]]]:
        """Class of measure → first part of a term or head → the concepts of that class that it may say."""
        uses: list[tuple[int, Use, tuple[int, ...]]] = []
        for number, concept in enumerate(self.concepts):
            uses += [(number, "term", self._parts(word)) for word in concept.terms]
            uses += [(number, "head", self._parts(word)) for word in concept.heads]
        measures = [class_of(one.units[0]) if one.units else class_of_kind(one.kind) for one in self.concepts]
        common: dict[int, set[int]] = {}
        for number, _, parts in uses:
            common.setdefault(parts[0], set()).add(number)
        found: dict[str, dict[int, list[Posting]]] = {measure: {} for measure in measures}
        for number, use, parts in uses:
            letters = sum(len(self.index.word(part)) for part in parts)
            worth = telling(letters, min(len(common.get(part, {number})) for part in parts))
            posting = Posting(number, use == "term", parts[1:], worth)
            found[measures[number]].setdefault(parts[0], []).append(posting)
        return found

    @cached_property
    def sayings(self) -> frozenset[int]:
        """The first parts of all terms and heads."""
        return frozenset(word for of_measure in self.saying.values() for word in of_measure)

    @cached_property
    def supports(self) -> tuple[Support, ...]:
        """What may stand around each concept, as numbers of the index."""
        return tuple(self._support(concept) for concept in self.concepts)

    @cached_property
    def surrounding(self) -> frozenset[int]:
        """The words that tell something where they stand near a number: topics, verbs, words of systems."""
        beside = (word for support in self.supports for word in support.beside)
        return frozenset((*beside, *self.about))

    @cached_property
    def sisters(self) -> dict[str, frozenset[str]]:
        """Measure word → all those of the families it belongs to."""
        found: dict[str, frozenset[str]] = {}
        for family in self.words.unit_families:
            for unit in family:
                found[unit] = found.get(unit, frozenset()) | family
        return found

    @cached_property
    def about(self) -> dict[int, list[str]]:
        """Word of a system → the systems it speaks of."""
        found: dict[int, list[str]] = {}
        for system in self.systems:
            for word in system.terms:
                found.setdefault(self.index.number(word), []).append(system.id)
        return found

    def _spoken(self) -> list[str]:
        words = [word for system in self.systems for word in system.terms]
        for one in self.concepts:
            words += [*one.terms, *one.heads, *one.topics, *one.verbs, *one.excludes, *one.sections]
        return words

    def _parts(self, word: str) -> tuple[int, ...]:
        return tuple(self.index.number(part) for part in word.split(GAP))

    def _support(self, concept: Concept) -> Support:
        topics, verbs = self._numbers(concept.topics), self._numbers(concept.verbs)
        before = concept.id.removesuffix("_after") + "_before"
        return Support(
            topics=tuple((word, 0.75 + 0.05 * min(len(self.index.word(word)), 5)) for word in sorted(topics)),
            named=topics,
            verbs=verbs,
            beside=topics | verbs,
            excludes=self._numbers(concept.excludes),
            sections=self._numbers(concept.sections),
            reformed=concept.past or (concept.id.endswith("_after") and before in self.by_id),
        )

    def _numbers(self, words: tuple[str, ...]) -> frozenset[int]:
        return frozenset(self.index.number(word) for word in words)


@dataclass(frozen=True, slots=True)
class Support:
    """The numbers, in the index, of the words that support a concept or rule it out.

    ``topics`` in ascending order, each with what its length adds; ``named``: the same without; ``beside``: topics
    and verbs. ``reformed``:
    the lexicon tells the value before a reform and the one after it apart.
    """

    topics: tuple[tuple[int, float], ...]
    named: frozenset[int]
    verbs: frozenset[int]
    beside: frozenset[int]
    excludes: frozenset[int]
    sections: frozenset[int]
    reformed: bool

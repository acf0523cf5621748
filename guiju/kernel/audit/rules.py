"""The auditor's book 审校规则册: every rule with its basis, and the declared words it works with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from guiju.kernel.audit.sieve import Sieve
from guiju.kernel.audit.terms import TermIndex
from guiju.kernel.finding import Level
from guiju.kernel.law.citation import Citation, print_all

RelationKind = Literal["order", "sum_at_most", "sum_equals", "rate", "between", "equal"]
"""How figures hang together: each ≤ the next; parts ≤ whole; parts = whole; part / whole = rate;
a value between two others; two that are the same."""
ClaimKind = Literal["zero", "full", "first", "rank", "vague"]
"""Claims without a numeral: none, all, first, ranked, uncounted."""


@dataclass(frozen=True, slots=True)
class AuditRule:
    """One named rule. ``basis`` is printed where no article is cited; ``mend`` says how to put it right."""

    id: str
    title: str
    level: Level
    gist: str
    mend: str
    cites: tuple[Citation, ...] = ()
    basis: str = ""

    @property
    def citation(self) -> str:
        """The basis as printed with a finding."""
        return print_all(self.cites) or self.basis


@dataclass(frozen=True, slots=True)
class Relation:
    """What must hold between figures of one report, by indicator code; ``say`` is the rule in Chinese.

    ``parts`` are the members in the order of the kind; ``strict`` False: a breach is only worth a note.
    """

    id: str
    kind: RelationKind
    parts: tuple[str, ...]
    say: str
    whole: str = ""
    rate: str = ""
    strict: bool = True

    @property
    def members(self) -> tuple[str, ...]:
        """All codes that take part."""
        return (*self.parts, *(code for code in (self.whole, self.rate) if code))


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate known by its word: which words go before its numerator and its denominator."""

    words: tuple[str, ...]
    part: tuple[str, ...]
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plausible:
    """How many of one thing go with one of another (students to a lecture): at most ``most``."""

    id: str
    title: str
    top_units: frozenset[str]
    top_words: tuple[str, ...]
    bottom_units: frozenset[str]
    bottom_words: tuple[str, ...]
    most: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class WordClaim:
    """A kind of claim without a numeral, and the expressions that make it."""

    kind: ClaimKind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Proof:
    """Which record would prove a claim whose sentence has one of the words."""

    words: tuple[str, ...]
    record: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the pen with the right word; no slip inside one of ``unless``."""

    wrong: str
    right: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stump:
    """A character that hardly stands without certain others: what may follow it, and may go before."""

    char: str
    after: frozenset[str]
    before: frozenset[str]
    opening: bool


@dataclass(frozen=True, slots=True)
class Repealed:
    """A law that is no longer in force: its names, the last day it was, and what took its place."""

    names: tuple[str, ...]
    until: date
    successor: str
    source: str


@dataclass(frozen=True, slots=True)
class Duties:
    """Words by which the parts that a report owes are known."""

    problem: tuple[str, ...]
    cause: tuple[str, ...]
    principal: tuple[str, ...]
    plan: tuple[str, ...]
    generic: tuple[re.Pattern[str], ...]
    topics: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class AuditBook:
    """Everything declared under ``audit/`` of the catalogue."""

    rules: Mapping[str, AuditRule]
    relations: tuple[Relation, ...]
    ratios: tuple[Ratio, ...]
    plausible: tuple[Plausible, ...]
    unbounded: tuple[str, ...]
    claims: tuple[WordClaim, ...]
    proofs: Mapping[ClaimKind, tuple[Proof, ...]]
    belied: tuple[str, ...]
    slips: tuple[Slip, ...]
    stumps: tuple[Stump, ...]
    leftovers: re.Pattern[str]
    repealed: tuple[Repealed, ...]
    duties: Duties
    _by_word: dict[str, Ratio] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_word.update({word: ratio for ratio in self.ratios for word in ratio.words})

    @cached_property
    def slip_index(self) -> tuple[TermIndex, Mapping[int, Slip]]:
        """All slips, to be found in one pass, and the slip of each word of the index."""
        index = TermIndex(slip.wrong for slip in self.slips)
        return index, {index.number(slip.wrong): slip for slip in self.slips}

    @cached_property
    def citations(self) -> dict[str, str]:
        """The basis of each rule as printed."""
        return {name: rule.citation for name, rule in self.rules.items()}

    @cached_property
    def claim_sieves(self) -> tuple[tuple[ClaimKind, Sieve], ...]:
        """The expressions of ``claims``, to be found quickly."""
        return tuple((claim.kind, Sieve(claim.pattern)) for claim in self.claims)

    @cached_property
    def leftover_sieve(self) -> Sieve:
        """The expression of ``leftovers``, to be found quickly."""
        return Sieve(self.leftovers)

    @cached_property
    def slip_sieve(self) -> tuple[Sieve, int]:
        """An expression for all slips, to be found quickly, and the length of the longest."""
        return _any_of([slip.wrong for slip in self.slips])

    @cached_property
    def repealed_sieve(self) -> tuple[Sieve, int]:
        """An expression for the names of all repealed laws, to be found quickly, and the length of the longest."""
        return _any_of([name for law in self.repealed for name in law.names])

    @property
    def rate_words(self) -> Mapping[str, Ratio]:
        """The declared rates by word."""
        return self._by_word


def _any_of(words: list[str]) -> tuple[Sieve, int]:
    return Sieve(re.compile("|".join(map(re.escape, words)))), max(map(len, words), default=0)

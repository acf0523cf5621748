"""Rule 期限规则: a time limit with its versions through time, each with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from itertools import combinations
from typing import Literal, get_args

from guiju.errors import NotFound
from guiju.kernel.finding import Finding, error, warning
from guiju.kernel.ids import RuleId
from guiju.kernel.law.citation import Citation, print_all
from guiju.kernel.law.force import Force
from guiju.kernel.law.span import Span

Direction = Literal["last_day", "earliest_day", "latest_before"]
"""last_day 届满日 | earliest_day 不早于 (a floor) | latest_before ……日前 (counted back)."""
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

Source = Literal["text", "text*", "index", "sector", "knowledge", "web excerpt", "local", "derived"]
SOURCES: tuple[Source, ...] = get_args(Source)

_NEARLY = 0.75
"""How like an unknown name a known one must be to be offered."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A power to extend: at most ``times`` times, each time by at most ``span`` (None: the article sets no cap).

    ``before_expiry``: it must be decided on or before the last day. ``step`` names the step of a
    procedure that extends, "" in a shared rule.
    """

    span: Span | None
    times: int = 1
    approver: str = ""
    before_expiry: bool = True
    cites: tuple[Citation, ...] = ()
    step: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which days do not count (中止、扣除) or counting begins anew (重新计算).

    ``begins`` and ``ends`` are the steps of a procedure that open and close it, "" in a shared rule;
    ``title`` is what an event may name as its ground.
    """

    title: str = ""
    begins: str = ""
    ends: str = ""
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A time limit as one text of the law has it, for cases governed by a day from ``since`` to ``until``.

    ``rolls`` is the article that moves an end day that is a rest day to the next working day; None:
    the nominal day is the due day and the rolled day is information only. ``printed``: the article prints
    the number; False where it says a date (每年3月1日前) that is counted here as months from a year's end.
    """

    rule: RuleId
    span: Span
    direction: Direction
    start_text: str
    cites: tuple[Citation, ...]
    since: date | None = None
    until: date | None = None
    rolls: Citation | None = None
    extensions: tuple[Extension, ...] = ()
    suspensions: tuple[Ground, ...] = ()
    exclusions: tuple[Ground, ...] = ()
    restarts: tuple[Ground, ...] = ()
    force: Force = "must"
    source: Source = "text"
    consequence: str = ""
    gist: str = ""
    printed: bool = True

    def covers(self, on: date) -> bool:
        """Whether this version governs a case whose governing day is that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def counts_like(self, other: RuleVersion) -> bool:
        """Whether both count alike, whatever their wording; two that do not may not govern one day."""
        return _bare(self) == _bare(other)

    def citation(self) -> str:
        """The articles as printed, with ；between them."""
        return print_all(self.cites)


@dataclass(frozen=True, slots=True)
class Rule:
    """A time limit through time; ``governs_by`` says which day of a case picks the version."""

    id: RuleId
    title: str
    governs_by: str
    versions: tuple[RuleVersion, ...]
    governs_why: str = ""
    procedure: str = ""
    rows: tuple[str, ...] = ()

    def at(self, on: date) -> RuleVersion | None:
        """The version that governs a case with that governing day, or None."""
        for version in self.versions:
            if version.covers(on):
                return version
        return None

    def check(self, place: str = "") -> list[Finding]:
        """Findings for two versions in force on one day: an error where they differ, else a warning."""
        return [
            _overlap(earlier, later, place or self.id)
            for earlier, later in combinations(self.versions, 2)
            if _meet(earlier, later)
        ]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules by id; every question names a day."""

    rules: dict[RuleId, Rule] = field(default_factory=dict)

    @classmethod
    def of(cls, *groups: Iterable[Rule]) -> RuleBook:
        """A book of all the rules; versions of one id (a rule kept in several files) are joined."""
        rules: dict[RuleId, Rule] = {}
        for rule in (rule for group in groups for rule in group):
            known = rules.get(rule.id)
            versions = rule.versions if known is None else known.versions + rule.versions
            rules[rule.id] = replace(known or rule, versions=versions)
        return cls(rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def __len__(self) -> int:
        return len(self.rules)

    def __contains__(self, rule_id: object) -> bool:
        return rule_id in self.rules

    def at(self, rule_id: str, on: date) -> RuleVersion:
        """The version of the rule that governs a case with that governing day.

        Raises: NotFound for an unknown rule, or where no version covers the day.
        """
        rule = self.rules.get(RuleId(rule_id))
        if rule is None:
            near = get_close_matches(rule_id, self.rules, n=3, cutoff=_NEARLY)
            told = f"相近的有{'、'.join(near)}；" if near else ""
            raise NotFound(f"没有期限规则“{rule_id}”；{told}用 guiju catalogue rules 查看全部规则")
        version = rule.at(on)
        if version is None:
            spans = "、".join(f"{v.since or '……'}至{v.until or '今'}" for v in rule.versions)
            others = [
                i for i, r in self.rules.items() if i.startswith(f"{rule_id}_") and r.at(on) is not None
            ]
            told = f"；{on}适用的另见{'、'.join(others)}" if others else ""
            raise NotFound(f"期限规则“{rule_id}”在{on}没有适用的文本；已登记：{spans}{told}")
        return version

    def check(self) -> list[Finding]:
        """Findings for all rules with conflicting versions."""
        return [finding for rule in self for finding in rule.check()]


def _bare(version: RuleVersion) -> RuleVersion:
    return replace(
        version, since=None, until=None, cites=(), gist="", consequence="", start_text="", source="text"
    )


def _meet(one: RuleVersion, other: RuleVersion) -> bool:
    begins = max(one.since or date.min, other.since or date.min)
    return begins <= min(one.until or date.max, other.until or date.max)


def _overlap(one: RuleVersion, other: RuleVersion, place: str) -> Finding:
    on = max(one.since or date.min, other.since or date.min)
    if one.counts_like(other):
        message = f"两个相同的版本同时适用于{on}；请删去一个"
        return warning("rule.duplicate", message, place, other.citation())
    message = f"两个互相抵触的版本同时适用于{on}（{one.span}，{other.span}）；请写明前者的 until"
    return error("rule.conflict", message, place, other.citation())

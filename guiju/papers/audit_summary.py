"""What an audit comes to, for a leader: how many numbers, how they stand to the record, the gravest findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from guiju.kernel.audit.claim import VERDICT_WORDS, Claim
from guiju.kernel.audit.reading import Audit
from guiju.kernel.document.numerals import plain_number
from guiju.kernel.finding import Finding, Level

State = Literal["differs", "agrees", "unrecorded", "masked", "uncheckable"]
"""A claim's verdict; ``masked`` where there is no number to check."""
STATE_WORDS: Mapping[State, str] = {
    "differs": VERDICT_WORDS["differs"],
    "agrees": VERDICT_WORDS["agrees"],
    "unrecorded": VERDICT_WORDS["unrecorded"],
    "masked": "数字没有填写",
    "uncheckable": VERDICT_WORDS["uncheckable"],
}
LEVEL_WORDS: Mapping[Level, str] = {"error": "错误", "warning": "注意", "note": "提示"}
_MOST_POINTS = 8
_LONGEST = 160


@dataclass(frozen=True)
class Names:
    """What the rules, indicators and systems are called, and where they lead; by their ids.

    ``matter_href`` gives the address of a matter's page, ``indicator_href`` that of an indicator; "" = no link.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    systems: Mapping[str, str] = field(default_factory=dict)
    matter_href: Callable[[str], str] = lambda matter: ""
    indicator_href: Callable[[str], str] = lambda indicator: ""

    def indicator(self, claim: Claim) -> str:
        """The title of the indicator that a claim is about, else its id; "" where it has none."""
        if claim.indicator is None:
            return ""
        titles = (each.title for each in claim.candidates if each.indicator == claim.indicator and each.title)
        return self.indicators.get(claim.indicator) or next(titles, claim.indicator)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a leader should know; ``findings`` and ``claims`` are indices into the audit's."""

    level: Level
    title: str
    text: str
    findings: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()

    @property
    def times(self) -> int:
        """How often."""
        return len(self.findings) + len(self.claims)


@dataclass(frozen=True, slots=True)
class Summary:
    """Headline numbers and sentences; ``points`` the gravest first."""

    states: tuple[tuple[State, int], ...]
    levels: tuple[tuple[Level, int], ...]
    sentences: tuple[str, ...]
    points: tuple[Point, ...]
    more: int

    @property
    def claims(self) -> int:
        """How many numbers the text states."""
        return sum(number for _, number in self.states)

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "states": dict(self.states),
            "levels": dict(self.levels),
            "sentences": list(self.sentences),
            "points": [
                {"level": p.level, "title": p.title, "text": p.text, "times": p.times} for p in self.points
            ],
        }


def state_of(claim: Claim) -> State:
    """How a claim stands."""
    return "masked" if claim.quantity.masked and claim.verdict == "uncheckable" else claim.verdict


def summarise(audit: Audit, names: Names | None = None) -> Summary:
    """The audit in a few sentences and points."""
    names = names or Names()
    states = [state_of(claim) for claim in audit.reading.claims]
    levels = [finding.level for finding in audit.findings]
    counted = tuple((state, states.count(state)) for state in STATE_WORDS)
    graded = tuple((level, levels.count(level)) for level in LEVEL_WORDS)
    points = [*_differing(audit, names), *_by_rule(audit.findings, names)]
    points.sort(key=lambda point: list(LEVEL_WORDS).index(point.level))
    grave = [point for point in points if point.level != "note"]
    shown = tuple(grave[:_MOST_POINTS])
    return Summary(counted, graded, _sentences(audit, counted, graded), shown, len(grave) - len(shown))


def _sentences(
    audit: Audit, states: Sequence[tuple[State, int]], levels: Sequence[tuple[Level, int]]
) -> tuple[str, ...]:
    document = audit.reading.document
    total = sum(number for _, number in states)
    said = [f"全文{document.chars:,}字，有数字{total}个"]
    compared = sum(number for state, number in states if state in ("agrees", "differs"))
    parts = "，".join(f"{number}个{STATE_WORDS[state]}" for state, number in states if number)
    if total and not compared:
        said[0] += "（没有可与之核对的记录）" if not dict(states)["unrecorded"] else ""
    first = f"{said[0]}：{parts}。" if parts else f"{said[0]}。"
    found = "、".join(f"{LEVEL_WORDS[level]}{number}处" for level, number in levels if number)
    second = f"另发现问题：{found}。" if found else "没有发现其他问题。"
    return first, second


def _differing(audit: Audit, names: Names) -> list[Point]:
    """The numbers that the record contradicts, each by itself."""
    points = []
    for index, claim in enumerate(audit.reading.claims):
        if claim.verdict == "differs":
            place = audit.reading.text.place_of(claim.quantity.start)
            what = names.indicator(claim) or claim.subject or "这个数"
            text = f"{place}“{claim.quantity.text}”（{what}）：{difference(claim) or claim.remark}"
            points.append(Point("error", "与记录不符", _short(text), claims=(index,)))
    return points


def _by_rule(findings: Sequence[Finding], names: Names) -> list[Point]:
    """A point for each rule and level; its text is that of the first finding."""
    groups: dict[tuple[str, Level], list[int]] = {}
    for index, finding in enumerate(findings):
        groups.setdefault((finding.rule, finding.level), []).append(index)
    return [
        Point(
            level,
            names.rules.get(rule, ""),
            _short(f"{findings[found[0]].place} {findings[found[0]].message}".strip()),
            findings=tuple(found),
        )
        for (rule, level), found in groups.items()
    ]


def difference(claim: Claim) -> str:
    """The record's value and how far the text is from it, in words; "" where there is nothing to compare."""
    quantity = claim.quantity
    if claim.recorded is None:
        return ""
    said = f"记录为{plain_number(claim.recorded)}{quantity.unit}"
    if quantity.magnitude is None or quantity.value_max is not None or quantity.approx:
        return said
    gap = quantity.magnitude - claim.recorded
    if gap == 0:
        return said
    unit = "个百分点" if quantity.unit == "%" else quantity.unit
    return f"{said}，报告{'多' if gap > 0 else '少'}{plain_number(_rounded(abs(gap)))}{unit}"


def _rounded(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else round(value, 2)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

"""Deadline 期限: start, span and what happened → the last day, the earliest day or the latest day before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from guiju.errors import InputFault
from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.event import Event
from guiju.kernel.days.explain import Step, backward_steps, forward_steps
from guiju.kernel.days.span import latest_before
from guiju.kernel.days.tally import Tally, tally_of
from guiju.kernel.finding import Finding, error
from guiju.kernel.law.rule import RuleVersion

Status = Literal["final", "provisional"]
_DAY = timedelta(days=1)
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed time limit.

    ``counted_from`` is the start, or the day from which it was counted anew. ``due_day`` is the
    answer: the last day, the earliest day (the day after the floor has run) or the latest day before
    an event; None while the count is stayed and no today was given. ``nominal_day`` is where the
    count ends by itself; for a floor that is the earliest closing day. ``rolled_day`` is the nominal
    day moved off a rest day (later; for a backward limit earlier): information only where the rule
    has no roll. ``cautious_day`` is the day before a backward limit's day, for those who read
    “N日前” as N full days between. Days are calendar dates; ``status`` is provisional while a notice
    that is not out yet can still move the due day.
    """

    version: RuleVersion
    start: date
    counted_from: date
    due_day: date | None
    nominal_day: date | None
    rolled_day: date | None
    cautious_day: date | None = None
    stayed_on: date | None = None
    status: Status = "final"
    findings: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The last day on which the duty is met in time; None for a floor."""
        return None if self.version.direction == "earliest_day" else self.due_day

    @property
    def earliest_day(self) -> date | None:
        """The first day on which the next step may be taken; None unless the limit is a floor."""
        return self.due_day if self.version.direction == "earliest_day" else None

    @property
    def is_stayed(self) -> bool:
        """Whether the count stands still (中止) and has not been resumed."""
        return self.stayed_on is not None

    def as_dict(self) -> dict[str, Any]:
        """The deadline with the keys that the contract fixes, and some of ours."""
        version = self.version
        key = "earliest_day" if version.direction == "earliest_day" else "last_day"
        return {
            "rule": version.rule,
            "start": self.start.isoformat(),
            "counted_from": self.counted_from.isoformat(),
            key: _iso(self.due_day),
            "status": self.status,
            "unit": version.span.unit,
            "amount": version.span.amount,
            "direction": version.direction,
            "citation": version.citation(),
            "nominal_day": _iso(self.nominal_day),
            "rolled_day": _iso(self.rolled_day),
            "cautious_day": _iso(self.cautious_day),
            "rolls": None if version.rolls is None else version.rolls.text(),
            "stayed_on": _iso(self.stayed_on),
            "steps": [step.as_dict() for step in self.steps],
            "findings": [finding.as_dict() for finding in self.findings],
        }


def compute(
    version: RuleVersion,
    start: date,
    calendar: Calendar,
    events: Sequence[Event] = (),
    today: date | None = None,
    *,
    explain: bool = False,
) -> Deadline:
    """The deadline of a rule from its start day, with the events applied in order.

    For ``latest_before`` the start is the day of the event counted back from. While the count is
    stayed, the due day is the one it would have if it ran on from tomorrow (``today`` given), or None.
    An event that the rule does not allow is a finding and leaves the day as it was.
    Raises: InputFault for a year that no calendar can hold.
    """
    if start.year not in _YEARS:
        raise InputFault(f"起算日{start}超出可以计算的年份（{_YEARS.start}至{_YEARS.stop - 1}）")
    if version.direction == "latest_before":
        return _backward(version, start, calendar, events, explain)
    return _forward(tally_of(version, start, calendar, events), start, today, explain)


def _forward(tally: Tally, start: date, today: date | None, explain: bool) -> Deadline:
    version, calendar, stayed_on = tally.version, tally.calendar, tally.stayed_on
    if stayed_on is not None and today is None:
        return _standing(tally, start)
    if stayed_on is not None and today is not None:
        tally.pauses.append((stayed_on, max(today, stayed_on)))
    nominal = tally.end()
    floor = version.direction == "earliest_day"
    rolled = None if floor and version.rolls is None else calendar.on_or_after(nominal)
    due = nominal if version.rolls is None or rolled is None else rolled
    due += _DAY if floor else timedelta(0)
    provisional = stayed_on is not None or _provisional(tally, nominal, rolled)
    return Deadline(
        version=version,
        start=start,
        counted_from=tally.start,
        due_day=due,
        nominal_day=nominal,
        rolled_day=rolled,
        stayed_on=stayed_on,
        status="provisional" if provisional else "final",
        findings=(*tally.findings, *_cautions(version, due, stayed_on, provisional)),
        steps=forward_steps(tally, nominal, due) if explain else (),
    )


def _standing(tally: Tally, start: date) -> Deadline:
    findings = (*tally.findings, *_cautions(tally.version, None, tally.stayed_on, True))
    return Deadline(
        version=tally.version,
        start=start,
        counted_from=tally.start,
        due_day=None,
        nominal_day=None,
        rolled_day=None,
        stayed_on=tally.stayed_on,
        status="provisional",
        findings=findings,
    )


def _backward(
    version: RuleVersion, event_day: date, calendar: Calendar, events: Sequence[Event], explain: bool
) -> Deadline:
    nominal = latest_before(version.span, event_day, calendar)
    due = calendar.on_or_before(nominal)
    provisional = calendar.any_provisional(due, nominal)
    if version.span.unit == "workday":
        provisional = calendar.any_provisional(due, event_day - _DAY)
    refused = tuple(
        error("deadline.backward", f"向前计算的期限不能{event.type}；这一事件不计入，期限不变", version.rule)
        for event in events
    )
    return Deadline(
        version=version,
        start=event_day,
        counted_from=event_day,
        due_day=due,
        nominal_day=nominal,
        rolled_day=due,
        cautious_day=calendar.on_or_before(nominal - _DAY),
        status="provisional" if provisional else "final",
        findings=(*refused, *_cautions(version, due, None, provisional)),
        steps=backward_steps(version, event_day, nominal, due, calendar) if explain else (),
    )


def _provisional(tally: Tally, nominal: date, rolled: date | None) -> bool:
    if any(span.unit == "workday" for span in tally.spans):
        first = tally.start + _DAY
    elif tally.version.rolls is None or rolled is None:
        return False
    else:
        first = nominal
    last = nominal if rolled is None or tally.version.rolls is None else rolled
    return tally.calendar.any_provisional(first, last)


def _cautions(
    version: RuleVersion, due: date | None, stayed_on: date | None, provisional: bool
) -> tuple[Finding, ...]:
    if stayed_on is not None:
        ahead = "恢复以后才能算出" if due is None else f"假如今天以后即恢复，为{due}"
        message = f"期限自{stayed_on}起中止，尚未恢复；届满日{ahead}"
        return (Finding("note", "deadline.stayed", message, version.rule, version.citation()),)
    if provisional:
        message = f"计算经过放假调休安排尚未公布的日子，{due}为暂定；公布后须重新计算"
        return (Finding("note", "deadline.provisional", message, version.rule, version.citation()),)
    if version.span.unit == "hour":
        message = f"以小时计的期限只按日推算：自起算的时刻起满{version.span}，最迟在{due}届满"
        return (Finding("note", "deadline.hours", message, version.rule, version.citation()),)
    return ()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

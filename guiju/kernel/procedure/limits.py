"""Where each time limit of a matter stands on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.deadline import Deadline, compute
from guiju.kernel.days.event import Event
from guiju.kernel.finding import Finding
from guiju.kernel.law.rule import Extension
from guiju.kernel.law.span import Span
from guiju.kernel.procedure.condition import all_hold
from guiju.kernel.procedure.definition import Limit, Start
from guiju.kernel.procedure.fold import Done, Matter

Status = Literal["met", "late", "open", "due_soon", "overdue", "expired", "paused", "floor"]
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class LimitState:
    """One limit of one matter: what started it, when it ends, whether it was met.

    ``due_on`` is the last day, the earliest day of a floor, or the latest day of a backward limit;
    None while the limit is suspended. ``recorded_late``: the fulfilling act is a late entry (补录).
    """

    limit: Limit
    started_on: date
    start_entry: int
    due_on: date | None
    provisional: bool
    status: Status
    done_on: date | None = None
    done_entry: int | None = None
    recorded_late: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def in_time(self) -> bool | None:
        """True or False once it is settled, None while it is open."""
        return {"met": True, "late": False, "overdue": False}.get(self.status)


def limit_states(matter: Matter, calendar: Calendar, today: date) -> list[LimitState]:
    """Every limit that has started in the matter, in the order declared."""
    states = (limit_state(matter, limit, calendar, today) for limit in matter.definition.limits)
    return [state for state in states if state is not None]


def limit_state(matter: Matter, limit: Limit, calendar: Calendar, today: date) -> LimitState | None:
    """Where one limit stands, or None if it has not started or does not apply."""
    found = started(matter, limit)
    if found is None or not all_hold(limit.when, matter, {}):
        return None
    begin, start_day = found
    if not limit.basis.applies_on(start_day):
        return None
    events, paused = _events(matter, limit, begin.order)
    deadline = compute(limit.version, start_day, calendar, events)
    done = _fulfilled(matter, limit, begin)
    if done is None and limit.basis.off_on(today):
        return None
    due = deadline.due_day
    status = _status(limit, due, done, today, paused)
    return LimitState(
        limit=limit,
        started_on=start_day,
        start_entry=begin.entry,
        due_on=None if paused and done is None else due,
        provisional=deadline.status == "provisional",
        status=status,
        done_on=done.happened_on if done else None,
        done_entry=done.entry if done else None,
        recorded_late=bool(done and done.late),
        findings=tuple(deadline.findings),
    )


def explained(matter: Matter, limit: Limit, calendar: Calendar) -> Deadline | None:
    """The limit's computation day by day, or None if it has not started."""
    found = started(matter, limit)
    if found is None:
        return None
    events, _ = _events(matter, limit, found[0].order)
    return compute(limit.version, found[1], calendar, events, explain=True)


def extension_faults(
    matter: Matter, limit: Limit, step: str, on: date, fields: Mapping[str, object], calendar: Calendar
) -> list[Finding]:
    """Why one more extension, by an act of ``step`` with these fields, would not be allowed."""
    found = started(matter, limit)
    if found is None:
        return []
    events, _ = _events(matter, limit, found[0].order)
    extension = limit.version.extensions[limit.extend_steps.index(step)]
    more = Event("extend", on, span=_extended_by(fields, extension, limit), by=extension.approver)
    before = compute(limit.version, found[1], calendar, events).findings
    after = compute(limit.version, found[1], calendar, [*events, more]).findings
    return [finding for finding in after if finding.level == "error" and finding not in before]


def started(matter: Matter, limit: Limit) -> tuple[Done, date] | None:
    """The latest valid act that starts the limit, and the day it starts from."""
    found = [
        (done, day)
        for start in limit.start
        if (done := matter.latest(start.step)) and (day := start_day(start, done))
    ]
    return max(found, key=lambda pair: pair[0].order) if found else None


def start_day(start: Start, done: Done) -> date | None:
    """The day of an act that a limit counts from."""
    if start.day == "happened_on":
        return done.happened_on
    if start.day == "effective_on":
        return done.effective_on or done.happened_on
    value = done.fields.get(start.day[6:])
    return value if isinstance(value, date) else None


def _fulfilled(matter: Matter, limit: Limit, begin: Done) -> Done | None:
    backward = limit.version.direction == "latest_before"
    for done in matter.valid(*limit.ends):
        if backward or done.order > begin.order or (done.order == begin.order and len(limit.ends) == 1):
            return done
    return None


def _status(limit: Limit, due: date | None, done: Done | None, today: date, paused: bool) -> Status:
    if limit.version.direction == "earliest_day":
        return "floor"
    if done is not None:
        if due is None or done.happened_on <= due:
            return "met"
        return "expired" if limit.is_right else "late"
    if paused:
        return "paused"
    if due is None or today <= due - SOON:
        return "open"
    if today <= due:
        return "due_soon"
    return "expired" if limit.is_right else "overdue"


def _events(matter: Matter, limit: Limit, since: int) -> tuple[list[Event], bool]:
    events: list[tuple[int, Event]] = []
    paused = False
    for window in limit.suspend:
        found, open_end = _windows(matter, window.from_step, window.to_steps, since, included=False)
        events += found
        paused = paused or open_end
    for window in limit.exclude:
        found, open_end = _windows(matter, window.from_step, window.to_steps, since, included=True)
        events += found
        paused = paused or open_end
    for step, extension in zip(limit.extend_steps, limit.version.extensions, strict=False):
        for done in matter.valid(step):
            if done.order > since:
                span = _extended_by(done.fields, extension, limit)
                events.append(
                    (done.order, Event("extend", done.happened_on, span=span, by=extension.approver))
                )
    for done in matter.valid(*limit.restart_steps):
        if done.order > since:
            events.append((done.order, Event("restart", done.happened_on, ground=done.step)))
    return [event for _, event in sorted(events, key=lambda pair: pair[0])], paused


def _extended_by(fields: Mapping[str, object], extension: Extension, limit: Limit) -> Span:
    """The days an extending act grants (its field ``extended_by``), else all that the article allows."""
    most = extension.span or limit.version.span
    amount = fields.get("extended_by")
    return Span(amount, most.unit) if isinstance(amount, int) and amount > 0 else most


def _windows(
    matter: Matter, from_step: str, to_steps: tuple[str, ...], since: int, *, included: bool
) -> tuple[list[tuple[int, Event]], bool]:
    events: list[tuple[int, Event]] = []
    begin: Done | None = None
    for done in matter.valid(from_step, *to_steps):
        if done.order <= since:
            continue
        if done.step == from_step and begin is None:
            begin = done
        elif done.step in to_steps and begin is not None:
            events += list(_closed(begin, done, included))
            begin = None
    if begin is not None:
        events.append((begin.order, Event("suspend", begin.happened_on, ground=from_step)))
    return events, begin is not None


def _closed(begin: Done, end: Done, included: bool) -> Iterator[tuple[int, Event]]:
    if included:
        yield end.order, Event("exclude", begin.happened_on, until=end.happened_on, ground=begin.step)
    else:
        yield begin.order, Event("suspend", begin.happened_on, ground=begin.step)
        yield end.order, Event("resume", end.happened_on)

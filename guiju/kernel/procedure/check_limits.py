"""Whether an act comes too early or too late for a limit that can refuse it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.deadline import compute
from guiju.kernel.finding import Finding
from guiju.kernel.law.force import level_of
from guiju.kernel.procedure.act import Act
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.condition import all_hold
from guiju.kernel.procedure.definition import Definition, Limit, Start
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.procedure.limits import extension_faults, limit_state


def check_limits(
    definition: Definition, matter: Matter | None, act: Act, calendar: Calendar
) -> list[Finding]:
    """Floors, bars, lapses, extensions and backward limits that speak of this step."""
    found: list[Finding] = []
    lapses: list[Finding | None] = []
    for limit in definition.limits_on.get(act.step, ()):
        if not limit.basis.applies_on(act.happened_on):
            continue
        if limit.version.direction == "latest_before":
            found += _backward(definition, limit, matter, act, calendar)
        elif matter is not None:
            found += _forward(limit, matter, act, calendar)
            if act.step == limit.lapse:
                lapses.append(_not_lapsed(limit, matter, act, calendar))
    refused = [finding for finding in lapses if finding is not None]
    return found + refused[:1] if len(refused) == len(lapses) else found


def _finding(limit: Limit, act: Act, message: str) -> Finding:
    citation = (printed(limit.basis.cites) or limit.version.citation()) + limit.basis.mark
    return Finding(level_of(limit.basis.force), f"limit:{limit.id}", message, act.step, citation)


def _forward(limit: Limit, matter: Matter, act: Act, calendar: Calendar) -> Iterator[Finding]:
    state = limit_state(matter, limit, calendar, act.happened_on)
    if state is None:
        return
    if act.step in limit.extend_steps:
        for fault in extension_faults(matter, limit, act.step, act.happened_on, act.fields, calendar):
            yield _finding(limit, act, f"{limit.title}不能这样延长：{fault.message}")
    if state.due_on is None:
        return
    if act.step in limit.blocks and act.happened_on < state.due_on:
        yield _finding(limit, act, f"{limit.title}：最早可在 {state.due_on} 作出，现为 {act.happened_on}")
    if act.step in limit.bars and state.done_on is None and act.happened_on > state.due_on:
        yield _finding(
            limit, act, f"{limit.title}已于 {state.due_on} 届满，不能再作出。{limit.version.consequence}"
        )


def _not_lapsed(limit: Limit, matter: Matter, act: Act, calendar: Calendar) -> Finding | None:
    """Why the limit has not lapsed yet, or None if it has."""
    state = limit_state(matter, limit, calendar, act.happened_on)
    if state is None:
        return _finding(limit, act, f"“{limit.title}”尚未起算，不能登记届满后的行为")
    if state.due_on is None:
        return _finding(limit, act, f"“{limit.title}”正在中止，不能登记届满后的行为")
    early = act.happened_on < state.due_on or (
        act.happened_on == state.due_on and not limit.lapse_on_last_day
    )
    if early or state.done_on is not None:
        return _finding(limit, act, f"{limit.title}至 {state.due_on} 方届满，届满前不能登记该行为")
    return None


def _backward(
    definition: Definition, limit: Limit, matter: Matter | None, act: Act, calendar: Calendar
) -> Iterator[Finding]:
    event = _event_day(limit, matter, act)
    duty = act.happened_on if act.step == limit.duty else None
    if duty is None and matter is not None and (done := matter.latest(limit.duty)):
        duty = done.happened_on
    if event is None or duty is None or not all_hold(limit.when, matter or _NONE, act.fields):
        return
    latest = compute(limit.version, event, calendar).due_day
    if latest is not None and duty > latest:
        title = definition.step_of[limit.duty].title
        told = _finding(
            limit, act, f"{limit.title}：“{title}”最迟应在 {latest} 作出（事项日 {event}），现为 {duty}"
        )
        yield replace(told, level="warning") if limit.late_is_recorded and told.level == "error" else told


class _Nothing:
    def latest(self, step: str) -> None:
        return None

    def linked_outcome(self, field: str) -> str:
        return ""


_NONE = _Nothing()


def _event_day(limit: Limit, matter: Matter | None, act: Act) -> date | None:
    for start in limit.start:
        if start.step == act.step:
            return _act_day(start, act)
        done = matter.latest(start.step) if matter else None
        if done is not None:
            value = done.fields.get(start.day[6:]) if start.day.startswith("field:") else done.happened_on
            return value if isinstance(value, date) else None
    return None


def _act_day(start: Start, act: Act) -> date | None:
    if start.day.startswith("field:"):
        value = act.fields.get(start.day[6:])
        return value if isinstance(value, date) else None
    return act.effective_on or act.happened_on if start.day == "effective_on" else act.happened_on

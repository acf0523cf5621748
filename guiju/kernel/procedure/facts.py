"""Rows that indicators count over, made from a matter; every figure rests on these three tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.procedure.definition import BUILT_IN, Definition
from guiju.kernel.procedure.fold import Done, Matter
from guiju.kernel.procedure.limits import limit_states

Row = dict[str, object]

COLUMNS: dict[str, dict[str, str]] = {
    "acts": {
        "entry": "int",
        "matter": "text",
        "procedure": "text",
        "step": "text",
        "body": "text",
        "acting_body": "text",
        "by": "text",
        "happened_on": "date",
        "effective_on": "date",
        "recorded_on": "date",
        "late": "bool",
        "voided": "bool",
    },
    "matters": {
        "matter": "text",
        "procedure": "text",
        "body": "text",
        "opened_on": "date",
        "closed_on": "date",
        "stage": "text",
        "outcome": "text",
    },
    "limits": {
        "matter": "text",
        "procedure": "text",
        "body": "text",
        "limit": "text",
        "duty": "text",
        "started_on": "date",
        "due_on": "date",
        "done_on": "date",
        "in_time": "bool",
    },
}
"""The columns every fact table has, with their types; countable fields add ``f_<id>`` to acts and matters."""


def act_rows(matter: Matter) -> Iterator[Row]:
    """One row per act that is a step, corrections applied; voided ones are marked."""
    columns = countable(matter.definition)
    for done in matter.done:
        if done.step in BUILT_IN:
            continue
        yield {
            "entry": done.entry,
            "matter": matter.id,
            "procedure": matter.definition.id,
            "step": done.step,
            "body": matter.body,
            "acting_body": done.body,
            "by": done.by,
            "happened_on": done.happened_on,
            "effective_on": done.effective_on,
            "recorded_on": done.recorded_at.date(),
            "late": done.late,
            "voided": not done.valid,
            **_values(done, columns),
        }


def matter_row(matter: Matter) -> Row:
    """One row for the matter: where it stands, and the last value of each countable field."""
    columns = countable(matter.definition)
    row: Row = {
        "matter": matter.id,
        "procedure": matter.definition.id,
        "body": matter.body,
        "opened_on": matter.opened_on,
        "closed_on": matter.closed_on,
        "stage": matter.stage,
        "outcome": matter.outcome or None,
    }
    for done in matter.done:
        if done.valid and done.step not in BUILT_IN:
            row.update(_values(done, columns))
    return row


def limit_rows(matter: Matter, calendar: Calendar, today: date) -> Iterator[Row]:
    """One row per limit that has started in the matter; floors and rights (可以) are nobody's lateness."""
    for state in limit_states(matter, calendar, today):
        if state.status == "floor" or state.limit.is_right:
            continue
        yield {
            "matter": matter.id,
            "procedure": matter.definition.id,
            "body": matter.body,
            "limit": state.limit.id,
            "duty": state.limit.duty,
            "started_on": state.started_on,
            "due_on": state.due_on,
            "done_on": state.done_on,
            "in_time": state.in_time,
        }


_COUNTABLE: dict[str, dict[str, frozenset[str]]] = {}


def countable(definition: Definition) -> dict[str, frozenset[str]]:
    """The ids of the countable fields of each step."""
    found = _COUNTABLE.get(definition.digest)
    if found is None:
        found = {step.id: frozenset(f.id for f in step.fields if f.countable) for step in definition.steps}
        _COUNTABLE[definition.digest] = found
    return found


def _values(done: Done, columns: dict[str, frozenset[str]]) -> Row:
    mine = columns.get(done.step, frozenset())
    return {f"f_{name}": _plain(value) for name, value in done.fields.items() if name in mine}


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | bool | date | Decimal) else None

"""A matter: its timeline, its gates (met or not, with citation), its limits, its next steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from guiju.kernel.procedure.basis import Off
from guiju.kernel.procedure.check import Circumstances, unmet_gates
from guiju.kernel.procedure.cited import cited
from guiju.kernel.procedure.definition import BUILT_IN, Disclosure, Gate, Limit, Separation, Step
from guiju.kernel.procedure.duty import open_steps
from guiju.kernel.procedure.fold import Done, Matter
from guiju.kernel.procedure.limits import LimitState, limit_states
from guiju.kernel.procedure.switch import key_of, switched_off
from guiju.kernel.registry.registry import Registry
from guiju.usecases.acts import linked, matter_of
from guiju.usecases.house import House
from guiju.usecases.registry import registry
from guiju.usecases.switches import refresh


@dataclass(frozen=True, slots=True)
class GateState:
    """A gate before a step the matter may take next, open or closed."""

    gate: Gate
    step: Step
    open: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a page about a matter needs."""

    matter: Matter
    gates: list[GateState]
    limits: list[LimitState]
    next_steps: list[Step]
    on: date


def show_matter(house: House, matter_id: str, today: date | None = None) -> Shown:
    """The matter as of today; raises NotFound."""
    refresh(house)
    matter = matter_of(house, matter_id)
    return show(house, matter, today or house.today())


def show(house: House, matter: Matter, today: date) -> Shown:
    """What there is to show of a folded matter."""
    now = Circumstances(registry(house), house.calendar, house.clock(), lambda target: linked(house, target))
    gates = []
    for step in matter.definition.steps:
        for gate, is_open in unmet_gates(matter.definition, matter, step.id, now):
            gates.append(GateState(gate, step, is_open))
    steps = [step for step in open_steps(matter) if step.basis.applies_on(today)]
    return Shown(matter, gates, limit_states(matter, house.calendar, today), steps, today)


def as_dict(house: House, shown: Shown) -> dict[str, Any]:
    """The matter for ``guiju matter``."""
    matter, known = shown.matter, registry(house)
    return {
        "matter": matter.id,
        "procedure": matter.definition.id,
        "definition": matter.definition.digest,
        "title": matter.title,
        "body": matter.body,
        "stage": matter.stage,
        "outcome": matter.outcome or None,
        "opened_on": matter.opened_on,
        "closed_on": matter.closed_on,
        "timeline": [_told(matter, done, known) for done in matter.done],
        "gates": [_gate(one) for one in shown.gates],
        "limits": [_limit(state) for state in shown.limits],
        "switched_off": [
            {"rule": key_of(matter.definition, kind, part.id), "title": part_title(part), **_off(off)}
            for kind, part, off in switched_off(matter.definition, shown.on)
        ],
        "next_steps": [{"step": s.id, "title": s.title} for s in shown.next_steps],
    }


def _told(matter: Matter, done: Done, known: Registry) -> dict[str, Any]:
    return {
        "entry": done.entry,
        "step": done.step,
        "title": step_title(matter, done.step),
        "by": done.by,
        "by_name": known.name_of_official(done.by),
        "body": done.body,
        "happened_on": done.happened_on,
        "effective_on": done.effective_on,
        "recorded_at": done.recorded_at.isoformat(),
        "late": done.late,
        "voided_by": done.voided_by,
        "fields": {name: _text(value) for name, value in done.fields.items()},
        "corrections": [
            {"field": c.field, "old": _text(c.old), "new": _text(c.new), "entry": c.entry, "reason": c.reason}
            for c in done.corrections
        ],
    }


def _gate(one: GateState) -> dict[str, Any]:
    return {
        "gate": one.gate.id,
        "title": one.gate.title,
        "step": one.step.id,
        "open": one.open,
        "citation": cited(one.gate.basis),
        "source": one.gate.basis.source,
    }


def part_title(part: Gate | Limit | Separation | Disclosure) -> str:
    """What a rule is called on screens."""
    return part.basis.gist if isinstance(part, Separation) else part.title


def _off(off: Off) -> dict[str, Any]:
    return {
        "since": off.since,
        "until": off.until,
        "by_matter": off.matter,
        "by_entry": off.entry,
        "reason": off.reason,
    }


def _limit(state: LimitState) -> dict[str, Any]:
    return {
        "limit": state.limit.id,
        "title": state.limit.title,
        "started_on": state.started_on,
        "due": state.due_on,
        "status": state.status,
        "done_on": state.done_on,
        "provisional": state.provisional,
        "citation": cited(state.limit.basis),
        "source": state.limit.basis.source,
    }


def step_title(matter: Matter, step: str) -> str:
    """The step's title, also for the two built-in acts."""
    if step in BUILT_IN:
        return {"@correct": "更正", "@erase": "删除个人信息"}[step]
    return matter.definition.step_of[step].title


def _text(value: object) -> object:
    return value if isinstance(value, str | int | bool | type(None)) else str(value)

"""Open a matter: all that a page about it shows to this asker, personal values covered where they must be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from guiju.kernel.procedure.basis import Off
from guiju.kernel.procedure.definition import BUILT_IN, REASON, Definition, Gate, Step
from guiju.kernel.procedure.duty import demanded
from guiju.kernel.procedure.fold import Done, Matter
from guiju.kernel.procedure.limits import LimitState
from guiju.kernel.procedure.switch import switched_off
from guiju.kernel.registry.registry import Registry
from guiju.usecases.acts import matter_of
from guiju.usecases.asking import Asking
from guiju.usecases.choose_body import bodies_for
from guiju.usecases.house import House
from guiju.usecases.list_matters import MatterLine, matters_named
from guiju.usecases.permit import require_sight
from guiju.usecases.registry import registry
from guiju.usecases.show_matter import GateState, Shown, part_title, show, step_title
from guiju.usecases.switches import refresh
from guiju.usecases.tell_value import Told, sees_personal, tell


@dataclass(frozen=True, slots=True)
class Mended:
    """A value that a correction replaced."""

    title: str
    old: Told
    new: Told
    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of an act with its value in words."""

    id: str
    title: str
    value: Told


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act of the timeline. ``target``: the entry that a correction or erasure speaks of."""

    done: Done
    title: str
    by: str
    body: str
    fields: tuple[FieldLine, ...]
    mended: tuple[Mended, ...]
    recorded_at: datetime
    step: Step | None
    target: int | None = None
    correctable: bool = False

    @property
    def is_amendment(self) -> bool:
        """Whether it corrects or erases."""
        return self.done.step in BUILT_IN


@dataclass(frozen=True, slots=True)
class GateLine:
    """A gate before a step. ``state``: open, closed, or asks: only what is filled in will tell.

    ``now``: the matter's stage allows the step, so that the gate matters today.
    """

    gate: Gate
    step: Step
    state: Literal["open", "closed", "asks"]
    now: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that the stage allows: in whose name the asker may take it, the gates still closed, the limit that runs."""

    step: Step
    bodies: tuple[str, ...]
    closed: tuple[Gate, ...]
    by: str
    owed: LimitState | None = None
    demanded: bool = False
    """Whether the law demands it (应当) as the matter stands, rather than in a case that may come."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything a matter's page shows."""

    matter: Matter
    title: str
    body: str
    outcome: str
    acts: tuple[ActLine, ...]
    gates: tuple[GateLine, ...]
    limits: tuple[LimitState, ...]
    next_steps: tuple[NextStep, ...]
    links: tuple[MatterLine, ...]
    personal: bool
    switched_off: tuple[tuple[str, Off], ...] = ()
    """The rules that are switched off today, by what they are called, with the act that says so."""


def open_matter(house: House, asking: Asking, matter_id: str) -> Opened:
    """The matter for this asker as of today; raises NotFound, Denied."""
    refresh(house)
    matter = matter_of(house, matter_id)
    require_sight(asking, matter)
    known, today = registry(house), house.today()
    shown = show(house, matter, today)
    personal = sees_personal(asking, matter)
    acts = tuple(_act(matter, done, known, asking, today, personal) for done in matter.done)
    gates = _gates(shown)
    linked = dict.fromkeys(name for act in acts for line in act.fields for name in line.value.matters)
    return Opened(
        matter=matter,
        title=_title(matter, personal),
        body=known.name_of_body(matter.body, today),
        outcome=outcome_title(matter.definition, matter.outcome),
        acts=acts,
        gates=gates,
        limits=tuple(shown.limits),
        next_steps=_next(shown, gates, known, asking, today),
        links=tuple(matters_named(house, asking, list(linked))),
        personal=personal,
        switched_off=tuple(
            (part_title(part), off) for _, part, off in switched_off(matter.definition, today)
        ),
    )


def outcome_title(definition: Definition, outcome: str) -> str:
    """The outcome's title, "" for none."""
    return next((one.title for one in definition.outcomes if one.id == outcome), outcome)


def _title(matter: Matter, personal: bool) -> str:
    step = matter.definition.step_of.get(matter.done[0].step)
    field = step.field("title") if step else None
    return matter.definition.title if field is not None and field.personal and not personal else matter.title


def _act(matter: Matter, done: Done, known: Registry, asking: Asking, today: date, personal: bool) -> ActLine:
    step = matter.definition.step_of.get(done.step)
    about = step or _target_step(matter, done)
    fields = tuple(
        FieldLine(name, _name(about, name), _told(about, name, value, known, done.happened_on, personal))
        for name, value in _ordered(about, done)
    )
    mended = tuple(
        Mended(
            _name(step, one.field),
            _told(step, one.field, one.old, known, done.happened_on, personal),
            _told(step, one.field, one.new, known, done.happened_on, personal),
            one.entry,
            one.reason,
        )
        for one in done.corrections
    )
    may = step is not None and done.valid and bool(bodies_for(known, asking, step, matter, today))
    return ActLine(
        done,
        step_title(matter, done.step),
        known.name_of_official(done.by),
        known.name_of_body(done.body, done.happened_on),
        fields,
        mended,
        done.recorded_at,
        step,
        done.corrects,
        may,
    )


def _target_step(matter: Matter, done: Done) -> Step | None:
    target = next((one for one in matter.done if one.entry == done.corrects), None)
    return matter.definition.step_of.get(target.step) if target else None


def _ordered(step: Step | None, done: Done) -> list[tuple[str, object]]:
    """The fields in the order of the form; a correction's reason comes last."""
    order = [field.id for field in step.fields] if step else []
    return sorted(
        done.fields.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)
    )


def _name(step: Step | None, name: str) -> str:
    field = step.field(name) if step else None
    return field.title if field else {REASON: "理由", "fields": "删除的字段"}.get(name, name)


def _told(step: Step | None, name: str, value: object, known: Registry, on: date, personal: bool) -> Told:
    if name == "fields" and isinstance(value, list | tuple):
        return Told("、".join(_name(step, str(one)) for one in value))
    return tell(step.field(name) if step else None, value, known, on, personal=personal)


def _gates(shown: Shown) -> tuple[GateLine, ...]:
    now = {step.id for step in shown.next_steps}
    return tuple(GateLine(one.gate, one.step, _state(one), one.step.id in now) for one in shown.gates)


def _state(state: GateState) -> Literal["open", "closed", "asks"]:
    """A closed gate that speaks of the act's own fields, or bars one outcome only, waits for the form."""
    gate = state.gate
    if state.open:
        return "open"
    conditions = [*gate.when, *gate.needs, *(one for some in gate.alternatives for one in some)]
    asks = any(not one.step and one.op != "outcome" for one in conditions)
    return "asks" if asks or state.step.id not in gate.blocks else "closed"


def _next(
    shown: Shown, gates: tuple[GateLine, ...], known: Registry, asking: Asking, today: date
) -> tuple[NextStep, ...]:
    """Steps that people take: the asker's first, what is owed by a day before the rest, what is demanded before what may be."""
    matter, found = shown.matter, []
    running = (one for one in shown.limits if one.status in ("open", "due_soon", "overdue"))
    owed = {
        one.limit.owed_after if one.status == "overdue" else one.limit.duty: one
        for one in running
        if not one.limit.is_right
    }
    due = demanded(matter)
    for step in shown.next_steps:
        spent = step.once and matter.latest(step.id) is not None
        if spent or set(step.by) <= {"system"}:
            continue
        roles = "、".join(matter.definition.roles.get(role, role) for role in step.by if role != "system")
        bodies = tuple(bodies_for(known, asking, step, matter, today))
        closed = tuple(line.gate for line in gates if line.step.id == step.id and line.state == "closed")
        found.append(NextStep(step, bodies, closed, roles, owed.get(step.id), step is due))
    return tuple(
        sorted(found, key=lambda one: (not one.bodies, not one.owed, bool(one.closed), not one.demanded))
    )


def correction_of(opened: Opened, entry: int) -> ActLine | None:
    """The act of that entry, if the asker may correct it."""
    return next((act for act in opened.acts if act.done.entry == entry and act.correctable), None)

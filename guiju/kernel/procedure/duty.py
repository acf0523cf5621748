"""duties(matter, calendar, today): who must do what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Limit, Step
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.procedure.limits import LimitState, limit_states

DutyStatus = Literal["open", "due_soon", "overdue"]


@dataclass(frozen=True, slots=True)
class Duty:
    """A step that somebody with one of ``roles`` at ``body`` owes, by ``due`` (None: no day is set)."""

    matter: str
    procedure: str
    title: str
    body: str
    step: str
    step_title: str
    limit: str
    roles: tuple[str, ...]
    due: date | None
    status: DutyStatus
    provisional: bool
    citation: str


def duties(matter: Matter, calendar: Calendar, today: date) -> list[Duty]:
    """What is owed in the matter on ``today``; for an open matter without a running limit, its next steps."""
    states = limit_states(matter, calendar, today)
    found = (_duty(matter, state) for state in states if state.status in ("open", "due_soon", "overdue"))
    owed = [duty for duty in found if duty is not None]
    if (
        owed
        or matter.definition.kind != "procedure"
        or matter.at.final
        or any(state.status == "paused" for state in states)
    ):
        return owed
    return _next(matter)


def open_steps(matter: Matter) -> list[Step]:
    """The steps that the matter's stage allows (gates and roles are not asked)."""
    return [step for step in matter.definition.steps if in_stage(step, matter)]


def in_stage(step: Step, matter: Matter) -> bool:
    """Whether the stage of the matter allows the step."""
    allowed = step.from_stages
    return matter.stage in allowed or "*" in allowed or ("open" in allowed and not matter.at.final)


def demanded(matter: Matter) -> Step | None:
    """The one step that must (应当) be taken next and leads on; None where several stand to choose from."""
    found = [
        step
        for step in matter.definition.steps
        if step.basis.force == "must"
        and matter.stage in step.from_stages
        and any(stage != matter.stage for stage in step.to.stages())
        and matter.latest(step.id) is None
    ]
    return found[0] if len(found) == 1 else None


def _duty(matter: Matter, state: LimitState) -> Duty | None:
    limit = state.limit
    step = matter.definition.step_of[limit.owed_after if state.status == "overdue" else limit.duty]
    if limit.is_right or (matter.at.final and not in_stage(step, matter)):
        return None
    status: DutyStatus = "open" if state.status not in ("due_soon", "overdue") else state.status
    return Duty(
        matter=matter.id,
        procedure=matter.definition.id,
        title=limit.title,
        body=_body(matter, step),
        step=step.id,
        step_title=step.title,
        limit=limit.id,
        roles=step.by,
        due=state.due_on,
        status=status,
        provisional=state.provisional,
        citation=_citation(limit),
    )


def _citation(limit: Limit) -> str:
    return (printed(limit.basis.cites) or limit.version.citation()) + limit.basis.mark


def _body(matter: Matter, step: Step) -> str:
    if step.at.startswith("field:"):
        return str(matter.values().get(step.at[6:], matter.body))
    return matter.body


def _next(matter: Matter) -> list[Duty]:
    return [
        Duty(
            matter.id,
            matter.definition.id,
            "后续步骤",
            _body(matter, step),
            step.id,
            step.title,
            "",
            step.by,
            None,
            "open",
            False,
            printed(step.basis.cites),
        )
        for step in open_steps(matter)
        if step.basis.force == "must" and step.from_stages != ("*",) and matter.latest(step.id) is None
    ][:1]

"""A matter lived again under another definition: what would have been refused, what late. Pure; a thought only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.finding import Finding
from guiju.kernel.procedure.act import Recorded
from guiju.kernel.procedure.check import Circumstances, check
from guiju.kernel.procedure.definition import BUILT_IN, Definition
from guiju.kernel.procedure.fold import LinkedOutcome, Matter, advance
from guiju.kernel.procedure.limits import LimitState, limit_states
from guiju.kernel.procedure.linked import Linked
from guiju.kernel.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Objection:
    """An act that would have been refused, and by what."""

    entry: int
    step: str
    on: date
    finding: Finding


@dataclass(frozen=True, slots=True)
class Replay:
    """The matter as it would stand, each act taken all the same, and what would have stood against them."""

    matter: Matter | None
    objections: tuple[Objection, ...]
    limits: tuple[LimitState, ...]

    def late(self) -> dict[str, LimitState]:
        """The limits that would have been missed, by id."""
        return {state.limit.id: state for state in self.limits if state.in_time is False}


@dataclass(frozen=True, slots=True)
class World:
    """What acts are judged by beside their matter."""

    registry: Registry
    calendar: Calendar
    linked: Callable[[str], Linked | None]
    outcome: LinkedOutcome


@dataclass(frozen=True, slots=True)
class _Only:
    definition: Definition

    def by_digest(self, digest: str) -> Definition:
        return self.definition


def replay(definition: Definition, acts: Sequence[Recorded], world: World, today: date) -> Replay:
    """The acts judged and folded under ``definition``, as if it had always been in force."""
    always = replace(definition, since=date.min, until=None)
    matter: Matter | None = None
    objections: list[Objection] = []
    for recorded in acts:
        act = replace(recorded.act, definition=always.digest)
        if act.step not in BUILT_IN:
            now = Circumstances(world.registry, world.calendar, recorded.recorded_at, world.linked)
            found = [f for f in check(always, matter, act, now) if f.level == "error"]
            objections += [Objection(recorded.entry, act.step, act.happened_on, f) for f in found]
            if act.step not in always.step_of:
                continue
        elif matter is None:
            continue
        moved = Recorded(recorded.entry, recorded.recorded_at, act)
        matter = advance(_Only(always), matter, moved, world.calendar, world.outcome)
    states = limit_states(matter, world.calendar, today) if matter else []
    return Replay(matter, tuple(objections), tuple(states))

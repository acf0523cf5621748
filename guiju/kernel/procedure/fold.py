"""``fold(definitions, acts) → Matter``: the only way a matter comes to be. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from guiju.errors import HouseFault
from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.deadline import compute
from guiju.kernel.procedure.act import ERASED, Recorded
from guiju.kernel.procedure.definition import CORRECT, ERASE, REASON, Definition, Stage

LinkedOutcome = Callable[[str], str]


class Definitions(Protocol):
    """Definitions by digest, past ones included."""

    def by_digest(self, digest: str) -> Definition:
        """The definition with that digest; raises NotFound."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One field mended by a later act: both values stay visible."""

    field: str
    old: object
    new: object
    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """An act as it stands in its matter now: corrections applied, voided or not, late or not.

    ``late``: recorded later than the procedure's ``record_within`` after it happened (补录).
    """

    entry: int
    order: int
    step: str
    by: str
    body: str
    happened_on: date
    effective_on: date | None
    recorded_at: datetime
    fields: Mapping[str, object]
    late: bool = False
    voided_by: int | None = None
    corrections: tuple[Correction, ...] = ()
    corrects: int | None = None
    stage: str = ""
    note: str = ""

    @property
    def valid(self) -> bool:
        """Whether it counts for gates, limits and figures."""
        return self.voided_by is None

    def people(self) -> frozenset[str]:
        """Everyone who took part: the actor and the officials named in its list fields."""
        named = {v for value in self.fields.values() if isinstance(value, list | tuple) for v in value}
        return frozenset({self.by, *(str(v) for v in named)})


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter (事项) as its acts have made it. Immutable; ``advance`` gives the next one."""

    id: str
    definition: Definition
    body: str
    stage: str
    done: tuple[Done, ...]
    last: Mapping[str, int]
    outcome: str = ""
    closed_on: date | None = None
    outcome_of_link: LinkedOutcome | None = None

    def latest(self, step: str) -> Done | None:
        """The latest valid act of a step, or None."""
        place = self.last.get(step)
        return None if place is None else self.done[place]

    def valid(self, *steps: str) -> list[Done]:
        """All valid acts of these steps, in order."""
        return [done for done in self.done if done.step in steps and done.valid]

    def linked_outcome(self, field: str) -> str:
        """The outcome of the matter that the opening act's ``field`` links to, or ""."""
        target = self.done[0].fields.get(field)
        return self.outcome_of_link(str(target)) if target and self.outcome_of_link else ""

    @property
    def opened_on(self) -> date:
        """The day of the opening act."""
        return self.done[0].happened_on

    @property
    def at(self) -> Stage:
        """The stage it stands in."""
        return self.definition.stage_of[self.stage]

    @property
    def title(self) -> str:
        """What it is called on screens: the opening act's ``title``, else its first long text, else the procedure."""
        first = self.done[0]
        step = self.definition.step_of.get(first.step)
        spoken = (f.id for f in step.fields if f.type == "longtext" and not f.personal) if step else ()
        words = (first.fields.get(name) for name in ("title", *spoken))
        return next((str(word)[:60] for word in words if word), self.definition.title)

    @property
    def size(self) -> int:
        """The number of acts; two people who act at once are told apart by it."""
        return len(self.done)

    def values(self) -> dict[str, object]:
        """The last value of each field over the valid acts."""
        found: dict[str, object] = {}
        for done in self.done:
            if done.valid and done.step not in (CORRECT, ERASE):
                found.update(done.fields)
        return found


def fold(
    definitions: Definitions,
    acts: Iterable[Recorded],
    calendar: Calendar,
    outcome_of_link: LinkedOutcome | None = None,
) -> Matter:
    """The matter that ``acts`` (in the order of the record) have made; raises HouseFault for none."""
    matter: Matter | None = None
    for recorded in acts:
        matter = advance(definitions, matter, recorded, calendar, outcome_of_link)
    if matter is None:
        raise HouseFault("没有行为就没有事项")
    return matter


def advance(
    definitions: Definitions,
    matter: Matter | None,
    recorded: Recorded,
    calendar: Calendar,
    outcome_of_link: LinkedOutcome | None = None,
) -> Matter:
    """The matter after one more act."""
    act = recorded.act
    if matter is None:
        definition = definitions.by_digest(act.definition)
        matter = Matter(act.matter, definition, act.body, "", (), {}, outcome_of_link=outcome_of_link)
    elif act.definition != matter.definition.digest:
        matter = replace(matter, definition=definitions.by_digest(act.definition))
    if act.step == CORRECT:
        return _corrected(matter, recorded)
    if act.step == ERASE:
        return _erased(matter, recorded)
    return _stepped(matter, recorded, is_late(matter.definition, recorded, calendar))


def is_late(definition: Definition, recorded: Recorded, calendar: Calendar) -> bool:
    """Whether it was recorded later than ``record_within`` after it happened."""
    happened, noted = recorded.act.happened_on, recorded.recorded_at.date()
    if noted - happened <= timedelta(days=2):
        return False
    last = compute(definition.record_within, happened, calendar).last_day
    return last is not None and noted > last


def _done(matter: Matter, recorded: Recorded, late: bool, stage: str) -> Done:
    act = recorded.act
    return Done(
        entry=recorded.entry,
        order=len(matter.done),
        step=act.step,
        by=act.by,
        body=act.body,
        happened_on=act.happened_on,
        effective_on=act.effective_on,
        recorded_at=recorded.recorded_at,
        fields=act.fields,
        late=late,
        corrects=act.corrects,
        stage=stage,
        note=act.note,
    )


def _stepped(matter: Matter, recorded: Recorded, late: bool) -> Matter:
    definition, act = matter.definition, recorded.act
    step = definition.step_of[act.step]
    stage = step.to.after(act.fields) or matter.stage
    outcome = definition.outcome_after(act.step, act.fields)
    done = matter.done
    last = dict(matter.last)
    if step.voids:
        done = _voided(done, frozenset(step.voids), recorded.entry)
        for name in step.voids:
            last.pop(name, None)
    last[act.step] = len(done)
    kept = _outcome(definition, done) if step.voids else matter.outcome
    final = definition.stage_of[stage].final
    closed_on = matter.closed_on
    if final and not (matter.stage and definition.stage_of[matter.stage].final):
        closed_on = act.happened_on
    return replace(
        matter,
        stage=stage,
        done=(*done, _done(matter, recorded, late, stage)),
        last=last,
        outcome=outcome.id if outcome else kept,
        closed_on=closed_on if final else None,
    )


def _voided(done: Sequence[Done], steps: frozenset[str], entry: int) -> tuple[Done, ...]:
    return tuple(replace(d, voided_by=entry) if d.step in steps and d.valid else d for d in done)


def _corrected(matter: Matter, recorded: Recorded) -> Matter:
    act = recorded.act
    new = {name: value for name, value in act.fields.items() if name != REASON}
    reason = str(act.fields.get(REASON, ""))

    def mend(done: Done) -> Done:
        notes = tuple(Correction(n, done.fields.get(n), v, recorded.entry, reason) for n, v in new.items())
        return replace(done, fields={**done.fields, **new}, corrections=(*done.corrections, *notes))

    return _with(matter, recorded, act.corrects, mend)


def _erased(matter: Matter, recorded: Recorded) -> Matter:
    names = recorded.act.fields.get("fields")
    wanted = names if isinstance(names, list | tuple) else ()

    def erase(done: Done) -> Done:
        gone = {name: ERASED for name in wanted if name in done.fields}
        notes = tuple(replace(c, old=ERASED, new=ERASED) if c.field in gone else c for c in done.corrections)
        return replace(done, fields={**done.fields, **gone}, corrections=notes)

    return _with(matter, recorded, recorded.act.corrects, erase)


def _with(matter: Matter, recorded: Recorded, entry: int | None, mend: Callable[[Done], Done]) -> Matter:
    done = tuple(mend(d) if d.entry == entry else d for d in matter.done)
    outcome = _outcome(matter.definition, done)
    return replace(matter, done=(*done, _done(matter, recorded, False, matter.stage)), outcome=outcome)


def _outcome(definition: Definition, done: Sequence[Done]) -> str:
    for one in reversed(done):
        if one.valid and one.step in definition.outcomes_of:
            outcome = definition.outcome_after(one.step, one.fields)
            if outcome is not None:
                return outcome.id
    return ""

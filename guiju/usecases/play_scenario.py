"""Play a scenario: its planned acts go through the same check as a user's, in the order they were recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from guiju.errors import HouseFault, Refused
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.ledger.entry import Draft
from guiju.kernel.procedure.act import Act, Recorded
from guiju.kernel.procedure.check import Circumstances, check
from guiju.kernel.procedure.check_people import SYSTEM
from guiju.kernel.procedure.duty import duties
from guiju.kernel.procedure.enrol import Enrolment, enrolment_of, registry_of
from guiju.kernel.procedure.fold import Matter, advance
from guiju.kernel.procedure.linked import Linked
from guiju.kernel.registry.registry import Registry
from guiju.kernel.scenario.plan import LINK, PlannedAct
from guiju.store import views
from guiju.store.transaction import atomic
from guiju.usecases.acts import draft, filled
from guiju.usecases.house import House
from guiju.usecases.record_act import keep_definition

BATCH = 1000
DEMONSTRATION = "demo-"
Progress = Callable[[int, int, str], None]


@dataclass
class Played:
    """What came of a scenario."""

    matters: int = 0
    acts: int = 0
    warnings: list[Finding] = field(default_factory=list)


@dataclass
class _Stage:
    """The matters so far, by plan key."""

    house: House
    matters: dict[str, Matter] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)
    serials: dict[str, int] = field(default_factory=dict)
    enrolments: dict[str, Enrolment] = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)
    stale: bool = True

    def enrolled(self, by: str) -> Registry:
        """The registry as of the acts played so far (acts of the law itself ask nothing of it)."""
        if self.stale and by != SYSTEM:
            self.registry = registry_of(self.enrolments.values())
            self.stale = False
        return self.registry

    def linked(self, target: str) -> Linked | None:
        """What a link may ask."""
        matter = self.matters.get(self.by_id.get(target, ""))
        if matter is None:
            return None
        return Linked(
            matter.id, matter.definition.id, matter.body, matter.stage, matter.outcome, matter.title
        )

    def outcome(self, target: str) -> str:
        """The outcome of a linked matter."""
        found = self.linked(target)
        return found.outcome if found else ""


def play_scenario(house: House, plan: Sequence[PlannedAct], progress: Progress | None = None) -> Played:
    """All planned acts recorded, 1,000 to a transaction; raises Refused for the first that ``check`` refuses.

    Only a log named ``demo-…`` may be played into: its clock is the scenario's, not the world's.
    """
    if not house.log.startswith(DEMONSTRATION) or house.ledger().size():
        raise HouseFault("情景只能演入新建的演示库")
    stage, played = _Stage(house), Played()
    with atomic():
        for definition in house.catalogue.procedures:
            keep_definition(house, definition)
    acts = iter(plan)
    while batch := list(islice(acts, BATCH)):
        with atomic():
            played.warnings += _batch(stage, batch)
        played.acts += len(batch)
        if progress:
            progress(played.acts, len(plan), batch[-1].happened_on.isoformat())
    _project_all(stage)
    played.matters = len(stage.matters)
    return played


def _batch(stage: _Stage, batch: Iterable[PlannedAct]) -> list[Finding]:
    ledger = stage.house.ledger()
    ledger.lock()
    index = ledger.size()
    drafts: list[Draft] = []
    warnings: list[Finding] = []
    for planned in batch:
        drafted, found = _play(stage, planned, index + len(drafts))
        drafts.append(drafted)
        warnings += found
    ledger.append(drafts)
    return warnings


def _play(stage: _Stage, planned: PlannedAct, index: int) -> tuple[Draft, list[Finding]]:
    house = stage.house
    before = stage.matters.get(planned.key)
    definition = (
        before.definition
        if before
        else house.catalogue.procedures.at(planned.procedure, planned.happened_on, planned.acting_body)
    )
    if before and planned.step in definition.governed_by and not definition.in_force(planned.happened_on):
        definition = house.catalogue.procedures.at(definition.id, planned.happened_on, before.body)
    act = Act(
        matter=_id(stage, planned),
        procedure=definition.id,
        definition=definition.digest,
        step=planned.step,
        by=planned.by,
        body=planned.acting_body,
        happened_on=planned.happened_on,
        fields=_fields(stage, planned),
        effective_on=planned.effective_on,
        corrects=None if planned.corrects is None or before is None else before.done[planned.corrects].entry,
    )
    findings = check(
        definition,
        before,
        act,
        Circumstances(stage.enrolled(planned.by), house.calendar, planned.recorded_at, stage.linked),
    )
    if has_errors(findings):
        told = "；".join(f"[{f.rule}] {f.message}" for f in findings if f.level == "error")
        raise Refused(
            f"情景第 {index} 个行为（{planned.key} {planned.step} {planned.happened_on}）被拒绝：{told}",
            findings,
        )
    drafted = draft(house, definition, before, act, planned.recorded_at)
    matter = advance(
        house.catalogue.procedures,
        before,
        Recorded(index, planned.recorded_at, act),
        house.calendar,
        stage.outcome,
    )
    stage.matters[planned.key] = matter
    if definition.id in views.REGISTERS:
        stage.enrolments[planned.key], stage.stale = enrolment_of(matter), True
    return drafted, [replace(f, place=f"{act.matter} {f.place}") for f in findings]


def _id(stage: _Stage, planned: PlannedAct) -> str:
    known = stage.ids.get(planned.key)
    if known is None:
        prefix = f"{planned.procedure}-{planned.body}-{planned.happened_on.year:04d}-"
        stage.serials[prefix] = stage.serials.get(prefix, 0) + 1
        known = f"{prefix}{stage.serials[prefix]:05d}"
        stage.ids[planned.key], stage.by_id[known] = known, planned.key
    return known


def _fields(stage: _Stage, planned: PlannedAct) -> dict[str, object]:
    return filled({name: _resolved(stage, value) for name, value in planned.fields.items()})


def _resolved(stage: _Stage, value: object) -> object:
    if isinstance(value, str) and value.startswith(LINK):
        return stage.ids[value.removeprefix(LINK)]
    if isinstance(value, list | tuple):
        return [_resolved(stage, item) for item in value]
    return value


def _project_all(stage: _Stage) -> None:
    house, today = stage.house, stage.house.today()
    with atomic():
        views.note_serials(stage.by_id)
    matters = iter(stage.matters.values())
    while some := list(islice(matters, BATCH)):
        with atomic():
            views.project(views.Projected(m, duties(m, house.calendar, today)) for m in some)

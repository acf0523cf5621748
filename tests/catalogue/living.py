"""Lives a plan through in memory: each act by the same check and fold as a user's, no store between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from guiju.kernel.finding import Finding
from guiju.kernel.procedure.act import Act, Recorded
from guiju.kernel.procedure.check import Circumstances, check
from guiju.kernel.procedure.enrol import Enrolment, enrolment_of, registry_of
from guiju.kernel.procedure.facts import Row, act_rows, limit_rows, matter_row
from guiju.kernel.procedure.fold import Matter, advance
from guiju.kernel.procedure.linked import Linked
from guiju.kernel.registry.registry import Registry
from guiju.kernel.scenario import LINK, PlannedAct
from guiju.store.catalogue import Catalogue

REGISTERS = ("body", "official", "certificate")
LAST = date(2023, 12, 31)


@dataclass
class Lived:
    """What became of a plan."""

    catalogue: Catalogue
    matters: dict[str, Matter] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    serials: Counter[str] = field(default_factory=Counter)
    enrolments: dict[str, Enrolment] = field(default_factory=dict)
    registry: Registry | None = None
    made: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, list[Row]]:
        """The rows that indicators count over."""
        if not self.made:
            known, calendar = self.matters.values(), self.catalogue.calendar
            self.made["acts"] = [row for m in known for row in act_rows(m) if not row["voided"]]
            self.made["matters"] = [matter_row(m) for m in known]
            self.made["limits"] = [row for m in known for row in limit_rows(m, calendar, LAST)]
        return self.made

    def take(self, planned: PlannedAct, entry: int) -> None:
        """One act: recorded, or noted as refused."""
        before = self.matters.get(planned.key)
        procedures = self.catalogue.procedures
        definition = before.definition if before else procedures.at(planned.procedure, planned.happened_on)
        if planned.step in definition.governed_by and not definition.in_force(planned.happened_on):
            definition = procedures.at(definition.id, planned.happened_on)
        corrects = before.done[planned.corrects].entry if before and planned.corrects is not None else None
        fields = {name: self.resolved(value) for name, value in planned.fields.items()}
        act = Act(
            self.id_of(planned), planned.procedure, definition.digest, planned.step, planned.by,
            planned.acting_body, planned.happened_on, fields, planned.effective_on, corrects,
        )  # fmt: skip
        now = Circumstances(self.enrolled(), self.catalogue.calendar, planned.recorded_at, self.linked)
        errors = [f for f in check(definition, before, act, now) if f.level == "error"]
        if errors:
            self.refused.append(told(planned, errors))
            return
        recorded = Recorded(entry, planned.recorded_at, act)
        self.matters[planned.key] = advance(
            procedures, before, recorded, self.catalogue.calendar, self.outcome
        )
        if planned.procedure in REGISTERS:
            self.enrolments[planned.key] = enrolment_of(self.matters[planned.key])
            self.registry = None

    def id_of(self, planned: PlannedAct) -> str:
        """The matter's id, made when its first act comes."""
        if planned.key not in self.ids:
            prefix = f"{planned.procedure}-{planned.body}-{planned.happened_on.year}"
            self.serials[prefix] += 1
            self.ids[planned.key] = f"{prefix}-{self.serials[prefix]:05d}"
            self.keys[self.ids[planned.key]] = planned.key
        return self.ids[planned.key]

    def resolved(self, value: object) -> object:
        """The value with matter keys replaced by ids."""
        if isinstance(value, str) and value.startswith(LINK):
            return self.ids[value.removeprefix(LINK)]
        return [self.resolved(item) for item in value] if isinstance(value, list) else value

    def enrolled(self) -> Registry:
        """The registry so far."""
        if self.registry is None:
            self.registry = registry_of(self.enrolments.values())
        return self.registry

    def linked(self, target: str) -> Linked | None:
        """What a link may ask."""
        matter = self.matters.get(self.keys.get(target, ""))
        if matter is None:
            return None
        return Linked(matter.id, matter.definition.id, matter.body, matter.stage, matter.outcome)

    def outcome(self, target: str) -> str:
        """The outcome of a linked matter."""
        found = self.linked(target)
        return found.outcome if found else ""


def live(catalogue: Catalogue, plan: Iterable[PlannedAct]) -> Lived:
    """The whole plan lived through."""
    lived = Lived(catalogue)
    for entry, planned in enumerate(plan):
        lived.take(planned, entry)
    return lived


def told(planned: PlannedAct, errors: list[Finding]) -> str:
    """One line about a refused act."""
    return f"{planned.key} {planned.step} {planned.happened_on}: {'; '.join(f.message for f in errors)}"

"""Officials who each hold every role play acts of a shipped procedure through ``check`` and ``advance``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

from guiju.kernel.finding import Finding
from guiju.kernel.procedure.act import Act, Recorded
from guiju.kernel.procedure.check import Circumstances, check
from guiju.kernel.procedure.definition import Definition, Field
from guiju.kernel.procedure.fold import Matter, advance
from guiju.kernel.registry.party import Body, Official, Post
from guiju.kernel.registry.registry import Registry
from guiju.store.catalogue import Catalogue

BODY = "990101.office"
PEOPLE = ("甲", "乙", "丙")
CHINA = timezone(timedelta(hours=8))


@dataclass
class Player:
    """Plays acts by the officials ``甲``, ``乙`` and ``丙``, who hold every role of the procedure at one body."""

    catalogue: Catalogue
    definition: Definition
    matter: Matter | None = None
    played: int = 0
    findings: list[Finding] = field(default_factory=list)

    def act(self, step: str, on: date, by: str = "甲", **fields: object) -> list[str]:
        """The rules that speak against the act; it is recorded if none of them is an error."""
        wanted = self.definition.step_of[step].fields
        filled = {one.id: sample(one, on) for one in wanted if one.required} | fields
        matter = f"{self.definition.id}-{BODY}-{on.year}-00001"
        act = Act(matter, self.definition.id, self.definition.digest, step, by, BODY, on, filled)
        at = datetime.combine(on, time(17), CHINA)
        now = Circumstances(self._registry(), self.catalogue.calendar, at)
        self.findings = check(self.definition, self.matter, act, now)
        if not any(finding.level == "error" for finding in self.findings):
            recorded = Recorded(self.played, at, act)
            self.matter = advance(self.catalogue.procedures, self.matter, recorded, self.catalogue.calendar)
            self.played += 1
        return [finding.rule for finding in self.findings]

    def _registry(self) -> Registry:
        since, roles = date(2000, 1, 1), tuple(self.definition.roles)
        bodies = [Body("990101", "范例区政府"), Body(BODY, "范例机关", "990101")]
        posts = [Post(name, BODY, "全部角色", roles, since) for name in PEOPLE]
        posts.append(Post("丁", BODY, "不办理任何步骤", (), since))
        return Registry(bodies, [Official(name, name) for name in (*PEOPLE, "丁")], posts, [])


def sample(one: Field, on: date) -> object:
    """A value that the field accepts."""
    values = {
        "int": one.minimum or 1,
        "date": on,
        "bool": True,
        "body": BODY,
        "bodies": [BODY],
        "official": "丁",
    }
    if one.type == "choice":
        return one.options[0]
    return [one.options[0]] if one.type == "choices" else values.get(one.type, "某")

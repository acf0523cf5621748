"""Performance: a matter's path becomes its planned acts, each by somebody who may take the step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.procedure.definition import BUILT_IN, REASON, Definition, Field, Step
from guiju.kernel.scenario.assign import Assigned, Slot
from guiju.kernel.scenario.chance import Chance
from guiju.kernel.scenario.pace import Pace
from guiju.kernel.scenario.plan import LINK, PlannedAct
from guiju.kernel.scenario.roster import SYSTEM
from guiju.kernel.scenario.staff import Organ, Staff
from guiju.kernel.scenario.story import ActPattern
from guiju.kernel.scenario.values import Link, Scene, Unmakeable, cast, make, place

UNSAID = "详见案卷材料。"
"""Stands in required free texts about which the story says nothing."""


@dataclass(slots=True)
class _Course:
    """A matter under way in the plan."""

    key: str
    procedure: str
    body: str = ""
    definition: Definition | None = None
    acts: list[PlannedAct] = field(default_factory=list)


class Performer:
    """Turns slots into acts."""

    def __init__(self, procedures: Procedures, staff: Staff, pace: Pace, link: Link) -> None:
        self.procedures = procedures
        self.staff = staff
        self.pace = pace
        self.link = link

    def acts(self, assigned: Assigned, slot: Slot) -> list[PlannedAct]:
        """The acts of the slot's matter and of its companions, in order; raises Unmakeable."""
        flow = assigned.flow
        chance = Chance(self.staff.seed, "matter", slot.key)
        scene = Scene(
            self.staff,
            self.pace,
            chance,
            slot.organ,
            slot.number,
            slot.body_number,
            slot.day,
            totals=slot.totals,
            link=self.link,
        )
        scene.variables["self"] = LINK + slot.key
        if slot.person is not None:
            scene.variables.update(person=slot.person.id, person_name=slot.person.name)
        for name, spec in {**flow.variables, **slot.path.variables}.items():
            scene.variables[name] = make(spec, scene)
        courses = {"": _Course(slot.key, flow.procedure)}
        days: dict[str, date] = {"": slot.day}
        noted: datetime | None = None
        found: list[PlannedAct] = []
        for pattern in slot.path.acts:
            for turn, organ in self._turns(pattern, assigned, slot):
                companion = _Course(f"{slot.key}+{pattern.of}", pattern.of.partition("/")[0])
                course = courses.setdefault(pattern.of, companion)
                scene.day, scene.turn = self._day(pattern, scene, days), turn
                recording = pattern.recording or flow.recording
                at = self.pace.recorded(scene.day, recording, chance)
                if noted is not None and at <= noted:
                    at = noted + timedelta(minutes=chance.between(2, 25))
                act = self._act(pattern, course, scene, at, organ)
                noted = at
                days[""] = days[pattern.step] = scene.day
                scene.variables[f"{pattern.step}.on"] = scene.day
                course.acts.append(act)
                found.append(act)
        return found

    def _turns(self, pattern: ActPattern, assigned: Assigned, slot: Slot) -> list[tuple[int, Organ | None]]:
        if not pattern.each:
            return [(number, None) for number in range(pattern.repeat)]
        organs = list(enumerate(self.staff.with_tags(assigned.area, (pattern.each,))))
        if pattern.deal:
            organs = organs[slot.number :: len(assigned.slots)]
        return list(organs)

    def _day(self, pattern: ActPattern, scene: Scene, days: dict[str, date]) -> date:
        if isinstance(pattern.on, date):
            return max(pattern.on, days[""])
        if isinstance(pattern.on, str):
            held = scene.variables.get(pattern.on)
            if not isinstance(held, date):
                raise Unmakeable(f"变量“{pattern.on}”不是日期")
            return max(held, days[""])
        start = days.get(pattern.since, days[""]) if pattern.since else days[""]
        return max(self.pace.after(start, pattern.after, scene.chance, rest_days=pattern.rest_days), days[""])

    def _act(
        self, pattern: ActPattern, course: _Course, scene: Scene, at: datetime, turn: Organ | None
    ) -> PlannedAct:
        definition = self._definition(pattern, course, scene.day)
        target = pattern.corrects if pattern.step in BUILT_IN else pattern.step
        step = definition.step_of.get(target)
        if step is None:
            raise Unmakeable(f"《{definition.title}》没有步骤“{target}”")
        organ = turn or self._acting(pattern, step, scene)
        scene.acting = organ
        actor = self._actor(pattern, step, organ, scene)
        course.body = course.body or organ.code
        made = {name: make(spec, scene) for name, spec in pattern.fields.items()}
        fields = {name: value for name, value in made.items() if value not in ("", [])}
        if pattern.step not in BUILT_IN:
            _complete(step, fields, scene, actor, organ)
        scene.variables.update(
            {f"{step.id}.{name}": value for name, value in fields.items() if name != REASON}
        )
        effective = self.pace.after(scene.day, pattern.effective, scene.chance) if pattern.effective else None
        return PlannedAct(
            course.key,
            course.procedure,
            course.body,
            pattern.step,
            actor,
            organ.code,
            scene.day,
            at,
            effective,
            fields,
            _ordinal(course, target) if pattern.step in BUILT_IN else None,
        )

    def _definition(self, pattern: ActPattern, course: _Course, day: date) -> Definition:
        current = course.definition
        if current is None or (pattern.step in current.governed_by and not current.in_force(day)):
            current = self.procedures.at(course.procedure, day)
            course.definition = current
        return current

    def _acting(self, pattern: ActPattern, step: Step, scene: Scene) -> Organ:
        if pattern.at:
            return place(pattern.at, scene)
        if step.at.startswith("field:"):
            name = step.at[6:]
            given = pattern.fields.get(name)
            code = (
                make(given, scene)
                if given is not None
                else scene.variables.get(name) or _recorded(name, scene)
            )
            organ = self.staff.by_code.get(str(code))
            if organ is None:
                raise Unmakeable(f"步骤“{step.title}”由字段“{name}”所指的机关办理，而它现为“{code}”")
            return organ
        return scene.organ

    def _actor(self, pattern: ActPattern, step: Step, organ: Organ, scene: Scene) -> str:
        if pattern.by == SYSTEM or (not pattern.by and step.by == (SYSTEM,)):
            return SYSTEM
        if pattern.by == "person":
            return str(scene.variables["person"])
        role, _, anew = pattern.by.partition("!")
        if role and role not in step.by:
            held = scene.variables.get(role)
            if isinstance(held, str) and not anew:
                return held
        wanted = (role,) if role else step.by
        for one in wanted:
            if self.staff.holders(one, organ.code):
                return cast(one, organ, scene, anew=bool(anew)).id
        raise Unmakeable(f"{organ.name}没有人能办“{step.title}”（{'、'.join(wanted)}）")


def _recorded(name: str, scene: Scene) -> object:
    suffix = f".{name}"
    return next((v for key, v in reversed(scene.variables.items()) if key.endswith(suffix)), None)


def _ordinal(course: _Course, step: str) -> int:
    for number in range(len(course.acts) - 1, -1, -1):
        if course.acts[number].step == step:
            return number
    raise Unmakeable(f"事项中还没有“{step}”可供更正")


def _complete(step: Step, fields: dict[str, object], scene: Scene, actor: str, organ: Organ) -> None:
    """Required fields about which the story says nothing, where that can be done honestly."""
    unknown = fields.keys() - {one.id for one in step.fields}
    if unknown:
        raise Unmakeable(f"“{step.title}”没有字段“{'”“'.join(sorted(unknown))}”")
    for one in step.fields:
        if one.id not in fields and one.required and not one.when:
            fields[one.id] = _unsaid(one, step, scene, actor, organ)


def _unsaid(one: Field, step: Step, scene: Scene, actor: str, organ: Organ) -> object:
    if one.type in ("text", "longtext"):
        return UNSAID
    if one.type == "date":
        return scene.day
    if one.type == "official":
        return actor
    if one.type == "body":
        return organ.code
    if one.type == "person":
        return scene.staff.name("person", scene.chance.bits())
    if one.type == "choice" and len(one.options) == 1:
        return one.options[0]
    raise Unmakeable(f"“{step.title}”的必填字段“{one.title}”（{one.id}，{one.type}）没有写明取什么值")

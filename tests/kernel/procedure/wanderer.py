"""Somebody who tries any act at any time, and a naive second opinion on every act that was let through."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from guiju.kernel.procedure.act import Act, Recorded
from guiju.kernel.procedure.check import Circumstances, check
from guiju.kernel.procedure.condition import compare
from guiju.kernel.procedure.definition import BUILT_IN, CORRECT, REASON, Condition, Definition, Field, Step
from guiju.kernel.procedure.example import CHINA, OWN, TOP
from guiju.kernel.procedure.fold import Matter, advance, fold
from guiju.kernel.procedure.linked import Linked
from guiju.kernel.registry.party import Body, Certificate, Official, Post
from guiju.kernel.registry.registry import Registry

LONG_AGO, FAR = date(1990, 1, 1), date(2099, 12, 31)
PEOPLE = ("a", "b", "c", "d")
SAMPLE = {"body": OWN, "official": "a", "region": "000001", "uscc": "91350100M000100Y43"}


def registry_for(definition: Definition) -> Registry:
    """Four people who hold every role, three of them certified for everything."""
    kinds = {s.officers.certificate for s in definition.steps if s.officers} | {"enforcement"}
    roles = tuple({role for step in definition.steps for role in step.by})
    posts = [Post(p, body, "全能", roles, LONG_AGO) for p in PEOPLE for body in (OWN, TOP)]
    certificates = [Certificate(p, kind, p, LONG_AGO, FAR) for p in PEOPLE[:3] for kind in kinds]
    return Registry(
        [Body(TOP, "上级"), Body(OWN, "本级", TOP)], [Official(p, p) for p in PEOPLE], posts, certificates
    )


class Wanderer:
    """Plays one matter, keeping its own plain list of what was accepted."""

    def __init__(self, procedures, definition: Definition, calendar) -> None:
        self.procedures, self.definition, self.calendar = procedures, definition, calendar
        self.registry = registry_for(definition)
        self.matter: Matter | None = None
        self.accepted: list[Act] = []
        self.day = max(definition.since, LONG_AGO) + timedelta(days=40)
        if definition.until is not None and self.day > definition.until:
            self.day = definition.since

    def attempt(self, chance: Random, *, anywhere: bool) -> bool:
        """Try one random act, of any step or of one that the stage allows; whether it was accepted."""
        self.day += timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 5, 8, 13, 31, 60)))
        current = self.matter.definition if self.matter else self.definition
        step = chance.choice(self._steps(current, anywhere=anywhere))
        if step.id in current.governed_by and not current.in_force(self.day):
            found = [d for d in self.procedures.versions(current.id) if d.in_force(self.day)]
            current = found[0] if found else current
            step = current.step_of.get(step.id, step)
        fields = {f.id: self._value(chance, f) for f in step.fields if f.required or chance.random() < 0.5}
        body = OWN if not step.at.startswith("field:") else str(fields.get(step.at[6:], OWN))
        act = Act(
            "m", current.id, current.digest, step.id, chance.choice(PEOPLE), body, self.day, fields
        )  # fmt: skip
        return self._try(current, act)

    def mend(self, chance: Random) -> bool:
        """Try to correct a field of an earlier act; whether it was accepted."""
        steps = [done for done in self.matter.done if done.step not in BUILT_IN] if self.matter else []
        if not steps or self.matter is None:
            return False
        done = chance.choice(steps)
        known = self.matter.definition.step_of.get(done.step)
        if known is None or not known.fields:
            return False
        field = chance.choice(known.fields)
        fields = {field.id: self._value(chance, field), REASON: "笔误"}
        definition = self.matter.definition
        act = Act(
            "m", definition.id, definition.digest, CORRECT, done.by, done.body, self.day, fields, None, done.entry
        )  # fmt: skip
        return self._try(definition, act)

    def again(self) -> Matter:
        """The matter folded from the start out of what was accepted."""
        assert self.matter is not None
        recorded = [
            Recorded(done.entry, done.recorded_at, act)
            for done, act in zip(self.matter.done, self.accepted, strict=True)
        ]
        return fold(self.procedures, recorded, self.calendar, self._outcome)

    def _steps(self, current: Definition, *, anywhere: bool) -> list[Step]:
        if anywhere:
            return list(current.steps)
        if self.matter is None:
            return list(current.opening())
        stage = self.matter.stage
        found = [s for s in current.steps if {stage, "*", "open"} & set(s.from_stages)]
        return found or list(current.steps)

    def _try(self, current: Definition, act: Act) -> bool:
        moment = datetime.combine(self.day, time(18), CHINA)
        now = Circumstances(self.registry, self.calendar, moment, self._linked)
        before = self.matter
        findings = check(current, self.matter, act, now)
        if any(f.level == "error" for f in findings):
            assert self.matter is before
            return False
        if act.step not in BUILT_IN:
            self._second_opinion(current, act)
        recorded = Recorded(len(self.accepted), moment, act)
        self.matter = advance(self.procedures, self.matter, recorded, self.calendar, self._outcome)
        self.accepted.append(act)
        return True

    def _value(self, chance: Random, field: Field) -> object:
        if field.type == "choice":
            return chance.choice(field.options)
        if field.type == "choices":
            return chance.sample(field.options, chance.randint(1, len(field.options)))
        if field.type in ("int", "decimal", "money"):
            return (field.minimum or 0) + chance.randint(0, 12)
        if field.type == "bool":
            return chance.random() < 0.5
        if field.type == "date":
            return self.day + timedelta(days=chance.randint(-20, 20))
        if field.type == "officials":
            return chance.sample(PEOPLE, chance.randint(1, 3))
        if field.type in ("bodies", "matters", "files", "texts"):
            return [OWN if field.type == "bodies" else f"{field.of or 'other'}-0"]
        if field.type == "matter":
            return f"{field.of or 'other'}-{chance.randint(0, 9)}"
        return SAMPLE.get(field.type, "某")

    def _linked(self, target: str) -> Linked:
        return Linked(target, target.split("-")[0], OWN, "", self._outcome(target), "")

    def _outcome(self, target: str) -> str:
        """The outcome of a matter that is linked to: its number picks it, 0 has none."""
        procedure, _, number = target.partition("-")
        if procedure not in self.procedures or not number.isdigit() or number == "0":
            return ""
        outcomes = self.procedures.versions(procedure)[-1].outcomes
        return outcomes[int(number) % len(outcomes)].id if outcomes else ""

    # --- the second opinion: plain scans over the list, no fold ---------------------------------

    def _latest(self, step: str) -> tuple[int, Act] | None:
        found = None
        for number, act in enumerate(self.accepted):
            if act.step in BUILT_IN:
                continue
            if act.step == step:
                found = (number, act)
            definition = self.procedures.by_digest(act.definition)
            if found and step in definition.step_of[act.step].voids and act.step != step:
                found = None
        return found

    def _holds(self, condition: Condition, act: Act) -> bool:
        if condition.op == "outcome":
            first = self.accepted[0] if self.accepted else act
            outcome = self._outcome(str(first.fields.get(condition.link, "")))
            return (outcome in tuple(condition.value)) is not condition.negate
        if not condition.step:
            return (
                compare(condition.op, act.fields.get(condition.field), condition.value)
                is not condition.negate
            )
        found = self._latest(condition.step)
        if found is None:
            return False is not condition.negate
        if condition.op == "after":
            other = self._latest(str(condition.value))
            return (other is None or found[0] > other[0]) is not condition.negate
        if condition.op == "done":
            return not condition.negate
        return (
            compare(condition.op, found[1].fields.get(condition.field), condition.value)
            is not condition.negate
        )

    def _second_opinion(self, definition: Definition, act: Act) -> None:
        outcome = definition.outcome_after(act.step, act.fields)
        for gate in definition.gates:
            speaks = act.step in gate.blocks or (outcome and f"outcome:{outcome.id}" in gate.blocks)
            if (
                not speaks
                or gate.basis.force in ("generally", "may")
                or not gate.basis.applies_on(act.happened_on)
            ):
                continue
            if not all(self._holds(c, act) for c in gate.when):
                continue
            ways = [gate.needs, *gate.alternatives] if gate.needs else [*gate.alternatives]
            assert any(all(self._holds(c, act) for c in way) for way in ways), (
                f"闸口 {gate.id} 被绕过：{act.step}"
            )

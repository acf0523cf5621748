"""Somebody who tries any act at any time, and a naive second opinion on every act that was let through."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from guiju.kernel.procedure.act import Act, Recorded
from guiju.kernel.procedure.check import Circumstances, check
from guiju.kernel.procedure.condition import compare
from guiju.kernel.procedure.definition import Condition, Definition
from guiju.kernel.procedure.example import CHINA, OWN, TOP
from guiju.kernel.procedure.fold import advance
from guiju.kernel.procedure.linked import Linked
from guiju.kernel.registry.party import Body, Certificate, Official, Post
from guiju.kernel.registry.registry import Registry

LONG_AGO, FAR = date(1990, 1, 1), date(2099, 12, 31)
PEOPLE = ("a", "b", "c")
SAMPLE = {"date": None, "body": OWN, "official": "a", "region": "000001", "uscc": "91350100M000100Y43"}


def registry_for(definition: Definition) -> Registry:
    """Three people who hold every role, two of them certified for everything."""
    kinds = {s.officers.certificate for s in definition.steps if s.officers} | {"enforcement"}
    roles = tuple({role for step in definition.steps for role in step.by})
    posts = [Post(p, body, "全能", roles, LONG_AGO) for p in PEOPLE for body in (OWN, TOP)]
    certificates = [Certificate(p, kind, p, LONG_AGO, FAR) for p in PEOPLE[:2] for kind in kinds]
    return Registry(
        [Body(TOP, "上级"), Body(OWN, "本级", TOP)], [Official(p, p) for p in PEOPLE], posts, certificates
    )


class Wanderer:
    """Plays one matter, keeping its own plain list of what was accepted."""

    def __init__(self, procedures, definition: Definition, calendar) -> None:
        self.procedures, self.definition, self.calendar = procedures, definition, calendar
        self.registry = registry_for(definition)
        self.matter = None
        self.accepted: list[Act] = []
        self.day = definition.since + timedelta(days=40)

    def attempt(self, data) -> bool:
        """Try one random act; whether it was accepted."""
        self.day += timedelta(days=data.draw(st.integers(0, 45)))
        current = self.matter.definition if self.matter else self.definition
        step = data.draw(st.sampled_from(current.steps))
        fields = {
            f.id: self._value(data, f, step) for f in step.fields if f.required or data.draw(st.booleans())
        }
        body = OWN if not step.at.startswith("field:") else str(fields.get(step.at[6:], OWN))
        act = Act(
            "m",
            current.id,
            current.digest,
            step.id,
            data.draw(st.sampled_from(PEOPLE)),
            body,
            self.day,
            fields,
        )
        now = Circumstances(
            self.registry, self.calendar, datetime.combine(self.day, time(18), CHINA), self._linked
        )
        before = self.matter
        findings = check(current, self.matter, act, now)
        if any(f.level == "error" for f in findings):
            assert self.matter is before
            return False
        self._second_opinion(current, act)
        recorded = Recorded(len(self.accepted), now.recorded_at, act)
        self.matter = advance(self.procedures, self.matter, recorded, self.calendar, lambda _: "")
        self.accepted.append(act)
        return True

    def _value(self, data, field, step) -> object:
        if field.type == "choice":
            return data.draw(st.sampled_from(field.options))
        if field.type == "choices":
            return list(data.draw(st.sets(st.sampled_from(field.options), min_size=1)))
        if field.type in ("int", "decimal", "money"):
            return data.draw(st.integers(field.minimum or 0, (field.minimum or 0) + 12))
        if field.type == "bool":
            return data.draw(st.booleans())
        if field.type == "date":
            return self.day + timedelta(days=data.draw(st.integers(-20, 20)))
        if field.type in ("officials", "bodies", "matters", "files", "texts"):
            return (
                ["a", "b", "c"][: data.draw(st.integers(1, 3))]
                if field.type == "officials"
                else [SAMPLE.get(field.type, "某")]
            )
        return f"{field.of or 'other'}-x" if field.type == "matter" else SAMPLE.get(field.type, "某")

    def _linked(self, target: str) -> Linked:
        return Linked(target, target.split("-")[0], OWN, "", "")

    # --- the second opinion: plain scans over the list, no fold ---------------------------------

    def _latest(self, step: str) -> tuple[int, Act] | None:
        found = None
        for number, act in enumerate(self.accepted):
            definition = self.procedures.by_digest(act.definition)
            if act.step == step:
                found = (number, act)
            if found and step in definition.step_of[act.step].voids and act.step != step:
                found = None
        return found

    def _holds(self, condition: Condition, act: Act) -> bool:
        if condition.op == "outcome":
            return False is not condition.negate
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

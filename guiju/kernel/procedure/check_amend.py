"""The two acts every procedure has: correction (更正) and erasure of personal data (删除个人信息)."""

from __future__ import annotations

from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.act import Act
from guiju.kernel.procedure.check_fields import date_fault, field_fault, registry_fault
from guiju.kernel.procedure.check_people import check_role
from guiju.kernel.procedure.definition import BUILT_IN, CORRECT, REASON, Definition, Step
from guiju.kernel.procedure.fold import Done, Matter
from guiju.kernel.registry.registry import Registry

ERASER = "personal_information_officer"


def check_amendment(
    definition: Definition, matter: Matter | None, act: Act, registry: Registry
) -> list[Finding]:
    """All that stands against correcting or erasing; dates and steps of acts can't be corrected."""
    target = next((d for d in matter.done if d.entry == act.corrects), None) if matter else None
    if target is None or target.step in BUILT_IN:
        return [error("amend.target", f"事项中没有第 {act.corrects} 号行为可供更正", "corrects")]
    step = (matter or _never()).definition.step_of[target.step]
    found = []
    if not str(act.fields.get(REASON, "")).strip():
        found.append(error("field:reason", "请写明更正（删除）的理由", REASON))
    if act.step == CORRECT:
        found += check_role(definition, step.by, step, act, registry)
        found += _values(definition, step, target, act, registry)
    else:
        found += check_role(definition, (ERASER,), None, act, registry)
        found += _erasable(step, act)
    return found


def _never() -> Matter:
    raise AssertionError


def _values(definition: Definition, step: Step, target: Done, act: Act, registry: Registry) -> list[Finding]:
    new = {name: value for name, value in act.fields.items() if name != REASON}
    if not new:
        return [error("amend.empty", "请写明要更正的字段和新值", "fields")]
    found = []
    for name, value in new.items():
        field = step.field(name)
        if field is None:
            found.append(error(f"field:{name}", f"“{step.title}”没有字段“{name}”，不能更正", name))
        elif fault := (
            field_fault(field, value)
            or date_fault(field, value, target.happened_on)
            or registry_fault(field, value, registry)
        ):
            found.append(error(f"field:{name}", f"“{field.title}”{fault}", name))
        elif value == target.fields.get(name):
            found.append(error(f"field:{name}", f"“{field.title}”的新值与原值相同", name))
    for name in sorted(deciding_fields(definition, step) & new.keys()):
        message = f"“{name}”关系到闸口、期限、结果或者程序走向，不能以更正代替；请依程序作出新的行为"
        found.append(error("amend.deciding", message, name))
    return found


def deciding_fields(definition: Definition, step: Step) -> frozenset[str]:
    """The fields of a step on which a gate, a limit, an outcome, the next stage, a link or its officers rest.

    To mend one of them would let an act pass where it was refused, or look timely when it was late.
    """
    names = {step.to.field} | {outcome.field for outcome in definition.outcomes_of.get(step.id, ())}
    conditions = [
        c for g in definition.gates for c in (*g.when, *g.needs, *(x for a in g.alternatives for x in a))
    ]
    conditions += [c for limit in definition.limits for c in limit.when]
    names |= {c.field for c in conditions if c.field and c.step in ("", step.id)}
    names |= {
        s.day[6:]
        for limit in definition.limits
        for s in limit.start
        if s.step == step.id and s.day[:6] == "field:"
    }
    names |= {field.id for field in step.fields if field.type in ("matter", "matters")} | {"extended_by"}
    names |= {other.at[6:] for other in definition.steps if other.at.startswith("field:")}
    if step.officers is not None:
        names.add(step.officers.field)
    return frozenset(filter(None, names))


def _erasable(step: Step, act: Act) -> list[Finding]:
    names = act.fields.get("fields")
    if not isinstance(names, list | tuple) or not names:
        return [error("amend.empty", "请列出要删除的个人信息字段", "fields")]
    personal = {field.id for field in step.fields if field.personal}
    return [
        error(f"field:{name}", f"“{name}”不是该行为的个人信息字段，不能删除", str(name))
        for name in names
        if name not in personal
    ]

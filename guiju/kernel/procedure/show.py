"""A definition as plain data for people and machines: each entry with its citations and the rung it came from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from guiju.kernel.procedure.basis import SOURCE_WORDS, Basis
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Condition, Definition, Gate, Limit, Step

NATIONAL = "national"
UNTITLED: Mapping[str, str] = MappingProxyType({})
OPERATORS = {"eq": "是", "in": "属于", "ge": "不少于", "le": "不超过"}


def as_table(definition: Definition, outcomes: Mapping[str, str] = UNTITLED) -> dict[str, Any]:
    """All of it; ``outcomes``: titles of the outcomes of linked matters, by id."""
    return {
        "id": definition.id,
        "title": definition.title,
        "kind": definition.kind,
        "digest": definition.digest,
        "systems": list(definition.systems),
        "since": definition.since,
        "until": definition.until,
        "governed_by": list(definition.governed_by),
        "governed_why": definition.governed_why,
        "verified_on": definition.verified_on,
        "citation": printed(definition.cites),
        "area": definition.area or None,
        "rung": definition.area or NATIONAL,
        "stages": [{"id": s.id, "title": s.title, "final": s.final} for s in definition.stages],
        "steps": [_step(definition, step) for step in definition.steps],
        "gates": [_gate(definition, gate, outcomes) for gate in definition.gates],
        "limits": [_limit(limit) for limit in definition.limits],
        "separations": [
            {"id": s.id, "steps": list(s.steps), **_basis(s.basis)} for s in definition.separations
        ],
        "disclosures": [
            {
                "id": d.id,
                "title": d.title,
                "step": d.step,
                "fields": list(d.fields),
                "where": d.where,
                "span": d.span,
                **_basis(d.basis),
            }
            for d in definition.disclosures
        ],
        "outcomes": [
            {"id": o.id, "title": o.title, "step": o.step, "value": o.value, **_basis(o.basis)}
            for o in definition.outcomes
        ],
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "citation": printed(basis.cites),
        "gist": basis.gist,
        "force": basis.force,
        "source": basis.source,
        "source_words": SOURCE_WORDS.get(basis.source, basis.source),
        "textual": basis.is_textual,
        "verified_on": basis.verified_on,
        "rows": list(basis.rows),
        "since": basis.since,
        "until": basis.until,
        "rung": basis.rung or NATIONAL,
        "switched_off": [
            {"since": o.since, "until": o.until, "matter": o.matter, "entry": o.entry, "reason": o.reason}
            for o in basis.off
        ],
    }


def _step(definition: Definition, step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "by": [definition.roles.get(role, role) for role in step.by],
        "opens": step.opens,
        "from": list(step.from_stages),
        "to": list(step.to.stages()),
        "once": step.once,
        "fields": [
            {
                "id": f.id,
                "title": f.title,
                "type": f.type,
                "required": f.required,
                "personal": f.personal,
                "options": list(f.options),
            }
            for f in step.fields
        ],
        "documents": [{"title": p.title, "to": p.to} for p in step.papers],
        "at": step.at,
        "officers": {"min": step.officers.minimum, "certificate": step.officers.certificate}
        if step.officers
        else None,
        "voids": list(step.voids),
        **_basis(step.basis),
    }


def _gate(definition: Definition, gate: Gate, outcomes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": gate.id,
        "title": gate.title,
        "blocks": list(gate.blocks),
        "when": [in_words(definition, c, outcomes) for c in gate.when],
        "needs": [in_words(definition, c, outcomes) for c in gate.needs],
        "or": [[in_words(definition, c, outcomes) for c in one] for one in gate.alternatives],
        **_basis(gate.basis),
    }


def _limit(limit: Limit) -> dict[str, Any]:
    version = limit.version
    return {
        "id": limit.id,
        "rule": limit.rule,
        "title": limit.title,
        "duty": limit.duty,
        "span": str(version.span),
        "direction": version.direction,
        "start": version.start_text,
        "consequence": version.consequence,
        "rolls": version.rolls.text() if version.rolls else None,
        "right": limit.is_right,
        "ends": list(limit.ends),
        "blocks": list(limit.blocks),
        "bars": list(limit.bars),
        "lapse": limit.lapse or None,
        "extensions": [
            {"span": str(e.span) if e.span else None, "times": e.times, "approver": e.approver}
            for e in version.extensions
        ],
        "pauses": [w.from_step for w in (*limit.suspend, *limit.exclude)],
        "restarts": list(limit.restart_steps),
        **_basis(limit.basis),
        "citation": printed(limit.basis.cites) or version.citation(),
    }


def in_words(definition: Definition, condition: Condition, outcomes: Mapping[str, str] = UNTITLED) -> str:
    """A condition as a Chinese phrase; ``outcomes`` gives outcomes of linked matters their titles."""
    step = definition.step_of.get(condition.step)
    title = step.title if step else "本步骤"
    no = "不" if condition.negate else ""
    if condition.op == "outcome":
        values = condition.value if isinstance(condition.value, tuple) else ()
        named = dict.fromkeys(outcomes.get(str(value), str(value)) for value in values)
        return f"关联事项的结果{no}属于：{'、'.join(named)}"
    if condition.op == "done":
        return f"{'尚未' if condition.negate else '已'}作出“{title}”"
    if condition.op == "after":
        other = definition.step_of.get(str(condition.value))
        return f"最近一次“{title}”{no}在“{other.title if other else condition.value}”之后"
    return _field_words(definition, condition, title, no)


def _field_words(definition: Definition, condition: Condition, title: str, no: str) -> str:
    steps = [definition.step_of[condition.step]] if condition.step in definition.step_of else definition.steps
    field = next((f for s in steps if (f := s.field(condition.field))), None)
    name = field.title if field else condition.field
    if condition.op == "is_set":
        return f"“{title}”的“{name}”{'已填' if bool(condition.value) is not condition.negate else '未填'}"
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    told = "、".join("是" if v is True else "否" if v is False else str(v) for v in values)
    return f"“{title}”的“{name}”{no}{OPERATORS[condition.op]}：{told}"

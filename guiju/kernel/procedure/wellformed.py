"""Whether the names inside a definition fit together: every reference points at something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from guiju.kernel.declared import inside, nearest
from guiju.kernel.finding import Finding, error, warning
from guiju.kernel.law.citation import parse_compact
from guiju.kernel.procedure.definition import Condition, Definition, Limit, Step

_MISSING = re.compile(r"没有[^，]*“([^“”]*)”(?:，|$)")


def wellformed(definition: Definition) -> list[Finding]:
    """All faults of reference, each with its place and what could have been meant; one missing name, one fault."""
    found = [
        *_twice(definition),
        *_steps(definition),
        *_gates(definition),
        *_limits(definition),
        *_rest(definition),
        *_citations(definition),
    ]
    return list(_once(found))


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """A name that is missing in many places is told once, at the first, with how often."""
    names = [_MISSING.match(one.message) if one.rule == "declaration.reference" else None for one in findings]
    times = Counter(name[1] for name in names if name)
    told: set[str] = set()
    for finding, name in zip(findings, names, strict=True):
        if name is None:
            yield finding
        elif name[1] not in told:
            told.add(name[1])
            more = times[name[1]] - 1
            yield replace(finding, message=f"{finding.message}（另有 {more} 处）") if more else finding


def _at(definition: Definition, kind: str, name: str) -> str:
    return inside(definition.place, f"{kind}[{name}]")


def _unknown(kind: str, name: str, known: Iterable[str], place: str) -> Finding:
    names = set(known)
    hint = f"，{nearest(name, names)}" if names else ""
    return error("declaration.reference", f"没有{kind}“{name}”{hint}", place)


def _twice(definition: Definition) -> Iterator[Finding]:
    for kind in ("stage", "step", "gate", "limit", "separation", "disclosure", "outcome"):
        counts = Counter(item.id for item in getattr(definition, f"{kind}s"))
        for name, count in counts.items():
            if count > 1:
                yield error(
                    "declaration.twice",
                    f"“{name}”声明了 {count} 次，名称不得重复",
                    _at(definition, kind, name),
                )


def _steps(definition: Definition) -> Iterator[Finding]:
    if not definition.stages:
        yield error("declaration.missing", "至少要有一个阶段 [[stage]]", definition.place)
    if not definition.opening():
        yield error("declaration.missing", "至少要有一个 opens = true 的步骤", definition.place)
    for step in definition.steps:
        place = _at(definition, "step", step.id)
        yield from _stages_of(definition, step, place)
        for role in step.by:
            if role not in definition.roles:
                yield _unknown("角色", role, definition.roles, place + ".by")
        for name in step.voids:
            if name not in definition.step_of:
                yield _unknown("步骤", name, definition.step_of, place + ".voids")
        yield from _step_fields(definition, step, place)


def _stages_of(definition: Definition, step: Step, place: str) -> Iterator[Finding]:
    if not step.opens and not step.from_stages:
        yield error("declaration.missing", "非开启步骤须写 from：在哪些阶段可以作出", place + ".from")
    for name in (*step.from_stages, *step.to.stages()):
        if name not in definition.stage_of and name not in ("*", "open"):
            yield _unknown("阶段", name, definition.stage_of, place)
    if step.opens and not step.to.stages():
        yield error("declaration.missing", "开启步骤须写 to：进入哪个阶段", place + ".to")


def _step_fields(definition: Definition, step: Step, place: str) -> Iterator[Finding]:
    for name, count in Counter(field.id for field in step.fields).items():
        if count > 1:
            yield error("declaration.twice", f"字段“{name}”声明了 {count} 次", place)
    if step.at.startswith("field:") and not _field_anywhere(definition, step.at[6:]):
        yield error("declaration.reference", f"没有字段“{step.at[6:]}”可指明经办机关", place + ".at")
    elif step.at not in ("own", "any") and not step.at.startswith("field:"):
        yield error("declaration.choice", "at 可写 own、any 或 field:<机关字段>", place + ".at")
    if step.officers and step.field(step.officers.field) is None:
        yield error("declaration.reference", f"officers 指向的字段“{step.officers.field}”不在本步骤", place)
    if step.to.field:
        field = step.field(step.to.field)
        if field is None or field.type != "choice":
            yield error(
                "declaration.reference",
                f"to 依据的字段“{step.to.field}”须是本步骤的 choice 字段",
                place + ".to",
            )
            return
        for value in step.to.branches:
            if value not in field.options:
                yield _unknown("选项", value, field.options, place + ".to")


def _field_anywhere(definition: Definition, name: str) -> bool:
    return any(step.field(name) for step in definition.steps)


def _conditions(
    definition: Definition, conditions: Iterable[Condition], place: str, own: Iterable[str]
) -> Iterator[Finding]:
    for condition in conditions:
        for name in filter(None, (condition.step, condition.value if condition.op == "after" else "")):
            if name not in definition.step_of:
                yield _unknown("步骤", str(name), definition.step_of, place)
        yield from _condition_field(definition, condition, place, own)


def _condition_field(
    definition: Definition, condition: Condition, place: str, own: Iterable[str]
) -> Iterator[Finding]:
    steps = [condition.step] if condition.step else list(own)
    for name in steps:
        step = definition.step_of.get(name)
        if step is None or not condition.field:
            continue
        field = step.field(condition.field)
        if field is None:
            yield _unknown(f"步骤“{name}”的字段", condition.field, [f.id for f in step.fields], place)
            continue
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        if field.options and condition.op in ("eq", "in"):
            for value in values:
                if value not in field.options:
                    yield _unknown(f"字段“{field.id}”的选项", str(value), field.options, place)


def _gates(definition: Definition) -> Iterator[Finding]:
    outcomes = {outcome.id: outcome.step for outcome in definition.outcomes}
    for gate in definition.gates:
        place = _at(definition, "gate", gate.id)
        own = []
        for name in gate.blocks:
            step = outcomes.get(name[8:], "") if name.startswith("outcome:") else name
            if step not in definition.step_of:
                yield _unknown(
                    "步骤或结果", name, [*definition.step_of, *(f"outcome:{o}" for o in outcomes)], place
                )
            own.append(step)
        for name in gate.besides:
            if name not in definition.step_of:
                yield _unknown("步骤", name, definition.step_of, place + ".besides")
        for conditions in (gate.when, gate.needs, *gate.alternatives):
            yield from _conditions(definition, conditions, place, own)


def _limits(definition: Definition) -> Iterator[Finding]:
    for limit in definition.limits:
        place = _at(definition, "limit", limit.id)
        for name in _limit_steps(limit):
            if name not in definition.step_of:
                yield _unknown("步骤", name, definition.step_of, place)
        for start in limit.start:
            step = definition.step_of.get(start.step)
            if step and start.day.startswith("field:"):
                field = step.field(start.day[6:])
                if field is None or field.type != "date":
                    yield error(
                        "declaration.reference",
                        f"起算字段“{start.day[6:]}”须是步骤“{step.id}”的 date 字段",
                        place,
                    )
            elif start.day not in ("happened_on", "effective_on") and not start.day.startswith("field:"):
                yield error(
                    "declaration.choice", "day 可写 happened_on、effective_on 或 field:<日期字段>", place
                )
        if limit.blocks and limit.version.direction != "earliest_day":
            yield error(
                "declaration.limit",
                "blocks 只用于 earliest_day（最短期限）；截止期限用 bars",
                place + ".blocks",
            )
        yield from _conditions(definition, limit.when, place, [])


def _limit_steps(limit: Limit) -> list[str]:
    windows = [
        name for window in (*limit.suspend, *limit.exclude) for name in (window.from_step, *window.to_steps)
    ]
    lapse = [limit.lapse] if limit.lapse else []
    starts = [start.step for start in limit.start]
    return [
        limit.duty,
        *limit.ends,
        *starts,
        *limit.extend_steps,
        *limit.restart_steps,
        *limit.blocks,
        *limit.bars,
        *lapse,
        *windows,
    ]


def _rest(definition: Definition) -> Iterator[Finding]:
    if definition.verified_on is None:
        message = "请写明 verified_on：最近一次对照条文核对的日期"
        yield warning("declaration.verified", message, inside(definition.place, "verified_on"))
    for name in definition.governed_by:
        if name != "open" and name not in definition.step_of:
            yield _unknown(
                "步骤", name, ["open", *definition.step_of], inside(definition.place, "governed_by")
            )
    for separation in definition.separations:
        for name in separation.steps:
            if name not in definition.step_of:
                yield _unknown("步骤", name, definition.step_of, _at(definition, "separation", separation.id))
    named = [("disclosure", d.id, d.step) for d in definition.disclosures]
    for kind, name, step in [*named, *(("outcome", o.id, o.step) for o in definition.outcomes)]:
        if step not in definition.step_of:
            yield _unknown("步骤", step, definition.step_of, _at(definition, kind, name))
    for outcome in definition.outcomes:
        condition = Condition("eq", outcome.step, outcome.field, value=outcome.value)
        if outcome.field:
            yield from _conditions(definition, [condition], _at(definition, "outcome", outcome.id), [])


def _citations(definition: Definition) -> Iterator[Finding]:
    kinds = (
        ("step", definition.steps),
        ("gate", definition.gates),
        ("limit", definition.limits),
        ("separation", definition.separations),
        ("disclosure", definition.disclosures),
        ("outcome", definition.outcomes),
    )
    for kind, parts in kinds:
        for part in parts:
            place = _at(definition, kind, part.id)
            for cite in part.basis.cites:
                yield from _citation(cite, place)
            if kind in ("gate", "limit") and part.basis.source == "text" and not part.basis.cites:
                yield warning(
                    "declaration.uncited", "没有引证条文；请写 cites，或把 source 写成 derived", place
                )
    for cite in definition.cites:
        yield from _citation(cite, definition.place)


def _citation(cite: str, place: str) -> Iterator[Finding]:
    if parse_compact(cite) is None:
        message = f"引证“{cite}”写法有误；写作 行政复议法(2023)#62.1（条.款.项）"
        yield error("declaration.citation", message, place)

"""A local variant may tighten a national procedure and never loosen it: every loosening is a finding.

Both sides are whole definitions, so it does not matter how an overlay is written. What cannot be proved
to be at least as strict counts as loosened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from guiju.kernel.declared import inside
from guiju.kernel.finding import Finding, error
from guiju.kernel.law.rule import Extension
from guiju.kernel.law.span import Span, parse_span
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Condition, Definition, Disclosure, Field, Gate, Limit, Step

STRENGTH = {"may": 0, "generally": 1, "must": 2, "must_not": 2}
KINDS = ("stage", "step", "gate", "limit", "separation", "disclosure", "outcome")
Faults = Iterator[str]
_DAYS: dict[str, tuple[int, int]] = {
    "calendar_day": (1, 1),
    "month": (28, 31),
    "year": (365, 366),
}


def loosened(base: Definition, local: Definition) -> list[Finding]:
    """Every way in which ``local`` is less strict than ``base``, each with the national rule and its article."""
    found = [_finding(base, local, "", message) for message in _whole(base, local)]
    judges: dict[str, Callable[[Any, Any], Faults]] = {
        "stage": _stage,
        "step": _step,
        "gate": _gate,
        "limit": _limit,
        "separation": _separation,
        "disclosure": _disclosure,
        "outcome": _outcome,
    }
    for kind in KINDS:
        kept = {part.id: part for part in getattr(local, f"{kind}s")}
        for part in getattr(base, f"{kind}s"):
            now = kept.get(part.id)
            told = ["国家程序中的这一项不得去掉"] if now is None else list(judges[kind](part, now))
            if now is not None and kind != "stage":
                told += _common(part, now)
            found += [_finding(base, local, f"{kind}[{part.id}]", message, part) for message in told]
    return found + [_finding(base, local, key, message) for key, message in _added(base, local)]


def _finding(base: Definition, local: Definition, key: str, message: str, part: Any = None) -> Finding:
    basis = getattr(part, "basis", None)
    title = getattr(part, "title", "") or getattr(part, "id", "") or base.title
    version = getattr(part, "version", None)
    cites = printed(basis.cites) if basis else ""
    cites = cites or (version.citation() if version else "") or printed(base.cites)
    named = f"{base.id}.{key.replace('[', '.').replace(']', '')}" if key else base.id
    told = f"地方规定不得放宽国家规则“{title}”（{named}）：{message}"
    return error("local.loosened", told, inside(local.place, key), cites)


def _whole(base: Definition, local: Definition) -> Faults:
    if (base.kind, base.governed_by, base.access) != (local.kind, local.governed_by, local.access):
        yield "程序种类、决定适用版本的步骤和查阅权限不得改变"
    if not _no_longer(local.record_within.span, base.record_within.span):
        yield f"补录期限由 {base.record_within.span} 放宽为 {local.record_within.span}"
    for role, title in base.roles.items():
        if local.roles.get(role) != title:
            yield f"角色“{title}”不得改称"


def _common(base: Any, local: Any) -> Faults:
    if STRENGTH[local.basis.force] < STRENGTH[base.basis.force]:
        yield "效力由应当、不得降为一般或者可以"
    if {base.basis.force, local.basis.force} == {"must", "must_not"}:
        yield "应当与不得不能互换"
    if (base.basis.since, base.basis.until) != (local.basis.since, local.basis.until):
        yield "适用的起止日期不得改变"
    if base.basis.is_textual and not local.basis.is_textual:
        yield "出自条文的规则不得改注为其他来源"


def _stage(base: Any, local: Any) -> Faults:
    if base.final != local.final:
        yield "阶段是否终结不得改变"


def _step(base: Step, local: Step) -> Faults:
    more = [role for role in local.by if role not in base.by]
    if more:
        yield f"增加了可以办理的角色：{'、'.join(more)}"
    if (base.at, base.opens, base.from_stages, base.to) != (
        local.at,
        local.opens,
        local.from_stages,
        local.to,
    ):
        yield "由哪个机关、在哪些阶段、进入哪个阶段不得改变"
    if base.once and not local.once:
        yield "只能作出一次的步骤不得改为可以重复"
    if not set(base.voids) <= set(local.voids):
        yield "应当失效的先前行为不得保留效力"
    if base.officers is not None:
        now = local.officers
        if now is None or now.field != base.officers.field or now.minimum < base.officers.minimum:
            yield f"人员不得少于 {base.officers.minimum} 名"
        elif base.officers.certificate and now.certificate != base.officers.certificate:
            yield "不得免除证件要求"
    if not {(paper.title, paper.to) for paper in base.papers} <= {(p.title, p.to) for p in local.papers}:
        yield "应当制作的文书不得省去"
    for field in base.fields:
        now_field = local.field(field.id)
        told = ["不得去掉"] if now_field is None else list(_field(field, now_field))
        yield from (f"字段“{field.title}”{one}" for one in told)


def _field(base: Field, local: Field) -> Faults:
    if (base.type, base.of) != (local.type, local.of):
        yield "类型不得改变"
    if base.required and (not local.required or not set(local.when) <= set(base.when)):
        yield "不得由必填改为选填，也不得增加免填的情形"
    if base.options != local.options:
        yield "选项是封闭的，不得增减"
    if base.minimum is not None and (local.minimum is None or local.minimum < base.minimum):
        yield f"最小值不得低于 {base.minimum}"
    if base.personal and not local.personal:
        yield "个人信息的保护不得取消"
    if base.public and not local.public:
        yield "应当公开的不得改为不公开"


def _gate(base: Gate, local: Gate) -> Faults:
    if not set(base.blocks) <= set(local.blocks):
        yield "所拦的步骤不得减少"
    if not set(local.when) <= set(base.when):
        yield "适用的情形不得收窄"
    if not set(local.besides) <= set(base.besides):
        yield "不得增加可以绕过的步骤"
    ways = [set(way) for way in (base.needs, *base.alternatives) if way]
    for way in filter(None, (local.needs, *local.alternatives)):
        if not any(known <= set(way) for known in ways):
            yield "不得减少须先满足的条件，也不得增加替代的条件"
            return


def _limit(base: Limit, local: Limit) -> Faults:
    old, new = base.version, local.version
    if base.is_right or local.is_right:
        if (old.span, base.start, base.is_right) != (new.span, local.start, local.is_right):
            yield "当事人的权利期限不得改变"
    elif (old.direction, base.duty, base.start) != (new.direction, local.duty, local.start):
        yield "方向、义务步骤和起算不得改变"
    elif old.direction == "last_day" and not _no_longer(new.span, old.span):
        yield f"期限由 {old.span} 放宽为 {new.span}（不能证明更短的也不允许）"
    elif old.direction != "last_day" and not _no_longer(old.span, new.span):
        yield f"最短期限由 {old.span} 缩短为 {new.span}"
    if new.rolls is not None and old.rolls is None:
        yield "不得增加节假日顺延"
    if not set(local.ends) <= set(base.ends):
        yield "不得增加视为履行的步骤"
    if not set(local.when) <= set(base.when):
        yield "适用的情形不得收窄"
    yield from _clock(base, local)
    if not (set(base.blocks) <= set(local.blocks) and set(base.bars) <= set(local.bars)):
        yield "届满前后应当拦住的步骤不得减少"
    if local.late_is_recorded and not base.late_is_recorded:
        yield "迟延的行为不得由拒绝改为登记"
    if (base.lapse, base.lapse_on_last_day) != (local.lapse, local.lapse_on_last_day):
        yield "届满的法律后果不得改变"


def _clock(base: Limit, local: Limit) -> Faults:
    for step, extension in zip(local.extend_steps, local.version.extensions, strict=False):
        known = [e for s, e in zip(base.extend_steps, base.version.extensions, strict=False) if s == step]
        if not any(_extends_no_more(extension, one) for one in known):
            yield "延长不得增加次数、加长，不得更换批准人或者新设"
    for name in ("suspend", "exclude", "restart_steps"):
        if not set(getattr(local, name)) <= set(getattr(base, name)):
            yield "不得增加中止、扣除或者重新计算的情形"


def _extends_no_more(local: Extension, base: Extension) -> bool:
    shorter = base.span is None or (local.span is not None and _no_longer(local.span, base.span))
    return (
        shorter
        and local.times <= base.times
        and local.approver == base.approver
        and (local.before_expiry or not base.before_expiry)
    )


def _no_longer(one: Span, other: Span) -> bool:
    """Whether the first span provably ends no later than the other, whatever the calendar."""
    if one.unit == other.unit:
        return one.amount <= other.amount
    if one.unit == "workday" or other.unit == "hour" or one.unit == "hour":
        return False
    least = other.amount if other.unit == "workday" else other.amount * _DAYS[other.unit][0]
    return one.amount * _DAYS[one.unit][1] <= least


def _separation(base: Any, local: Any) -> Faults:
    if not set(base.steps) <= set(local.steps):
        yield "应当分离的步骤不得减少"


def _disclosure(base: Disclosure, local: Disclosure) -> Faults:
    if base.step != local.step or not set(base.fields) <= set(local.fields):
        yield "应当公开的内容不得减少"
    if base.where and base.where not in local.where:
        yield "公开的场所不得减少"
    old, new = parse_span(base.span), parse_span(local.span)
    if old is not None and (new is None or not _no_longer(new, old)):
        yield f"公开的期限由 {base.span} 放宽为 {local.span or '未写明'}"
    if not _narrower(base.unless, local.unless):
        yield "不得增加不公开的情形"


def _narrower(base: Sequence[Condition], local: Sequence[Condition]) -> bool:
    """Whether the local exception needs at least all that the national one needs; none at all is narrowest."""
    return not local or (bool(base) and set(base) <= set(local))


def _outcome(base: Any, local: Any) -> Faults:
    if (base.step, base.field, base.value) != (local.step, local.field, local.value):
        yield "结果由哪一步骤、哪一选项产生不得改变"


def _added(base: Definition, local: Definition) -> Iterator[tuple[str, str]]:
    """What is new and opens a way round, or shuts a right."""
    rights = {limit.duty for limit in base.limits if limit.is_right}
    new_limits = [limit for limit in local.limits if limit.id not in {one.id for one in base.limits}]
    new_gates = [gate for gate in local.gates if gate.id not in {one.id for one in base.gates}]
    for limit in new_limits:
        if rights & {*limit.bars, *limit.blocks}:
            yield f"limit[{limit.id}]", "新设的期限不得拦住当事人的权利"
    for gate in new_gates:
        if rights & set(gate.blocks):
            yield f"gate[{gate.id}]", "新设的闸口不得拦住当事人的权利"
    national = set(base.stage_of)
    origins = _origins(base, local)
    for step in local.steps:
        if step.id in base.step_of:
            continue
        if set(step.voids) & set(base.step_of):
            yield f"step[{step.id}]", "新设的步骤不得使国家程序中的行为失效"
        if step.opens:
            yield f"step[{step.id}]", "不得新设开启事项的步骤"
        for source in step.from_stages:
            wanted = {source} if source in national else origins.get(source, set())
            if any(to in national and {to} != wanted for to in step.to.stages()):
                yield f"step[{step.id}]", "新设的步骤只能回到出发的阶段，不得另开通往其他阶段的路"
                break


def _origins(base: Definition, local: Definition) -> dict[str, set[str]]:
    """For each local stage, the national stages from which local steps lead into it."""
    found: dict[str, set[str]] = {s.id: set() for s in local.stages if s.id not in base.stage_of}
    steps = [step for step in local.steps if step.id not in base.step_of]
    for _ in found:
        for step in steps:
            for source in step.from_stages:
                before = {source} if source in base.stage_of else found.get(source, set())
                for to in step.to.stages():
                    if to in found:
                        found[to] |= before
    return found

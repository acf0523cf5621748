"""The parts of a definition, each read from its own table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from guiju.kernel.declared import Table
from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.read import rule_version_from_limit
from guiju.kernel.law.rule import RuleVersion
from guiju.kernel.procedure.basis import SOURCE_WORDS, Basis, Force
from guiju.kernel.procedure.condition import conditions_from, read_conditions
from guiju.kernel.procedure.definition import (
    FIELD_TYPES,
    Disclosure,
    Field,
    Gate,
    Limit,
    Officers,
    Outcome,
    Paper,
    Separation,
    Start,
    Step,
    Target,
    Window,
)

FORCES = ("must", "must_not", "may", "generally")
SOURCES = tuple(SOURCE_WORDS)
RULE_KEYS = (
    "span",
    "direction",
    "start_text",
    "rolls",
    "extend",
    "suspend",
    "exclude",
    "restart",
    "consequence",
    "printed",
)


def read_basis(table: Table, default: Force = "must", *, cited: bool = False) -> Basis:
    """The legal basis of one entry."""
    force = table.one_of("force", FORCES, default)
    return Basis(
        cites=table.texts("cites", required=cited),
        gist=table.text("gist"),
        force=cast(Force, force),
        source=table.one_of("source", SOURCES, "text"),
        rows=table.texts("row"),
        since=table.day("since"),
        until=table.day("until"),
        verified_on=table.day("verified_on"),
    )


def read_step(table: Table) -> Step:
    """A ``[[step]]``."""
    step = Step(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        by=table.texts("by", required=True),
        basis=read_basis(table),
        at=table.text("at", "own"),
        opens=table.flag("opens"),
        from_stages=table.texts("from"),
        to=_target(table),
        once=table.flag("once"),
        voids=table.texts("voids"),
        fields=tuple(_field(t) for t in table.tables("field")),
        papers=_papers(table),
        officers=_officers(table),
    )
    table.close()
    return step


def _target(table: Table) -> Target:
    raw = table.raw("to")
    if raw is None:
        return Target()
    if isinstance(raw, str):
        return Target(stage=raw)
    if not isinstance(raw, dict) or not isinstance(raw.get("field"), str):
        table.fault("to", '“to”应为阶段名，或 { field = "…", "选项" = "阶段" }', "declaration.type")
        return Target()
    branches = {str(key): str(value) for key, value in raw.items() if key not in ("field", "else")}
    return Target(stage=str(raw.get("else", "")), field=raw["field"], branches=branches)


def _field(table: Table) -> Field:
    field = Field(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        type=table.one_of("type", FIELD_TYPES),
        required=table.flag("required"),
        personal=table.flag("personal"),
        public=table.flag("public"),
        options=table.texts("options"),
        of=table.text("of"),
        minimum=table.number("min"),
        help=table.text("help"),
        when=read_conditions(table, "when"),
        rows=table.texts("row"),
        not_before=table.day("not_before"),
        years_ahead=table.number("years_ahead", least=0),
    )
    if field.type in ("choice", "choices") and len(field.options) < 1:
        table.fault("options", f"选择字段“{field.id}”须列出 options", "declaration.options")
    table.close()
    return field


def _papers(table: Table) -> tuple[Paper, ...]:
    papers = []
    for t in table.tables("documents"):
        papers.append(Paper(t.text("title", required=True), t.text("to")))
        t.close()
    return tuple(papers)


def _officers(table: Table) -> Officers | None:
    t = table.table("officers", '{ field = "officers", min = 2, certificate = "enforcement" }')
    if t is None:
        return None
    officers = Officers(t.text("field", "officers"), t.number("min", 2) or 2, t.text("certificate"))
    t.close()
    return officers


def read_gate(table: Table) -> Gate:
    """A ``[[gate]]``."""
    raw = table.raw("or")
    alternatives = raw if isinstance(raw, list) else []
    if raw is not None and not (isinstance(raw, list) and all(isinstance(one, list) for one in raw)):
        table.fault("or", '“or”应为条件列表的列表，如 [[{ step = "waive" }]]', "declaration.type")
        alternatives = []
    gate = Gate(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        basis=read_basis(table, "must_not", cited=True),
        blocks=table.texts("blocks", required=True),
        needs=read_conditions(table, "needs"),
        alternatives=tuple(conditions_from(one, table, f"or[{n}]") for n, one in enumerate(alternatives, 1)),
        when=read_conditions(table, "when"),
        besides=table.texts("besides"),
    )
    if not gate.needs and not gate.alternatives:
        table.fault("needs", f"闸口“{gate.id}”须写明 needs：要先有什么", "declaration.missing")
    table.close()
    return gate


def read_limit(
    table: Table,
    procedure: str,
    since: date,
    until: date | None,
    cites: tuple[str, ...],
    shared: Mapping[str, tuple[RuleVersion, ...]],
) -> Limit | None:
    """A ``[[limit]]``: its counting from its own keys, or from the shared rule that it names."""
    limit_id, rule = table.text("id", required=True), table.text("rule")
    table.leave(*RULE_KEYS)
    basis = read_basis(table)
    days = (basis.since or since, basis.until or until)
    version = _version(table, rule or f"{procedure}.{limit_id}", shared if rule else None, days, cites)
    duty = table.text("duty", required=True)
    limit = None
    if version is not None:
        limit = Limit(
            id=limit_id,
            title=table.text("title", required=True),
            rule=rule or f"{procedure}.{limit_id}",
            version=version,
            basis=basis,
            duty=duty,
            start=_starts(table),
            ends=table.texts("ends") or (duty,),
            when=read_conditions(table, "when"),
            extend_steps=_steps_of(table, "extend"),
            suspend=_windows(table, "suspend"),
            exclude=_windows(table, "exclude"),
            restart_steps=_steps_of(table, "restart"),
            blocks=table.texts("blocks"),
            bars=table.texts("bars"),
            lapse=table.text("lapse"),
            lapse_on_last_day=table.flag("lapse_on_last_day"),
            is_right=table.flag("right", default=basis.force == "may" or duty in table.texts("bars")),
            late_is_recorded=table.one_of("late", ("refused", "recorded"), "refused") == "recorded",
        )
        if not table.has("right") and (basis.force == "may" or duty in limit.bars):
            message = "请写明 right：是权利期限（过期不用即失权，无人迟延）写 true，是义务期限写 false"
            table.fault("right", message, "declaration.right")
        table.close()
    return limit


def _version(
    table: Table,
    rule: str,
    shared: Mapping[str, tuple[RuleVersion, ...]] | None,
    days: tuple[date, date | None],
    cites: tuple[str, ...],
) -> RuleVersion | None:
    since, until = days
    if shared is not None:
        if rule not in shared:
            known = "、".join(sorted(shared)) or "（无）"
            table.fault("rule", f"没有共用期限规则“{rule}”；可用：{known}", "declaration.rule")
            return None
        return next((v for v in shared[rule] if v.covers(since)), shared[rule][0])
    read = tuple(filter(None, (parse_compact(cite) for cite in cites)))
    version = rule_version_from_limit(table.data, table.place, since, until, read, rule)
    if isinstance(version, RuleVersion):
        return version
    table.findings.extend(fault for fault in version if fault not in table.findings)
    return None


def _starts(table: Table) -> tuple[Start, ...]:
    raw = table.raw("start")
    items = raw if isinstance(raw, list) else [raw]
    starts = []
    for item in items:
        if not isinstance(item, dict) or not isinstance(item.get("step"), str):
            table.fault("start", '“start”应为 { step = "…", day = "happened_on" }', "declaration.missing")
            continue
        starts.append(Start(item["step"], str(item.get("day", "happened_on"))))
    return tuple(starts)


def _items(table: Table, key: str) -> list[dict[str, Any]]:
    raw = table.raw(key)
    return [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []


def _steps_of(table: Table, key: str) -> tuple[str, ...]:
    return tuple(str(item["step"]) for item in _items(table, key) if "step" in item)


def _windows(table: Table, key: str) -> tuple[Window, ...]:
    return tuple(
        Window(str(item["from"]), tuple(item["to"]) if isinstance(item["to"], list) else (str(item["to"]),))
        for item in _items(table, key)
        if {"from", "to"} <= item.keys()
    )


def read_separation(table: Table) -> Separation:
    """A ``[[separation]]``."""
    separation = Separation(
        table.text("id", required=True),
        table.texts("steps", required=True),
        read_basis(table, "must_not", cited=True),
    )
    table.close()
    return separation


def read_disclosure(table: Table) -> Disclosure:
    """A ``[[disclosure]]``."""
    disclosure = Disclosure(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        step=table.text("step", required=True),
        basis=read_basis(table, cited=True),
        fields=table.texts("fields"),
        where=table.text("where"),
        span=table.text("span"),
        unless=read_conditions(table, "unless"),
    )
    table.close()
    return disclosure


def read_outcome(table: Table) -> Outcome:
    """An ``[[outcome]]``."""
    outcome = Outcome(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        step=table.text("step", required=True),
        basis=read_basis(table),
        field=table.text("field"),
        value=table.text("value"),
    )
    table.close()
    return outcome

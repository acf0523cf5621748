"""A table of data → :class:`Definition`, or findings with file, key and what instead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from guiju.kernel.declared import Table, opened
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.ids import RuleId
from guiju.kernel.law.rule import RuleVersion
from guiju.kernel.law.span import Span, parse_span
from guiju.kernel.procedure.definition import KINDS, Definition, Example, Stage
from guiju.kernel.procedure.read_parts import (
    read_disclosure,
    read_gate,
    read_limit,
    read_outcome,
    read_separation,
    read_step,
)
from guiju.kernel.procedure.wellformed import wellformed
from guiju.kernel.sm3 import sm3

FORMAT = 1
RECORD_WITHIN = "5 工作日"
ENTRIES = ("steps", "gates", "limits", "separations", "disclosures", "outcomes")


def read_definition(
    data: Mapping[str, Any],
    place: str,
    shared_rules: Mapping[str, tuple[RuleVersion, ...]] | None = None,
    shared_roles: Mapping[str, str] | None = None,
) -> tuple[Definition | None, list[Finding]]:
    """The definition declared by ``data``, and every fault found in it at once.

    The definition is None as soon as one of them is an error.
    """
    findings: list[Finding] = []
    table = opened(data, place, findings, FORMAT)
    definition = _definition(table, shared_rules or {}, shared_roles or {})
    table.close()
    if not has_errors(findings):
        findings += wellformed(definition)
        definition = _dated(definition)
    return (None if has_errors(findings) else definition), findings


def read_past(
    data: Mapping[str, Any],
    place: str,
    shared_rules: Mapping[str, tuple[RuleVersion, ...]] | None = None,
    shared_roles: Mapping[str, str] | None = None,
) -> Definition:
    """The definition that acts were once judged by, whatever today's reader would say against its form."""
    table = opened(data, place, [], FORMAT)
    return _dated(_definition(table, shared_rules or {}, shared_roles or {}))


def digest_of(data: Mapping[str, Any]) -> str:
    """SM3 of the canonical form of a definition's table, its examples left out (hex)."""
    kept = {key: value for key, value in data.items() if key != "example"}
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return sm3(text.encode()).hex()


def _definition(
    table: Table, rules: Mapping[str, tuple[RuleVersion, ...]], shared_roles: Mapping[str, str]
) -> Definition:
    procedure = table.text("id", required=True)
    since, until = table.day("since", required=True) or date.min, table.day("until")
    cites = table.texts("cites", required=True)
    roles = {**shared_roles, **_roles(table, shared_roles)}
    verified_on = table.day("verified_on")
    limits = [read_limit(t, procedure, since, until, cites, rules) for t in table.tables("limit")]
    return Definition(
        id=procedure,
        title=table.text("title", required=True),
        kind=table.one_of("kind", KINDS),
        systems=table.texts("systems"),
        cites=cites,
        since=since,
        until=until,
        governed_by=table.texts("governed_by", required=True),
        governed_why=table.text("governed_why"),
        record_within=_record_within(table, since, until),
        stages=_stages(table),
        steps=tuple(read_step(t) for t in table.tables("step")),
        gates=tuple(read_gate(t) for t in table.tables("gate")),
        limits=tuple(limit for limit in limits if limit is not None),
        separations=tuple(read_separation(t) for t in table.tables("separation")),
        disclosures=tuple(read_disclosure(t) for t in table.tables("disclosure")),
        outcomes=tuple(read_outcome(t) for t in table.tables("outcome")),
        examples=tuple(
            Example(t.text("title", required=True), t.data) for t in table.tables("example", by="title")
        ),
        roles=roles,
        access=table.text("access"),
        verified_on=verified_on,
        place=table.place,
        digest=digest_of(table.data),
    )


def _dated(definition: Definition) -> Definition:
    """The definition, each entry last verified when its file was, unless it says otherwise."""

    def dated(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(p, basis=replace(p.basis, verified_on=p.basis.verified_on or definition.verified_on))
            for p in parts
        )

    changed: dict[str, Any] = {kind: dated(getattr(definition, kind)) for kind in ENTRIES}
    return replace(definition, **changed)


def _stages(table: Table) -> tuple[Stage, ...]:
    stages = []
    for t in table.tables("stage"):
        stages.append(Stage(t.text("id", required=True), t.text("title", required=True), t.flag("final")))
        t.close()
    return tuple(stages)


def _roles(table: Table, shared: Mapping[str, str]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for t in table.tables("role"):
        role, title = t.text("id", required=True), t.text("title", required=True)
        if shared.get(role, title) != title:
            t.fault(
                "title",
                f"角色“{role}”已在 roles.toml 中称“{shared[role]}”，不能另称“{title}”",
                "declaration.role",
            )
        roles[role] = title
        t.close()
    return roles


def _record_within(table: Table, since: date, until: date | None) -> RuleVersion:
    span = parse_span(table.text("record_within", RECORD_WITHIN))
    if span is None:
        table.fault("record_within", "应写成期间，如 5 工作日")
    return RuleVersion(
        rule=RuleId("record_within"),
        span=span or Span(5, "workday"),
        direction="last_day",
        start_text="自行为发生之日起",
        cites=(),
        since=since,
        until=until,
        source="derived",
    )

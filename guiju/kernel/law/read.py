"""Data → instruments, rules, limits: the declaration, or all findings at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from guiju.kernel.declared import Table, opened
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.ids import RuleId
from guiju.kernel.law.citation import Citation
from guiju.kernel.law.force import FORCES, Force
from guiju.kernel.law.instrument import (
    RANKS,
    DatesSource,
    Instrument,
    Instruments,
    InstrumentVersion,
    name_clashes,
)
from guiju.kernel.law.read_citation import read_citation, read_cites
from guiju.kernel.law.rule import DIRECTIONS, SOURCES, Direction, Extension, Ground, Rule, RuleVersion, Source
from guiju.kernel.law.span import Span, parse_span

FORMAT = 1
"""The format number that law files state."""
_RULE_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_YEAR = re.compile(r"\d{4}")
_SPAN_ADVICE = "写作 60 日、7 工作日、3 个月、2 年、24 小时，以所定之日为限的写作 当日"


def instruments_from_table(
    data: Mapping[str, Any], place: str = "law/instruments.toml"
) -> Instruments | list[Finding]:
    """The instruments declared in a parsed ``instruments.toml``, or every finding in it."""
    findings: list[Finding] = []
    file = opened(data, place, findings, FORMAT)
    file.text("title")
    instruments = [_instrument(table) for table in file.tables("instrument", by="short")]
    file.close()
    findings.extend(name_clashes(instruments, place))
    return findings if has_errors(findings) else Instruments.of(instruments)


def rules_from_tables(tables: Mapping[str, Mapping[str, Any]]) -> tuple[Rule, ...] | list[Finding]:
    """The shared rules of all parsed rule files, keyed by file name, or every finding in them."""
    findings: list[Finding] = []
    rules: list[Rule] = []
    seen: dict[str, str] = {}
    for name, data in tables.items():
        file = opened(data, name, findings, FORMAT)
        file.text("title")
        for table in file.tables("rule"):
            rule = _rule(table)
            if rule.id in seen:
                table.fault("", f"规则“{rule.id}”已在{seen[rule.id]}登记", "rule.duplicate_id")
            seen[rule.id] = table.place
            findings.extend(rule.check(table.place))
            rules.append(rule)
        file.close()
    return findings if has_errors(findings) else tuple(rules)


def rule_version_from_limit(
    data: Mapping[str, Any],
    place: str,
    since: date | None,
    until: date | None,
    default_cites: tuple[Citation, ...] = (),
    rule: str = "",
) -> RuleVersion | list[Finding]:
    """The time limit that a ``[[limit]]`` of a procedure declares, valid as long as the procedure is.

    Reads span, direction, start_text, rolls, extend, suspend, exclude, restart, force, cites, source,
    consequence and gist; every other key of the limit is the procedure's. ``rule`` is the id to
    publish under. A limit that says ``rule = "…"`` has no span of its own and is not read here.
    """
    findings: list[Finding] = []
    version = _version(Table(data, place, findings), rule, since, until, default_cites or None)
    return findings if has_errors(findings) else version


def _instrument(table: Table) -> Instrument:
    short = table.text("short", required=True)
    if any(char in short for char in "#()"):
        table.fault("short", f"简称“{short}”不得含有 # 或半角括号")
    rank = table.one_of("rank", RANKS)
    versions = [_instrument_version(version) for version in table.tables("version", by="key")]
    if not versions:
        table.fault("version", "至少要有一个文本（[[instrument.version]]）")
    keys = [version.key for version in versions]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        table.fault("version", f"{key}年的文本登记了两次")
    versions.sort(key=lambda version: (version.in_force_from or date.min, version.key))
    title = table.text("title") or short
    instrument = Instrument(short, title, rank, tuple(versions), table.texts("aliases", alone=False))
    table.close()
    return instrument


def _instrument_version(table: Table) -> InstrumentVersion:
    key = table.text("key", required=True)
    if key and not _YEAR.fullmatch(key):
        table.fault("key", f"“key”应当是四位年份，现为“{key}”")
    begins, ends = table.day("in_force_from"), table.day("in_force_until")
    if begins and ends and ends < begins:
        table.fault("in_force_until", f"失效日{ends}早于施行日{begins}")
    adopted = table.day("adopted")
    if adopted and begins and begins < adopted:
        table.fault("in_force_from", f"施行日{begins}早于通过或者公布日{adopted}")
    if adopted and key and str(adopted.year) != key:
        table.fault("key", f"“key”应当是该文本的年份{adopted.year}，现为“{key}”")
    source = table.one_of("dates_source", ("text", "text*", "web", "knowledge"), "text")
    version = InstrumentVersion(
        key=key,
        label=table.text("label"),
        number=table.text("number"),
        adopted=adopted,
        in_force_from=begins,
        in_force_until=ends,
        texts=table.texts("texts", alone=False),
        dates_source=cast("DatesSource", source),
        note=table.text("note"),
    )
    table.close()
    return version


def _rule(table: Table) -> Rule:
    rule_id = table.text("id", required=True)
    if rule_id and not _RULE_ID.fullmatch(rule_id):
        table.fault("id", f"规则编号“{rule_id}”只能用小写字母、数字、下划线和点")
    governs_by = table.text("governs_by", required=True, instead="须写明以哪一天确定适用的文本，没有默认值")
    versions = []
    for inner in table.tables("version"):
        versions.append(_version(inner, rule_id, inner.day("since"), inner.day("until"), None))
        inner.text("start_text", required=True)
        inner.close()
    if not versions:
        table.fault("version", "至少要有一个版本（[[rule.version]]）")
    title, why, rows = table.text("title", required=True), table.text("governs_why"), table.texts("row")
    table.close()
    return Rule(RuleId(rule_id), title, governs_by, tuple(versions), why, rows=rows)


def _version(
    table: Table,
    rule: str,
    since: date | None,
    until: date | None,
    default_cites: tuple[Citation, ...] | None,
) -> RuleVersion:
    if since and until and until < since:
        table.fault("until", f"止日{until}早于起日{since}")
    direction = cast("Direction", table.one_of("direction", DIRECTIONS, "last_day"))
    version = RuleVersion(
        rule=RuleId(rule),
        span=_span(table, "span") or Span(1, "calendar_day"),
        direction=direction,
        start_text=table.text("start_text"),
        cites=read_cites(table, default=default_cites),
        since=since,
        until=until,
        rolls=read_citation(table, "rolls"),
        extensions=tuple(_extension(extend) for extend in table.tables("extend")),
        suspensions=tuple(_ground(ground) for ground in table.tables("suspend")),
        exclusions=tuple(_ground(ground) for ground in table.tables("exclude")),
        restarts=tuple(_ground(ground) for ground in table.tables("restart")),
        force=cast("Force", table.one_of("force", FORCES, "must")),
        source=cast("Source", table.one_of("source", SOURCES, "text")),
        consequence=table.text("consequence"),
        gist=table.text("gist"),
        printed=table.flag("printed", default=True),
    )
    if version.rolls is not None and direction == "latest_before":
        table.fault("rolls", "向前计算的期限遇休息日一律提前，不得顺延")
    return version


def _span(table: Table, key: str) -> Span | None:
    text = table.text(key, required=True)
    span = parse_span(text) if text else None
    if text and span is None:
        table.fault(key, f"期间“{text}”读不出；{_SPAN_ADVICE}")
    return span


def _extension(table: Table) -> Extension:
    extension = Extension(
        span=_span(table, "span") if table.has("span") else None,
        times=table.number("times", 1, least=1),
        approver=table.text("approver"),
        before_expiry=table.flag("before_expiry", default=True),
        cites=read_cites(table, default=()),
        step=table.text("step"),
    )
    table.close()
    return extension


def _ground(table: Table) -> Ground:
    begins = table.text("from") or table.text("step")
    ends = "、".join(table.texts("to"))
    ground = Ground(table.text("title"), begins, ends, read_cites(table, default=()))
    table.leave("step", "when", "field")
    table.close()
    return ground

"""Data → instruments, rules, limits: the declaration, or all findings at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from guiju.kernel.finding import Finding, error, has_errors
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
from guiju.kernel.law.rule import DIRECTIONS, SOURCES, Direction, Extension, Ground, Rule, RuleVersion, Source
from guiju.kernel.law.span import Span, parse_span
from guiju.kernel.law.tables import Table, TableReader

FORMAT = 1
"""The format number that law files state."""
_RULE_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_YEAR = re.compile(r"\d{4}")
_SPAN_ADVICE = "写作 60 日、7 工作日、3 个月、2 年或者 24 小时"


def instruments_from_table(table: Table, place: str = "law/instruments.toml") -> Instruments | list[Finding]:
    """The instruments declared in a parsed ``instruments.toml``, or every finding in it."""
    findings: list[Finding] = []
    reader = _opened(table, place, findings)
    instruments = [_instrument(entry, where, findings) for entry, where in reader.tables("instrument")]
    reader.finish()
    findings.extend(name_clashes(instruments, place))
    return findings if has_errors(findings) else Instruments.of(instruments)


def rules_from_tables(tables: Mapping[str, Table]) -> tuple[Rule, ...] | list[Finding]:
    """The shared rules of all parsed rule files, keyed by file name, or every finding in them."""
    findings: list[Finding] = []
    rules: list[Rule] = []
    seen: dict[str, str] = {}
    for name, table in tables.items():
        reader = _opened(table, name, findings)
        for entry, where in reader.tables("rule"):
            rule = _rule(entry, where, findings)
            if rule.id in seen:
                findings.append(error("rule.duplicate_id", f"规则“{rule.id}”已在{seen[rule.id]}登记", where))
            seen[rule.id] = where
            findings.extend(rule.check(where))
            rules.append(rule)
        reader.finish()
    return findings if has_errors(findings) else tuple(rules)


def rule_version_from_limit(
    table: Table,
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
    reader = TableReader(table, place, findings)
    reader.skip(*table)
    version = _version(reader, rule, since, until, default_cites or None)
    return findings if has_errors(findings) else version


def _opened(table: Table, place: str, findings: list[Finding]) -> TableReader:
    reader = TableReader(table, place, findings)
    if table.get("format") != FORMAT:
        reader.fault("format", f"文件须写明 format = {FORMAT}")
    reader.skip("format")
    reader.text("title")
    return reader


def _instrument(table: Table, place: str, findings: list[Finding]) -> Instrument:
    reader = TableReader(table, place, findings)
    short = reader.text("short", required=True)
    if any(char in short for char in "#()"):
        reader.fault("short", f"简称“{short}”不得含有 # 或半角括号")
    reader.place = f"{place}（{short}）" if short else place
    rank = reader.one_of("rank", RANKS, "")
    if not rank and "rank" not in table:
        reader.fault("rank", "缺少“rank”（效力位阶）")
    versions = [_instrument_version(entry, where, findings) for entry, where in reader.tables("version")]
    if not versions:
        reader.fault("version", "至少要有一个文本（[[instrument.version]]）")
    keys = [version.key for version in versions]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        reader.fault("version", f"{key}年的文本登记了两次")
    versions.sort(key=lambda version: (version.in_force_from or date.min, version.key))
    title = reader.text("title") or short
    instrument = Instrument(short, title, rank, tuple(versions), reader.texts("aliases"))
    reader.finish()
    return instrument


def _instrument_version(table: Table, place: str, findings: list[Finding]) -> InstrumentVersion:
    reader = TableReader(table, place, findings)
    key = reader.text("key", required=True)
    if key and not _YEAR.fullmatch(key):
        reader.fault("key", f"“key”应当是四位年份，现为“{key}”")
    begins, ends = reader.day("in_force_from"), reader.day("in_force_until")
    if begins and ends and ends < begins:
        reader.fault("in_force_until", f"失效日{ends}早于施行日{begins}")
    adopted = reader.day("adopted")
    if adopted and begins and begins < adopted:
        reader.fault("in_force_from", f"施行日{begins}早于通过或者公布日{adopted}")
    if adopted and key and str(adopted.year) != key:
        reader.fault("key", f"“key”应当是该文本的年份{adopted.year}，现为“{key}”")
    source = reader.one_of("dates_source", ("text", "text*", "web", "knowledge"), "text")
    version = InstrumentVersion(
        key=key,
        label=reader.text("label"),
        number=reader.text("number"),
        adopted=adopted,
        in_force_from=begins,
        in_force_until=ends,
        texts=reader.texts("texts"),
        dates_source=cast("DatesSource", source),
        note=reader.text("note"),
    )
    reader.finish()
    return version


def _rule(table: Table, place: str, findings: list[Finding]) -> Rule:
    reader = TableReader(table, place, findings)
    rule_id = reader.text("id", required=True)
    if rule_id and not _RULE_ID.fullmatch(rule_id):
        reader.fault("id", f"规则编号“{rule_id}”只能用小写字母、数字、下划线和点")
    reader.place = f"{place}（{rule_id}）" if rule_id else place
    governs_by = reader.text("governs_by")
    if not governs_by:
        reader.fault("governs_by", "缺少“governs_by”：须写明以哪一天确定适用的文本，没有默认值")
    versions = []
    for entry, where in reader.tables("version"):
        inner = TableReader(entry, where, findings)
        versions.append(_version(inner, rule_id, inner.day("since"), inner.day("until"), None))
        inner.text("start_text", required=True)
        inner.finish()
    if not versions:
        reader.fault("version", "至少要有一个版本（[[rule.version]]）")
    title, why = reader.text("title", required=True), reader.text("governs_why")
    reader.finish()
    return Rule(RuleId(rule_id), title, governs_by, tuple(versions), why)


def _version(
    reader: TableReader,
    rule: str,
    since: date | None,
    until: date | None,
    default_cites: tuple[Citation, ...] | None,
) -> RuleVersion:
    if since and until and until < since:
        reader.fault("until", f"止日{until}早于起日{since}")
    direction = cast("Direction", reader.one_of("direction", DIRECTIONS, "last_day"))
    version = RuleVersion(
        rule=RuleId(rule),
        span=_span(reader, "span") or Span(1, "calendar_day"),
        direction=direction,
        start_text=reader.text("start_text"),
        cites=reader.cites(default=default_cites),
        since=since,
        until=until,
        rolls=reader.citation("rolls"),
        extensions=tuple(_extension(*entry, reader) for entry in reader.tables("extend")),
        suspensions=tuple(_ground(*entry, reader) for entry in reader.tables("suspend")),
        exclusions=tuple(_ground(*entry, reader) for entry in reader.tables("exclude")),
        restarts=tuple(_ground(*entry, reader) for entry in reader.tables("restart")),
        force=cast("Force", reader.one_of("force", FORCES, "must")),
        source=cast("Source", reader.one_of("source", SOURCES, "text")),
        consequence=reader.text("consequence"),
        gist=reader.text("gist"),
    )
    if version.rolls is not None and direction != "last_day":
        reader.fault(
            "rolls", "只有届满日（last_day）可以顺延；向前计算的期限遇休息日一律提前，最短期限不顺延"
        )
    return version


def _span(reader: TableReader, key: str) -> Span | None:
    text = reader.text(key, required=True)
    span = parse_span(text) if text else None
    if text and span is None:
        reader.fault(key, f"期间“{text}”读不出；{_SPAN_ADVICE}")
    return span


def _extension(table: Table, place: str, outer: TableReader) -> Extension:
    reader = TableReader(table, place, outer.findings)
    extension = Extension(
        span=_span(reader, "span") if "span" in table else None,
        times=reader.whole("times", 1),
        approver=reader.text("approver"),
        before_expiry=reader.yes("before_expiry", default=True),
        cites=reader.cites(default=()),
        step=reader.text("step"),
    )
    reader.finish()
    return extension


def _ground(table: Table, place: str, outer: TableReader) -> Ground:
    reader = TableReader(table, place, outer.findings)
    begins = reader.text("from") or reader.text("step")
    ground = Ground(reader.text("title"), begins, reader.text("to"), reader.cites(default=()))
    reader.skip("step", "when", "field")
    reader.finish()
    return ground

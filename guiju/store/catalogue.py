"""Reads the folder of declarations once, judges it whole, and freezes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import tomli as tomllib

from guiju.errors import Refused
from guiju.kernel.coverage import Page, read_page
from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.read import read_calendar
from guiju.kernel.declared import inside
from guiju.kernel.document.outline import Outline
from guiju.kernel.document.read import read_outline
from guiju.kernel.finding import Finding, error, has_errors, warning
from guiju.kernel.ids import RuleId
from guiju.kernel.indicator.definition import Indicator
from guiju.kernel.indicator.read import read as read_indicators
from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.instrument import Instruments
from guiju.kernel.law.read import instruments_from_table, rules_from_tables
from guiju.kernel.law.rule import Rule, RuleBook
from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.facts import COLUMNS
from guiju.kernel.procedure.read import read_definition, read_past
from guiju.kernel.sm3 import sm3
from guiju.store.variants import tagged, variants_of

SHIPPED = Path(__file__).resolve().parent.parent / "catalogue"

Tables = Mapping[str, dict[str, Any]]
FOLLOWING = frozenset(("declaration.reference", "declaration.column"))
"""What an indicator cannot name only because the file that declares it could not be read."""


@dataclass(frozen=True)
class Catalogue:
    """Everything declared, read and frozen; ``digest`` (SM3, hex) names this very state of it."""

    root: Path
    digest: str
    procedures: Procedures
    rules: RuleBook
    instruments: Instruments
    calendar: Calendar
    indicators: Mapping[str, Indicator]
    reports: Mapping[str, Outline]
    systems: Mapping[str, str]
    roles: Mapping[str, str]
    sources: Mapping[str, str]
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]


def load(
    root: Path | None = None, past: Mapping[str, str] | None = None, packs: Path | None = None
) -> Catalogue:
    """The catalogue of a folder; raises Refused with all findings if any of them is an error.

    ``past``: digest → declared table (JSON) of definitions no longer in the folder. ``packs``: a home's
    folder of calendar packs; the pack of a year stands before the folder's own file of that year.
    """
    catalogue = read(root or SHIPPED, past, packs)
    if has_errors(catalogue.findings):
        raise Refused(
            f"目录有 {len(catalogue.findings)} 处问题，请先用 guiju catalogue check 查看", catalogue.findings
        )
    return catalogue


def read(
    root: Path,
    past: Mapping[str, str] | None = None,
    packs: Path | None = None,
    amended: Path | None = None,
) -> Catalogue:
    """The catalogue of a folder with its findings, whatever they are.

    ``amended``: a folder whose files stand before those of the same name, as if they had been changed.
    """
    findings: list[Finding] = []
    files = {**dict(_files(root, findings)), **dict(_packs(packs, findings))}
    if amended is not None:
        files |= dict(_files(amended, findings))
    instruments = _or(
        instruments_from_table(files.get("law/instruments.toml", {"format": 1})), Instruments.of(()), findings
    )
    shared = _or(rules_from_tables(_under(files, "law/rules/")), (), findings)
    roles = {r["id"]: r["title"] for r in files.get("roles.toml", {}).get("role", [])}
    grounds = has_errors(findings)
    definitions, sources = _procedures(files, shared, roles, findings)
    if grounds:
        findings = [finding for finding in findings if finding.rule != "declaration.rule"]
    definitions += variants_of(files, definitions, sources, shared, roles, findings)
    procedures = Procedures(definitions, _past(past or {}, shared, roles))
    findings += procedures.conflicts()
    rules = RuleBook.of(shared, _published(definitions))
    findings += rules.check()
    findings += () if grounds else _cited(definitions, instruments)
    broken = has_errors(findings)
    columns = {
        fact: {**own, **({} if fact == "limits" else procedures.columns())} for fact, own in COLUMNS.items()
    }
    reading = read_indicators(_under(files, "indicators/"), columns, _options(procedures))
    findings += (f for f in reading.findings if not (broken and f.rule in FOLLOWING))
    reports = _reports(files, findings)
    pages = tuple(_pages(files, findings))
    calendar = _or(read_calendar(_under(files, "days/")), Calendar({}), findings)
    return Catalogue(
        root=root,
        digest=sm3(json.dumps(files, sort_keys=True, ensure_ascii=False, default=str).encode()).hex(),
        procedures=procedures,
        rules=rules,
        instruments=instruments,
        calendar=calendar,
        indicators={indicator.id: indicator for indicator in reading.indicators},
        reports=reports,
        systems={s["id"]: s["title"] for s in files.get("systems.toml", {}).get("system", [])},
        roles=roles,
        sources=sources,
        pages=pages,
        findings=tuple(findings),
    )


def scenario(root: Path, name: str) -> Tables:
    """The tables of a scenario folder."""
    findings: list[Finding] = []
    files = _under(dict(_files(root / "scenarios" / name, findings)), "")
    if findings:
        raise Refused(f"情景“{name}”读不出", findings)
    return files


def _options(procedures: Procedures) -> dict[str, dict[str, frozenset[str]]]:
    """The closed values of columns: a misspelt step or choice is a finding, never a silent zero."""
    found: dict[str, set[str]] = {"procedure": set(procedures.ids())}
    for definition in (*procedures, *procedures.variants()):
        found.setdefault("step", set()).update(definition.step_of)
        found.setdefault("stage", set()).update(definition.stage_of)
        found.setdefault("outcome", set()).update(outcome.id for outcome in definition.outcomes)
        found.setdefault("limit", set()).update(limit.id for limit in definition.limits)
        for step in definition.steps:
            for field in step.fields:
                if field.type == "choice" and field.countable:
                    found.setdefault(f"f_{field.id}", set()).update(field.options)
    closed = {name: frozenset(values) for name, values in found.items()}
    return dict.fromkeys(COLUMNS, closed)


def _or(value: Any, empty: Any, findings: list[Finding]) -> Any:
    if isinstance(value, list):
        findings.extend(value)
        return empty
    return value


def _files(root: Path, findings: list[Finding]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(root.rglob("*.toml")):
        name = path.relative_to(root).as_posix()
        if name.startswith("scenarios/"):
            continue
        try:
            yield name, tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            findings.append(error("declaration.toml", f"不是合规的 TOML：{fault}", name))


def _packs(folder: Path | None, findings: list[Finding]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The year files of a home, under the names of those they stand before."""
    for path in sorted(folder.glob("[!.]*.toml")) if folder is not None else ():
        place = f"数据目录 days/{path.name}"
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            findings.append(error("declaration.toml", f"不是合规的 TOML：{fault}", place))
            continue
        if not re.fullmatch(r"\d{4}", path.stem) or table.get("year") != int(path.stem):
            findings.append(error("days.name", "文件名须是其年份，如 2027.toml", place))
            continue
        yield f"days/{path.name}", table


def _under(files: Tables, folder: str) -> dict[str, dict[str, Any]]:
    return {name: table for name, table in files.items() if name.startswith(folder)}


def _procedures(
    files: Tables, shared: tuple[Rule, ...], roles: Mapping[str, str], findings: list[Finding]
) -> tuple[list[Definition], dict[str, str]]:
    versions = {str(rule.id): rule.versions for rule in shared}
    definitions: list[Definition] = []
    sources: dict[str, str] = {}
    for name, table in _under(files, "procedures/").items():
        definition, found = read_definition(table, name, versions, roles)
        findings.extend(found)
        if definition is not None:
            definitions.append(definition)
            sources[definition.digest] = json.dumps(table, ensure_ascii=False, default=tagged)
    return definitions, sources


def _untagged(value: dict[str, Any]) -> object:
    if value.keys() == {"$date"}:
        return tomllib.loads(f"d = {value['$date']}")["d"]
    return value


def _past(
    past: Mapping[str, str], shared: tuple[Rule, ...], roles: Mapping[str, str]
) -> Iterator[Definition]:
    versions = {str(rule.id): rule.versions for rule in shared}
    for digest, source in past.items():
        table = json.loads(source, object_hook=_untagged)
        yield read_past(table, f"past/{digest[:12]}", versions, roles)


def _published(definitions: list[Definition]) -> Iterator[Rule]:
    """The limits as rules; of a local variant only those it adds or changes, as ``<rule>@<area>``."""
    for definition in definitions:
        for limit in definition.limits:
            own = limit.rule == f"{definition.id}.{limit.id}"
            if own and (not definition.area or limit.basis.rung):
                name = RuleId(f"{limit.rule}@{definition.area}" if definition.area else limit.rule)
                yield Rule(
                    name,
                    limit.title,
                    "、".join(definition.governed_by),
                    (replace(limit.version, rule=name),),
                    definition.governed_why,
                    definition.id,
                )


def _cited(definitions: list[Definition], instruments: Instruments) -> Iterator[Finding]:
    for definition in definitions:
        for kind in ("step", "gate", "limit", "separation", "disclosure", "outcome"):
            for part in getattr(definition, f"{kind}s"):
                place = inside(definition.place, f"{kind}[{part.id}]")
                yield from _cites_of(part.basis, definition, instruments, place)


def _cites_of(basis: Any, definition: Definition, instruments: Instruments, place: str) -> Iterator[Finding]:
    """Unknown instruments are errors; an entry none of whose texts is in force while it applies is a warning."""
    since = max(filter(None, (basis.since, definition.since)))
    until = basis.until or definition.until or date.max
    found = [
        instruments.resolve(c, place) for c in filter(None, (parse_compact(cite) for cite in basis.cites))
    ]
    yield from (one for one in found if isinstance(one, Finding))
    versions = [one for one in found if not isinstance(one, Finding)]
    if since > until:
        message = f"本项自 {since} 起，所在的程序至 {until} 止，从不适用；请删去或者改正施行期"
        yield warning("entry.never_in_force", message, place)
    elif versions and not any(
        (v.in_force_from or date.min) <= until and since <= (v.in_force_until or date.max) for v in versions
    ):
        message = f"所引文本在 {since} 至 {basis.until or definition.until or '今'} 期间均未施行；请改引当时有效的文本"
        yield warning("citation.not_in_force", message, place, printed(basis.cites))


def _pages(files: Tables, findings: list[Finding]) -> Iterator[Page]:
    for name, table in _under(files, "coverage/").items():
        page, found = read_page(table, name)
        findings.extend(found)
        if page is not None:
            yield page


def _reports(files: Tables, findings: list[Finding]) -> dict[str, Outline]:
    reports = {}
    for name, table in _under(files, "reports/").items():
        outline, found = read_outline(table, name)
        findings.extend(found)
        if outline is not None:
            reports[outline.id] = outline
    return reports

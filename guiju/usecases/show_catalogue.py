"""The catalogue as lists: what there is, one definition, all limits, which systems are covered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from guiju.errors import NotFound
from guiju.kernel.document.outline import Outline
from guiju.kernel.law.rule import Rule, RuleVersion
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.show import NATIONAL, as_table
from guiju.usecases.cover_facts import coverage_table
from guiju.usecases.house import House
from guiju.usecases.switches import refresh


def catalogue_list(house: House) -> list[dict[str, Any]]:
    """One row per declaration, with the keys that the contract fixes."""
    procedures = house.catalogue.procedures
    rows = [_procedure(definition) for definition in (*procedures, *procedures.variants())]
    for indicator in house.catalogue.indicators.values():
        rows.append(_row(indicator.id, "indicator", indicator.title, indicator.systems, indicator.cites))
    for report in house.catalogue.reports.values():
        rows.append(_row(report.id, "report", report.title, report.systems, report.cites))
    return rows


def _row(name: str, kind: str, title: str, systems: Any, cites: Any) -> dict[str, Any]:
    return {
        "id": name,
        "kind": kind,
        "title": title,
        "systems": list(systems),
        "steps": 0,
        "gates": 0,
        "limits": 0,
        "citations": [cite if isinstance(cite, str) else cite.compact() for cite in cites],
        "since": None,
        "until": None,
    }


def _procedure(definition: Definition) -> dict[str, Any]:
    cites = dict.fromkeys(definition.cites)
    for parts in (definition.steps, definition.gates, definition.limits):
        cites.update(dict.fromkeys(cite for part in parts for cite in part.basis.cites))
    return {
        "id": definition.id,
        "kind": definition.kind,
        "title": definition.title,
        "systems": list(definition.systems),
        "steps": len(definition.steps),
        "gates": len(definition.gates),
        "limits": len(definition.limits),
        "citations": list(cites),
        "since": definition.since,
        "until": definition.until,
        "area": definition.area or None,
    }


def shown(house: House, name: str, on: date | None = None, body: str = "") -> dict[str, Any]:
    """One declaration as in force on a day, each key with its citation and its rung; raises NotFound.

    ``body``: a procedure as it holds for that body, its area's local variant where there is one.
    """
    catalogue = house.catalogue
    if name in catalogue.procedures:
        definition = definition_on(house, name, on, body)
        return as_table(definition, house.catalogue.procedures.outcome_titles(definition))
    if name in catalogue.indicators:
        return {
            "kind": "indicator",
            **json.loads(catalogue.indicators[name].canonical()),
            "rows": list(catalogue.indicators[name].rows),
            "rung": NATIONAL,
        }
    if name in catalogue.reports:
        return _report(catalogue.reports[name])
    if name in catalogue.rules:
        return _rule(next(rule for rule in catalogue.rules if rule.id == name), on)
    raise NotFound(f"目录中没有“{name}”；用 guiju catalogue list 查看全部")


def _report(report: Outline) -> dict[str, Any]:
    return {
        "id": report.id,
        "kind": "report",
        "title": report.title,
        "systems": list(report.systems),
        "citation": printed(report.cites),
        "indicators": list(report.indicators),
        "since": report.since,
        "until": report.until,
        "rung": NATIONAL,
        "sections": [
            {
                "id": section.id,
                "title": str(section.title),
                "required": section.required,
                "citation": printed(section.cites),
                "rows": list(section.rows),
            }
            for section in report.sections
        ],
    }


def _rule(rule: Rule, on: date | None) -> dict[str, Any]:
    """A time limit: all its versions, or the one that governs a case with that day; raises NotFound."""
    versions = [version for version in rule.versions if on is None or version.covers(on)]
    if not versions:
        raise NotFound(f"期限规则“{rule.id}”在{on}没有适用的文本")
    return {
        "id": rule.id,
        "kind": "rule",
        "title": rule.title,
        "procedure": rule.procedure or None,
        "governs_by": rule.governs_by,
        "governs_why": rule.governs_why,
        "rows": list(rule.rows),
        "rung": NATIONAL,
        "versions": [_version(version) for version in versions],
    }


def definition_on(house: House, name: str, on: date | None = None, body: str = "") -> Definition:
    """The definition in force on a day (today by default; the latest one where none is), switches marked."""
    refresh(house)
    try:
        return house.catalogue.procedures.at(name, on or house.today(), body)
    except NotFound:
        if on is not None:
            raise
        return house.catalogue.procedures.versions(name)[-1]


def rules(house: House) -> list[dict[str, Any]]:
    """Every time limit, one row per version."""
    rows = []
    for rule in house.catalogue.rules:
        for version in rule.versions:
            rows.append(
                {"id": rule.id, "title": rule.title, "procedure": rule.procedure or None, **_version(version)}
            )
    return sorted(rows, key=lambda row: (row["id"], str(row["since"])))


def _version(version: RuleVersion) -> dict[str, Any]:
    backward = version.direction == "latest_before"
    return {
        "citation": version.citation(),
        "amount": version.span.amount,
        "unit": version.span.unit,
        "direction": "last_day" if backward else version.direction,
        "backward": backward,
        "start": version.start_text,
        "extensions": [
            {
                "amount": one.span.amount if one.span else None,
                "unit": one.span.unit if one.span else None,
                "times": one.times,
                "approver": one.approver,
                "citation": "；".join(c.text() for c in one.cites),
            }
            for one in version.extensions
        ],
        "rolls": version.rolls.text() if version.rolls else None,
        "force": version.force,
        "source": version.source,
        "since": version.since,
        "until": version.until,
    }


def coverage(house: House) -> dict[str, Any]:
    """Which declarations serve which systems, which systems have none; which entry encodes which row of facts."""
    systems: dict[str, list[str]] = {system: [] for system in house.catalogue.systems}
    for name, served in _served(house):
        for system in served:
            if name not in systems.setdefault(system, []):
                systems[system].append(name)
    return {
        "systems": systems,
        "missing": [system for system, ids in systems.items() if not ids],
        "pages": coverage_table(house.catalogue),
    }


def _served(house: House) -> Iterator[tuple[str, tuple[str, ...]]]:
    for definition in house.catalogue.procedures:
        yield definition.id, definition.systems
    for indicator in house.catalogue.indicators.values():
        yield indicator.id, tuple(indicator.systems)
    for report in house.catalogue.reports.values():
        yield report.id, tuple(report.systems)

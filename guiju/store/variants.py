"""The local variants of a catalogue: overlays laid over the rung above them, what loosens refused."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from guiju.kernel.declared import nearest
from guiju.kernel.finding import Finding, error, has_errors
from guiju.kernel.law.rule import Rule
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.read import read_definition
from guiju.kernel.procedure.tighten import loosened
from guiju.kernel.procedure.variant import Overlay, laid_over, marked, read_overlay
from guiju.kernel.registry.region import contains

Tables = Mapping[str, dict[str, Any]]


def variants_of(
    files: Tables,
    national: list[Definition],
    sources: dict[str, str],
    shared: tuple[Rule, ...],
    roles: Mapping[str, str],
    findings: list[Finding],
) -> list[Definition]:
    """The local variants, each laid over the rung above it; one that loosens a national rule is refused."""
    versions = {str(rule.id): rule.versions for rule in shared}
    made: list[Definition] = []
    tables = {definition.digest: files[definition.place] for definition in national}
    for overlay in sorted(_overlays(files, findings), key=lambda one: len(one.area.rstrip("0"))):
        if overlay.extends not in {definition.id for definition in national}:
            if not has_errors(findings):
                message = (
                    f"没有国家程序“{overlay.extends}”，{nearest(overlay.extends, {d.id for d in national})}"
                )
                findings.append(error("local.extends", message, overlay.place))
            continue
        for base in _bases(overlay, national, made):
            table = laid_over(tables[base.digest], overlay)
            definition, found = read_definition(table, overlay.place, versions, roles)
            findings.extend(found)
            if definition is None:
                continue
            loose = loosened(base, definition)
            findings.extend(loose)
            if not loose:
                variant = marked(definition, overlay)
                made.append(variant)
                tables[variant.digest] = table
                sources[variant.digest] = json.dumps(table, ensure_ascii=False, default=tagged)
    return made


def _overlays(files: Tables, findings: list[Finding]) -> Iterator[Overlay]:
    for name, table in files.items():
        if not name.startswith("local/"):
            continue
        overlay, found = read_overlay(table, name)
        findings.extend(found)
        if overlay is not None:
            yield overlay


def _bases(overlay: Overlay, national: list[Definition], made: list[Definition]) -> list[Definition]:
    """What an overlay is laid over: the variants of the areas above it, else the national versions."""
    above = [
        d
        for d in made
        if d.id == overlay.extends
        and d.area != overlay.area
        and contains(d.area, overlay.area)
        and overlay.meets(d)
    ]
    return above or [d for d in national if d.id == overlay.extends and overlay.meets(d)]


def tagged(value: object) -> object:
    """A date as JSON: ``{"$date": "2024-01-01"}``."""
    return {"$date": str(value)}

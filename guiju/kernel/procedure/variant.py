"""A local variant (地方变体): an overlay on a national procedure, laid over its declared table.

``catalogue/local/<area>/<file>.toml`` names the procedure that it ``extends`` and repeats the vocabulary:
an entry with an id that the nation does not have is added; one with a national id states only the keys
that differ. Fields are laid over fields in the same way, citations are added to the national ones.
What comes out is a whole definition; ``tighten.py`` says where it loosens a national rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from guiju.kernel.declared import Table, opened
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.procedure.definition import Definition

FORMAT = 1
KINDS = ("role", "stage", "step", "gate", "limit", "separation", "disclosure", "outcome")
OWN = ("format", "extends", "area", "title", "example")
_AREA = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Overlay:
    """One overlay as declared: for the bodies whose region code lies in ``area``, from ``since`` to ``until``."""

    extends: str
    area: str
    title: str
    since: date
    until: date | None
    table: Mapping[str, Any]
    place: str

    def meets(self, base: Definition) -> bool:
        """Whether overlay and definition are in force on some day together."""
        return self.since <= (base.until or date.max) and base.since <= (self.until or date.max)


def read_overlay(data: Mapping[str, Any], place: str) -> tuple[Overlay | None, list[Finding]]:
    """The overlay declared by ``data``, and every fault of its head; its entries are judged when laid over."""
    findings: list[Finding] = []
    table = opened(data, place, findings, FORMAT)
    area = table.text("area", required=True)
    if area and not _AREA.fullmatch(area):
        table.fault("area", f"“area”应为六位行政区划代码，现为“{area}”")
    folder = place.split("/")[-2] if "/" in place else ""
    if area and folder and area != folder:
        table.fault("area", f"文件放在 local/{folder}，“area”却是“{area}”，两者须一致")
    table.texts("cites", required=True)
    overlay = Overlay(
        extends=table.text("extends", required=True, instead="写明在哪个国家程序之上"),
        area=area,
        title=table.text("title", required=True, instead="写明依据的地方规定"),
        since=table.day("since", required=True) or date.min,
        until=table.day("until"),
        table=data,
        place=place,
    )
    table.leave("verified_on", *KINDS)
    _examples(table)
    table.close()
    return (None if has_errors(findings) else overlay), findings


def _examples(table: Table) -> None:
    if not table.tables("example", by="title"):
        table.missing("example", "至少写一个范例 [[example]]")


def laid_over(base: Mapping[str, Any], overlay: Overlay) -> dict[str, Any]:
    """The whole table of the variant: the base's, with the overlay's entries laid over it."""
    local = overlay.table
    found = {key: value for key, value in base.items() if key != "example"}
    found["example"] = local.get("example", [])
    found["cites"] = [*_listed(base.get("cites")), *_listed(local.get("cites"))]
    found["since"] = max(base["since"], overlay.since)
    ends = [day for day in (base.get("until"), overlay.until) if day is not None]
    if ends:
        found["until"] = min(ends)
    if "verified_on" in local:
        found["verified_on"] = local["verified_on"]
    for kind in KINDS:
        if kind in local:
            found[kind] = _entries(base.get(kind, []), local[kind])
    return found


def _entries(base: Any, local: Any) -> list[Any]:
    """The base's entries with the local ones laid over those of the same id, the new ones behind them."""
    changes = {entry.get("id"): entry for entry in _tables(local)}
    known = {entry.get("id") for entry in _tables(base)}
    found = [_entry(entry, changes[entry["id"]]) if entry.get("id") in changes else entry for entry in base]
    return found + [entry for entry in _tables(local) if entry.get("id") not in known]


def _entry(base: Mapping[str, Any], local: Mapping[str, Any]) -> dict[str, Any]:
    found = {**base, **local}
    if isinstance(local.get("field"), list):
        found["field"] = _entries(base.get("field", []), local["field"])
    if "cites" in local:
        found["cites"] = list(dict.fromkeys([*_listed(base.get("cites")), *_listed(local["cites"])]))
    return found


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def marked(definition: Definition, overlay: Overlay) -> Definition:
    """The variant's definition, every entry that the overlay adds or changes marked with its rung."""
    changed: dict[str, Any] = {"area": overlay.area, "title": f"{definition.title} · {overlay.title}"}
    for kind in KINDS[2:]:
        ids = {entry.get("id") for entry in _tables(overlay.table.get(kind))}
        changed[f"{kind}s"] = tuple(
            replace(part, basis=replace(part.basis, rung=overlay.title)) if part.id in ids else part
            for part in getattr(definition, f"{kind}s")
        )
    return replace(definition, **changed)

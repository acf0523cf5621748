"""Which entry of the catalogue encodes which row of the pages of facts, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.kernel.coverage import Encoded, judge
from guiju.kernel.finding import Finding
from guiju.kernel.procedure.definition import Definition
from guiju.store.catalogue import Catalogue

KINDS = ("step", "gate", "limit", "separation", "disclosure", "outcome")


def encoded(catalogue: Catalogue) -> Encoded:
    """Every row that an entry names, with the keys of all entries that name it."""
    found: dict[str, dict[str, None]] = {}
    for key, rows in _named(catalogue):
        for row in rows:
            found.setdefault(row, {})[key] = None
    return {row: tuple(keys) for row, keys in found.items()}


def coverage_findings(catalogue: Catalogue) -> list[Finding]:
    """What is wrong with the pages of coverage as the catalogue stands."""
    return list(judge(catalogue.pages, encoded(catalogue)))


def coverage_table(catalogue: Catalogue) -> dict[str, Any]:
    """Page by page: each row with its keys and, where it is not encoded, the reason."""
    keys = encoded(catalogue)
    return {
        page.name: {
            "title": page.title,
            "encoded": sum(row in keys for row in page.rows),
            "explained": sum(row in page.explained for row in page.rows),
            "open": [row for row in page.rows if row not in keys and row not in page.explained],
            "rows": {
                row: {
                    "keys": list(keys.get(row, ())),
                    "why": page.explained.get(row),
                    "note": page.notes.get(row),
                }
                for row in page.rows
            },
        }
        for page in catalogue.pages
    }


def _named(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    for definition in catalogue.procedures:
        yield from _of_procedure(definition)
    yield from _of_variants(catalogue)
    for rule in catalogue.rules:
        yield f"rule.{rule.id}", rule.rows
    for indicator in catalogue.indicators.values():
        yield f"indicator.{indicator.id}", indicator.rows
    for report in catalogue.reports.values():
        for section in report.sections:
            yield f"report.{report.id}.{section.id}", section.rows


def _of_variants(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What local variants encode beyond the nation's procedures, as ``<key>@<area>``."""
    national = {
        (key, row) for one in catalogue.procedures for key, rows in _of_procedure(one) for row in rows
    }
    for definition in catalogue.procedures.variants():
        for key, rows in _of_procedure(definition):
            own = tuple(row for row in rows if (key, row) not in national)
            if own:
                yield f"{key}@{definition.area}", own


def _of_procedure(definition: Definition) -> Iterator[tuple[str, tuple[str, ...]]]:
    for kind in KINDS:
        for part in getattr(definition, f"{kind}s"):
            yield f"{definition.id}.{kind}.{part.id}", part.basis.rows
    for step in definition.steps:
        for field in step.fields:
            yield f"{definition.id}.step.{step.id}.{field.id}", field.rows

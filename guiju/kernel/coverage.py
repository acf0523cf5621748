"""Coverage 覆盖: the rows of the pages of facts, each encoded in the catalogue or explained."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.kernel.declared import Table, inside, opened
from guiju.kernel.finding import Finding, error, has_errors, warning

FORMAT = 1
_FAMILY = re.compile(r"([A-Z]{2,4})-\w+")
Encoded = Mapping[str, tuple[str, ...]]
"""Row → the entries of the catalogue that encode it, as ``<procedure>.<kind>.<id>``."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of facts: all its rows, why some are not encoded, and what to know of some that are.

    A row is called by its id (``LIC-L01``); one without an id ``<page>/<first cell>``.
    """

    name: str
    title: str
    rows: tuple[str, ...]
    explained: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    place: str = ""


def read_page(data: Mapping[str, Any], place: str) -> tuple[Page | None, list[Finding]]:
    """The page declared by ``data``, and every fault found in it; None where one is an error."""
    findings: list[Finding] = []
    table = opened(data, place, findings, FORMAT)
    rows = table.texts("rows", required=True, alone=False)
    page = Page(
        name=table.text("page", required=True),
        title=table.text("title", required=True),
        rows=rows,
        explained=_said(table, "explained", rows),
        notes=_said(table, "note", rows),
        place=place,
    )
    for row, times in Counter(rows).items():
        if times > 1:
            table.fault("rows", f"行“{row}”列了 {times} 次", "coverage.twice")
    table.close()
    return (None if has_errors(findings) else page), findings


def _said(table: Table, key: str, rows: tuple[str, ...]) -> dict[str, str]:
    """What the entries under ``key`` say of rows; of each row once, and only of rows of the page."""
    found: dict[str, str] = {}
    for entry in table.tables(key):
        why = entry.text("why", required=True, instead="用自己的话写明理由")
        for row in entry.texts("rows", required=True):
            if row not in rows:
                entry.fault("rows", f"本页的 rows 没有“{row}”，请先列入或者改正", "coverage.unlisted")
            if row in found:
                entry.fault("rows", f"“{row}”已经说明过一次，请合并", "coverage.twice")
            found[row] = why
        entry.close()
    return found


def judge(pages: Iterable[Page], encoded: Encoded) -> Iterator[Finding]:
    """Rows neither encoded nor explained, both at once, on two pages, or encoded under an unknown name."""
    listed: dict[str, str] = {}
    families: set[str] = set()
    for page in pages:
        families |= {family_of(row) for row in page.rows}
        for row in page.rows:
            if row in listed:
                message = f"行“{row}”已列在 {listed[row]}，一行只在一页"
                yield error("coverage.twice", message, inside(page.place, "rows"))
            listed.setdefault(row, page.place)
            if row not in encoded and row not in page.explained:
                message = f"行“{row}”既没有编入目录（row），也没有说明理由（[[explained]]）"
                yield error("coverage.open", message, inside(page.place, "rows"))
            if row in encoded and row in page.explained:
                message = (
                    f"行“{row}”已编入 {encoded[row][0]}，又说明为未编入；请删去一处（要点写在 [[note]]）"
                )
                yield warning("coverage.both", message, inside(page.place, "explained"))
    for row, keys in encoded.items():
        if row not in listed and family_of(row) in families:
            message = f"所写的行“{row}”不在任何一页的 rows 中，请核对"
            yield error("coverage.unknown", message, keys[0])


def family_of(row: str) -> str:
    """What the rows of one page have in common: the letters of an id, or the page's name."""
    found = _FAMILY.fullmatch(row)
    return found.group(1) if found else row.partition("/")[0]

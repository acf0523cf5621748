"""The rows of a facts page and the rows that declarations say they encode."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from guiju.kernel.procedure.definition import Definition

PARTS = ("steps", "gates", "limits", "separations", "disclosures", "outcomes")
UNNUMBERED = ("## Time limits", "### Start of the 60 days", "## Public disclosure")


def encoded(definitions: Iterable[Definition]) -> set[str]:
    """Every row that an entry of the definitions names."""
    return {
        row
        for one in definitions
        for part in PARTS
        for entry in getattr(one, part)
        for row in entry.basis.rows
    }


def rows_of(page: Path, code: str) -> list[str]:
    """The row ids of a page, and ``<code>:<first cell>`` for the rows of its tables without ids."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(rf"^\| ({code}-\w+) \|", text, re.MULTILINE)
    for title in UNNUMBERED:
        for section in re.findall(rf"^{title}.*?\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL):
            lines = [line for line in section.splitlines() if line.startswith("| ")][2:]
            found += [f"{code}:{line.split('|')[1].strip()}" for line in lines]
    return found

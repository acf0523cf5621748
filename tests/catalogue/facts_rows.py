"""What declarations are held against: the rows of the facts pages and the texts of the statutes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.instrument import Instruments
from guiju.kernel.law.read import instruments_from_table
from guiju.kernel.law.text import TextLibrary
from guiju.kernel.procedure.definition import Definition
from guiju.store.catalogue import SHIPPED

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


def numbers_not_in_their_articles(definition: Definition, folder: Path) -> list[str]:
    """The limits whose number the imported texts of their articles do not print."""
    table = tomllib.loads((SHIPPED / "law/instruments.toml").read_text(encoding="utf-8"))
    instruments = instruments_from_table(table)
    assert isinstance(instruments, Instruments)

    def text(stem: str) -> str | None:
        file = folder / f"{stem}.md"
        return file.read_text(encoding="utf-8") if file.is_file() else None

    library = TextLibrary(instruments, text)
    found = []
    for limit in definition.limits:
        cites = [citation for cite in limit.basis.cites if (citation := parse_compact(cite))]
        found += [f"{limit.id}: {f.message}" for f in library.check_span(limit.version.span, cites)]
    return found

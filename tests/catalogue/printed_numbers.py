"""What limits are held against: the numbers that the texts of the statutes print."""

from __future__ import annotations

import tomllib
from pathlib import Path

from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.instrument import Instruments
from guiju.kernel.law.read import instruments_from_table
from guiju.kernel.law.text import TextLibrary
from guiju.kernel.procedure.definition import Definition
from guiju.store.catalogue import SHIPPED


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

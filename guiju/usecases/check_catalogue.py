"""Judge a folder of declarations: references, proofs, worked examples, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from guiju.kernel.document.outline import unknown_indicators
from guiju.kernel.finding import Finding, error, has_errors
from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.text import TextLibrary
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.example import run_example
from guiju.kernel.procedure.prove import prove
from guiju.store.catalogue import SHIPPED, Catalogue, read

Progress = Callable[[int, int, str], None]


def check_catalogue(
    root: Path | None = None, texts: Path | None = None, progress: Progress | None = None
) -> list[Finding]:
    """Every finding about the catalogue in ``root`` (the shipped one by default).

    ``texts``: a folder of statute texts; where given, every cited article must be found in it.
    """
    catalogue = read(root or SHIPPED)
    findings = list(catalogue.findings)
    definitions = list(catalogue.procedures)
    for number, definition in enumerate(definitions):
        if progress:
            progress(number, len(definitions), definition.title)
        findings += prove(definition)
        for example in definition.examples:
            findings += run_example(catalogue.procedures, definition, example, catalogue.calendar)
        if not definition.examples:
            findings.append(
                error("example.missing", "没有范例；每个程序至少要有一个 [[example]]", definition.place)
            )
    for report in catalogue.reports.values():
        findings += unknown_indicators(report, catalogue.indicators)
    if texts is not None:
        findings += _texts(catalogue, texts)
    if not has_errors(findings):
        findings += list(_systems(catalogue))
    return findings


def _texts(catalogue: Catalogue, folder: Path) -> Iterator[Finding]:
    def text_of(stem: str) -> str | None:
        path = folder / f"{stem}.md"
        return path.read_text(encoding="utf-8") if path.exists() else None

    library = TextLibrary(catalogue.instruments, text_of)
    for definition in catalogue.procedures:
        for cite, place in cited(definition):
            citation = parse_compact(cite)
            if citation is not None:
                yield from library.check(citation, place)


def cited(definition: Definition) -> Iterator[tuple[str, str]]:
    """Every citation of a definition with its place."""
    for cite in definition.cites:
        yield cite, definition.place
    for kind in ("step", "gate", "limit", "separation", "disclosure", "outcome"):
        for part in getattr(definition, f"{kind}s"):
            for cite in part.basis.cites:
                yield cite, f"{definition.place}.{kind}[{part.id}]"


def _systems(catalogue: Catalogue) -> Iterator[Finding]:
    known = catalogue.systems
    for definition in catalogue.procedures:
        for system in definition.systems:
            if known and system not in known:
                yield error("declaration.system", f"系统清单中没有“{system}”", definition.place)

"""Judge a folder of declarations: references, proofs, worked examples, citations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from guiju.errors import NotFound
from guiju.exchange.texts import TextFolder
from guiju.kernel.declared import inside
from guiju.kernel.document.outline import unknown_indicators
from guiju.kernel.finding import Finding, error, has_errors
from guiju.kernel.law.citation import Citation, parse_compact
from guiju.kernel.law.rule import RuleVersion
from guiju.kernel.law.text import TextLibrary
from guiju.kernel.procedure.definition import Definition, Example
from guiju.kernel.procedure.example import run_example
from guiju.kernel.procedure.prove import prove
from guiju.store.auditing import auditing_findings
from guiju.store.catalogue import SHIPPED, Catalogue, read
from guiju.usecases.cover_facts import coverage_findings

Progress = Callable[[int, int, str], None]
PRINTED = ("text", "text*")
"""Rules whose source is the text itself: their number must stand in the cited article."""


def check_catalogue(
    root: Path | None = None, texts: Path | None = None, progress: Progress | None = None
) -> list[Finding]:
    """Every finding about the catalogue in ``root`` (the shipped one by default).

    ``texts``: a folder of statute texts; where given, every cited article that it has the text of must
    be found in it, and a number of days that is said to be printed there must be printed there.
    """
    return judged(read(root or SHIPPED), texts, progress)


def judged(
    catalogue: Catalogue,
    texts: Path | None = None,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
) -> list[Finding]:
    """Every finding about a catalogue that has been read; ``only``: prove and play these procedures alone."""
    findings = list(catalogue.findings)
    broken = has_errors(findings)
    if not catalogue.procedures.ids() and not broken:
        message = "文件夹中没有可用的目录：procedures/ 下至少要有一个程序文件"
        return [error("catalogue.empty", message, str(catalogue.root))]
    declared = (*catalogue.procedures, *catalogue.procedures.variants())
    definitions = [one for one in declared if only is None or one.id in only]
    for number, definition in enumerate(definitions):
        if progress:
            progress(number, len(definitions), definition.title)
        findings += prove(definition)
        for example in definition.examples:
            findings += _played(catalogue, definition, example, broken=broken)
        if not definition.examples:
            findings.append(
                error("example.missing", "没有范例；每个程序至少要有一个 [[example]]", definition.place)
            )
    if not broken:
        findings += _whole(catalogue, set(findings))
    if texts is not None:
        findings += _texts(catalogue, texts)
    if not has_errors(findings):
        findings += list(_systems(catalogue))
    return findings


def _whole(catalogue: Catalogue, known: set[Finding]) -> Iterator[Finding]:
    """What only shows when every file could be read; else one mistake would be told a hundred times."""
    for citation, place in all_cited(catalogue):
        version = catalogue.instruments.resolve(citation, place)
        if isinstance(version, Finding) and version not in known:
            known.add(version)
            yield version
    for report in catalogue.reports.values():
        yield from unknown_indicators(report, catalogue.indicators)
    yield from coverage_findings(catalogue)
    yield from auditing_findings(catalogue)


def _played(catalogue: Catalogue, definition: Definition, example: Example, *, broken: bool) -> list[Finding]:
    try:
        return run_example(catalogue.procedures, definition, example, catalogue.calendar)
    except NotFound as fault:
        if broken:  # perhaps the version it needs could not be read: that one's own findings say so
            return []
        place = inside(definition.place, f"example[{example.title}]")
        return [error("example.version", fault.message, place)]


def _texts(catalogue: Catalogue, folder: Path) -> Iterator[Finding]:
    library = TextLibrary(catalogue.instruments, TextFolder(folder).read)
    for citation, place in all_cited(catalogue):
        yield from library.check(citation, place)
    for rule in catalogue.rules:
        for version in rule.versions:
            if version.source in PRINTED and version.printed:
                yield from library.check_span(version.span, version.cites, rule.id)


def all_cited(catalogue: Catalogue) -> Iterator[tuple[Citation, str]]:
    """Every citation of the whole catalogue, once for each place that makes it."""
    written = [
        *(
            pair
            for definition in (*catalogue.procedures, *catalogue.procedures.variants())
            for pair in cited(definition)
        ),
        *((cite, indicator.id) for indicator in catalogue.indicators.values() for cite in indicator.cites),
        *((cite, report.id) for report in catalogue.reports.values() for cite in report.cites),
        *(
            (cite, f"{report.id}.{section.id}")
            for report in catalogue.reports.values()
            for section in report.sections
            for cite in section.cites
        ),
    ]
    for cite, place in written:
        citation = parse_compact(cite)
        if citation is not None:
            yield citation, place
    for rule in catalogue.rules:
        for version in rule.versions:
            yield from ((citation, rule.id) for citation in _rule_cites(version))
    for fixed in catalogue.calendar.fixed:
        yield from ((citation, "days/statutory.toml") for citation in fixed.cites)


def _rule_cites(version: RuleVersion) -> Iterator[Citation]:
    yield from version.cites
    if version.rolls is not None:
        yield version.rolls
    for extension in version.extensions:
        yield from extension.cites
    for ground in (*version.suspensions, *version.exclusions, *version.restarts):
        yield from ground.cites


def cited(definition: Definition) -> Iterator[tuple[str, str]]:
    """Every citation of a definition with its place."""
    for cite in definition.cites:
        yield cite, definition.place
    for kind in ("step", "gate", "limit", "separation", "disclosure", "outcome"):
        for part in getattr(definition, f"{kind}s"):
            for cite in part.basis.cites:
                yield cite, inside(definition.place, f"{kind}[{part.id}]")


def _systems(catalogue: Catalogue) -> Iterator[Finding]:
    known = catalogue.systems
    for definition in catalogue.procedures:
        for system in definition.systems:
            if known and system not in known:
                yield error("declaration.system", f"系统清单中没有“{system}”", definition.place)

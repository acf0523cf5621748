"""Show an audit: lines for a terminal, a page, a marked-up docx, and the names that all of them use."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guiju.kernel.audit.claim import VERDICT_WORDS, Claim
from guiju.kernel.audit.reading import Audit
from guiju.papers.audit_cards import Extra, no_extra
from guiju.papers.audit_docx import audit_docx
from guiju.papers.audit_html import AUDIT_SCRIPT, AUDIT_STYLE, audit_fragment, audit_page
from guiju.papers.audit_summary import LEVEL_WORDS, Names, Summary, summarise
from guiju.store.auditing import auditing
from guiju.store.catalogue import Catalogue
from guiju.usecases.house import House

OF_THE_RECORD = {"record.body": "与谁的记录核对"}
"""Titles of what the comparison with the record says, beside the book's rules."""


def names_of(
    catalogue: Catalogue,
    matter_href: Callable[[str], str] = lambda matter: "",
    indicator_href: Callable[[str], str] = lambda indicator: "",
) -> Names:
    """What rules, indicators and systems are called, and where a page may lead from them."""
    declared = auditing(catalogue)
    return Names(
        rules={rule.id: rule.title for rule in declared.book.rules.values()} | OF_THE_RECORD,
        indicators={concept.id: concept.title for concept in declared.lexicon.concepts},
        systems=catalogue.systems,
        matter_href=matter_href,
        indicator_href=indicator_href,
    )


def summary_of(house: House, audit: Audit) -> Summary:
    """The audit for a leader."""
    return summarise(audit, names_of(house.catalogue))


def page_of(house: House, audit: Audit) -> str:
    """The annotated page, self-contained."""
    return audit_page(audit, names_of(house.catalogue))


def fragment_of(audit: Audit, names: Names, extra: Extra | None = None) -> str:
    """The audit for a page of the web, all text escaped; ``extra`` puts a face's own forms on the cards."""
    return audit_fragment(audit, names, extra or no_extra)


def audit_style() -> str:
    """The style sheet that goes with the fragment."""
    return AUDIT_STYLE


def audit_script() -> str:
    """The script that goes with the fragment."""
    return AUDIT_SCRIPT


def title_of(audit: Audit) -> str:
    """What to call it on a page."""
    return audit.reading.document.title or audit.reading.document.name


def marked_up(house: House, audit: Audit, original: bytes | None) -> bytes:
    """A docx with comments: the document itself where it is one, else its text."""
    return audit_docx(audit, original, names_of(house.catalogue))


def audit_lines(house: House, audit: Audit) -> Iterator[str]:
    """The audit for a terminal: the summary, the numbers that differ, the findings in reading order."""
    document = audit.reading.document
    yield f"{document.title or document.name}（{document.body or '单位不详'}，{document.period or '年度不详'}）"
    yield from summary_of(house, audit).sentences
    for claim in audit.reading.claims:
        if claim.verdict == "differs":
            yield _claim_line(audit, claim)
    for finding in audit.findings:
        citation = f"（{finding.citation}）" if finding.citation else ""
        yield f"{LEVEL_WORDS[finding.level]} {finding.place} [{finding.rule}] {finding.message}{citation}"


def _claim_line(audit: Audit, claim: Claim) -> str:
    place = audit.reading.text.place_of(claim.quantity.start)
    return f"{VERDICT_WORDS[claim.verdict]} {place} {claim.subject}：{claim.remark}"

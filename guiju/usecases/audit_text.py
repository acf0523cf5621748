"""Audit a report: read, find every number, say what it counts, check it, and pass a verdict.

Without a house the text is checked against itself and the law alone; with one, against its record too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guiju.errors import InputFault
from guiju.exchange.files import read_bytes
from guiju.kernel.audit.cells import quantities_of
from guiju.kernel.audit.checks import check
from guiju.kernel.audit.context import document_of
from guiju.kernel.audit.match import understand
from guiju.kernel.audit.outline import outline
from guiju.kernel.audit.reading import Audit, Reading
from guiju.kernel.audit.text import Text
from guiju.kernel.audit.verdict import judge
from guiju.kernel.finding import Finding, note
from guiju.kernel.indicator.period import Period
from guiju.kernel.law.text import TextLibrary
from guiju.kernel.sm3 import sm3
from guiju.papers.read import read_document
from guiju.store.auditing import auditing
from guiju.store.catalogue import Catalogue
from guiju.usecases.ask_figure import body_of
from guiju.usecases.compare_record import compare_record, named_bodies
from guiju.usecases.house import House
from guiju.usecases.import_texts import texts_of
from guiju.usecases.registry import registry
from guiju.usecases.review_audit import decisions, remapped, settled, systems_of

MOST_BYTES = 64 * 1024 * 1024
"""A file larger than this is not read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How to audit: the period and body where the document's own are not to be taken; "" = the document's."""

    period: str = ""
    body: str = ""


def read_file(path: Path) -> tuple[Text, bytes]:
    """The text of a file with its bytes; raises InputFault for what cannot be read."""
    try:
        data = read_bytes(path, MOST_BYTES, follow=True)
    except InputFault as fault:
        raise InputFault(f"“{path.name}”{fault.message}；请核对路径和文件") from fault
    return read_document(path.name, data), data


def read_claims(catalogue: Catalogue, text: Text, period: str = "") -> Reading:
    """The text understood: document, outline and claims, no verdict passed yet; raises InputFault for a bad period."""
    if period:
        period = Period.parse(period).code
    words = auditing(catalogue).lexicon
    sections = outline(text, words)
    document = document_of(text, sections, words)
    if period:
        document = replace(document, period=period)
    found = quantities_of(text)
    return Reading(text, document, sections, understand(text, sections, document, found, words))


def audit_alone(catalogue: Catalogue, text: Text, asked: Asked, others: Sequence[Reading] = ()) -> Audit:
    """The text against itself, the law and ``others`` (earlier reports, other bodies'), without any record."""
    reading = read_claims(catalogue, text, asked.period)
    reading = replace(reading, claims=tuple(judge(claim, None) for claim in reading.claims))
    return Audit(reading, _checked(catalogue, reading, others))


def audit_text(house: House, text: Text, asked: Asked, others: Sequence[Reading] = ()) -> Audit:
    """The text against the record too; decisions that reviewers took before are kept to.

    Raises InputFault for a bad period or where there is no home, NotFound for an unknown body.
    """
    try:
        house.ledger()
    except InputFault as fault:
        raise InputFault(f"{fault.message}；只看文本、不与记录核对的，加 --no-home") from fault
    kept = decisions(house)
    reading = remapped(read_claims(house.catalogue, text, asked.period), kept, systems_of(house.catalogue))
    known = named_bodies(house, [reading.document.body], "")
    own = body_of(house, asked.body or known.get(reading.document.body) or None)
    reading = replace(reading, claims=compare_record(house, reading.claims, own))
    texts = TextLibrary(house.catalogue.instruments, texts_of(house).read)
    findings = (*_checked(house.catalogue, reading, others, texts), *_stranger(house, reading, own, known))
    return settled(Audit(reading, findings), kept)


def _checked(
    catalogue: Catalogue, reading: Reading, others: Sequence[Reading], texts: TextLibrary | None = None
) -> tuple[Finding, ...]:
    return check(reading, auditing(catalogue).book, catalogue.instruments, others, texts)


def _stranger(house: House, reading: Reading, own: str, known: dict[str, str]) -> tuple[Finding, ...]:
    """A note where the document names no body of the record, or another than the one whose record was asked."""
    name = reading.document.body
    if known.get(name) == own:
        return ()
    asked = registry(house).name_of_body(own, house.today())
    why = f"报告的机关是“{name}”" if name else "报告没有写明机关"
    told = f"{why}，数字按“{asked}”的记录核对；不是同一机关的，请另选机关重新审校"
    return (note("record.body", told, reading.document.name),)


def digest_of(data: bytes) -> str:
    """SM3 of a file, hex."""
    return sm3(data).hex()

"""Reading 通读: a document understood as a whole — what the checks see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from guiju.kernel.audit.claim import Claim
from guiju.kernel.audit.text import Text
from guiju.kernel.finding import Finding

DocumentKind = Literal["annual", "duty", "other"]
"""法治政府建设年度报告, 述法报告, anything else."""

SectionRole = Literal["preface", "results", "shortcomings", "principal", "plan", "other"]
"""前言, 举措和成效, 不足和原因, 主要负责人履职, 下一年安排, anything else."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the document is. ``title`` and ``body`` as printed, ``period`` the year reported on; "" = not found.

    ``dated`` is the printed day of the document (ISO), "" where there is none.
    """

    name: str
    title: str
    body: str
    period: str
    chars: int
    kind: DocumentKind = "other"
    dated: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The document with the keys that the contract fixes."""
        return {
            "name": self.name,
            "title": self.title,
            "body": self.body,
            "period": self.period,
            "chars": self.chars,
            "kind": self.kind,
            "dated": self.dated,
        }


@dataclass(frozen=True, slots=True)
class Section:
    """A section from its heading to the next heading of its level or above; ``content[start:end]``.

    ``heading_end`` ends the heading (which may run into the text: 一是…。). ``level`` counts from 1
    (一、 = 1, （一） = 2, 1. = 3, 一是 = 4). ``period``: the year its heading names, else "".
    """

    heading: str
    level: int
    start: int
    heading_end: int
    end: int
    role: SectionRole = "other"
    period: str = ""


@dataclass(frozen=True)
class Reading:
    """A document with its outline and its claims, in reading order."""

    text: Text
    document: Document
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]

    def sections_at(self, offset: int) -> tuple[Section, ...]:
        """The sections in which an offset lies, outermost first."""
        return tuple(section for section in self.sections if section.start <= offset < section.end)

    def role_at(self, offset: int) -> SectionRole:
        """The role of the innermost section that has one; ``preface`` before the first section."""
        inside = self.sections_at(offset)
        if not inside:
            return "preface"
        return next((section.role for section in reversed(inside) if section.role != "other"), "other")


@dataclass(frozen=True)
class Audit:
    """A reading with every verdict passed and every finding made."""

    reading: Reading
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """Document, claims and findings with the keys that the contract fixes."""
        return {
            "document": self.reading.document.as_dict(),
            "claims": [claim.as_dict() for claim in self.reading.claims],
            "findings": [finding.as_dict() for finding in self.findings],
        }

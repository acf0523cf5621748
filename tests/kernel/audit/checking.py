"""Readings made by hand for the tests of the checks: parts by role, numbers found, indicators by name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from guiju.kernel.audit.checks import check
from guiju.kernel.audit.claim import Claim
from guiju.kernel.audit.extract import quantities
from guiju.kernel.audit.read_rules import audit_book_from_tables
from guiju.kernel.audit.reading import Document, Reading, Section
from guiju.kernel.audit.rules import AuditBook
from guiju.kernel.audit.text import plain_text
from guiju.kernel.law.instrument import Instruments
from guiju.kernel.law.read import instruments_from_table

CATALOGUE = Path(__file__).parents[3] / "guiju" / "catalogue"
HEADING = re.compile(r"(?m)^(?:([一二三四五六七八九十]+、)|(（[一二三四五六七八九十]+）)|(\d+\.))([^。\n]*)")
ROLES = (
    ("shortcomings", re.compile(r"存在|问题|不足")),
    ("plan", re.compile(r"下一步|思路|\d年.*安排|计划|打算")),
    ("principal", re.compile(r"第一责任人职责")),
    ("results", re.compile(r"成效|建设情况|主要工作")),
)


def tables():
    """The audit files of the catalogue, parsed."""
    return {
        path.name: tomllib.loads(path.read_text("utf-8")) for path in (CATALOGUE / "audit").glob("*.toml")
    }


@cache
def book() -> AuditBook:
    """The catalogue's own book."""
    made = audit_book_from_tables(tables())
    assert isinstance(made, AuditBook), made
    return made


@cache
def instruments() -> Instruments:
    """The catalogue's own instruments."""
    made = instruments_from_table(tomllib.loads((CATALOGUE / "law" / "instruments.toml").read_text("utf-8")))
    assert isinstance(made, Instruments), made
    return made


def reading(parts, *, name="报告", year="2022", kind="other", title="", body="", dated="", indicators=None):
    """A reading of a text (one part of results) or of parts by role; ``preface`` stands before the sections.

    A part is (heading, words) or words alone. ``indicators``: number as printed → indicator code.
    """
    parts = {"results": parts} if isinstance(parts, str) else parts
    content, sections = "", []
    for role, part in parts.items():
        heading, words = part if isinstance(part, tuple) else ("", part)
        start = len(content)
        content += (heading + "\n" if heading else "") + words + "\n"
        if role != "preface":
            sections.append(Section(heading, 1, start, start + len(heading), len(content), role))
    told = quantities(content)
    codes = indicators or {}
    claims = tuple(
        Claim(q, subject=content[max(0, q.start - 6) : q.start], period=year, indicator=codes.get(q.text))
        for q in told
    )
    document = Document(name, title, body, year, len(content), kind, dated)
    return Reading(plain_text(name, content), document, tuple(sections), claims)


def findings(parts, others=(), texts=None, **about):
    """All findings about a reading made by hand."""
    return check(reading(parts, **about), book(), instruments(), others, texts)


def rules(parts, **about):
    """The names of the rules broken."""
    return {finding.rule for finding in findings(parts, **about)}


def with_claims(made: Reading, *claims: Claim) -> Reading:
    """The reading with other claims."""
    return replace(made, claims=claims)


def _level(match):
    return 1 if match[1] else 2 if match[2] else 3


def sections_of(content):
    """The sections told from their numbered headings, with the role that the first two levels name."""
    marks = list(HEADING.finditer(content))
    for number, mark in enumerate(marks):
        level = _level(mark)
        end = next((m.start() for m in marks[number + 1 :] if _level(m) <= level), len(content))
        role = next((role for role, words in ROLES if level <= 2 and words.search(mark[4])), "other")
        if role != "principal" and level > 1:
            role = "other"
        yield Section(mark[4], level, mark.start(), mark.end(), end, role)

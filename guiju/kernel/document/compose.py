"""Outline + figures + words → Document 成文: sections asked for by law, numbered, then signature and table of figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from guiju.kernel.document.figure_table import figure_table
from guiju.kernel.document.figure_value import FigureValue
from guiju.kernel.document.fill import Facts, Filler
from guiju.kernel.document.numerals import level_number
from guiju.kernel.document.outline import Item, Outline, Section, Sentence
from guiju.kernel.document.slots import WordSlot, split_template
from guiju.kernel.document.tree import (
    Attachment,
    Blank,
    Document,
    Heading,
    Level,
    Paragraph,
    Part,
    Run,
    Signature,
    Text,
)
from guiju.kernel.finding import Finding

_OWN_NUMBER = re.compile(r"（[一二三四五六七八九十百]+）")
_DEEPER: dict[Level, Level] = {1: 2, 2: 3, 3: 4, 4: 4}
LONGEST_OWN_HEADING = 40
"""A supplied （一） line whose first sentence is longer is text, not a heading (characters)."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The paper and what is wrong with it: missing sections, gaps to fill, figures that are not there."""

    document: Document
    findings: tuple[Finding, ...]


def compose(outline: Outline, figures: Mapping[str, FigureValue], facts: Facts) -> Composed:
    """The paper of an outline; ``figures`` by indicator code. A gap never stops it: it is printed and found."""
    filler = Filler(outline, figures, facts)
    parts = _paragraphs(filler, outline.opening, "opening")
    number = 0
    for section in outline.sections:
        below = _section(filler, section)
        if below:
            number += 1
            title, printed = filler.plain(section.title), level_number(1, number)
            parts += [Heading(1, title, printed, section.id, section.cites), *below]
    parts.append(Signature(facts.issuer, facts.signed_on))
    if facts.signed_on is None:
        filler.remark("report.date", "没有成文日期，印发前请填写", "signature")
    document = Document(
        kind=outline.id,
        title=filler.plain(outline.paper_title),
        issuer=facts.issuer,
        body=facts.body,
        period=facts.period,
        parts=tuple(parts),
        attachments=_attachments(outline, figures, facts),
        addressee=facts.addressee,
        red_head=facts.red_head,
        notice=facts.notice,
    )
    return Composed(document, tuple(filler.findings))


def _attachments(
    outline: Outline, figures: Mapping[str, FigureValue], facts: Facts
) -> tuple[Attachment, ...]:
    """The table of the report's figures, those behind zero statements and left-out sentences included."""
    used = [figures[code] for code in outline.indicators if code in figures]
    if not used:
        return ()
    title = f"{facts.period_title}{outline.table_title}"
    return (Attachment(title, figure_table(used)),)


def _section(filler: Filler, section: Section) -> list[Part]:
    parts = _paragraphs(filler, section.sentences, section.id)
    parts += _items(filler, section.items, 2, section.id)
    if parts or not section.required:
        return parts
    where = "、".join(section.cites)
    title = filler.plain(section.title)
    filler.find("section.missing", f"必备部分“{title}”没有内容，请补充", section.id, where)
    return [Paragraph((Blank(title),))]


def _items(filler: Filler, items: tuple[Item, ...], level: Level, place: str) -> list[Part]:
    """The items that have something to say, numbered without gaps."""
    parts: list[Part] = []
    number = 0
    for item in items:
        inside = f"{place}.{item.id}"
        below = _paragraphs(filler, item.sentences, inside) + _items(
            filler, item.items, _DEEPER[level], inside
        )
        title = filler.plain(item.title)
        if not below and item.required:
            filler.find("item.missing", f"必备条目“{title}”没有内容，请补充", inside)
            below = [Paragraph((Blank(title),))]
        if below:
            number += 1
            parts += [Heading(level, title, level_number(level, number), inside), *below]
    return parts


def _paragraphs(filler: Filler, sentences: tuple[Sentence, ...], place: str) -> list[Part]:
    """The sentences that hold, run together; a narrative field makes paragraphs of its own."""
    parts: list[Part] = []
    runs: list[Run] = []
    for number, sentence in enumerate(sentences):
        inside = f"{place}.sentences[{number}]"
        field = _only_field(sentence)
        if (field or sentence.new_paragraph) and runs:
            parts.append(Paragraph(_joined(runs)))
            runs = []
        if field:
            parts += _supplied_paragraphs(filler, field, inside)
        else:
            runs += filler.sentence(sentence, inside)
    if runs:
        parts.append(Paragraph(_joined(runs)))
    return parts


def _supplied_paragraphs(filler: Filler, field: str, place: str) -> list[Part]:
    """The words of a field, a paragraph a line; a line （一）… becomes a heading of the second level."""
    lines = [line.strip() for line in filler.words.get(field, "").splitlines() if line.strip()]
    if not lines:
        return [Paragraph((filler.blank(field, place),))] if filler.field(field).required else []
    parts: list[Part] = []
    for line in lines:
        number, head, rest = _own_heading(line)
        if head:
            parts.append(Heading(2, head, number, f"{place}.{field}[{len(parts)}]"))
        if rest:
            parts.append(Paragraph(_joined(filler.supplied(rest, place))))
    return parts


def _own_heading(line: str) -> tuple[str, str, str]:
    """A supplied line as number, heading (its first sentence) and rest; without a number all of it is rest."""
    number = _OWN_NUMBER.match(line)
    if number is None:
        return "", "", line
    head, _, rest = line[number.end() :].partition("。")
    return (number[0], head, rest) if len(head) <= LONGEST_OWN_HEADING else ("", "", line)


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbouring words joined into one run."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _only_field(sentence: Sentence) -> str:
    """The field's name where the whole sentence is one narrative field."""
    pieces = split_template(sentence.text)
    first = pieces[0] if len(pieces) == 1 else None
    return first.name if isinstance(first, WordSlot) and first.narrative else ""

"""The text of an audit set anew as a docx, where the original is none: paragraphs, headings, tables."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from guiju.kernel.audit.reading import Audit
from guiju.kernel.document import layout
from guiju.kernel.document.layout import FACES, Role
from guiju.papers.audit_marks import Block, Marks
from guiju.papers.docx_package import drop_template
from guiju.papers.read_word import Atom

_LINES = re.compile(r"[^\n]+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADINGS: dict[int, Role] = {1: "level1", 2: "level2"}
_MOST_COLUMNS = 60
"""Word allows 63."""


def xml_safe(words: str) -> str:
    """The words without the characters that XML cannot hold; none is lost in number."""
    return _NOT_XML.sub("�", words)


def set_text(audit: Audit) -> tuple[Any, list[Atom]]:
    """A docx of the text, and the elements in which its characters stand."""
    document = docx.Document()
    drop_template(document.part.package)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.BINDING_MM), Mm(layout.RIGHT_MM)
    properties = document.core_properties
    properties.title, properties.author = audit.reading.document.title[:255], ""
    properties.comments = ""
    atoms: list[Atom] = []
    for table, blocks in groupby(Marks(audit).blocks(), key=lambda block: block.piece.table):
        if table:
            _table(document, list(blocks), atoms)
        else:
            for block in blocks:
                _paragraph(document, block, atoms)
    return document, atoms


def _paragraph(document: Any, block: Block, atoms: list[Atom]) -> None:
    paragraph = document.add_paragraph()
    face: Role = "title" if block.is_title else _HEADINGS.get(block.level, "body")
    shape = paragraph.paragraph_format
    shape.space_after, shape.line_spacing = Pt(0), Pt(round(layout.LINE_PITCH_PT, 1))
    if block.is_title:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        shape.first_line_indent = Pt(2 * FACES["body"].size_pt)
    _write(paragraph, block, face, FACES[face].size_pt, atoms)


def _table(document: Any, blocks: list[Block], atoms: list[Atom]) -> None:
    rows = sorted({block.piece.row for block in blocks})
    columns = min(max(block.piece.column for block in blocks), _MOST_COLUMNS)
    grid = document.add_table(len(rows), columns)
    grid.style = document.styles["Table Grid"]
    lines = {row: grid.rows[number].cells for number, row in enumerate(rows)}
    for block in blocks:
        cell = lines[block.piece.row][min(block.piece.column, columns) - 1]
        _write(cell.paragraphs[0], block, "level1", layout.SIZE_5_SMALL, atoms)


def _write(paragraph: Any, block: Block, face: Role, size_pt: float, atoms: list[Atom]) -> None:
    """The characters as one run a line, line breaks between."""
    for found in _LINES.finditer(block.text):
        run = paragraph.add_run()
        if found.start():
            run.add_break()
        text = run._r.add_t(xml_safe(found[0]))
        run.font.size, run.font.name = Pt(size_pt), FACES[face].font
        run._r.rPr.rFonts.set(qn("w:eastAsia"), FACES[face].font)
        start = block.piece.start + found.start()
        atoms.append(Atom(start, start + len(found[0]), text, paragraph._p))

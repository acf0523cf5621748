"""Document tree → docx in the layout of GB/T 9704-2012 党政机关公文格式; every figure carries its id.

A figure is a content control (its tag is the figure's id) with a bookmark; in a sentence it leads to its row of the
table of figures. The same tree gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx

from guiju.kernel.days.dates import print_date
from guiju.kernel.document import layout
from guiju.kernel.document.tree import (
    Attachment,
    Blank,
    Document,
    FigureRef,
    Heading,
    Note,
    Paragraph,
    Part,
    Signature,
    Table,
    runs_of,
)
from guiju.papers.docx_frame import font_table_xml, page_number, set_page, settings_xml
from guiju.papers.docx_package import add_figures, drop_template, replace_part, same_bytes, set_properties
from guiju.papers.docx_styles import indent, style_sheet
from guiju.papers.docx_table import table_element
from guiju.papers.docx_xml import Element, Marks, paragraph, run, words


def docx_bytes(document: Document) -> bytes:
    """The docx file's bytes."""
    word = docx.Document()
    main = word.part
    body = main.element.body
    for old in list(body)[:-1]:
        body.remove(old)
    body[:0] = list(_content(document))
    replace_part(main, "styles", style_sheet())
    replace_part(main, "settings", settings_xml())
    replace_part(main, "fontTable", font_table_xml())
    drop_template(main.package)
    section = word.sections[0]
    set_page(section)
    _set(section.footer, page_number("right"))
    _set(section.even_page_footer, page_number("left"))
    if document.notice:
        _set(section.header, paragraph("Header", *words(document.notice)))
        _set(section.even_page_header, paragraph("Header", *words(document.notice)))
    add_figures(main, document)
    set_properties(main.package, document)
    saved = io.BytesIO()
    word.save(saved)
    return same_bytes(saved.getvalue())


def _set(place: Any, content: Element) -> None:
    """Header or footer with this one paragraph."""
    place.is_linked_to_previous = False
    root = place._element
    for old in list(root):
        root.remove(old)
    root.append(content)


def _content(document: Document) -> Iterator[Element]:
    tabled = frozenset(
        piece.id
        for part in document.all_parts
        if isinstance(part, Table)
        for piece in runs_of(part)
        if isinstance(piece, FigureRef)
    )
    marks = Marks(tabled)
    yield from _head(document)
    for part in document.parts:
        if isinstance(part, Signature):
            yield from _attachment_lines(document)
        yield from _part(part, marks)
    for attachment in document.attachments:
        yield from _attachment(attachment, marks)


def _head(document: Document) -> Iterator[Element]:
    if document.red_head is not None:
        yield paragraph("RedMark", *words(document.red_head.mark))
        signer = f"　　签发人：{document.red_head.signer}" if document.red_head.signer else ""
        yield paragraph("DocumentNumber", *words(document.red_head.number + signer))
    yield paragraph("Title", *words("\n".join(layout.title_lines(document.title, document.issuer))))
    if document.addressee:
        yield paragraph("Salutation", *words(document.addressee.rstrip("：") + "："))


def _part(part: Part, marks: Marks) -> Iterator[Element]:
    if isinstance(part, Heading):
        yield paragraph(f"Heading{part.level}", *words(part.printed))
    elif isinstance(part, Paragraph):
        yield paragraph("BodyText", *(each for piece in part.runs for each in marks.inline(piece)))
    elif isinstance(part, Table):
        if part.caption:
            yield paragraph("Caption", *words(part.caption))
        yield table_element(part, marks)
    elif isinstance(part, Note):
        yield paragraph("Note", *words(part.text))
    else:
        yield from _signature(part)


def _signature(signature: Signature) -> Iterator[Element]:
    day = print_date(signature.day) if signature.day else Blank("成文日期").text
    issuer_right, day_right = layout.signature_indents(signature.issuer, day)
    yield paragraph("Signature", *words(signature.issuer), properties=(indent(right=issuer_right),))
    yield paragraph(
        "Date", *(words(day) if signature.day else [run(day, "Blank")]), properties=(indent(right=day_right),)
    )


def _attachment_lines(document: Document) -> Iterator[Element]:
    for number, line in enumerate(document.attachment_lines):
        yield paragraph("AttachmentMore" if number else "AttachmentLine", *words(line))


def _attachment(attachment: Attachment, marks: Marks) -> Iterator[Element]:
    yield paragraph("AttachmentMark", *words(attachment.label))
    yield paragraph("AttachmentTitle", *words("\n".join(layout.title_lines(attachment.title))))
    for part in attachment.parts:
        yield from _part(part, marks)

"""Document tree → PDF in the layout of GB/T 9704-2012, set by Typst; tagged, and the same tree gives the same bytes.

Typst comes as one wheel without system libraries. It uses the fonts of the machine: the right ones where they are
installed, else their stand-ins; without any Chinese font it refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

import typst

from guiju.errors import HouseFault, InputFault
from guiju.kernel.days.dates import print_date
from guiju.kernel.document import layout
from guiju.kernel.document.layout import FACES, Role
from guiju.kernel.document.tree import (
    Attachment,
    Blank,
    Document,
    FigureRef,
    Heading,
    Note,
    Paragraph,
    Part,
    Run,
    Signature,
    Table,
    runs_of,
)
from guiju.papers.fonts import installed, is_same_face
from guiju.papers.pdf_prelude import PRELUDE

ROLES: tuple[Role, ...] = ("title", "body", "level1", "level2", "page_number")
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: tagged for those who have it read to them."""


def pdf_bytes(document: Document) -> bytes:
    """The PDF file's bytes. Raises: InputFault where the machine has no Chinese font."""
    source = typst_source(document, families())
    try:
        return typst.compile(source.encode(), format="pdf", timestamp=0, pdf_standards=STANDARD)
    except typst.TypstError as fault:
        raise HouseFault(f"排版程序没有排出这份文稿：{fault.message}") from fault


@cache
def families() -> frozenset[str]:
    """The font families of this machine."""
    return frozenset(typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).families())


def typst_source(document: Document, there: frozenset[str]) -> str:
    """The Typst program of the paper, for a machine with these font families. Raises: InputFault without a Chinese one."""
    return "\n".join([*_settings(document, there), PRELUDE, *_content(document)])


def _settings(document: Document, there: frozenset[str]) -> Iterator[str]:
    """The values that the prelude's rules use."""
    yield f"#let paper-title = {_words(document.title)}"
    yield f"#let paper-issuer = {_words(document.issuer)}"
    yield f"#let notice = {_words(document.notice)}"
    for role in ROLES:
        yield f"#let font-{role.replace('_', '-')} = ({', '.join(map(_words, _fonts(role, there)))},)"
    stands_in = not is_same_face(FACES["title"].font, _fonts("title", there)[0])
    yield f'#let title-weight = "{"bold" if stands_in else "regular"}"'
    yield f"#let line-pitch = {layout.LINE_PITCH_PT:.4f}pt"
    yield f"#let character-pitch = {layout.CHARACTER_PITCH_PT - 0.001:.4f}pt"
    margins = f"top: {layout.TOP_MM}mm, bottom: {layout.BOTTOM_MM}mm"
    sides = f"left: {layout.BINDING_MM}mm, right: {layout.RIGHT_MM}mm"
    yield f"#let margins = ({margins}, {sides})"
    yield f"#let page-number-drop = {layout.PAGE_NUMBER_DROP_MM}mm"


def _fonts(role: Role, there: frozenset[str]) -> tuple[str, ...]:
    found = installed(FACES[role].font, there)
    if not found:
        raise InputFault(
            f"本机没有可用的中文字体（{FACES[role].font}及其替代字体都没有），不能生成 PDF；"
            "请安装中文字体（如 Debian 的 fonts-noto-cjk），或者改存为 .docx、.html"
        )
    return found


def _content(document: Document) -> Iterator[str]:
    tabled = frozenset(
        run.id
        for part in document.all_parts
        if isinstance(part, Table)
        for run in runs_of(part)
        if isinstance(run, FigureRef)
    )
    if document.red_head is not None:
        signer = f"　　签发人：{document.red_head.signer}" if document.red_head.signer else ""
        yield f"#red-head({_words(document.red_head.mark)}, {_words(document.red_head.number + signer)})"
    yield f"#paper-heading({_lines(layout.title_lines(document.title, document.issuer))})"
    if document.addressee:
        yield f"#addressee({_words(document.addressee.rstrip('：') + '：')})"
    for part in document.parts:
        if isinstance(part, Signature):
            yield from _attachment_lines(document)
        yield from _part(part, tabled)
    for attachment in document.attachments:
        yield from _attachment(attachment, tabled)


def _part(part: Part, tabled: frozenset[str]) -> Iterator[str]:
    if isinstance(part, Heading):
        yield f"#heading(level: {part.level}, {_words(part.printed)})"
    elif isinstance(part, Paragraph):
        yield f"#par[{''.join(_run(run, tabled) for run in part.runs)}]"
    elif isinstance(part, Table):
        yield from _table(part)
    elif isinstance(part, Note):
        yield f"#note({_words(part.text)})"
    else:
        yield _signature(part)


def _run(run: Run, tabled: frozenset[str]) -> str:
    if isinstance(run, FigureRef) and run.id in tabled:
        return f"#link(label({_words(_row(run))}), {_words(run.text)})"
    return f"#gap({_words(run.text)})" if isinstance(run, Blank) else f"#{_words(run.text)}"


def _table(table: Table) -> Iterator[str]:
    columns = ", ".join(f"{column.share}fr" for column in table.columns)
    aligns = ", ".join(f"{column.align} + horizon" for column in table.columns)
    yield f"#figures-table(({columns}), ({aligns}), {_lines(tuple(column.title for column in table.columns))},"
    yield f"  {_words(table.caption)}, {_words(table.summary)},"
    for row in table.rows:
        cells = (
            "".join(_cell(run, code=column.breaks_anywhere) for run in cell)
            for column, cell in zip(table.columns, row, strict=True)
        )
        yield f"  {', '.join(f'[{cell}]' for cell in cells)},"
    yield ")"


def _cell(run: Run, *, code: bool) -> str:
    if isinstance(run, FigureRef):
        return f"#row-value({_words(run.text)}, {_words(_row(run))}, {_words(run.id)})"
    return f"#code({_words(run.text)})" if code else f"#{_words(run.text)}"


def _row(ref: FigureRef) -> str:
    return f"figure-{ref.id}"


def _signature(signature: Signature) -> str:
    day = print_date(signature.day) if signature.day else Blank("成文日期").text
    issuer_right, day_right = layout.signature_indents(signature.issuer, day)
    shown = _words(day) if signature.day else f"gap({_words(day)})"
    return f"#signature({_words(signature.issuer)}, {issuer_right}, {shown}, {day_right})"


def _attachment_lines(document: Document) -> Iterator[str]:
    if document.attachment_lines:
        yield f"#attachment-lines({_lines(document.attachment_lines)})"


def _attachment(attachment: Attachment, tabled: frozenset[str]) -> Iterator[str]:
    yield f"#attachment({_words(attachment.label)}, {_lines(layout.title_lines(attachment.title))})"
    for part in attachment.parts:
        yield from _part(part, tabled)


def _lines(lines: tuple[str, ...]) -> str:
    return f"({', '.join(map(_words, lines))},)"


def _words(text: str) -> str:
    """A Typst string literal: nothing in it is read as a program."""
    kept = "".join(max(character, " ") for character in text)
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'

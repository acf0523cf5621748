"""Document tree → Markdown; figures lead to their row in the table at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.kernel.days.dates import print_date
from guiju.kernel.document.tree import (
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
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|])")
_BLOCK_MARK = re.compile(r"^(\s*\d*)(?=[-+#=~]|(?<=\d)[.)])")


def markdown_bytes(document: Document) -> bytes:
    """The report as Markdown in UTF-8."""
    return ("\n\n".join(_blocks(document)) + "\n").encode()


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {_escape(document.title)}"
    if document.notice:
        yield f"> {_escape(document.notice)}"
    if document.addressee:
        yield _escape(document.addressee.rstrip("：") + "：")
    for part in document.parts:
        if isinstance(part, Signature):
            yield from (_escape(line) for line in document.attachment_lines)
        yield from _part(part)
    for attachment in document.attachments:
        yield f"## {attachment.label}　{_escape(attachment.title)}"
        for part in attachment.parts:
            yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Heading):
        yield f"{'#' * (part.level + 1)} {_escape(part.printed)}"
    elif isinstance(part, Paragraph):
        yield _BLOCK_MARK.sub(r"\1\\", "".join(_run(run) for run in part.runs))
    elif isinstance(part, Table):
        yield _table(part)
    elif isinstance(part, Note):
        yield f"*{_escape(part.text)}*"
    else:
        yield _escape(part.issuer)
        yield print_date(part.day) if part.day else _run(Blank("成文日期"))


def _run(run: Run) -> str:
    if isinstance(run, FigureRef):
        return f'[{_escape(run.text)}](#{anchor(run)} "{run.id}")'
    return f"**{_escape(run.text)}**" if isinstance(run, Blank) else _escape(run.text)


def _table(table: Table) -> str:
    marks = {"left": ":--", "center": ":-:", "right": "--:"}
    head = [column.title for column in table.columns]
    rule = [marks[column.align] for column in table.columns]
    rows = [["".join(_cell(run) for run in cell) for cell in row] for row in table.rows]
    lines = [" | ".join(cells) for cells in (head, rule, *rows)]
    caption = [f"**{_escape(table.caption)}**", ""] if table.caption else []
    return "\n".join([*caption, *(f"| {line} |" for line in lines)])


def _cell(run: Run) -> str:
    words = _escape(run.text).replace("\n", " ")
    return f'<a id="{anchor(run)}"></a>{words}' if isinstance(run, FigureRef) else words


def anchor(ref: FigureRef) -> str:
    """The name of the figure's row."""
    return f"figure-{ref.indicator}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)

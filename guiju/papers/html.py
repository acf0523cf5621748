"""Document tree → HTML: a page that stands alone, and a fragment for a page of the web UI.

Every figure is a link. Where it leads is the caller's to say (``figure_href``); without it, to the table at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from guiju.kernel.days.dates import print_date
from guiju.kernel.document.tree import (
    Attachment,
    Blank,
    Cell,
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
from guiju.papers.html_style import STYLE

FigureHref = Callable[[FigureRef], str]


def row_anchor(ref: FigureRef) -> str:
    """A link to the figure's row in the table of figures."""
    return f"#figure-{ref.indicator}"


def html_bytes(document: Document, figure_href: FigureHref = row_anchor) -> bytes:
    """A page that stands alone: styles inside, no script, no outside file."""
    page = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"{fragment(document, figure_href)}</body>\n</html>\n"
    )
    return page.encode()


def fragment(document: Document, figure_href: FigureHref = row_anchor) -> str:
    """The report as one ``<article class="paper">``; its style sheet is `html_style.STYLE`."""
    return "".join(f"{line}\n" for line in _lines(document, figure_href))


def _lines(document: Document, href: FigureHref) -> Iterator[str]:
    yield '<article class="paper">'
    if document.notice:
        yield f'<p class="paper-notice" role="note">{escape(document.notice)}</p>'
    if document.red_head is not None:
        yield f'<p class="paper-mark">{escape(document.red_head.mark)}</p>'
        signer = (
            f"<span>签发人：{escape(document.red_head.signer)}</span>" if document.red_head.signer else ""
        )
        yield f'<p class="paper-number">{escape(document.red_head.number)}{signer}</p>'
    yield f"<h1>{_title(document)}</h1>"
    yield from _contents(document)
    if document.addressee:
        yield f'<p class="paper-addressee">{escape(document.addressee.rstrip("："))}：</p>'
    for part in document.parts:
        if isinstance(part, Signature):
            yield from _attachment_lines(document)
        yield from _part(part, href)
    for number, attachment in enumerate(document.attachments, 1):
        yield from _attachment(attachment, number, href)
    yield "</article>"


def _title(document: Document) -> str:
    """The title, its issuer on a line of its own where the title begins with it."""
    rest = document.title.removeprefix(document.issuer)
    if rest and rest != document.title:
        return f"<span>{escape(document.issuer)}</span><wbr><span>{escape(rest)}</span>"
    return escape(document.title)


def _contents(document: Document) -> Iterator[str]:
    """Links to the sections and attachments."""
    heads = [part for part in document.parts if isinstance(part, Heading) and part.level == 1]
    if not heads:
        return
    yield '<nav class="paper-contents" aria-label="目录"><ol>'
    for head in heads:
        yield f'<li><a href="#{_anchor(head)}">{escape(head.printed)}</a></li>'
    for number, attachment in enumerate(document.attachments, 1):
        yield f'<li><a href="#attachment-{number}">{attachment.label}　{escape(attachment.title)}</a></li>'
    yield "</ol></nav>"


def _part(part: Part, href: FigureHref) -> Iterator[str]:
    if isinstance(part, Heading):
        tag = f"h{part.level + 1}"
        cites = f' data-cites="{escape(" ".join(part.cites))}"' if part.cites else ""
        yield f'<{tag} id="{_anchor(part)}"{cites}>{escape(part.printed)}</{tag}>'
    elif isinstance(part, Paragraph):
        yield f"<p>{''.join(_run(run, href) for run in part.runs)}</p>"
    elif isinstance(part, Table):
        yield from _table(part, href)
    elif isinstance(part, Note):
        yield f'<p class="paper-note">{escape(part.text)}</p>'
    else:
        yield from _signature(part)


def _anchor(head: Heading) -> str:
    return escape("section-" + (head.id or head.printed).replace(" ", "-"))


def _run(run: Run, href: FigureHref) -> str:
    if isinstance(run, FigureRef):
        hint = f"{run.title}：{run.records}条记录" if run.records is not None else run.title
        return (
            f'<a class="figure" href="{escape(href(run))}" data-figure="{escape(run.id)}" '
            f'title="{escape(hint)}">{escape(run.text)}</a>'
        )
    words = escape(run.text)
    return f'<mark class="blank">{words}</mark>' if isinstance(run, Blank) else words


def _table(table: Table, href: FigureHref) -> Iterator[str]:
    caption = table.caption or table.summary
    hidden = "" if table.caption else ' class="paper-unseen"'
    yield '<div class="paper-table" tabindex="0" role="region" aria-label="数据表"><table>'
    yield f"<caption{hidden}>{escape(caption)}</caption>"
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table.columns)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for row in table.rows:
        anchor = next((run.indicator for cell in row for run in cell if isinstance(run, FigureRef)), "")
        start = f'<tr id="figure-{escape(anchor)}">' if anchor else "<tr>"
        cells = (
            f'<td class="{"code" if column.breaks_anywhere else column.align}">{_cell(cell, href)}</td>'
            for column, cell in zip(table.columns, row, strict=True)
        )
        yield f"{start}{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _cell(cell: Cell, href: FigureHref) -> str:
    return "".join(_run(run, href) for run in cell)


def _signature(signature: Signature) -> Iterator[str]:
    if signature.day is None:
        day = f'<mark class="blank">{escape(Blank("成文日期").text)}</mark>'
    else:
        day = f'<time datetime="{signature.day.isoformat()}">{print_date(signature.day)}</time>'
    yield f'<p class="paper-signature">{escape(signature.issuer)}<br>{day}</p>'


def _attachment_lines(document: Document) -> Iterator[str]:
    for line in document.attachment_lines:
        yield f'<p class="paper-attachment-line">{escape(line)}</p>'


def _attachment(attachment: Attachment, number: int, href: FigureHref) -> Iterator[str]:
    yield f'<section class="paper-attachment" id="attachment-{number}">'
    yield f'<p class="paper-attachment-mark">{attachment.label}</p>'
    yield f"<h2>{escape(attachment.title)}</h2>"
    for part in attachment.parts:
        yield from _part(part, href)
    yield "</section>"

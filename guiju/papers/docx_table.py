"""Tables of a docx, built by cloning one row: five times quicker than filling cells one by one."""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.ns import qn

from guiju.kernel.document import layout
from guiju.kernel.document.tree import Column, FigureRef, Table
from guiju.papers.docx_styles import TABLE_STYLE
from guiju.papers.docx_xml import Element, Marks, element, paragraph, run

TYPE_WIDTH_TWIPS = round(layout.TYPE_WIDTH_MM * layout.POINTS_PER_MM * layout.TWIPS_PER_POINT)


def table_element(table: Table, marks: Marks) -> Element:
    """The table as wide as the type area, its heading row repeated on every page."""
    widths = column_widths(table.columns)
    made = element("w:tbl", None, _properties(table), _grid(widths), _heading_row(table.columns, widths))
    pattern = _pattern_row(table.columns, widths)
    for cells in table.rows:
        row = deepcopy(pattern)
        for place, cell in zip(row.iterfind(f"{qn('w:tc')}/{qn('w:p')}"), cells, strict=True):
            for piece in cell:
                place.extend(
                    [marks.in_table(piece)] if isinstance(piece, FigureRef) else [run(_in_lines(piece.text))]
                )
        made.append(row)
    return made


def column_widths(columns: tuple[Column, ...]) -> tuple[int, ...]:
    """The columns' widths in twips; together exactly the type area."""
    whole = sum(column.share for column in columns)
    widths = [TYPE_WIDTH_TWIPS * column.share // whole for column in columns]
    widths[-1] += TYPE_WIDTH_TWIPS - sum(widths)
    return tuple(widths)


def _properties(table: Table) -> Element:
    return element(
        "w:tblPr",
        None,
        element("w:tblStyle", {"val": TABLE_STYLE}),
        element("w:tblW", {"w": TYPE_WIDTH_TWIPS, "type": "dxa"}),
        element("w:tblLayout", {"type": "fixed"}),
        element("w:tblLook", {"val": "0020", "firstRow": 1, "noHBand": 1, "noVBand": 1}),
        element("w:tblCaption", {"val": table.caption or table.summary}),
        element("w:tblDescription", {"val": table.summary}),
    )


def _grid(widths: tuple[int, ...]) -> Element:
    return element("w:tblGrid", None, *(element("w:gridCol", {"w": width}) for width in widths))


def _heading_row(columns: tuple[Column, ...], widths: tuple[int, ...]) -> Element:
    properties = element("w:trPr", None, element("w:cantSplit"), element("w:tblHeader"))
    cells = (
        _cell(width, paragraph("TableHead", run(column.title)))
        for column, width in zip(columns, widths, strict=True)
    )
    return element("w:tr", None, properties, *cells)


def _pattern_row(columns: tuple[Column, ...], widths: tuple[int, ...]) -> Element:
    cells = []
    for column, width in zip(columns, widths, strict=True):
        align = (element("w:jc", {"val": column.align}),) if column.align != "left" else ()
        style = "TableId" if column.breaks_anywhere else "TableText"
        cells.append(_cell(width, paragraph(style, properties=align)))
    return element("w:tr", None, element("w:trPr", None, element("w:cantSplit")), *cells)


def _cell(width: int, content: Element) -> Element:
    properties = element(
        "w:tcPr", None, element("w:tcW", {"w": width, "type": "dxa"}), element("w:vAlign", {"val": "center"})
    )
    return element("w:tc", None, properties, content)


def _in_lines(text: str) -> str:
    """A citation's year on a line of its own, so that no program breaks the line inside it."""
    return text.replace("》（", "》\n（")

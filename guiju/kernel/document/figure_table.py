"""The table of figures 数据来源表: each figure of the report with what it counts, its articles and its records."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.kernel.document.figure_value import FigureValue
from guiju.kernel.document.fill import NO_VALUE, figure_ref
from guiju.kernel.document.numerals import plain_number
from guiju.kernel.document.tree import Cell, Column, Note, Table, Text
from guiju.kernel.law.citation import parse_compact

COLUMNS = (
    Column("序号", 9, "center"),
    Column("指标", 25),
    Column("数值", 15, "right"),
    Column("单位", 11, "center"),
    Column("口径", 40),
    Column("依据", 29),
    Column("记录数", 15, "right"),
    Column("数字编号", 26, breaks_anywhere=True),
)


def figure_table(figures: Sequence[FigureValue]) -> tuple[Table, Note]:
    """The table with one row a figure in the order given, and the note that tells how to open a figure."""
    rows = tuple(_row(number, figure) for number, figure in enumerate(figures, 1))
    summary = f"本报告{len(rows)}个数字的指标、数值、单位、口径、依据、记录数和数字编号。"
    note = Note(
        "注：数字编号由“指标@时段@机关#记录总数”组成，凭编号可在系统中按当时的记录重算该数字并列出其每一条记录。"
        "比率的记录数为分母的记录数。"
    )
    return Table("", COLUMNS, rows, summary), note


def _row(number: int, figure: FigureValue) -> tuple[Cell, ...]:
    printed = NO_VALUE if figure.value is None else plain_number(figure.value)
    value = figure_ref(figure, printed)
    words = (
        str(number),
        figure.title,
        None,
        figure.unit,
        figure.gist,
        "；".join(_printed(cite) for cite in figure.cites),
        str(figure.records),
        figure.id,
    )
    return tuple((value,) if word is None else (Text(word),) for word in words)


def _printed(cite: object) -> str:
    """The citation as 《…》第…条; a name that is no citation as it stands."""
    read = parse_compact(str(cite)) if isinstance(cite, str) else None
    return read.text() if read is not None else str(cite)

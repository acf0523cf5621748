"""Checks on tables: a row or column called 合计 must be the sum of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guiju.kernel.audit.text import Piece
from guiju.kernel.audit.view import View
from guiju.kernel.finding import Finding

Grid = dict[tuple[int, int], Piece]
_TOTALS = frozenset(("合计", "总计", "共计", "总和"))
_NO_PARTS = frozenset(("序号", "编号", "年份", "年度", "备注"))
_NESTED = re.compile(r"小计|其中|率|占比|比重|同比|均|[%％]")
_NUMBER = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NOTHING = frozenset(("", "-", "—", "－", "/", "——", "无"))
_SPACE = re.compile(r"\s+")


def check_tables(view: View) -> Iterator[Finding]:
    """Findings about tables whose cells are plain numbers, without sub-totals and rates."""
    tables: dict[int, Grid] = {}
    for piece in view.reading.text.pieces:
        if piece.table:
            tables.setdefault(piece.table, {})[piece.row, piece.column] = piece
    for grid in tables.values():
        words = {place: _words(view, piece) for place, piece in grid.items()}
        if not any(_NESTED.search(text) for text in words.values()):
            yield from _lines(view, grid, words)
            turned = {(column, row): piece for (row, column), piece in grid.items()}
            yield from _lines(view, turned, {(column, row): text for (row, column), text in words.items()})


def _words(view: View, piece: Piece) -> str:
    return _SPACE.sub("", view.content[piece.start : piece.end])


def _lines(view: View, grid: Grid, words: dict[tuple[int, int], str]) -> Iterator[Finding]:
    """The row called 合计 against the rows before it, or after it where it comes first, column by column."""
    rows = sorted({row for row, _ in grid})
    first = min((column for _, column in grid), default=0)
    totals = [row for row in rows if words.get((row, first)) in _TOTALS]
    if len(totals) != 1:
        return
    labels = {row: words.get((row, first), "") for row in rows[1:]}
    others = [row for row, label in labels.items() if row != totals[0] and label and label not in _NO_PARTS]
    for column in sorted({column for _, column in grid if column > first}):
        total = _number(words.get((totals[0], column), ""))
        cells = [words.get((row, column), "") for row in others]
        numbers = [_number(cell) for cell in cells if cell not in _NOTHING]
        addends = [number for number in numbers if number is not None]
        if total is None or len(addends) < 2 or len(addends) < len(numbers):
            continue
        summed = sum(addends, Decimal(0))
        if summed != total:
            piece = grid[totals[0], column]
            what = f"各项相加为{summed:f}，与合计“{words[totals[0], column]}”不符"
            yield view.finding("table.total", what, piece.start, piece.end)


def _number(text: str) -> Decimal | None:
    return Decimal(re.sub(r"[,，]", "", text)) if _NUMBER.fullmatch(text) else None

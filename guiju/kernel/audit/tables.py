"""Tables 表格: the words of a number in a cell are the head of its column and the label of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guiju.kernel.audit.claim import Quantity
from guiju.kernel.audit.text import Piece, Text

_UNIT = re.compile(
    r"[（(]\s*(?:单位[：:])?\s*([万亿]?)([件个项次条份篇册幅卷种批次人名户家所处元分倍小时日天年%％场期起宗位]{1,3})\s*[)）]"
)
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_FIGURE = re.compile(r"[\d.,，%％*＊xX×／/\-—\s]*[\d*＊xX×][\d.,，%％*＊xX×／/\-—\s]*[\u4e00-\u9fff%％]{0,3}")
_HEAD_ROWS = 3
_LABELS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A quantity in a cell; ``own`` are the heads of its column, the labels of its row, and its own text."""

    quantity: Quantity
    own: tuple[tuple[int, int], ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The own spans in order of the text."""
        return sorted(set(self.own))


def cells_of(text: Text, pieces: Sequence[Piece], quantities: Sequence[Quantity]) -> Iterator[Cell]:
    """The quantities of a table's pieces, each with its heads; the unit of a head （件） serves numbers without one."""
    grid = {(piece.row, piece.column): piece for piece in pieces}
    columns = {column: _heads(text.content, grid, column) for column in {piece.column for piece in pieces}}
    for quantity in quantities:
        piece = text.piece_at(quantity.start)
        if piece is None or grid.get((piece.row, piece.column)) is not piece:
            continue
        heads = [one for one in columns[piece.column] if one.row < piece.row]
        labels = _labels(text.content, grid, piece)
        own = [(one.start, one.end) for one in (*heads, *labels)]
        if piece.start < quantity.start:
            own.append((piece.start, quantity.start))
        if quantity.end < piece.end:
            own.append((quantity.end, piece.end))
        named = "".join(text.content[start:end] for start, end in own)
        yield Cell(_with_unit(quantity, named), tuple(own) or ((piece.start, piece.end),))


def _heads(content: str, grid: dict[tuple[int, int], Piece], column: int) -> list[Piece]:
    """The cells of words at the top of a column."""
    found: list[Piece] = []
    for row in range(1, _HEAD_ROWS + 1):
        piece = grid.get((row, column))
        if piece is None:
            continue
        if _FIGURE.fullmatch(content, piece.start, piece.end):
            break
        found.append(piece)
    return found


def _labels(content: str, grid: dict[tuple[int, int], Piece], piece: Piece) -> list[Piece]:
    """The cells of words to the left in the same row; the nearest last."""
    first = range(1, min(piece.column, _LABELS + 1))
    found = [grid[piece.row, column] for column in first if (piece.row, column) in grid]
    return [one for one in found if not _FIGURE.fullmatch(content, one.start, one.end)]


def _with_unit(quantity: Quantity, named: str) -> Quantity:
    found = _UNIT.search(named)
    if quantity.unit or found is None:
        return quantity
    unit = found.group(2).replace("％", "%")
    scale = _SCALES[found.group(1)] * quantity.scale
    return replace(quantity, unit=unit, scale=scale, kind="rate" if unit == "%" else quantity.kind)

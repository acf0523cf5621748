"""A document as read: its text, and where each piece of it stood on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

_EVEN = ((",", "，"), (";", "；"), (":", "："), ("(", "（"), (")", "）"), ("!", "！"), ("?", "？"))
PieceKind = Literal["title", "heading", "paragraph", "cell", "note"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading or table cell: ``content[start:end]`` of its text, line end left out.

    ``page`` counts from 1 (None where the format has no pages); ``number`` counts paragraphs from 1;
    of a cell ``table``, ``row`` and ``column`` count from 1; ``level`` is a heading's, from 1.
    """

    start: int
    end: int
    kind: PieceKind = "paragraph"
    number: int = 0
    page: int | None = None
    level: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """Where it is, for people: ``第3页第12段``, ``第5段``, ``表1第2行第3列``."""
        page = f"第{self.page}页" if self.page else ""
        return page + (
            f"表{self.table}第{self.row}行第{self.column}列" if self.table else f"第{self.number}段"
        )


@dataclass(frozen=True)
class Text:
    """A document's text; offsets of claims and findings are indices into ``content``.

    Of a plain text file ``content`` is the file decoded, its line ends untouched. ``pieces`` are in
    reading order and do not overlap. ``notes`` say in Chinese what reading left out (pictures, hidden text).
    """

    name: str
    content: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def piece_at(self, offset: int) -> Piece | None:
        """The piece in which an offset lies, else the last one before it."""
        index = bisect_right(self._starts, offset) - 1
        return self.pieces[index] if index >= 0 else None

    def place_of(self, offset: int) -> str:
        """Where an offset is, for people."""
        piece = self.piece_at(offset)
        return piece.place if piece else ""


def even(text: str) -> str:
    """The text, as long as it was, with full-width marks: 县政府,(一) and 县政府，（一） read the same."""
    for half, full in _EVEN:
        text = text.replace(half, full)
    return text


def plain_text(name: str, content: str) -> Text:
    """A text whose lines are its paragraphs; blank lines are no pieces. Ends of lines: LF, CRLF or CR.

    Two or more lines in a row whose parts are divided by ``|`` or by tabs are a table, its parts cells.
    """
    pieces: list[Piece] = []
    rows: list[tuple[Piece, list[Piece]]] = []
    start = number = table = 0
    for line in content.splitlines(keepends=True):
        bare = line.strip()
        cells = _cells(line, start, bare) if "|" in bare or "\t" in bare else []
        if bare:
            first = start + line.index(bare[0])
            number += 1
            whole = Piece(first, first + len(bare), number=number)
        if not cells and rows:
            table += len(rows) > 1
            pieces.extend(_table(rows, table))
            rows = []
        if cells:
            rows.append((whole, cells))
        elif bare:
            pieces.append(whole)
        start += len(line)
    table += len(rows) > 1
    pieces.extend(_table(rows, table))
    return Text(name, content, tuple(pieces))


def _cells(line: str, start: int, bare: str) -> list[Piece]:
    """The cells of a line of a table drawn with ``|`` (two at least) or with tabs (three at least); else none."""
    mark, least = ("|", 2) if "|" in bare else ("\t", 3)
    at = start + line.index(bare[0])
    if bare[0] == mark:
        bare, at = bare[1:], at + 1
    cells: list[Piece] = []
    parts = bare.removesuffix(mark).split(mark)
    for column, part in enumerate(parts, start=1):
        words = part.strip()
        if words:
            first = at + part.index(words[0])
            cells.append(Piece(first, first + len(words), "cell", column=column))
        at += len(part) + 1
    return cells if len(parts) >= least and cells else []


def _table(rows: list[tuple[Piece, list[Piece]]], table: int) -> Iterator[Piece]:
    """The cells of a table's lines; a line that stands alone is a paragraph after all."""
    if len(rows) == 1:
        yield rows[0][0]
        return
    for row, (whole, cells) in enumerate(rows, start=1):
        for cell in cells:
            yield replace(cell, number=whole.number, table=table, row=row)

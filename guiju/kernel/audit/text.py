"""A document as read: its text, and where each piece of it stood on the page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

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


def plain_text(name: str, content: str) -> Text:
    """A text whose lines are its paragraphs; blank lines are no pieces. Ends of lines: LF, CRLF or CR."""
    pieces: list[Piece] = []
    start = 0
    for line in content.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = start + line.index(bare[0])
            pieces.append(Piece(first, first + len(bare), number=len(pieces) + 1))
        start += len(line)
    return Text(name, content, tuple(pieces))

"""Gathering 归集: pieces of a document put into one text, in reading order, with their places.

Content: a line a paragraph; the cells of a table row parted by a tab, rows by a line end.
"""

from __future__ import annotations

from dataclasses import replace

from guiju.errors import InputFault
from guiju.kernel.audit.text import Piece, PieceKind, Text

MOST_CHARS = 20_000_000
"""A longer text is no report."""
MOST_PIECES = 400_000


class Gathering:
    """A text in the making."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._notes: list[str] = []
        self._number = 0
        self._row: tuple[int, int] | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What was gathered so far."""
        return tuple(self._pieces)

    def paragraph(
        self, text: str, kind: PieceKind = "paragraph", page: int | None = None, level: int = 0
    ) -> int:
        """Add a paragraph on a line of its own. The offset at which it begins."""
        self._end_line()
        self._number += 1
        return self._add(text, Piece(0, 0, kind, self._number, page, level))

    def more(self, text: str, page: int | None) -> None:
        """Add to the last paragraph, which goes on here; on another page that is a piece of its own."""
        last = self._pieces[-1]
        if last.page != page:
            self._add(text, replace(last, page=page))
            return
        self._write(text)
        self._pieces[-1] = replace(last, end=self._length)

    def cell(self, text: str, table: int, row: int, column: int, page: int | None = None) -> int:
        """Add a cell of a table; cells come row by row. The offset at which it begins."""
        if self._row == (table, row):
            self._write("\t")
        else:
            self._end_line()
        self._row = (table, row)
        return self._add(text, Piece(0, 0, "cell", 0, page, 0, table, row, column))

    def note(self, words: str) -> None:
        """Say once what reading left out."""
        if words not in self._notes:
            self._notes.append(words)

    def text(self) -> Text:
        """The text. Raises: InputFault where nothing was gathered."""
        content = "".join(self._parts)
        if not content.strip():
            raise InputFault(f"{self.name}：里面没有文字，无从审校；请确认文件没有存错")
        return Text(self.name, content, tuple(self._pieces), tuple(self._notes))

    def _end_line(self) -> None:
        self._row = None
        if self._parts:
            self._write("\n")

    def _add(self, text: str, piece: Piece) -> int:
        start = self._length
        self._write(text)
        self._pieces.append(replace(piece, start=start, end=self._length))
        if len(self._pieces) > MOST_PIECES:
            raise InputFault(
                f"{self.name}：超过{MOST_PIECES // 10_000}万个段落或单元格，不像一份报告；请拆分后再审校"
            )
        return start

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > MOST_CHARS:
            raise too_long(self.name)


def too_long(name: str) -> InputFault:
    """The refusal of a text beyond `MOST_CHARS`."""
    return InputFault(f"{name}：文字超过{MOST_CHARS // 10_000}万字，不像一份报告；请拆分后再审校")

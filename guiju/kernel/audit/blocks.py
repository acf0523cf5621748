"""Blocks 段落: the paragraphs and tables that hold numbers; lines broken inside a sentence joined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiju.kernel.audit.claim import Quantity
from guiju.kernel.audit.text import Piece, Text

_ENDS = "。！？!?；;：:"
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|第[一二三四五六七八九十]{1,3}[部章节条]"
)
_NEVER_FIRST = "，。；、！？,;!?）)》”%％"
_FIGURE = re.compile(r"\d[\d,，.．]{0,15}[%％]?")
_FULL_LINE = 20
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a whole table (``table`` is its number); ``content[start:end]`` of the text."""

    start: int
    end: int
    table: int = 0


def blocks_of(
    text: Text, title: str, quantities: Sequence[Quantity]
) -> Iterator[tuple[Block, list[Quantity]]]:
    """The blocks that hold quantities, each with them, in order; a line of the title is a block of its own."""
    starts = [one.start for one in quantities]
    for block in _blocks(text, title):
        inside = quantities[bisect_left(starts, block.start) : bisect_right(starts, block.end - 1)]
        if inside:
            yield block, list(inside)


def paragraphs(text: Text) -> Iterator[tuple[int, int]]:
    """The bounds of each paragraph, lines broken inside a sentence joined, and of each table cell by itself."""
    opened: Block | None = None
    last: Piece | None = None
    for piece in text.pieces:
        apart = not opened or not last or piece.table or last.table
        if opened and last and not apart and _goes_on(text.content, last, piece, opened):
            opened = Block(opened.start, piece.end)
        else:
            if opened:
                yield opened.start, opened.end
            opened = Block(piece.start, piece.end)
        last = piece
    if opened:
        yield opened.start, opened.end


def _blocks(text: Text, title: str) -> Iterator[Block]:
    open_block: Block | None = None
    last: Piece | None = None
    for piece in text.pieces:
        goes_on = open_block and last and _goes_on(text.content, last, piece, open_block)
        if open_block and last and goes_on and text.content[last.start : last.end].strip() not in title:
            open_block = Block(open_block.start, piece.end, open_block.table)
        else:
            if open_block:
                yield open_block
            open_block = Block(piece.start, piece.end, piece.table)
        last = piece
    if open_block:
        yield open_block


def _goes_on(content: str, last: Piece, piece: Piece, block: Block) -> bool:
    """Whether a piece continues the block: the same table, or a line broken inside a sentence."""
    if piece.table or last.table:
        return piece.table == last.table
    if last.kind != "paragraph" or piece.kind != "paragraph" or block.end - block.start > _LONGEST:
        return False
    if content[piece.start] in _NEVER_FIRST or _is_broken_off(content, last, piece):
        return True
    if content[last.end - 1 : last.end] in _ENDS or last.end - last.start < _FULL_LINE:
        return False
    return not _BEGINS.match(content, piece.start, piece.end)


def _is_broken_off(content: str, last: Piece, piece: Piece) -> bool:
    """Whether a number that stands alone on a line ties it to the line before, or to the one behind."""
    if content.count("\n", last.end, piece.start) > 1:
        return False
    if _FIGURE.fullmatch(content, last.start, last.end):
        return "\u4e00" <= content[piece.start] <= "\u9fff" and not _BEGINS.match(
            content, piece.start, piece.end
        )
    opened = content[last.end - 1] in "，、,（(" or "\u4e00" <= content[last.end - 1] <= "\u9fff"
    return opened and _FIGURE.fullmatch(content, piece.start, piece.end) is not None

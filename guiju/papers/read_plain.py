"""A plain text file read: .txt, .md and the like in any of the usual encodings."""

from __future__ import annotations

from dataclasses import replace

from guiju.errors import InputFault
from guiju.kernel.audit.text import Text, plain_text
from guiju.papers.gather import MOST_CHARS, MOST_PIECES, too_long


def read_plain(name: str, content: str, notes: tuple[str, ...]) -> Text:
    """The text as it stands; its lines are its paragraphs.

    Raises: InputFault for one that is empty or longer than any report.
    """
    if len(content) > MOST_CHARS:
        raise too_long(name)
    if sum(map(content.count, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")) > MOST_PIECES:
        raise InputFault(f"{name}：超过{MOST_PIECES // 10_000}万行，不像一份报告；请拆分后再审校")
    text = plain_text(name, content)
    pieces = text.pieces
    if (
        content.startswith("\ufeff") and pieces
    ):  # the mark of byte order is a character, and no part of the title
        first = replace(pieces[0], start=pieces[0].start + 1)
        pieces = (first, *pieces[1:]) if content[first.start : first.end].strip() else pieces[1:]
    if not pieces:
        raise InputFault(f"{name}：里面没有文字，无从审校；请确认文件没有存错")
    return Text(name, content, pieces, notes)

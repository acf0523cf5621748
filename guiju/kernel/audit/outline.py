"""Outline 提纲: the sections of a text by the numbers of their headings, each with its role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.kernel.audit.lexicon import Lexicon
from guiju.kernel.audit.reading import Section, SectionRole
from guiju.kernel.audit.text import Piece, Text

_COUNT = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(
    rf"(?P<one>{_COUNT}[、．.]|第{_COUNT}(?:部分|章|节)[、：:\s]?)"
    rf"|(?P<two>[（(]{_COUNT}[)）][、．.]?)"
    r"|(?P<three>\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])"
)
_RUN_IN = re.compile(
    r"(?P<four>[一二三四五六七八九十第其](?<![^。；;！：:，,\s].)"
    rf"(?:(?<=[第其]){_COUNT}[，,]|(?<![第其])[一二三四五六七八九十]{{0,2}}是))"
)
"""The letter it begins with is asked first, then what stands before it: so the search leaps from one to the next."""
_APPENDIX = re.compile(r"附\s?[件表录]\s?[0-9０-９一二三四五六七八九十]{0,3}(?![\u4e00-\u9fff0-9])|附[：:]")
_END = re.compile(r"[。！；;：:\n\r]")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_LEVELS = {"one": 1, "two": 2, "three": 3, "four": 4}
_LONGEST = 60


@dataclass(slots=True)
class _Mark:
    level: int
    start: int
    heading_end: int
    limit: int | None = None


def outline(text: Text, lexicon: Lexicon) -> tuple[Section, ...]:
    """The sections, in order of their beginnings; roles by the declared words of headings.

    A numbered beginning of a paragraph is a heading up to its first full stop (at most the paragraph);
    ``一是`` and its like are headings inside a paragraph. A title that names no number has level 1 where the
    file marks it as a heading. An appendix (附件, 附表) is a section of the role ``other``; so is an inner
    section whose heading has no word of a role.
    """
    marks = [mark for piece in text.pieces if not piece.table for mark in _marks(text.content, piece)]
    return tuple(_section(text.content, mark, end, lexicon) for mark, end in _ended(marks, len(text.content)))


def _marks(content: str, piece: Piece) -> Iterator[_Mark]:
    found = _NUMBERED.match(content, piece.start, piece.end)
    if found:
        yield _Mark(_LEVELS[str(found.lastgroup)], piece.start, _heading_end(content, found.end(), piece.end))
    elif _APPENDIX.match(content, piece.start, piece.end) and piece.end - piece.start <= _LONGEST:
        yield _Mark(1, piece.start, piece.start)
    elif piece.kind == "heading":
        yield _Mark(piece.level or 1, piece.start, piece.end)
    for run_in in _RUN_IN.finditer(content, found.end() if found else piece.start, piece.end):
        yield _Mark(4, run_in.start(), _heading_end(content, run_in.end(), piece.end), piece.end)


def _heading_end(content: str, start: int, limit: int) -> int:
    """Where a heading ends: at the first full stop, or with its paragraph; a long first sentence is none."""
    found = _END.search(content, start, limit)
    end = found.start() if found else limit
    return end if end - start <= _LONGEST else start


def _ended(marks: list[_Mark], limit: int) -> list[tuple[_Mark, int]]:
    """Each mark with where its section ends: at the next of its level or above, 一是 at the latest with its paragraph.

    One pass from the back.
    """
    after: dict[int, int] = {}
    ended: list[tuple[_Mark, int]] = []
    for mark in reversed(marks):
        end = min((at for level, at in after.items() if level <= mark.level), default=limit)
        ended.append((mark, end if mark.limit is None else min(end, mark.limit)))
        after = {level: at for level, at in after.items() if level < mark.level} | {mark.level: mark.start}
    return ended[::-1]


def _section(content: str, mark: _Mark, end: int, lexicon: Lexicon) -> Section:
    heading_end = min(mark.heading_end, end)
    heading = content[mark.start : heading_end].strip()
    year = _YEAR.search(heading)
    return Section(
        heading=heading,
        level=mark.level,
        start=mark.start,
        heading_end=heading_end,
        end=end,
        role=role_of(heading, lexicon) if mark.level <= 2 else "other",
        period=year.group(1) if year else "",
    )


def role_of(heading: str, lexicon: Lexicon) -> SectionRole:
    """The role that a heading speaks of; of several declared words the last one in the heading decides."""
    best: tuple[int, int, SectionRole] = (-1, 0, "other")
    if not lexicon.words.role_word.search(heading):
        return best[2]
    for role, words in lexicon.words.roles.items():
        for word in words:
            at = heading.rfind(word)
            if at >= 0:
                best = max(best, (at + len(word), len(word), role))
    return best[2]

"""Lines 行: words placed on pages put back into lines, lines into paragraphs (PDF and OFD know only places).

Measures are in points or millimetres alike: everything is judged against the size of the type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from guiju.papers.gather import Gathering

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页)?(?:\s*[/，,共]\s*共?\s*[0-9]{1,4}\s*页?)?[-—–－·\s]*"
)
_DIGITS = re.compile(r"[0-9０-９]+")
_EDGE = 0.1
"""The part of a page, above and below, in which headers and page numbers stand."""
_ENDS = "。！？；：…”）》.!?;:"
_UNIT = re.compile(
    r"[（“‘《〈【(]{0,3}(?:[A-Za-z0-9.%％+－-]{1,20}|.)[，。、；：！？）”’》〉】)％%,.;:]{0,4}"
)
_LIST = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9])|第[一二三四五六七八九十]{1,3}[章节]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """Characters at a place: left and right edge, baseline from the top of the page, size of the type."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Line:
    """A line of a page."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass
class Sheet:
    """A page: its lines from above, and its tables, each with the place where it stands."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[float, list[list[tuple[int, str]]]]] = field(default_factory=list)
    """Baseline of the first row; rows of (column, characters)."""


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words as lines from above, each read from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.base, each.left)):
        if rows and abs(word.base - rows[-1][0].base) <= 0.45 * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [line for row in rows if (line := _line(sorted(row, key=lambda each: each.left))).text.strip()]


def _line(row: Sequence[Word]) -> Line:
    size = median(word.size for word in row)
    text, right = "", row[0].left
    for word in row:
        gap = word.left - right
        if text and gap > 2.2 * size:
            text = text.rstrip() + "\t"
        elif text and gap > 0.25 * size and _is_latin(text[-1]) and _is_latin(word.text[:1]):
            text += " "
        text += word.text
        right = max(right, word.right)
    kept = text.strip()
    return Line(kept, row[0].left, right, row[0].base, size)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def strip_edges(sheets: Sequence[Sheet], out: Gathering) -> None:
    """Take page numbers and lines that come back on most pages out of the sheets; say so in a note."""
    times: Counter[str] = Counter()
    for sheet in sheets:
        times.update({_key(line) for line in sheet.lines if _is_edge(sheet, line)})
    often = {key for key, number in times.items() if number >= max(3, 0.4 * len(sheets))}
    heads: list[str] = []
    for sheet in sheets:
        kept = []
        for line in sheet.lines:
            if _is_edge(sheet, line) and _PAGE_NUMBER.fullmatch(line.text):
                continue
            if _is_edge(sheet, line) and _key(line) in often:
                heads.append(line.text)
                continue
            kept.append(line)
        sheet.lines = kept
    for words in list(dict.fromkeys(heads))[:3]:
        out.note(f"页眉页脚没有计入正文：{words[:60]}")


def _key(line: Line) -> str:
    return _DIGITS.sub("#", "".join(line.text.split()))


def _is_edge(sheet: Sheet, line: Line) -> bool:
    return line.base < _EDGE * sheet.height or line.base > (1 - _EDGE) * sheet.height


def add_paragraphs(sheets: Sequence[Sheet], out: Gathering) -> None:
    """Gather the sheets: lines that run on become one paragraph, also across pages; tables stand in their place."""
    left, right = _margins(sheets)
    above: Line | None = None
    tables = 0
    for sheet in sheets:
        waiting = sorted(sheet.tables, key=lambda table: table[0])
        fresh = True
        for line in sheet.lines:
            while waiting and waiting[0][0] <= line.base:
                tables += 1
                _add_table(waiting.pop(0)[1], tables, sheet.number, out)
                above = None
            if above is not None and _runs_on(above, line, left, right, fresh):
                joint = " " if _needs_space(above.text, line.text) else ""
                out.more(joint + line.text, sheet.number)
            else:
                out.paragraph(line.text, page=sheet.number)
            above, fresh = line, False
        for _, rows in waiting:
            tables += 1
            _add_table(rows, tables, sheet.number, out)
            above = None


def _add_table(rows: list[list[tuple[int, str]]], number: int, page: int, out: Gathering) -> None:
    for row, cells in enumerate(rows, 1):
        for column, text in cells:
            out.cell(text, number, row, column, page)


def _margins(sheets: Sequence[Sheet]) -> tuple[float, float]:
    """The left and right edges of the type area: those that most long lines share."""
    lines = [line for sheet in sheets for line in sheet.lines if "\t" not in line.text]
    if not lines:
        return 0.0, 0.0
    size = median(line.size for line in lines)
    long = [line for line in lines if line.right - line.left > 12 * size] or lines
    lefts = Counter(round(line.left / size) for line in long)
    most = max(lefts.values())
    left = min(edge for edge, number in lefts.items() if number >= 0.2 * most) * size
    rights = sorted(line.right for line in long)
    return left, rights[int(0.9 * (len(rights) - 1))]


def _runs_on(above: Line, line: Line, left: float, right: float, new_page: bool) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    size = line.size
    if "\t" in above.text or "\t" in line.text or abs(above.size - size) > 0.15 * size:
        return False
    if not new_page and line.base - above.base > 2.6 * size:
        return False
    if above.right + _first_width(line) < right - 1.2 * size:
        return False
    if line.left > left + 1.2 * size:
        return False
    return not (above.text[-1] in _ENDS and _LIST.match(line.text))


def _first_width(line: Line) -> float:
    """How wide the least is that could have stood on the line above: a character or number with its punctuation."""
    found = _UNIT.match(line.text)
    return line.size * sum(0.5 if char.isascii() else 1 for char in (found[0] if found else ""))


def _needs_space(above: str, below: str) -> bool:
    return above[-1].isascii() and above[-1].isalpha() and below[0].isascii() and below[0].isalpha()

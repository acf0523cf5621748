"""GB/T 9704-2012 党政机关公文格式: its measures, in millimetres and points, each with its clause.

Measures without a figure in the standard (the bottom and right white, the grid's pitch) are computed here from
those that have one, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Literal, TypeAlias

STANDARD = "GB/T 9704-2012"
POINTS_PER_MM = 72 / 25.4
TWIPS_PER_POINT = 20

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
"""A4. Source: GB/T 9704-2012 5.1."""
TOP_MM, TOP_TOLERANCE_MM = 37, 1
"""White above (天头). Source: GB/T 9704-2012 5.2.1."""
BINDING_MM, BINDING_TOLERANCE_MM = 28, 1
"""White at the binding edge (订口), the left. Source: GB/T 9704-2012 5.2.1."""
TYPE_WIDTH_MM, TYPE_HEIGHT_MM = 156, 225
"""The type area (版心). Source: GB/T 9704-2012 5.2.1."""
RIGHT_MM = PAGE_WIDTH_MM - BINDING_MM - TYPE_WIDTH_MM
"""26 mm: follows from page, binding edge and type area."""
BOTTOM_MM = PAGE_HEIGHT_MM - TOP_MM - TYPE_HEIGHT_MM
"""35 mm: follows from page, top white and type area."""

LINES_PER_PAGE, CHARACTERS_PER_LINE = 22, 28
"""Source: GB/T 9704-2012 5.2.3."""

SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 22.0, 16.0, 14.0, 10.5
"""The type sizes 2号, 3号, 4号 and 5号 in points."""
SIZE_5_SMALL = 9.0
"""小五, for tables."""

LINE_PITCH_PT = TYPE_HEIGHT_MM * POINTS_PER_MM / LINES_PER_PAGE
"""Height of one line: 225 mm ÷ 22 = 28.99 pt. Computed."""
CHARACTER_PITCH_PT = TYPE_WIDTH_MM * POINTS_PER_MM / CHARACTERS_PER_LINE
"""Width of one character: 156 mm ÷ 28 = 15.79 pt, a little less than the 16 pt of 3号. Computed."""
LINE_PITCH_TWIPS = int(LINE_PITCH_PT * TWIPS_PER_POINT)
"""579, cut down so that 22 lines never overflow. Computed."""
CHARACTER_SPACE_4096 = floor((CHARACTER_PITCH_PT - SIZE_3) * 4096)
"""-848 (in 1/4096 pt): what ``w:docGrid`` takes off each character. Computed."""
CHARACTER_SPACING_TWIPS = floor((CHARACTER_PITCH_PT - SIZE_3) * 10) * TWIPS_PER_POINT // 10
"""-6: the same as a run's own spacing, for programs that do not shrink characters to the grid; in whole tenths of a
point, because some round to that. Computed."""

PAGE_NUMBER_DROP_MM = 7
"""From the type area's lower edge to the dash of the page number. Source: GB/T 9704-2012 7.5."""
PAGE_NUMBER_INDENT_CHARACTERS = 1
"""Odd pages: one character from the right; even pages: one from the left. Source: GB/T 9704-2012 7.5."""
RED_LINE_DROP_MM = 4
"""From the document number to the red line. Source: GB/T 9704-2012 7.2."""
FIRST_LINE_INDENT_CHARACTERS = 2
"""左空二字. Source: GB/T 9704-2012 7.3.3."""

Role: TypeAlias = Literal[
    "title", "body", "level1", "level2", "level3", "level4", "page_number", "attachment", "table"
]


@dataclass(frozen=True, slots=True)
class Face:
    """A role's type: the font by the name office computers know it, and its size in points."""

    font: str
    size_pt: float
    clause: str


FACES: dict[Role, Face] = {
    "title": Face("方正小标宋简体", SIZE_2, "7.3.1"),
    "body": Face("仿宋_GB2312", SIZE_3, "5.2.2"),
    "level1": Face("黑体", SIZE_3, "7.3.3"),
    "level2": Face("楷体_GB2312", SIZE_3, "7.3.3"),
    "level3": Face("仿宋_GB2312", SIZE_3, "7.3.3"),
    "level4": Face("仿宋_GB2312", SIZE_3, "7.3.3"),
    "page_number": Face("宋体", SIZE_4, "7.5"),
    "attachment": Face("黑体", SIZE_3, "7.3.7"),
    "table": Face("仿宋_GB2312", SIZE_5_SMALL, ""),
}
"""Table type has no clause: the standard leaves it open."""


def clause(number: str) -> str:
    """The standard with a clause: GB/T 9704-2012 7.5; without one, the standard alone."""
    return f"{STANDARD} {number}" if number else STANDARD


def width_in_characters(text: str) -> float:
    """The width of a line in characters of its size; ASCII counts half."""
    return sum(0.5 if ord(character) < 128 else 1.0 for character in text)


TITLE_ROOM = int(TYPE_WIDTH_MM * POINTS_PER_MM / SIZE_2) - 1
"""Characters of 2号 on a line: 20 fit, one is left free for fonts with wide digits. Computed."""


def title_lines(title: str, issuer: str = "") -> tuple[str, ...]:
    """The title cut into lines that fit the type area.

    A leading issuer stands alone on the first line, as does what precedes 关于; else the lines are made even.
    Source: GB/T 9704-2012 7.3.1 (whole words, balanced lines).
    """
    if width_in_characters(title) <= TITLE_ROOM:
        return (title,)
    head = issuer if issuer and title.startswith(issuer) else title.partition("关于")[0]
    if head and head != title and width_in_characters(head) <= TITLE_ROOM:
        return (head, *title_lines(title[len(head) :]))
    count = ceil(width_in_characters(title) / TITLE_ROOM)
    return _even_lines(title, width_in_characters(title) / count)


def _even_lines(title: str, goal: float) -> tuple[str, ...]:
    lines, line = [], ""
    for character in title:
        torn = line[-1:].isascii() and character.isascii() and line
        if width_in_characters(line) >= goal and not torn:
            lines.append(line)
            line = ""
        line += character
    return (*lines, line)


def signature_indents(issuer: str, day: str) -> tuple[float, float]:
    """Right indents, in characters, of 署名 and of 成文日期 on a paper without seal.

    The name ends two characters from the right and the date begins two characters right of the name's
    first; where the date is longer, the date ends two characters from the right and the name moves left.
    Source: GB/T 9704-2012 7.3.5.2.
    """
    name_width, day_width = width_in_characters(issuer), width_in_characters(day)
    if day_width > name_width:
        return 4.0 + day_width - name_width, 2.0
    return 2.0, name_width - day_width

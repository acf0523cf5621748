"""Numbers alone in a table cell: the unit is in the head of the column, the label of the row or the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from guiju.kernel.audit.claim import Quantity
from guiju.kernel.audit.extract import quantities
from guiju.kernel.audit.measure import MEASURES
from guiju.kernel.audit.numeral import printed
from guiju.kernel.audit.text import Piece, Text

_CAPTION = 120
_NUMBER = re.compile(r"(\d{1,3}(?:[,， ]\d{3})+(?:[.．]\d+)?|\d{1,15}(?:[.．]\d{1,8})?)(万|亿)?")
_MASK = re.compile(r"[*＊xX×○□_]{1,20}")
_IN_BRACKETS = re.compile(r"[（(]\s*(?:单位[:：])?\s*([十百千万亿]*)([^\s（）()]{1,5})\s*[)）]\s*$")
_CAPTIONED = re.compile(r"单位[:：]\s*([十百千万亿]*)([^\s，。；、/（）()]{1,4})")
_NAMED = re.compile(r"(?:([件人场批家户]次)数?量?|([件人次户份条项个家起])(?:数量?|次数))$")
_NO_FIGURE = re.compile(r"序号|编号|年份|年度|日期|时间|电话|邮编|代码|文号|联系|排名|页码|门牌")
_EXPLAINS = re.compile(r"口径|说明|备注|依据|解释|含义|计算方法")
_MASKED = re.compile(r"[*＊xX×○□_]")
_SCALES = {"万": 10**4, "亿": 10**8, "": 1}


def quantities_of(text: Text) -> tuple[Quantity, ...]:
    """All quantities of a document: those of its running text, and numbers that stand alone in table cells.

    A cell's span is the number alone; a number whose measure word stands in the next cell keeps that unit.
    """
    tables: dict[int, dict[tuple[int, int], Piece]] = {}
    for piece in text.pieces:
        if piece.kind == "cell":
            tables.setdefault(piece.table, {})[piece.row, piece.column] = piece
    found = [_kept_in_cell(text, quantity) for quantity in quantities(text.content)]
    if not tables:
        return tuple(found)
    found = [quantity for quantity in found if not _is_label(text, tables, quantity)]
    taken = {quantity.start for quantity in found}
    alone = (quantity for cells in tables.values() for quantity in _alone(text, cells))
    found.extend(quantity for quantity in alone if quantity.start not in taken)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _is_label(text: Text, tables: Mapping[int, Mapping[tuple[int, int], Piece]], quantity: Quantity) -> bool:
    """Whether a cell names or explains a figure instead of telling one: 开展活动场次; the column 口径."""
    piece = text.piece_at(quantity.start)
    if piece is None or piece.kind != "cell":
        return False
    if quantity.value is None and not _MASKED.search(quantity.text):
        return True
    cells = tables[piece.table]
    head = cells.get((1, piece.column))
    return (
        head is not None and head is not piece and bool(_EXPLAINS.search(text.content, head.start, head.end))
    )


def _kept_in_cell(text: Text, quantity: Quantity) -> Quantity:
    piece = text.piece_at(quantity.start)
    if piece is None or piece.kind != "cell" or quantity.end <= piece.end:
        return quantity
    return replace(quantity, end=piece.end, text=text.content[quantity.start : piece.end])


def _alone(text: Text, cells: Mapping[tuple[int, int], Piece]) -> Iterator[Quantity]:
    words = {place: text.content[piece.start : piece.end].strip() for place, piece in cells.items()}
    first = min(cells.values(), key=lambda piece: piece.start)
    captions = _CAPTIONED.findall(text.content[max(0, first.start - _CAPTION) : first.start])
    heads = _heads(words)
    for place, piece in cells.items():
        number, mask = _NUMBER.fullmatch(words[place]), _MASK.fullmatch(words[place])
        if not number and not mask:
            continue
        labels = [label for label in (heads.get(place), _label(words, place)) if label]
        if not labels or any(_NO_FIGURE.search(label) for label in labels):
            continue
        beside = words.get((piece.row, piece.column + 1), "")
        unit = _unit("", beside) or next((unit for unit in map(_unit_of, labels) if unit), None)
        if unit is None and captions:
            unit = _unit(*captions[-1])
        if mask and unit is None:
            continue
        start = text.content.index(words[place], piece.start)
        yield _quantity(start, words[place], number, unit or ("", 1))


def _heads(words: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """For every cell the nearest words above it in its column."""
    heads: dict[tuple[int, int], str] = {}
    above: dict[int, str] = {}
    for row, column in sorted(words):
        heads[row, column] = above.get(column, "")
        if _says_something(words[row, column]):
            above[column] = words[row, column]
    return heads


def _label(words: Mapping[tuple[int, int], str], place: tuple[int, int]) -> str:
    """The nearest words to the left of a cell in its row."""
    row, column = place
    left = (words.get((row, before), "") for before in range(column - 1, max(0, column - 12), -1))
    return next((label for label in left if _says_something(label)), "")


def _says_something(words: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in words[:40]) and not words[0].isdigit()


def _unit_of(label: str) -> tuple[str, int] | None:
    """The unit that a head or label names: 办结（件）, 罚没金额（万元）, 参加人数, 满意率."""
    if bracketed := _IN_BRACKETS.search(label):
        return _unit(*bracketed.groups())
    if named := _NAMED.search(label):
        return named.group(1) or named.group(2), 1
    return None


def _unit(scale: str, word: str) -> tuple[str, int] | None:
    measure = MEASURES.get(word)
    return None if measure is None or scale not in _SCALES else (measure.unit, _SCALES[scale])


def _quantity(start: int, words: str, number: re.Match[str] | None, unit: tuple[str, int]) -> Quantity:
    value: Decimal | None = printed(number.group(1)) if number else None
    scale = _SCALES[number.group(2) or ""] if number else 1
    measure = MEASURES.get(unit[0])
    return Quantity(
        start=start,
        end=start + len(words),
        text=words,
        value=value,
        scale=max(scale, unit[1]),
        unit=unit[0],
        masked=value is None,
        kind=measure.kind if measure else "other",
    )

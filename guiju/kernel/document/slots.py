"""Slots 空位 of a declared sentence: ``{code}`` is a figure, ``{code:wan}`` one printed otherwise, ``{text:field}`` words.

    审结行政复议案件{reconsideration_cases_concluded}件

Forms of a figure: (none) exactly as computed; ``wan`` in 万 to one decimal (``wan2``: to two), below 10 000 exact;
``rate`` with % (``rate1``: rounded half-up to one decimal). Doubled braces stand for themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from guiju.kernel.document.numerals import plain_number
from guiju.kernel.indicator.figure import half_up

_SLOT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_FORM = re.compile(r"(wan|rate)([0-4]?)\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """A place for a figure."""

    indicator: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class WordSlot:
    """A place for words: a narrative field (``text:…``) or a fact of the report (``period``, ``issuer`` …)."""

    name: str
    narrative: bool = False


Piece = str | FigureSlot | WordSlot

FACTS = frozenset({"issuer", "period", "next_period"})
"""What a sentence may name of the report itself."""


class BadSlot(ValueError):
    """A sentence whose braces say nothing; the message is Chinese and says what instead."""


def split_template(template: str) -> tuple[Piece, ...]:
    """The sentence as words and slots, in order. Raises: BadSlot."""
    pieces: list[Piece] = []
    end = 0
    for match in _SLOT.finditer(template):
        _add_words(pieces, template[end : match.start()])
        end = match.end()
        if match[0] in ("{{", "}}"):
            _add_words(pieces, match[0][0])
        elif match[1] is None:
            raise BadSlot(f"花括号不成对（第{match.start() + 1}字）；原样的花括号写成 {{{{ 或 }}}}")
        else:
            pieces.append(_slot(match[1]))
    _add_words(pieces, template[end:])
    return tuple(pieces)


def figure_slots(template: str) -> tuple[FigureSlot, ...]:
    """The figures a sentence names, in order. Raises: BadSlot."""
    return tuple(piece for piece in split_template(template) if isinstance(piece, FigureSlot))


def print_value(value: Decimal, form: str = "") -> str:
    """The value as a form prints it: 103, 6.2万, 100%. Raises: BadSlot for an unknown form."""
    if not form:
        return plain_number(value)
    match = _FORM.match(form)
    if match is None:
        raise BadSlot(f"不认识的数字格式“{form}”，可用：wan、wan2、rate、rate1")
    kind, decimals = match[1], match[2]
    if kind == "rate":
        return plain_number(half_up(value, int(decimals)) if decimals else value) + "%"
    if abs(value) < TEN_THOUSAND:
        return plain_number(value)
    return plain_number(half_up(value / TEN_THOUSAND, int(decimals or "1"))) + "万"


def _add_words(pieces: list[Piece], words: str) -> None:
    if not words:
        return
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] += words
    else:
        pieces.append(words)


def _slot(inside: str) -> FigureSlot | WordSlot:
    name, colon, form = inside.partition(":")
    if name == "text" and _NAME.match(form):
        return WordSlot(form, narrative=True)
    if name in FACTS and not colon:
        return WordSlot(name)
    if not _NAME.match(name):
        raise BadSlot(f"“{{{inside}}}”不是空位；应写成 {{指标代码}}、{{指标代码:wan}} 或 {{text:字段}}")
    if colon:
        print_value(Decimal(0), form or " ")
    return FigureSlot(name, form)

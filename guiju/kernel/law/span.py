"""Span 期间: an amount and its unit as the statute says it; never a bare integer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from guiju.kernel.law.numerals import NUMERAL, from_chinese, to_chinese

Unit = Literal["calendar_day", "workday", "month", "year", "hour"]
"""日 | 工作日 | 个月 | 年 | 小时."""

UNITS: tuple[Unit, ...] = get_args(Unit)
SAME_DAY = "当日"
"""The span that ends on the day it starts from: a limit set by a date that an act states."""
_WORDS: dict[Unit, str] = {
    "calendar_day": "日",
    "workday": "工作日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
}
_UNITS: dict[str, Unit] = {word: unit for unit, word in _WORDS.items()} | {
    "天": "calendar_day",
    "月": "month",
}
_SPAN = re.compile(
    rf"\s*(?P<amount>\d+|{NUMERAL})\s*(?:个(?=工作日))?(?P<unit>日|天|工作日|个月|月|年|小时)\s*"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A number of one unit: 60 日, 7 工作日, 3 个月, 2 年, 24 小时; none at all (当日) ends on the start day itself."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {_WORDS[self.unit]}" if self.amount else SAME_DAY

    def wordings(self) -> tuple[str, ...]:
        """The ways a statute may print the span: 六十日, 60日; a 工作日 span may also stand as 七日."""
        numbers = {str(self.amount), *_numeral_forms(self.amount, self.unit)}
        words = {"workday": ("个工作日", "工作日", "日"), "calendar_day": ("日", "天"), "month": ("个月",)}
        printed = words.get(self.unit, (_WORDS[self.unit],))
        return tuple(sorted(number + word for number in numbers for word in printed))


def parse_span(text: str) -> Span | None:
    """The span that the text names, or None: ``60 日``, ``7 个工作日``, ``三个月``, ``24小时``, ``当日``."""
    if text.strip() == SAME_DAY:
        return Span(0, "calendar_day")
    match = _SPAN.fullmatch(text)
    amount = None if match is None else from_chinese(match["amount"])
    return None if match is None or not amount else Span(amount, _UNITS[match["unit"]])


def _numeral_forms(amount: int, unit: Unit) -> tuple[str, ...]:
    if amount > 9999:
        return ()
    numeral = to_chinese(amount)
    return (numeral, "两") if amount == 2 and unit in ("month", "year", "workday") else (numeral,)

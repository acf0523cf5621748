"""Dates as people write them: 2024-01-15, 2024年1月15日, 二〇二四年一月十五日."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from guiju.kernel.law.numerals import DIGITS, NUMERAL, from_chinese

_NUMBER = re.compile(r"(\d{4})\s*(?:年|-|/|\.)\s*(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*日?")
_CHINESE = re.compile(rf"([〇零○Ｏ一二三四五六七八九]{{4}})年({NUMERAL})月({NUMERAL})日")
_ZEROS = str.maketrans({"〇": "0", "○": "0", "Ｏ": "0"} | {digit: str(n) for n, digit in enumerate(DIGITS)})


def parse_date(text: str) -> date | None:
    """The day that the text names, Chinese or ISO, full-width digits allowed; None if it names none.

    >>> parse_date("二〇二四年二月二十九日")
    datetime.date(2024, 2, 29)
    """
    bare = text.strip()
    chinese = _CHINESE.fullmatch(bare)
    if chinese is not None:
        return _day(int(chinese[1].translate(_ZEROS)), from_chinese(chinese[2]), from_chinese(chinese[3]))
    number = _NUMBER.fullmatch(unicodedata.normalize("NFKC", bare))
    return None if number is None else _day(int(number[1]), int(number[2]), int(number[3]))


def print_date(day: date) -> str:
    """The day as official papers print it: 2024年1月5日, without leading zeros (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _day(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None

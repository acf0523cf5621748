"""Chinese numerals 数字 and level numbers 结构层次序数, as official papers print them; dates: `days.dates.print_date`."""

from __future__ import annotations

from decimal import Decimal

from guiju.kernel.law.numerals import to_chinese

_GROUPS = ("亿", "万", "")
_FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
LIMIT = 10**12


def chinese_numeral(number: int) -> str:
    """The number in Chinese: 10 → 十, 21 → 二十一, 105 → 一百零五, 100010 → 十万零一十.

    Raises: ValueError below 0 or from 10¹² on.
    """
    text = _spell(number)
    return text.removeprefix("一") if text.startswith("一十") else text


def financial_numeral(number: int) -> str:
    """The number in capital numerals 大写: 105 → 壹佰零伍. Raises: ValueError as `chinese_numeral`."""
    return _spell(number).translate(_FINANCIAL)


def _spell(number: int) -> str:
    if not 0 <= number < LIMIT:
        raise ValueError(f"中文数字须在 0 与 {LIMIT} 之间：{number}")
    if number == 0:
        return to_chinese(0)
    text = ""
    for unit, group in zip(_GROUPS, (number // 10**8, number // 10**4 % 10**4, number % 10**4), strict=True):
        if group:
            gap = "零" if text and group < 1000 else ""
            words = to_chinese(group)
            text += gap + ("一" if words.startswith("十") else "") + words + unit
    return text


def level_number(level: int, number: int) -> str:
    """The number of a heading: level 1 一、, level 2 （一）, level 3 1., level 4 （1）.

    Source: GB/T 9704-2012 7.3.3. Raises: ValueError for another level or a number below 1.
    """
    if level not in (1, 2, 3, 4) or number < 1:
        raise ValueError(f"结构层次只有四层、序数从1起：第{level}层第{number}")
    if level == 1:
        return f"{chinese_numeral(number)}、"
    if level == 2:
        return f"（{chinese_numeral(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


def plain_number(value: Decimal) -> str:
    """The value exactly, without exponent, separators or idle zeros: 100.00 → 100, 98.50 → 98.5."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text

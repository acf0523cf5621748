"""Chinese numerals as statutes print them: 第六十二条, （六）, 第一千二百五十九条."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[零〇一二两三四五六七八九十百千]+"
"""A pattern that matches a Chinese numeral below ten thousand."""


def to_chinese(number: int) -> str:
    """The numeral of a whole number from 0 to 9999, as an article is numbered: 62 → 六十二, 105 → 一百零五.

    Raises: ValueError outside that range.
    """
    if not 0 <= number <= 9999:
        raise ValueError(number)
    if number == 0:
        return DIGITS[0]
    parts: list[str] = []
    gap = False
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            parts.append(("零" if gap and parts else "") + DIGITS[digit] + name)
            gap = False
        else:
            gap = True
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def from_chinese(text: str) -> int | None:
    """The number of a Chinese numeral below ten thousand (两 counts as 2) or of Arabic digits; None if neither."""
    if text.isascii() and text.isdigit():
        return int(text)
    total, digit, seen = 0, None, False
    for char in text:
        if char in _VALUES:
            if digit not in (None, 0):
                return None
            digit = _VALUES[char]
        elif char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            return None
        seen = True
    return total + (digit or 0) if seen else None

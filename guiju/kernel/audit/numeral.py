"""Numerals 数字 as Chinese reports print them, read in one pass: half and full width, grouped, spoken."""

from __future__ import annotations

from decimal import Decimal

DIGIT_WORDS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
VAGUE = "几数"
"""几十, 数百, 十几: the vague digit is left out of the value, which is then a lower bound."""
SPOKEN = "".join((*DIGIT_WORDS, *TENS, *MYRIADS, *VAGUE)).replace("○", "")
"""Every character a spoken numeral may be made of."""
LONGEST_SPOKEN = 24
"""No honest numeral is longer; what is longer is not read."""

_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.", ",， \u00a0\u2009\u202f\r\n")


def printed(text: str) -> Decimal:
    """The value of digits with their grouping: ``1,234``, ``１，２３４．５``, ``1 234``."""
    return Decimal(text.translate(_NARROW))


def spoken(text: str) -> Decimal | None:
    """The value of a spoken numeral: 一千二百 1200, 两万五 25000, 二〇二三 2023, 数十 10; None if malformed.

    A leading 十, 百, 千, 万 means one of it (百 100); 几 and 数 count as one before a ten and as nothing after.
    """
    total = section = 0
    digit: int | None = None
    step = 1  # what a last digit without 零 is worth: 两万五 is 25000
    if not text or len(text) > LONGEST_SPOKEN:
        return None
    if len(text) > 1 and all(character in DIGIT_WORDS for character in text):
        return Decimal("".join(str(DIGIT_WORDS[character]) for character in text))
    for character in text:
        if character in DIGIT_WORDS:
            if digit:
                return None
            digit = DIGIT_WORDS[character]
            step = 1 if digit == 0 else step
        elif character in TENS:
            step = TENS[character] // 10
            section += (1 if digit is None else digit) * TENS[character]
            digit = None
        elif character in MYRIADS:
            section += digit or 0
            if total and MYRIADS[character] > 10**4:
                total = (total + section) * MYRIADS[character]
            else:
                total += (section or (0 if total else 1)) * MYRIADS[character]
            section, digit, step = 0, None, MYRIADS[character] // 10
        elif character not in VAGUE:
            return None
    return Decimal(total + section + (digit or 0) * (step if total or section else 1))


def adjoining(text: str) -> tuple[Decimal, Decimal] | None:
    """The two values of an estimate by neighbouring digits: 七八 (7, 8), 三五十 (30, 50), 二三百 (200, 300)."""
    tail = text[2:]
    if len(text) < 2 or text[0] not in DIGIT_WORDS or text[1] not in DIGIT_WORDS:
        return None
    if not 0 < DIGIT_WORDS[text[0]] < DIGIT_WORDS[text[1]] or any(c not in TENS | MYRIADS for c in tail):
        return None
    low, high = spoken(text[0] + tail), spoken(text[1] + tail)
    return None if low is None or high is None else (low, high)

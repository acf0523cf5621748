"""Chinese numerals are read in one pass, with the same value however they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.audit.numeral import adjoining, printed, spoken

NAMES = "零一二三四五六七八九"


def _below_myriad(number: int) -> str:
    said, gap = "", False
    for step, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, step)
        if digit:
            said += ("零" if gap and said else "") + NAMES[digit] + word
            gap = False
        else:
            gap = True
    return said


def in_words(number: int) -> str:
    """A number as a Chinese reader would say it."""
    high, rest = divmod(number, 10**8)
    middle, low = divmod(rest, 10**4)
    said = in_words(high) + "亿" if high else ""
    if middle:
        said += ("零" if said and middle < 1000 else "") + _below_myriad(middle) + "万"
    if low:
        said += ("零" if said and low < 1000 else "") + _below_myriad(low)
    return said


@given(st.integers(1, 10**12 - 1))
def test_a_number_in_words_comes_back(number):
    assert spoken(in_words(number)) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("两百", 200), ("百", 100), ("万", 10000), ("两万五", 25000),
        ("一千二", 1200), ("一千零二", 1002), ("二〇二三", 2023), ("十几", 10), ("几十", 10), ("数百", 100),
        ("三亿五千万", 350_000_000), ("一万亿", 10**12), ("六十五", 65), ("〇", 0),
    ],
)  # fmt: skip
def test_short_and_vague_numerals_are_read(words, value):
    assert spoken(words) == value


@pytest.mark.parametrize("words", ["", "件", "一二十", "一" * 40, "三五百"])
def test_what_is_no_numeral_is_none(words):
    assert spoken(words) is None


def test_neighbouring_digits_are_an_estimate_between_both():
    assert adjoining("七八") == (7, 8)
    assert adjoining("三五十") == (30, 50)
    assert adjoining("二三百") == (200, 300)
    assert adjoining("八五") is None
    assert adjoining("二十") is None


@pytest.mark.parametrize(
    "digits", ["1234.5", "1,234.5", "1，234.5", "1 234.5", "１２３４．５", "1\u00a0234.5", "12\n34.5"]
)
def test_grouped_and_wide_digits_have_one_value(digits):
    assert printed(digits) == Decimal("1234.5")

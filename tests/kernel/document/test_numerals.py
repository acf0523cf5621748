"""Numerals, level numbers and dates as official papers print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.days.dates import print_date
from guiju.kernel.document.numerals import (
    LIMIT,
    chinese_numeral,
    financial_numeral,
    level_number,
    plain_number,
)

_DIGIT = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLACE = {"十": 10, "百": 100, "千": 1000}


def heard(words: str) -> int:
    """A slow reader of Chinese numerals, written independently: what a person hears."""
    total = group = digit = 0
    for character in words:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character in _PLACE:
            group += (digit or (1 if group == 0 else 0)) * _PLACE[character]
            digit = 0
        else:
            total += (group + digit) * {"万": 10**4, "亿": 10**8}[character]
            group = digit = 0
    return total + group + digit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (10000, "一万"),
        (100010, "十万零一十"),
        (100000000, "一亿"),
        (100000001, "一亿零一"),
        (120304005, "一亿二千零三十万四千零五"),
    ],
)
def test_a_number_is_spelled_as_it_is_said(number, words):
    assert chinese_numeral(number) == words


@given(st.integers(0, LIMIT - 1))
def test_every_numeral_is_heard_as_its_number(number):
    assert heard(chinese_numeral(number)) == number


@given(st.integers(0, LIMIT - 1))
def test_a_numeral_never_says_two_zeros_in_a_row_nor_ends_in_one(number):
    words = chinese_numeral(number)
    assert "零零" not in words
    assert number == 0 or not words.endswith("零")


def test_capital_numerals_say_the_one_before_ten():
    assert financial_numeral(15) == "壹拾伍"
    assert financial_numeral(20305) == "贰万零叁佰零伍"


@pytest.mark.parametrize("number", [-1, LIMIT])
def test_a_number_out_of_range_is_refused(number):
    with pytest.raises(ValueError, match="中文数字"):
        chinese_numeral(number)


@pytest.mark.parametrize(
    ("level", "number", "printed"),
    [(1, 12, "十二、"), (2, 3, "（三）"), (3, 4, "4."), (4, 5, "（5）")],
)
def test_the_four_levels_have_the_numbers_of_the_standard(level, number, printed):
    assert level_number(level, number) == printed


@pytest.mark.parametrize(("level", "number"), [(0, 1), (5, 1), (1, 0)])
def test_there_is_no_fifth_level_and_no_zeroth_heading(level, number):
    with pytest.raises(ValueError, match="四层"):
        level_number(level, number)


def test_a_date_has_no_leading_zero():
    assert print_date(date(2024, 2, 5)) == "2024年2月5日"


@given(st.dates())
def test_a_date_never_has_a_leading_zero(day):
    assert "年0" not in print_date(day)
    assert "月0" not in print_date(day)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("100.00", "100"),
        ("98.50", "98.5"),
        ("60000", "60000"),
        ("6E+4", "60000"),
        ("0.00", "0"),
        ("-0.0", "0"),
    ],
)
def test_a_number_is_printed_exactly_and_plainly(value, printed):
    assert plain_number(Decimal(value)) == printed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_printing_a_number_loses_nothing(value):
    assert Decimal(plain_number(value)) == value

"""Chinese numerals as statutes print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.law.numerals import from_chinese, to_chinese


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1003, "一千零三"),
        (1259, "一千二百五十九"),
    ],
)
def test_a_number_is_written_as_an_article_is_numbered(number, numeral):
    assert to_chinese(number) == numeral
    assert from_chinese(numeral) == number


@given(st.integers(0, 9999))
def test_every_numeral_is_read_back(number):
    assert from_chinese(to_chinese(number)) == number


@pytest.mark.parametrize(("text", "number"), [("两", 2), ("〇", 0), ("62", 62), ("百二十", 120)])
def test_other_ways_of_writing_are_read(text, number):
    assert from_chinese(text) == number


@pytest.mark.parametrize("text", ["", "甲", "二三", "一x"])
def test_what_is_no_numeral_is_none(text):
    assert from_chinese(text) is None


@pytest.mark.parametrize("number", [-1, 10000])
def test_numbers_beyond_the_range_are_refused(number):
    with pytest.raises(ValueError):
        to_chinese(number)

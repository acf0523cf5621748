"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.days.dates import parse_date, print_date


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-05",
        "2024年1月5日",
        "2024年01月05日",
        "2024/1/5",
        "2024.1.5",
        "２０２４年１月５日",
        "二〇二四年一月五日",
        " 二零二四年一月五日 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert parse_date(text) == date(2024, 1, 5)


@pytest.mark.parametrize(
    "text", ["", "2024", "2024年1月", "2023-02-29", "2024-13-01", "一月五日", "二〇二三年二月三十日", "昨天"]
)
def test_what_is_no_day_is_none(text):
    assert parse_date(text) is None


@given(st.dates(date(1949, 10, 1), date(2199, 12, 31)))
def test_a_printed_day_is_read_back(day):
    assert parse_date(print_date(day)) == parse_date(day.isoformat()) == day


def test_official_papers_print_no_leading_zero():
    assert print_date(date(2024, 1, 5)) == "2024年1月5日"

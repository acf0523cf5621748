"""What a report's period is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.errors import InputFault
from guiju.kernel.indicator.period import Period

RUNS = st.tuples(st.integers(12 * 1949, 12 * 2199), st.integers(0, 40)).map(
    lambda p: Period(p[0], p[0] + p[1])
)


@pytest.mark.parametrize(
    ("text", "first", "last", "title"),
    [
        ("2023-08", date(2023, 8, 1), date(2023, 8, 31), "2023年8月"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2023Q3", date(2023, 7, 1), date(2023, 9, 30), "2023年第三季度"),
        ("2023H1", date(2023, 1, 1), date(2023, 6, 30), "2023年上半年"),
        ("2023H2", date(2023, 7, 1), date(2023, 12, 31), "2023年下半年"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023年"),
        ("2023-01..2023-09", date(2023, 1, 1), date(2023, 9, 30), "2023年1月至9月"),
        ("2022-11..2023-02", date(2022, 11, 1), date(2023, 2, 28), "2022年11月至2023年2月"),
    ],
)
def test_a_period_has_first_day_last_day_and_a_chinese_name(text, first, last, title):
    period = Period.parse(text)
    assert (period.first_day, period.last_day, period.title, period.code) == (first, last, title, text)


@given(RUNS)
def test_a_code_reads_back_as_the_same_period(period):
    if period.last_day.year < 2200:
        assert Period.parse(period.code) == period


def test_one_run_of_months_has_one_code_however_it_was_written():
    assert Period.parse("2023-01..2023-12") == Period.parse("2023")
    assert Period.parse("2023-04..2023-06").code == "2023Q2"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-13",
        "2023-00",
        "2023Q5",
        "2023H3",
        "23",
        "2023-1",
        "2023-09..2023-01",
        "２０２３",
        "1900",
        "2023-01..",
        "2023年",
    ],
)
def test_what_is_not_a_period_is_refused_with_the_forms_that_are(text):
    with pytest.raises(InputFault, match="2023Q3（季度）"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "previous", "last_year"),
    [
        ("2023-01", "2022-12", "2022-01"),
        ("2023Q1", "2022Q4", "2022Q1"),
        ("2023H2", "2023H1", "2022H2"),
        ("2023", "2022", "2022"),
        ("2023-01..2023-09", "2022-04..2022-12", "2022-01..2022-09"),
    ],
)
def test_the_previous_period_and_the_same_one_last_year(text, previous, last_year):
    period = Period.parse(text)
    assert (period.previous().code, period.same_last_year().code) == (previous, last_year)


def test_the_months_of_a_period_are_periods_that_cover_it():
    months = Period.parse("2023H1").months()
    assert [month.code for month in months] == [f"2023-{n:02}" for n in range(1, 7)]
    assert Period.of_month(date(2023, 6, 30)) == months[-1]

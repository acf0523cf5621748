"""Our calendar data against the library it was checked with, day by day."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.read import calendar_from_tables

FOLDER = Path(__file__).resolve().parents[2] / "guiju" / "catalogue" / "days"
TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}
YEARS = range(2004, 2027)


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return calendar_from_tables(TABLES)


def days_of(year: int) -> list[date]:
    return [
        date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_is_what_the_library_says(year, calendar):
    assert [
        day for day in days_of(year) if calendar.is_workday(day) is not chinese_calendar.is_workday(day)
    ] == []


def test_there_is_a_file_for_each_year_and_none_for_a_year_without_a_notice():
    assert sorted(TABLES) == [*map(str, YEARS), "statutory"]


@pytest.mark.parametrize("year", YEARS)
def test_each_year_says_where_it_comes_from(year):
    table = TABLES[str(year)]
    assert (table["year"], table["status"]) == (year, "official")
    assert f"国务院办公厅关于{year}年部分节假日安排的通知" in table["source"]
    assert table["checked"].startswith("chinesecalendar ")


@pytest.mark.parametrize("year", [2004, 2005, 2006, 2007, 2008, 2009])
def test_a_number_not_known_for_certain_is_not_recorded(year):
    assert "文号未记录" in TABLES[str(year)]["source"]


def test_the_library_refuses_the_year_that_we_answer_as_provisional(calendar):
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(date(2027, 10, 1))
    assert calendar.day(date(2027, 10, 1)).provisional


@pytest.mark.parametrize(
    ("day", "rest"),
    [
        (date(2015, 9, 3), True),  # 抗战胜利70周年
        (date(2015, 9, 6), False),
        (date(2019, 5, 2), True),  # the changed Labour Day
        (date(2019, 4, 28), False),
        (date(2020, 1, 31), True),  # the prolonged Spring Festival
        (date(2020, 2, 1), True),
        (date(2018, 12, 29), False),  # moved by the notice for 2019
        (date(2018, 12, 31), True),
    ],
)
def test_later_notices_are_in_the_data(day, rest, calendar):
    assert calendar.day(day).rest is rest

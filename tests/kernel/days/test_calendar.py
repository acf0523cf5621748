"""Working days, rest days, and what is not known yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.days.calendar import Calendar, YearTable, difference

ANY_DAY = st.dates(date(2004, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "rest", "why"),
    [
        (date(2024, 2, 12), True, "春节放假"),
        (date(2024, 2, 18), False, "星期日，春节调休上班"),
        (date(2024, 2, 24), True, "星期六，周休息日"),
        (date(2024, 2, 26), False, "星期一，工作日"),
        (date(2024, 3, 8), False, "星期五，工作日"),  # 妇女节: a half day for some is no rest day
    ],
)
def test_a_day_says_what_it_is_and_why(calendar, day, rest, why):
    kind = calendar.day(day)
    assert (kind.rest, kind.why, kind.provisional) == (rest, why, False)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 5, 1), date(2027, 5, 2), date(2027, 10, 3)])
def test_fixed_holidays_of_a_year_without_a_notice_are_provisional(calendar, day):
    kind = calendar.day(day)
    assert kind.rest
    assert kind.provisional
    assert "2027年放假安排尚未公布" in kind.why


def test_a_provisional_working_day_names_the_festivals_it_does_not_know(calendar):
    # 2027-02-08 will lie in the Spring Festival; nobody has announced it, so it is not guessed
    kind = calendar.day(date(2027, 2, 8))
    assert not kind.rest
    assert "春节、清明节、端午节、中秋节和调休未计入" in kind.why


def test_may_second_is_a_holiday_only_since_2025(calendar):
    bare = Calendar({}, calendar.fixed)
    assert not bare.day(date(2024, 5, 2)).rest
    assert bare.day(date(2025, 5, 2)).rest


def test_without_any_data_only_weekends_rest_and_it_says_so():
    kind = Calendar({}).day(date(2003, 10, 1))
    assert not kind.rest
    assert "没有2003年的放假数据" in kind.why


@pytest.mark.parametrize(
    ("day", "open_"), [(date(2026, 12, 28), False), (date(2026, 12, 29), True), (date(2025, 12, 31), False)]
)
def test_the_last_days_of_a_year_wait_for_the_next_notice(calendar, day, open_):
    # the notice for 2019 made Sat 29 Dec 2018 a working day and Mon 31 Dec 2018 a rest day
    assert calendar.day(day).provisional is open_


@given(ANY_DAY, st.integers(1, 90))
def test_the_working_days_between_are_the_span(calendar, start, count):
    end = calendar.workday_after(start, count)
    assert calendar.is_workday(end)
    assert calendar.workdays_between(start + timedelta(days=1), end) == count


@given(ANY_DAY, st.integers(1, 90))
def test_counting_back_mirrors_counting_on(calendar, end, count):
    start = calendar.workday_before(end, count)
    assert calendar.is_workday(start)
    assert calendar.workdays_between(start, end - timedelta(days=1)) == count


@given(ANY_DAY)
def test_the_quick_count_agrees_with_asking_each_day(calendar, day):
    kind = calendar.day(day)
    assert calendar.is_workday(day) is not kind.rest
    assert calendar.workdays_between(day, day) == (0 if kind.rest else 1)


@given(ANY_DAY)
def test_the_nearest_working_day_has_only_rest_days_before_it(calendar, day):
    later, earlier = calendar.on_or_after(day), calendar.on_or_before(day)
    assert earlier <= day <= later
    assert calendar.workdays_between(earlier, later) == (1 if earlier == later else 2)


def test_any_provisional_looks_between_too(calendar):
    assert not calendar.any_provisional(date(2024, 1, 1), date(2026, 12, 28))
    assert calendar.any_provisional(date(2024, 1, 1), date(2029, 1, 1))
    assert calendar.any_provisional(date(2026, 12, 20), date(2027, 1, 5))
    assert not calendar.any_provisional(date(2027, 1, 2), date(2027, 1, 1))


def test_a_gap_in_the_years_is_found_between_two_certain_days():
    years = {year: YearTable(year, {}, {}, "x") for year in (2020, 2022, 2023)}
    assert Calendar(years).any_provisional(date(2020, 1, 1), date(2022, 1, 1))


def test_a_new_notice_changes_only_its_year(calendar):
    # Friday 5 February 2027 off, Sunday 7 February 2027 worked
    notice = YearTable(2027, {date(2027, 2, 5): "春节"}, {date(2027, 2, 7): "春节"}, "试验用通知")
    after = calendar.with_year(notice)
    changes = difference(calendar, after)
    assert [(c.day, c.before.rest, c.after.rest) for c in changes][-1] == (date(2027, 10, 1), True, False)
    by_day = {change.day: change for change in changes}
    assert by_day[date(2027, 2, 5)].after.why == "春节放假"
    assert by_day[date(2027, 2, 7)].before.rest
    assert calendar.day(date(2027, 2, 5)).provisional
    assert not after.day(date(2027, 2, 5)).provisional


def test_a_draft_notice_is_still_provisional(calendar):
    draft = YearTable(2027, {date(2027, 2, 5): "春节"}, {}, "草案", official=False)
    kind = calendar.with_year(draft).day(date(2027, 2, 5))
    assert (kind.rest, kind.provisional, kind.why) == (
        True,
        True,
        "春节放假（2027年的安排尚未正式公布，暂定）",
    )


def test_equal_calendars_do_not_differ(calendar):
    assert difference(calendar, calendar) == ()

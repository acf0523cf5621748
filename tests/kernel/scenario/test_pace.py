from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.scenario.chance import Chance
from guiju.kernel.scenario.pace import Delay, Pace, Recording
from tests.kernel.scenario.small_story import calendar

PACE = Pace(calendar())
days = st.dates(date(2022, 12, 5), date(2023, 12, 1))


def test_a_delay_is_read_with_its_unit():
    assert Delay.parse("3..8 工作日") == Delay(3, 8, True)
    assert Delay.parse("20 日") == Delay(20, 20, False)


@pytest.mark.parametrize("text", ["", "3", "3..8", "三 日", "3-8 日", "3 周"])
def test_a_delay_without_number_or_unit_is_refused(text):
    with pytest.raises(ValueError, match="应写成"):
        Delay.parse(text)


def test_offices_have_no_days_at_weekends_and_holidays():
    assert PACE.days(date(2022, 12, 30), date(2023, 1, 4), rest_days=False) == [
        date(2022, 12, 30),
        date(2023, 1, 3),
        date(2023, 1, 4),
    ]


def test_streets_have_days_at_weekends_too():
    assert len(PACE.days(date(2023, 3, 3), date(2023, 3, 6), rest_days=True)) == 4


@given(days, st.text())
def test_what_follows_lies_within_the_delay_on_a_working_day(day, seed):
    after = PACE.after(day, Delay.parse("3..8 工作日"), Chance(seed))
    assert PACE.calendar.is_workday(after)
    assert 3 <= PACE.calendar.workdays_between(day, after) - PACE.calendar.is_workday(day) <= 8


@given(days, st.text())
def test_acts_are_recorded_in_office_hours_and_never_before_they_happen(day, seed):
    at = PACE.recorded(day, Recording(same_day=0.5, late=0.2), Chance(seed))
    assert at.date() >= day
    assert PACE.calendar.is_workday(at.date())
    assert time(8, 30) <= at.time() <= time(17, 30)
    assert at.utcoffset().total_seconds() == 8 * 3600


def test_a_late_record_is_late():
    recording = Recording(late=1.0, late_by=Delay.parse("10..12 工作日"))
    at = PACE.recorded(date(2023, 3, 1), recording, Chance("spät"))
    assert 11 <= PACE.calendar.workdays_between(date(2023, 3, 1), at.date()) <= 13

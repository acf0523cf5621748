"""What holds of every deadline."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guiju.kernel.days.deadline import compute
from guiju.kernel.days.event import Event
from guiju.kernel.law.span import Span

ROLLS = "民事诉讼法(2023)#85.3"
DAY = timedelta(days=1)
STARTS = st.dates(date(2004, 1, 1), date(2027, 6, 30))
SPANS = st.one_of(
    st.integers(1, 120).map(lambda n: f"{n} 日"),
    st.integers(1, 60).map(lambda n: f"{n} 工作日"),
    st.integers(1, 12).map(lambda n: f"{n} 个月"),
    st.integers(1, 3).map(lambda n: f"{n} 年"),
)
EXCLUDE = {"exclude": [{"cites": ["甲法(2020)#2"]}], "suspend": [{"cites": ["甲法(2020)#2"]}]}


@given(STARTS, st.integers(1, 400), SPANS, st.sampled_from([{}, {"rolls": ROLLS}]))
def test_a_later_start_never_ends_earlier(rule, calendar, start, later, span, keys):
    version = rule(span, **keys)
    assert (
        compute(version, start, calendar).due_day <= compute(version, start + later * DAY, calendar).due_day
    )


@given(STARTS, SPANS)
def test_rolling_only_ever_moves_to_the_next_working_day(rule, calendar, start, span):
    rolled = compute(rule(span, rolls=ROLLS), start, calendar)
    assert calendar.is_workday(rolled.due_day)
    assert rolled.due_day >= rolled.nominal_day
    assert not any(
        calendar.is_workday(rolled.nominal_day + n * DAY)
        for n in range((rolled.due_day - rolled.nominal_day).days)
    )


@given(STARTS, SPANS, st.integers(0, 90), st.integers(0, 40))
def test_excluding_days_never_shortens(rule, calendar, start, span, after, length):
    version = rule(span, **EXCLUDE)
    first = start + after * DAY
    event = Event("exclude", first, first + length * DAY)
    assert compute(version, start, calendar, [event]).due_day >= compute(version, start, calendar).due_day


@given(STARTS, SPANS, st.integers(1, 60), st.integers(1, 40))
def test_a_stay_is_the_exclusion_of_its_days(rule, calendar, start, span, after, length):
    version = rule(span, **EXCLUDE)
    first = start + after * DAY
    stay = [Event("suspend", first), Event("resume", first + length * DAY)]
    excluded = [Event("exclude", first, first + (length - 1) * DAY)]
    assume(first <= compute(version, start, calendar).due_day)
    assert (
        compute(version, start, calendar, stay).due_day == compute(version, start, calendar, excluded).due_day
    )


@given(STARTS, st.integers(1, 60), st.integers(1, 60), st.integers(0, 20))
def test_counted_working_days_outside_the_excluded_ones_are_the_span(
    rule, calendar, start, count, after, length
):
    first = start + after * DAY
    last = first + length * DAY
    version = rule(f"{count} 工作日", **EXCLUDE)
    assume(first <= compute(version, start, calendar).due_day)
    end = compute(version, start, calendar, [Event("exclude", first, last)]).due_day
    days = [start + n * DAY for n in range(1, (end - start).days + 1)]
    assert sum(calendar.is_workday(day) and not first <= day <= last for day in days) == count


@given(STARTS, st.integers(1, 60), st.integers(1, 60), st.sampled_from(["calendar_day", "workday", "month"]))
def test_an_extension_in_the_same_unit_is_the_longer_span(rule, calendar, start, amount, more, unit):
    version = rule(str(Span(amount, unit)), extend=[{"cites": ["甲法(2020)#3"]}])
    extended = compute(version, start, calendar, [Event("extend", start, span=Span(more, unit))])
    assert extended.due_day == compute(rule(str(Span(amount + more, unit))), start, calendar).due_day


@given(STARTS, SPANS)
def test_a_floor_opens_the_day_after_the_same_limit_ends(rule, calendar, start, span):
    floor = compute(rule(span, direction="earliest_day"), start, calendar)
    assert floor.earliest_day == compute(rule(span), start, calendar).last_day + DAY


@given(STARTS, SPANS)
def test_a_backward_limit_lies_before_its_event_on_a_working_day(rule, calendar, event, span):
    deadline = compute(rule(span, direction="latest_before"), event, calendar)
    assert calendar.is_workday(deadline.last_day)
    assert deadline.cautious_day <= deadline.last_day <= deadline.nominal_day < event


@given(STARTS, SPANS, st.sampled_from(["last_day", "earliest_day", "latest_before"]))
def test_the_explanation_walks_every_day_and_ends_on_the_due_day(rule, calendar, start, span, direction):
    deadline = compute(rule(span, direction=direction), start, calendar, explain=True)
    days = [step.day for step in deadline.steps]
    ahead = DAY if direction != "latest_before" else -DAY
    assert days[0] == start
    assert days[-1] == deadline.due_day
    assert all(later - earlier == ahead for earlier, later in pairwise(days))


@given(STARTS, st.integers(1, 90), st.sampled_from(["calendar_day", "workday"]))
def test_the_days_that_count_are_as_many_as_the_span(rule, calendar, start, amount, unit):
    deadline = compute(rule(str(Span(amount, unit))), start, calendar, explain=True)
    assert sum(step.counts for step in deadline.steps) == amount


@given(STARTS, SPANS)
def test_explaining_changes_nothing_else(rule, calendar, start, span):
    bare, told = (
        compute(rule(span, rolls=ROLLS), start, calendar, explain=explain) for explain in (False, True)
    )
    assert (bare.due_day, bare.status, bare.findings) == (told.due_day, told.status, told.findings)


@given(STARTS, st.integers(1, 60))
def test_a_final_working_day_count_rests_on_certain_days_only(rule, calendar, start, amount):
    deadline = compute(rule(f"{amount} 工作日"), start, calendar)
    days = [start + n * DAY for n in range(1, (deadline.due_day - start).days + 1)]
    assert (deadline.status == "provisional") is any(calendar.is_provisional(day) for day in days)


@pytest.mark.parametrize(
    ("keys", "day", "words"),
    [
        ({"rolls": ROLLS}, date(2024, 2, 18), "依《民事诉讼法》（2023）第八十五条第三款为届满日"),
        ({}, date(2024, 2, 10), "没有顺延的规定，不顺延"),
    ],
)
def test_the_explanation_says_why_the_last_day_rolled_or_did_not(keys, day, words, rule, calendar):
    last = compute(rule("60 日", **keys), date(2023, 12, 12), calendar, explain=True).steps[-1]
    assert last.day == day
    assert words in last.why


def test_the_explanation_names_the_days_of_a_stay(rule, calendar):
    events = [Event("suspend", date(2024, 3, 4)), Event("resume", date(2024, 3, 6))]
    steps = compute(rule("5 日", **EXCLUDE), date(2024, 3, 1), calendar, events, explain=True).steps
    assert [step.day.day for step in steps if "不计入" in step.why and not step.counts] == [1, 4, 5]

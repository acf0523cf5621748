"""What happens to a limit while it runs; an event the rule does not allow leaves the day as it was."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.kernel.days.deadline import compute
from guiju.kernel.days.event import Event
from guiju.kernel.law.span import Span

CITE = "行政复议法(2023)#62.1"
EXTEND = {"extend": [{"span": "30 日", "times": 1, "approver": "行政复议机构的负责人", "cites": [CITE]}]}
SUSPEND = {
    "suspend": [
        {
            "title": "需要等待其他案件的结果",
            "from": "suspend",
            "to": "resume",
            "cites": ["行政复议法(2023)#39"],
        }
    ]
}
EXCLUDE = {
    "exclude": [
        {"title": "征求第三方意见", "from": "ask_third_party", "cites": ["政府信息公开条例(2019)#33.3"]}
    ]
}
RESTART = {"restart": [{"title": "收到补正的申请", "cites": ["政府信息公开条例(2019)#30"]}]}
START = date(2024, 3, 1)


def thirty(on: date, amount: int = 30, unit: str = "calendar_day", by: str = "行政复议机构负责人") -> Event:
    return Event("extend", on, span=Span(amount, unit), by=by)


def rules_of(deadline) -> list[str]:
    return [finding.rule for finding in deadline.findings]


def test_an_extension_adds_its_days(rule, calendar):
    # 60 + 30 = 90 days from 1 March: 30 May
    deadline = compute(rule("60 日", **EXTEND), START, calendar, [thirty(date(2024, 4, 20))])
    assert (deadline.last_day, deadline.findings) == (date(2024, 5, 30), ())


def test_an_extension_of_working_days_after_calendar_days_begins_where_they_ended(rule, calendar):
    # 30 days end on Sun 31 March; 5 working days on: 1, 2, 3 April, Sun 7 (worked), 8
    power = {"extend": [{"span": "5 工作日", "cites": [CITE]}]}
    deadline = compute(rule("30 日", **power), START, calendar, [thirty(date(2024, 3, 20), 5, "workday", "")])
    assert deadline.last_day == date(2024, 4, 8)


@pytest.mark.parametrize(
    ("events", "broken"),
    [
        ([thirty(date(2024, 5, 1))], "deadline.extend_too_late"),
        ([thirty(date(2024, 4, 20), 31)], "deadline.extend_too_long"),
        ([thirty(date(2024, 4, 20), 30, "workday")], "deadline.extend_unit"),
        ([thirty(date(2024, 2, 20))], "deadline.before_start"),
        ([Event("extend", date(2024, 4, 20))], "deadline.extend_amount"),
        ([Event("suspend", date(2024, 3, 10))], "deadline.suspend_not_allowed"),
        ([Event("exclude", date(2024, 3, 10), date(2024, 3, 12))], "deadline.exclude_not_allowed"),
        ([Event("restart", date(2024, 3, 10))], "deadline.restart_not_allowed"),
        ([Event("resume", date(2024, 3, 10))], "deadline.resume_without_suspend"),
    ],
)
def test_what_the_rule_does_not_allow_is_found_and_the_day_stays(events, broken, rule, calendar):
    deadline = compute(rule("60 日", **EXTEND), START, calendar, events)
    assert deadline.last_day == date(2024, 4, 30)
    assert rules_of(deadline) == [broken]
    assert "期限不变" in deadline.findings[0].message


def test_a_second_extension_is_found_and_the_first_stands(rule, calendar):
    deadline = compute(
        rule("60 日", **EXTEND), START, calendar, [thirty(date(2024, 4, 20)), thirty(date(2024, 5, 20))]
    )
    assert (deadline.last_day, rules_of(deadline)) == (date(2024, 5, 30), ["deadline.extend_again"])
    assert deadline.findings[0].citation == "《行政复议法》（2023）第六十二条第一款"


def test_an_extension_is_in_time_on_the_rolled_last_day(rule, calendar):
    # 60 days from 4 March end on Fri 3 May, in the Labour Day holiday; rolled to Mon 6 May
    version = rule("60 日", rolls="民事诉讼法(2023)#85.3", **EXTEND)
    assert compute(version, date(2024, 3, 4), calendar, [thirty(date(2024, 5, 6))]).findings == ()
    assert rules_of(compute(version, date(2024, 3, 4), calendar, [thirty(date(2024, 5, 7))])) == [
        "deadline.extend_too_late"
    ]


def test_an_extension_may_be_repeated_as_often_as_the_rule_says(rule, calendar):
    power = {"extend": [{"span": "30 日", "times": 2, "cites": [CITE]}]}
    events = [thirty(date(2024, 4, 1)), thirty(date(2024, 4, 2)), thirty(date(2024, 4, 3))]
    deadline = compute(rule("30 日", **power), START, calendar, events)
    assert (deadline.nominal_day, rules_of(deadline)) == (date(2024, 3, 31), ["deadline.extend_too_late"] * 3)
    early = [thirty(date(2024, 3, day)) for day in (10, 11, 12)]
    deadline = compute(rule("30 日", **power), START, calendar, early)
    assert (deadline.last_day, rules_of(deadline)) == (date(2024, 5, 30), ["deadline.extend_again"])


def test_of_two_powers_the_fitting_one_is_used(rule, calendar):
    powers = {"extend": [{"span": "10 日", "cites": [CITE]}, {"span": "30 日", "cites": [CITE]}]}
    deadline = compute(rule("60 日", **powers), START, calendar, [thirty(date(2024, 4, 20), 20, by="")])
    assert deadline.last_day == date(2024, 5, 20)


def test_a_power_without_a_cap_extends_by_what_was_decided(rule, calendar):
    deadline = compute(
        rule("60 日", extend=[{"cites": [CITE]}]), START, calendar, [thirty(date(2024, 4, 20), 200, by="")]
    )
    assert deadline.nominal_day == date(2024, 11, 16)  # 260 days after 1 March


@pytest.mark.parametrize("by", ["承办人", "办案科室", "局长助理"])
def test_an_extension_by_somebody_whom_the_article_does_not_name_leaves_the_day_as_it_was(rule, calendar, by):
    deadline = compute(rule("60 日", **EXTEND), START, calendar, [thirty(date(2024, 4, 20), by=by)])
    assert deadline.last_day == date(2024, 4, 30)
    assert [(f.level, f.rule) for f in deadline.findings] == [("error", "deadline.approver")]


@pytest.mark.parametrize("by", ["", "负责人", "行政复议机关负责人"])
def test_an_approver_named_loosely_is_noted_for_a_person_to_judge(rule, calendar, by):
    deadline = compute(rule("60 日", **EXTEND), START, calendar, [thirty(date(2024, 4, 20), by=by)])
    assert deadline.last_day == date(2024, 5, 30)
    assert [(f.level, f.rule) for f in deadline.findings] == [("note", "deadline.approver")]


def test_days_of_a_stay_across_the_spring_festival_do_not_count(rule, calendar):
    # from 10 Jan: 31 Jan = 21, 29 Feb = 50, 10 Mar = 60; stayed 1–19 Feb = 19 days: Fri 29 March
    events = [Event("suspend", date(2024, 2, 1)), Event("resume", date(2024, 2, 20))]
    deadline = compute(rule("60 日", **SUSPEND), date(2024, 1, 10), calendar, events)
    assert deadline.last_day == date(2024, 3, 29)


def test_excluded_working_days_are_counted_on_at_the_end(rule, calendar):
    # without: 29 Feb; 5–20 Feb holds 8 working days (5–9, 18, 19, 20); on: 1, 4–8, 11, 12 March
    events = [Event("exclude", date(2024, 2, 5), date(2024, 2, 20))]
    deadline = compute(rule("20 工作日", **EXCLUDE), date(2024, 1, 29), calendar, events)
    assert deadline.last_day == date(2024, 3, 12)


def test_days_excluded_twice_count_once(rule, calendar):
    events = [
        Event("exclude", date(2024, 3, 5), date(2024, 3, 10)),
        Event("exclude", date(2024, 3, 8), date(2024, 3, 12)),
    ]
    assert compute(rule("30 日", **EXCLUDE), START, calendar, events).last_day == date(2024, 4, 8)


def test_an_exclusion_that_began_before_the_start_counts_from_the_start(rule, calendar):
    events = [Event("exclude", date(2024, 2, 20), date(2024, 3, 5))]
    assert compute(rule("30 日", **EXCLUDE), START, calendar, events).last_day == date(2024, 4, 4)


def test_a_stay_resumed_the_same_day_changes_nothing(rule, calendar):
    events = [Event("suspend", date(2024, 3, 5)), Event("resume", date(2024, 3, 5))]
    deadline = compute(rule("60 日", **SUSPEND), START, calendar, events)
    assert (deadline.last_day, deadline.findings) == (date(2024, 4, 30), ())


@pytest.mark.parametrize(
    ("events", "broken"),
    [
        (
            [Event("suspend", date(2024, 5, 1)), Event("resume", date(2024, 5, 3))],
            "deadline.suspend_too_late",
        ),
        ([Event("suspend", date(2024, 2, 1)), Event("resume", date(2024, 2, 9))], "deadline.before_start"),
        (
            [Event("suspend", date(2024, 3, 9), ground="工作繁忙"), Event("resume", date(2024, 3, 11))],
            "deadline.ground",
        ),
    ],
)
def test_a_stay_too_late_too_early_or_without_ground_does_not_count(events, broken, rule, calendar):
    deadline = compute(rule("60 日", **SUSPEND), START, calendar, events)
    assert deadline.last_day == date(2024, 4, 30)
    assert rules_of(deadline) == [broken, "deadline.resume_without_suspend"]


@pytest.mark.parametrize(
    "ground", ["需要等待其他案件的结果", "suspend", "行政复议法(2023)#39", "《行政复议法》（2023）第三十九条"]
)
def test_a_ground_may_be_named_by_title_step_or_article(ground, rule, calendar):
    events = [Event("suspend", date(2024, 3, 9), ground=ground), Event("resume", date(2024, 3, 11))]
    assert compute(rule("60 日", **SUSPEND), START, calendar, events).last_day == date(2024, 5, 2)


def test_a_second_stay_inside_the_first_is_found(rule, calendar):
    events = [
        Event("suspend", date(2024, 3, 9)),
        Event("suspend", date(2024, 3, 10)),
        Event("resume", date(2024, 3, 8)),
    ]
    deadline = compute(rule("60 日", **SUSPEND), START, calendar, events)
    assert rules_of(deadline) == ["deadline.suspend_twice", "deadline.resume_too_early", "deadline.stayed"]


def test_while_stayed_there_is_no_last_day(rule, calendar):
    deadline = compute(rule("60 日", **SUSPEND), START, calendar, [Event("suspend", date(2024, 3, 10))])
    assert deadline.is_stayed
    assert (deadline.last_day, deadline.status) == (None, "provisional")
    assert deadline.as_dict()["last_day"] is None


def test_while_stayed_today_gives_the_day_as_if_it_ran_on_tomorrow(rule, calendar):
    # stayed 10–31 March so far: 22 days
    deadline = compute(
        rule("60 日", **SUSPEND), START, calendar, [Event("suspend", date(2024, 3, 10))], date(2024, 3, 31)
    )
    assert (deadline.last_day, deadline.status) == (date(2024, 5, 22), "provisional")


def test_an_exclusion_still_open_stays_the_count_where_its_ground_is_named(rule, calendar):
    event = Event("suspend", date(2024, 3, 10), ground="ask_third_party")
    assert compute(rule("20 工作日", **EXCLUDE), START, calendar, [event]).is_stayed


def test_a_corrected_application_restarts_the_count_in_full(rule, calendar):
    # from Fri 15 March: 18–22 = 5, 25–29 = 10, 1–3 April = 13, 4–6 off, Sun 7 worked = 14, 8–12 = 19, 15 = 20
    deadline = compute(rule("20 工作日", **RESTART), START, calendar, [Event("restart", date(2024, 3, 15))])
    assert deadline.last_day == date(2024, 4, 15)
    assert (deadline.start, deadline.counted_from) == (START, date(2024, 3, 15))


def test_a_restart_may_come_after_the_first_count_would_have_ended(rule, calendar):
    deadline = compute(rule("5 工作日", **RESTART), START, calendar, [Event("restart", date(2024, 4, 15))])
    assert (deadline.last_day, deadline.findings) == (date(2024, 4, 22), ())


def test_a_backward_limit_knows_no_events(rule, calendar):
    version = rule("7 日", direction="latest_before", **EXTEND)
    deadline = compute(version, date(2023, 3, 20), calendar, [thirty(date(2023, 3, 1))])
    assert (deadline.last_day, rules_of(deadline)) == (date(2023, 3, 13), ["deadline.backward"])

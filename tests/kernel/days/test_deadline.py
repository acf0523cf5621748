"""Golden cases, each worked out by hand on the official calendar."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.errors import InputFault
from guiju.kernel.days.calendar import YearTable
from guiju.kernel.days.deadline import compute

ROLLS = "民事诉讼法(2023)#85.3"


@pytest.mark.parametrize(
    ("span", "start", "last_day"),
    [
        # 60 days: 31 March is the 30th, 30 April (Tue) the 60th
        ("60 日", date(2024, 3, 1), date(2024, 4, 30)),
        # Spring Festival: Jan 30, 31, Feb 1, 2 = 4; Sun 4 worked = 5; 5–9 = 10; 10–17 off; Sun 18 worked = 11;
        # 19–23 = 16; 26–29 = 20
        ("20 工作日", date(2024, 1, 29), date(2024, 2, 29)),
        # Labour Day: 29 April – 3 May off; Thu 4 = 1, Fri 5 = 2, Sat 6 worked = 3, Mon 8 = 4, Tue 9 = 5
        ("5 工作日", date(2023, 4, 28), date(2023, 5, 9)),
        # started on a rest day: Sat 7 Oct 2023 is itself worked, and not counted; Sun 8 worked = 1, 9–12 = 5
        ("5 工作日", date(2023, 10, 7), date(2023, 10, 12)),
        # New Year: Fri 30 Dec = 1; Sat 31 Dec – Mon 2 Jan off; 3–6 = 5
        ("5 工作日", date(2022, 12, 29), date(2023, 1, 6)),
        ("3 个月", date(2023, 11, 30), date(2024, 2, 29)),
        ("6 个月", date(2023, 8, 31), date(2024, 2, 29)),
        ("1 年", date(2024, 2, 29), date(2025, 2, 28)),
        ("24 小时", date(2024, 3, 1), date(2024, 3, 2)),
    ],
)
def test_the_last_day(span, start, last_day, rule, calendar):
    deadline = compute(rule(span), start, calendar)
    assert (deadline.last_day, deadline.earliest_day, deadline.status) == (last_day, None, "final")


def test_an_end_day_in_the_spring_festival_rolls_to_the_worked_sunday(rule, calendar):
    # 12 Dec 2023 + 60: 31 Dec = 19, 31 Jan = 50, Sat 10 Feb = 60; 10–17 Feb off, Sun 18 Feb is worked
    deadline = compute(rule("60 日", rolls=ROLLS), date(2023, 12, 12), calendar)
    assert (deadline.nominal_day, deadline.last_day) == (date(2024, 2, 10), date(2024, 2, 18))


def test_without_an_article_that_rolls_the_nominal_day_is_due_and_the_other_is_information(rule, calendar):
    deadline = compute(rule("60 日"), date(2023, 12, 12), calendar)
    assert (deadline.last_day, deadline.rolled_day) == (date(2024, 2, 10), date(2024, 2, 18))


@pytest.mark.parametrize(
    ("span", "start", "closing", "earliest"),
    [
        # published on 1 March: the 30th day is 31 March and still runs, the next step is open from 1 April
        ("30 日", date(2023, 3, 1), date(2023, 3, 31), date(2023, 4, 1)),
        # 自公布之日起30日后施行: published on 1 January, in force not before 1 February
        ("30 日", date(2023, 1, 1), date(2023, 1, 31), date(2023, 2, 1)),
        # 25–28 Sept = 4; 29 Sept – 6 Oct off; Sat 7, Sun 8 worked = 6; Mon 9 = 7
        ("7 工作日", date(2023, 9, 22), date(2023, 10, 9), date(2023, 10, 10)),
    ],
)
def test_a_floor_ends_on_its_last_day_and_opens_the_day_after(span, start, closing, earliest, rule, calendar):
    deadline = compute(rule(span, direction="earliest_day"), start, calendar)
    assert (deadline.nominal_day, deadline.earliest_day) == (closing, earliest)
    assert deadline.last_day is None


@pytest.mark.parametrize(
    ("span", "event", "nominal", "latest", "cautious"),
    [
        ("7 日", date(2023, 3, 20), date(2023, 3, 13), date(2023, 3, 13), date(2023, 3, 10)),
        # Mon 19 Feb 2024 − 7 = Mon 12 Feb, in the festival: earlier, to Fri 9 Feb
        ("7 日", date(2024, 2, 19), date(2024, 2, 12), date(2024, 2, 9), date(2024, 2, 9)),
        # Sun 5 May 2024 − 7 = Sun 28 April, which is worked
        ("7 日", date(2024, 5, 5), date(2024, 4, 28), date(2024, 4, 28), date(2024, 4, 26)),
        # Mon 26 Feb 2024 back: 23, 22, 21, 20, 19 = 5, Sun 18 worked = 6, Fri 9 = 7
        ("7 工作日", date(2024, 2, 26), date(2024, 2, 9), date(2024, 2, 9), date(2024, 2, 8)),
    ],
)
def test_a_backward_limit_moves_earlier_never_later(span, event, nominal, latest, cautious, rule, calendar):
    deadline = compute(rule(span, direction="latest_before"), event, calendar)
    assert (deadline.nominal_day, deadline.last_day, deadline.cautious_day) == (nominal, latest, cautious)


def test_sixty_days_from_november_2026_cross_into_a_year_without_a_notice(rule, calendar):
    # 30 Nov = 10, 31 Dec = 41, Tue 19 Jan 2027 = 60
    deadline = compute(rule("60 日", rolls=ROLLS), date(2026, 11, 20), calendar)
    assert (deadline.last_day, deadline.status) == (date(2027, 1, 19), "provisional")
    (finding,) = deadline.findings
    assert (finding.level, finding.rule) == ("note", "deadline.provisional")


def test_the_same_days_are_final_where_no_holiday_can_move_the_end(rule, calendar):
    assert compute(rule("60 日"), date(2026, 11, 20), calendar).status == "final"


def test_when_the_notice_arrives_the_day_changes_visibly(rule, calendar):
    # without a notice: 30, 31 Dec = 2, Fri 1 Jan off, 4–8 = 7
    before = compute(rule("7 工作日"), date(2026, 12, 29), calendar)
    # a notice that has Sun 3 Jan worked: 3 = 3, 4–7 = 7
    notice = YearTable(2027, {date(2027, 1, 1): "元旦"}, {date(2027, 1, 3): "元旦"}, "试验用通知")
    after = compute(rule("7 工作日"), date(2026, 12, 29), calendar.with_year(notice))
    assert (before.last_day, before.status) == (date(2027, 1, 8), "provisional")
    assert (after.last_day, after.status) == (date(2027, 1, 7), "final")


def test_working_days_that_end_in_the_last_certain_week_are_final(rule, calendar):
    assert compute(rule("5 工作日"), date(2026, 12, 21), calendar).last_day == date(2026, 12, 28)
    assert compute(rule("5 工作日"), date(2026, 12, 21), calendar).status == "final"
    assert compute(rule("6 工作日"), date(2026, 12, 21), calendar).status == "provisional"


def test_hours_are_only_reckoned_by_the_day_and_say_so(rule, calendar):
    (finding,) = compute(rule("24 小时"), date(2024, 3, 1), calendar).findings
    assert finding.rule == "deadline.hours"


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_year_that_no_calendar_holds_is_refused(year, rule, calendar):
    with pytest.raises(InputFault, match="超出可以计算的年份"):
        compute(rule("60 日"), date(year, 12, 31), calendar)


def test_the_contracts_keys(rule, calendar):
    found = compute(rule("60 日", rolls=ROLLS), date(2024, 3, 1), calendar, explain=True).as_dict()
    assert {"rule", "start", "last_day", "status", "unit", "citation", "steps"} <= found.keys()
    assert found["citation"] == "《试验法》（2020）第一条"
    assert found["steps"][1] == {"day": "2024-03-02", "counts": True, "why": "第1日（星期六，周休息日）"}
    floor = compute(rule("30 日", direction="earliest_day"), date(2024, 3, 1), calendar).as_dict()
    assert floor["earliest_day"] == "2024-04-01"
    assert "last_day" not in floor

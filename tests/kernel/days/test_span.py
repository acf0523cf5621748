"""Where a span ends."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.kernel.days.span import add_months, end_of, latest_before
from guiju.kernel.law.span import parse_span


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 1, 15), 1, date(2024, 2, 15)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),  # no 31 February: the month's last day
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_months_last(start, months, end):
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        ("15 日", date(2023, 9, 1), date(2023, 9, 16)),  # 1 September is not counted
        ("当日", date(2023, 9, 1), date(2023, 9, 1)),  # a day that a paper sets
        ("3 个月", date(2023, 11, 30), date(2024, 2, 29)),
        ("1 年", date(2024, 2, 29), date(2025, 2, 28)),
        ("24 小时", date(2023, 9, 1), date(2023, 9, 2)),
        ("36 小时", date(2023, 9, 1), date(2023, 9, 3)),  # from a late hour it runs into the third day
        ("5 工作日", date(2023, 9, 1), date(2023, 9, 8)),  # Friday: Mon 4 … Fri 8
    ],
)
def test_the_start_day_is_not_counted(span, start, end, calendar):
    assert end_of(parse_span(span), start, calendar) == end


@pytest.mark.parametrize(
    ("span", "event", "latest"),
    [
        ("7 日", date(2023, 3, 20), date(2023, 3, 13)),
        ("7 工作日", date(2023, 3, 20), date(2023, 3, 9)),  # Fri 17, Thu 16 … Mon 13, Fri 10, Thu 9
        ("1 个月", date(2023, 3, 31), date(2023, 2, 28)),
        ("24 小时", date(2023, 3, 20), date(2023, 3, 19)),
        ("1 年", date(2024, 2, 29), date(2023, 2, 28)),
    ],
)
def test_counted_back_the_events_day_is_not_counted(span, event, latest, calendar):
    assert latest_before(parse_span(span), event, calendar) == latest

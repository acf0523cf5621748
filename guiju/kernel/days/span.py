"""Where a span ends: days, working days, months and years counted from a day that itself is not counted.

The value ``Span`` belongs to the law room, since a rule states it; here is how it runs.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.law.span import UNITS, Span, Unit, parse_span

__all__ = ["UNITS", "Span", "Unit", "add_months", "end_of", "latest_before", "parse_span"]

_HOURS_A_DAY = 24


def end_of(span: Span, start: date, calendar: Calendar) -> date:
    """The last day of the span; the start day is not counted.

    Months and years end on the corresponding day, or the month's last day where there is none; hours
    end on the day on which the last of them can fall, since the hour of the start is not known.
    Source: 民法典 第二百零一、二百零二条; 民事诉讼法(2023) 第八十五条第二款.
    """
    if span.unit == "calendar_day":
        return start + timedelta(days=span.amount)
    if span.unit == "workday":
        return calendar.workday_after(start, span.amount)
    if span.unit == "hour":
        return start + timedelta(days=-(-span.amount // _HOURS_A_DAY))
    return add_months(start, span.amount * (12 if span.unit == "year" else 1))


def latest_before(span: Span, event: date, calendar: Calendar) -> date:
    """The nominal day that lies the span before the event; the event's day is not counted.

    “七日前” before 20 March is 13 March; practice that wants seven full days between is a day earlier.
    """
    if span.unit == "calendar_day":
        return event - timedelta(days=span.amount)
    if span.unit == "workday":
        return calendar.workday_before(event, span.amount)
    if span.unit == "hour":
        return event - timedelta(days=-(-span.amount // _HOURS_A_DAY))
    return add_months(event, -span.amount * (12 if span.unit == "year" else 1))


def add_months(start: date, months: int) -> date:
    """The corresponding day that many months later (earlier if negative), or that month's last day."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

"""Days 期限: how the law counts time. Public names of the room."""

from __future__ import annotations

from guiju.kernel.days.calendar import Calendar, Change, DayKind, YearTable, difference
from guiju.kernel.days.dates import parse_date, print_date
from guiju.kernel.days.deadline import Deadline, compute
from guiju.kernel.days.event import Event, events_from_data
from guiju.kernel.days.explain import Step
from guiju.kernel.days.read import calendar_from_tables, year_from_table
from guiju.kernel.days.span import add_months, end_of, latest_before

__all__ = [
    "Calendar",
    "Change",
    "DayKind",
    "Deadline",
    "Event",
    "Step",
    "YearTable",
    "add_months",
    "calendar_from_tables",
    "compute",
    "difference",
    "end_of",
    "events_from_data",
    "latest_before",
    "parse_date",
    "print_date",
    "year_from_table",
]

"""Pace: on which days things happen and at which moments they are recorded.

Offices act on working days and record between half past eight and half past five; moments are
Chinese time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.scenario.chance import Chance

CHINA = timezone(timedelta(hours=8))
_DELAY = re.compile(r"(\d+)(?:\.\.(\d+))? *(日|工作日)")
_MORNING = (8 * 3600 + 30 * 60, 11 * 3600 + 50 * 60)
_AFTERNOON = (13 * 3600 + 30 * 60, 17 * 3600 + 30 * 60)


@dataclass(frozen=True, slots=True)
class Delay:
    """A range of calendar days (日) or working days (工作日): ``3..8 工作日``, ``20 日``."""

    low: int
    high: int
    workdays: bool

    @classmethod
    def parse(cls, text: str) -> Delay:
        """The delay written so; raises ValueError."""
        match = _DELAY.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}”应写成“3..8 工作日”或“20 日”")
        low = int(match[1])
        return cls(low, int(match[2] or low), match[3] == "工作日")


@dataclass(frozen=True, slots=True)
class Recording:
    """When acts are recorded: most on the day, some after ``within``, a share late after ``late_by``."""

    same_day: float = 0.85
    within: Delay = Delay(1, 3, True)
    late: float = 0.0
    late_by: Delay = Delay(8, 25, True)


class Pace:
    """Days and moments by a calendar."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._workdays: list[int] = []
        self._years: set[int] = set()

    def days(self, first: date, last: date, *, rest_days: bool) -> list[date]:
        """The days from first to last on which something may happen."""
        if rest_days:
            return [first + timedelta(days=n) for n in range((last - first).days + 1)]
        for year in range(first.year, last.year + 1):
            self._know(year)
        found = self._workdays[
            bisect_left(self._workdays, first.toordinal()) : bisect_right(self._workdays, last.toordinal())
        ]
        return [date.fromordinal(ordinal) for ordinal in found]

    def after(self, start: date, delay: Delay, chance: Chance, *, rest_days: bool = False) -> date:
        """The day that long after ``start``; moved to a working day unless rest days may be."""
        amount = chance.between(delay.low, delay.high)
        if delay.workdays:
            return self.calendar.workday_after(start, amount) if amount else start
        day = start + timedelta(days=amount)
        return day if rest_days else self.calendar.on_or_after(day)

    def moment(self, day: date, chance: Chance) -> datetime:
        """A moment of office hours on that day (the next working day's if it is a rest day)."""
        low, high = _MORNING if chance.happens(0.45) else _AFTERNOON
        second = chance.between(low, high)
        clock = time(second // 3600, second % 3600 // 60, second % 60)
        return datetime.combine(self.calendar.on_or_after(day), clock, CHINA)

    def recorded(self, happened_on: date, recording: Recording, chance: Chance) -> datetime:
        """The moment at which an act of that day is recorded."""
        if recording.late and chance.happens(recording.late):
            return self.moment(self.after(happened_on, recording.late_by, chance), chance)
        if chance.happens(recording.same_day):
            return self.moment(happened_on, chance)
        return self.moment(self.after(happened_on, recording.within, chance), chance)

    def _know(self, year: int) -> None:
        if year in self._years:
            return
        self._years.add(year)
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
        self._workdays += [d.toordinal() for d in days if d.year == year and self.calendar.is_workday(d)]
        self._workdays.sort()

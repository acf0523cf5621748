"""Calendar 工作日历: is a day a working day, why, and is that certain yet?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from guiju.kernel.law.citation import Citation, print_all

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_SATURDAY = 5
_OPEN_FROM = (12, 29)
"""From this day a year's end still waits for the next year's notice, which alone arranges 元旦: in 2007,
2011, 2018 and 2022 it moved days from 29 December on."""


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is: a rest day or a working day, why, and whether a notice may still change it."""

    rest: bool
    why: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class YearTable:
    """One year's arrangement: the days off and the made-up working days (调休), each with its festival."""

    year: int
    rest: Mapping[date, str]
    work: Mapping[date, str]
    source: str
    official: bool = True


@dataclass(frozen=True, slots=True)
class FixedDays:
    """The public holidays with a fixed date under one text of the 放假办法, and those it cannot date."""

    since: date
    until: date | None
    names: Mapping[tuple[int, int], str]
    unknown: tuple[str, ...]
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One day on which two calendars differ."""

    day: date
    before: DayKind
    after: DayKind


class Calendar:
    """Working days and rest days, official where a year's table is at hand, else provisional.

    A year without a table has Saturdays, Sundays and the holidays of fixed date off; festivals of the
    lunar calendar and 调休 are unknown, and every answer about it says so. ``region`` is kept for the
    festivals of minority areas (全国年节及纪念日放假办法 第四条). The value never changes.
    """

    def __init__(
        self, years: Mapping[int, YearTable], fixed: tuple[FixedDays, ...] = (), region: str = ""
    ) -> None:
        self.years: Mapping[int, YearTable] = dict(years)
        self.fixed = fixed
        self.region = region
        self._workdays: dict[int, tuple[int, ...]] = {}

    def day(self, on: date) -> DayKind:
        """What that day is, and why."""
        table, weekday = self.years.get(on.year), on.weekday()
        provisional = self.is_provisional(on)
        if table is not None and on in table.work:
            return DayKind(False, f"{WEEKDAYS[weekday]}，{table.work[on]}调休上班", provisional)
        holiday = self._holiday(on)
        tail = self._caution(on) if provisional else ""
        if holiday:
            return DayKind(True, f"{holiday}放假{tail}", provisional)
        if weekday >= _SATURDAY:
            return DayKind(True, f"{WEEKDAYS[weekday]}，周休息日{tail}", provisional)
        return DayKind(False, f"{WEEKDAYS[weekday]}，工作日{tail}", provisional)

    def is_workday(self, on: date) -> bool:
        """Whether that day is a working day."""
        table = self.years.get(on.year)
        if table is not None and on in table.work:
            return True
        return on.weekday() < _SATURDAY and not self._holiday(on)

    def is_provisional(self, on: date) -> bool:
        """Whether a notice that is not out yet may still change what that day is."""
        table = self.years.get(on.year)
        if table is None or not table.official:
            return True
        return (on.month, on.day) >= _OPEN_FROM and on.year + 1 not in self.years

    def any_provisional(self, first: date, last: date) -> bool:
        """Whether any day from first to last, both included, is provisional."""
        if first > last:
            return False
        if self.is_provisional(first) or self.is_provisional(last):
            return True
        return any(
            self.is_provisional(date(year, 1, 1)) or self.is_provisional(date(year, 12, 31))
            for year in range(first.year, last.year)
        )

    def workday_after(self, start: date, count: int) -> date:
        """The working day that is the count-th after the start day, which is not counted."""
        year, wanted = start.year, count
        ordinals = self._of(year)
        position = bisect_right(ordinals, start.toordinal()) + wanted - 1
        while position >= len(ordinals):
            position -= len(ordinals)
            year += 1
            ordinals = self._of(year)
        return date.fromordinal(ordinals[position])

    def workday_before(self, end: date, count: int) -> date:
        """The working day that is the count-th before the end day, which is not counted."""
        year = end.year
        ordinals = self._of(year)
        position = bisect_left(ordinals, end.toordinal()) - count
        while position < 0:
            year -= 1
            ordinals = self._of(year)
            position += len(ordinals)
        return date.fromordinal(ordinals[position])

    def workdays_between(self, first: date, last: date) -> int:
        """The number of working days from first to last, both included."""
        if first > last:
            return 0
        total = 0
        for year in range(first.year, last.year + 1):
            ordinals = self._of(year)
            total += bisect_right(ordinals, last.toordinal()) - bisect_left(ordinals, first.toordinal())
        return total

    def on_or_after(self, on: date) -> date:
        """That day if it is a working day, else the first working day after it."""
        return on if self.is_workday(on) else self.workday_after(on, 1)

    def on_or_before(self, on: date) -> date:
        """That day if it is a working day, else the last working day before it."""
        return on if self.is_workday(on) else self.workday_before(on, 1)

    def with_year(self, table: YearTable) -> Calendar:
        """A new calendar in which that year's table is the one given."""
        return Calendar({**self.years, table.year: table}, self.fixed, self.region)

    def _of(self, year: int) -> tuple[int, ...]:
        """The ordinals of the working days of a year, reckoned once."""
        known = self._workdays.get(year)
        if known is None:
            days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
            known = tuple(d.toordinal() for d in days if d.year == year and self.is_workday(d))
            self._workdays[year] = known
        return known

    def _holiday(self, on: date) -> str:
        table = self.years.get(on.year)
        if table is not None:
            return table.rest.get(on, "")
        fixed = self._fixed(on)
        return "" if fixed is None else fixed.names.get((on.month, on.day), "")

    def _fixed(self, on: date) -> FixedDays | None:
        for fixed in self.fixed:
            if fixed.since <= on and (fixed.until is None or on <= fixed.until):
                return fixed
        return None

    def _caution(self, on: date) -> str:
        table = self.years.get(on.year)
        if table is not None and table.official:
            return f"（{on.year + 1}年元旦的放假调休安排尚未公布，暂定）"
        if table is not None:
            return f"（{on.year}年的安排尚未正式公布，暂定）"
        fixed = self._fixed(on)
        if fixed is None:
            return f"（没有{on.year}年的放假数据，只按周末推算，暂定）"
        basis, unknown = print_all(fixed.cites), "、".join(fixed.unknown)
        return f"（{on.year}年放假安排尚未公布，暂按周末和{basis}的固定节日推算，{unknown}和调休未计入）"


def difference(old: Calendar, new: Calendar) -> tuple[Change, ...]:
    """The days, in order, that are a working day in one calendar and a rest day in the other.

    Days that only become certain are left out.
    """
    changes: list[Change] = []
    for year in sorted(old.years.keys() | new.years.keys()):
        if old.years.get(year) == new.years.get(year):
            continue
        first = date(year, 1, 1)
        for day in (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)):
            before, after = old.day(day), new.day(day)
            if before.rest != after.rest:
                changes.append(Change(day, before, after))
    return tuple(changes)

"""One year of the calendar: is it settled, by which notice, which days are off and which made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from guiju.errors import InputFault
from guiju.kernel.days.calendar import Calendar, YearTable
from guiju.kernel.law.citation import print_all
from guiju.usecases.add_calendar import is_own
from guiju.usecases.house import House


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival with its days off and the weekend days worked for it (调休)."""

    name: str
    rest: tuple[date, ...]
    work: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the calendar.

    ``origin``: "home" (the home's own table), "shipped" (the catalogue's), "" (no table: weekends and
    the festivals of fixed date). ``unknown`` are the festivals that cannot be dated yet. ``open_end``:
    the last days of December still wait for the next year's notice.
    """

    year: int
    status: Literal["official", "provisional"]
    source: str
    origin: Literal["home", "shipped", ""]
    festivals: tuple[Festival, ...]
    unknown: tuple[str, ...]
    open_end: bool
    workdays: int

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "year": self.year,
            "status": self.status,
            "source": self.source,
            "origin": self.origin or None,
            "holidays": [{"name": f.name, "rest": f.rest, "work": f.work} for f in self.festivals],
            "unknown": self.unknown,
            "open_end": self.open_end,
            "workdays": self.workdays,
        }


def show_calendar(house: House, year: int) -> Year:
    """The year as this home counts it; raises InputFault for a year out of reach."""
    if not 1949 <= year <= 2199:
        raise InputFault(f"没有 {year} 年的日历；请写四位年份，如 2026")
    calendar = house.calendar
    table = calendar.years.get(year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    workdays = calendar.workdays_between(first, last)
    if table is None:
        return _without_table(calendar, year, workdays)
    return Year(
        year=year,
        status="official" if table.official else "provisional",
        source=table.source,
        origin="home" if is_own(house, year) else "shipped",
        festivals=_festivals(table),
        unknown=(),
        open_end=table.official and calendar.is_provisional(last),
        workdays=workdays,
    )


def _without_table(calendar: Calendar, year: int, workdays: int) -> Year:
    fixed = next(
        (f for f in calendar.fixed if f.since.year <= year and (f.until is None or year <= f.until.year)),
        None,
    )
    named: dict[str, list[date]] = {}
    for (month, day), name in sorted(fixed.names.items()) if fixed else ():
        named.setdefault(name, []).append(date(year, month, day))
    return Year(
        year=year,
        status="provisional",
        source=print_all(fixed.cites) if fixed else "",
        origin="",
        festivals=tuple(Festival(name, tuple(days), ()) for name, days in named.items()),
        unknown=fixed.unknown if fixed else (),
        open_end=False,
        workdays=workdays,
    )


def _festivals(table: YearTable) -> tuple[Festival, ...]:
    names = dict.fromkeys(name for _, name in sorted((*table.rest.items(), *table.work.items())))
    return tuple(
        Festival(
            name,
            tuple(sorted(day for day, of in table.rest.items() if of == name)),
            tuple(sorted(day for day, of in table.work.items() if of == name)),
        )
        for name in names
    )

"""What a year's table would change: which days, and which open duties would move. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guiju.exchange.packs import read_pack
from guiju.kernel.days.calendar import Calendar, Change, DayKind, YearTable, difference
from guiju.kernel.procedure.duty import Duty, duties
from guiju.store import views
from guiju.usecases.acts import matter_of
from guiju.usecases.house import House

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """An open duty whose day moves, or whose day only becomes certain or uncertain (``old`` == ``new``)."""

    matter: str
    matter_title: str
    procedure: str
    step: str
    limit: str
    title: str
    citation: str
    old: date | None
    new: date | None
    was_provisional: bool
    is_provisional: bool

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "matter": self.matter,
            "procedure": self.procedure,
            "step": self.step,
            "limit": self.limit,
            "title": self.title,
            "old": self.old,
            "new": self.new,
            "old_status": _status(self.was_provisional),
            "new_status": _status(self.is_provisional),
            "citation": self.citation,
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """A year's table beside what has counted so far.

    ``moved`` are the duties that get another day, ``settled`` those that keep it and are no longer
    provisional, ``unsettled`` those that keep it and become provisional.
    """

    table: YearTable
    known: YearTable | None
    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]
    settled: tuple[Moved, ...]
    unsettled: tuple[Moved, ...]

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "year": self.table.year,
            "status": _status(not self.table.official),
            "source": self.table.source,
            "replaces": self.known.source if self.known else None,
            "days": [
                {"day": c.day, "before": _kind(c.before), "after": _kind(c.after), "why": c.after.why}
                for c in self.changes
            ],
            "moved": [one.as_dict() for one in self.moved],
            "settled": [one.as_dict() for one in self.settled],
            "unsettled": [one.as_dict() for one in self.unsettled],
        }


def preview_calendar(house: House, file: Path, progress: Progress | None = None) -> Preview:
    """What the year table in the file would change.

    Raises: InputFault where there is no such file or no home; Refused with every finding in the table.
    """
    house.ledger()
    table, _ = read_pack(file)
    return compared(house, table, progress)


def compared(house: House, table: YearTable, progress: Progress | None = None) -> Preview:
    """The same for a table already read."""
    old, new = house.calendar, house.calendar.with_year(table)
    shifts = list(_shifts(house, old, new, progress)) if old.years.get(table.year) != table else []
    moved = [one for one in shifts if one.old != one.new]
    kept = [one for one in shifts if one.old == one.new]
    return Preview(
        table,
        old.years.get(table.year),
        difference(old, new),
        tuple(sorted(moved, key=lambda one: (one.old or date.max, one.matter))),
        tuple(one for one in kept if one.was_provisional),
        tuple(one for one in kept if one.is_provisional),
    )


def _shifts(house: House, old: Calendar, new: Calendar, progress: Progress | None) -> Iterator[Moved]:
    """Every open duty that the two calendars do not answer alike, matter by matter."""
    today = house.today()
    ids = list(views.duties(None).order_by("matter").values_list("matter", flat=True).distinct())
    for number, name in enumerate(ids, 1):
        matter = matter_of(house, name)
        before = {(duty.step, duty.limit): duty for duty in duties(matter, old, today)}
        for duty in duties(matter, new, today):
            known = before.get((duty.step, duty.limit))
            if known is not None and (known.due, known.provisional) != (duty.due, duty.provisional):
                yield _moved(matter.title, known, duty)
        if progress:
            progress(number, len(ids), name)


def _moved(title: str, old: Duty, new: Duty) -> Moved:
    return Moved(
        matter=new.matter,
        matter_title=title,
        procedure=new.procedure,
        step=new.step,
        limit=new.limit,
        title=new.title,
        citation=new.citation,
        old=old.due,
        new=new.due,
        was_provisional=old.provisional,
        is_provisional=new.provisional,
    )


def _status(provisional: bool) -> str:
    return "provisional" if provisional else "final"


def _kind(day: DayKind) -> str:
    return "rest" if day.rest else "work"

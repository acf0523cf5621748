"""The to-do list, a page at a time, with what falls due in which week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.days.dates import parse_date
from guiju.kernel.registry.registry import Registry
from guiju.store import views
from guiju.usecases.asking import Asking
from guiju.usecases.house import House
from guiju.usecases.list_duties import SOON, DutyLine, line_of, status
from guiju.usecases.permit import may_see_definition, visible_bodies
from guiju.usecases.registry import registry

MOST_SUMMED = 5000
WEEKS = 8
STATUSES = ("overdue", "due_soon", "open")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which duties: ``whose`` is "mine" (of my roles) or "all" (of every body in my sight); "" is no filter."""

    whose: str = "mine"
    body: str = ""
    procedure: str = ""
    status: str = ""


@dataclass
class Summary:
    """How many duties there are; ``capped``: there are more than were counted. ``weeks``: Monday → duties due."""

    by_status: Counter[str] = field(default_factory=Counter)
    by_procedure: Counter[str] = field(default_factory=Counter)
    by_body: Counter[str] = field(default_factory=Counter)
    weeks: dict[date, int] = field(default_factory=dict)
    capped: bool = False

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_status.values())


@dataclass(frozen=True, slots=True)
class DutyPage:
    """A page of the list; ``after`` is the key of the next page, "" on the last."""

    lines: list[DutyLine]
    after: str
    summary: Summary


class _Mine:
    """Whether a duty belongs on the asker's list; asked once for each pair of body and roles."""

    def __init__(
        self, known: Registry, asking: Asking, hidden: frozenset[str], whose: str, day: date
    ) -> None:
        self._known, self._asking, self._day = known, asking, day
        self._hidden, self._all = hidden, whose == "all"
        self._answers: dict[tuple[str, str], bool] = {}

    def __call__(self, body: str, roles: str, procedure: str) -> bool:
        if procedure in self._hidden:
            return False
        if self._all:
            return True
        key = (body, roles)
        if key not in self._answers:
            wanted = set(roles.strip("|").split("|"))
            above = self._known.ancestors(body, self._day)
            self._answers[key] = any(
                wanted & self._known.roles(self._asking.official, one, self._day) for one in above
            )
        return self._answers[key]


def page_duties(house: House, asking: Asking, wanted: Wanted, after: str = "", most: int = 50) -> DutyPage:
    """One page, nearest day first and those without a day last; raises InputFault for a key that is none."""
    day, known = house.today(), registry(house)
    bodies = sorted(visible_bodies(asking) if wanted.whose == "all" else asking.scope)
    mine = _Mine(known, asking, hidden_procedures(house, asking), wanted.whose, day)
    rows = views.duties(bodies)
    summary = _summary(rows, mine, day)
    if wanted.body:
        rows = rows.filter(body=wanted.body)
    if wanted.procedure:
        rows = rows.filter(procedure=wanted.procedure)
    found = (
        r for r in _from(_of_status(rows, wanted.status, day), after) if mine(r.body, r.roles, r.procedure)
    )
    page = list(islice(found, most + 1))
    more = len(page) > most
    return DutyPage([line_of(row, day) for row in page[:most]], _key(page[most - 1]) if more else "", summary)


def hidden_procedures(house: House, asking: Asking) -> frozenset[str]:
    """Restricted procedures that the asker may not see."""
    return frozenset(d.id for d in house.catalogue.procedures if not may_see_definition(asking, d))


def _summary(rows: Any, mine: _Mine, day: date) -> Summary:
    summary = Summary()
    monday = day - timedelta(days=day.weekday())
    summary.weeks = {monday + timedelta(weeks=n): 0 for n in range(WEEKS)}
    seen = rows.values_list("due", "body", "roles", "procedure")[: MOST_SUMMED + 1]
    for number, (due, body, roles, procedure) in enumerate(seen):
        if number == MOST_SUMMED:
            summary.capped = True
        elif mine(body, roles, procedure):
            summary.by_status[status(due, day)] += 1
            summary.by_procedure[procedure] += 1
            summary.by_body[body] += 1
            week = due - timedelta(days=due.weekday()) if due else None
            if week in summary.weeks and due >= day:
                summary.weeks[week] += 1
    return summary


def _of_status(rows: Any, wanted: str, day: date) -> list[Any]:
    """The queries whose rows, one after the other, are the list in its order."""
    dated, undated = rows.filter(due__isnull=False), rows.filter(due__isnull=True)
    if wanted == "overdue":
        return [dated.filter(due__lt=day)]
    if wanted == "due_soon":
        return [dated.filter(due__gte=day, due__lte=day + SOON)]
    if wanted == "open":
        return [dated.filter(due__gt=day + SOON), undated]
    return [dated, undated]


def _from(queries: list[Any], after: str) -> Iterator[Any]:
    if not after:
        for query in queries:
            yield from query.iterator(500)
        return
    told, _, number = after.partition("~")
    due = parse_date(told) if told else None
    if not number.isdigit() or (told and due is None):
        raise InputFault("翻页位置读不懂，请回到第一页")
    for query in queries:
        if due is None:
            yield from query.filter(due__isnull=True, id__gt=int(number)).iterator(500)
        else:
            yield from query.filter(due=due, id__gt=int(number)).iterator(500)
            yield from query.filter(due__gt=due).iterator(500)
            yield from query.filter(due__isnull=True).iterator(500)


def _key(row: Any) -> str:
    return f"{row.due.isoformat() if row.due else ''}~{row.id}"

"""Matters in the asker's sight, the last acted upon first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guiju.errors import NotFound
from guiju.store import views
from guiju.store.models import MatterView
from guiju.usecases.asking import Asking
from guiju.usecases.house import House
from guiju.usecases.page_duties import hidden_procedures
from guiju.usecases.permit import may_see_body, visible_bodies


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One line of a list of matters; ``visible``: the asker may open it."""

    id: str
    procedure: str
    body: str
    title: str
    stage: str
    outcome: str
    opened_on: date
    closed_on: date | None
    size: int
    last_entry: int
    late: bool
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Sought:
    """Which matters; "" is no filter. ``words`` stand in the title or are the number's beginning."""

    procedure: str = ""
    body: str = ""
    stage: str = ""
    words: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A page; ``before`` is the key of the next one (0: this is the last)."""

    lines: list[MatterLine]
    before: int


def list_matters(house: House, asking: Asking, sought: Sought, before: int = 0, most: int = 50) -> MatterPage:
    """One page; of restricted procedures and of bodies out of sight nothing is listed."""
    bodies = visible_bodies(asking) & {sought.body} if sought.body else visible_bodies(asking)
    if not bodies:
        return MatterPage([], 0)
    rows = views.matters([sought.procedure] if sought.procedure else (), sorted(bodies)).order_by(
        "-last_entry"
    )
    hidden = hidden_procedures(house, asking)
    if hidden:
        rows = rows.exclude(procedure__in=hidden)
    if sought.stage:
        rows = rows.filter(stage=sought.stage)
    if sought.is_open:
        rows = rows.filter(closed_on__isnull=True)
    if sought.words:
        by_number = rows.filter(id__startswith=sought.words)
        rows = by_number if by_number.exists() else rows.filter(title__icontains=sought.words)
    if before:
        rows = rows.filter(last_entry__lt=before)
    found = [line(row) for row in rows[: most + 1]]
    return MatterPage(found[:most], found[most - 1].last_entry if len(found) > most else 0)


def matters_named(house: House, asking: Asking, ids: Sequence[str]) -> list[MatterLine]:
    """The lines of these matters, in their order; those out of sight carry no title."""
    rows = {}
    for begin in range(0, len(ids), 500):
        rows.update({row.id: row for row in views.matters().filter(id__in=ids[begin : begin + 500])})
    hidden = hidden_procedures(house, asking)
    found = []
    for name in ids:
        row = rows.get(name)
        if row is not None:
            seen = may_see_body(asking, row.body) and row.procedure not in hidden
            found.append(line(row, visible=seen))
    return found


def matter_line(house: House, asking: Asking, name: str) -> MatterLine:
    """The line of one matter; raises NotFound."""
    found = matters_named(house, asking, [name])
    if not found:
        raise NotFound(f"没有事项“{name}”")
    return found[0]


def line(row: MatterView, *, visible: bool = True) -> MatterLine:
    """The line of a row."""
    return MatterLine(
        row.id,
        row.procedure,
        row.body,
        row.title if visible else "",
        row.stage,
        row.outcome,
        row.opened_on,
        row.closed_on,
        row.size,
        row.last_entry,
        row.late,
        visible,
    )

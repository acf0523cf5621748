"""Who must do what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from guiju.errors import NotFound
from guiju.kernel.registry.registry import Registry
from guiju.store import views
from guiju.usecases.asking import asking
from guiju.usecases.house import House
from guiju.usecases.registry import registry

SOON = timedelta(days=3)
MOST = 2000


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One line of a duty list."""

    matter: str
    procedure: str
    matter_title: str
    body: str
    step: str
    step_title: str
    title: str
    due: date | None
    status: Literal["open", "due_soon", "overdue"]
    provisional: bool
    citation: str

    def as_dict(self) -> dict[str, Any]:
        """With the keys that the contract fixes."""
        return {
            "matter": self.matter,
            "step": self.step,
            "due": self.due,
            "status": self.status,
            "citation": self.citation,
            "title": self.title,
            "step_title": self.step_title,
            "matter_title": self.matter_title,
            "body": self.body,
            "procedure": self.procedure,
            "provisional": self.provisional,
        }


def list_duties(
    house: House, *, official: str = "", body: str = "", today: date | None = None
) -> list[DutyLine]:
    """Duties of an official (those of the roles he or she holds at each body), of a body and those below, or all.

    Raises: NotFound for an official or a body that nobody registered.
    """
    day = today or house.today()
    known = registry(house)
    if official and official not in known.officials:
        raise NotFound(f"人员登记中没有编号“{official}”，请核对编号")
    if body and body not in known.codes:
        raise NotFound(f"机关登记中没有代码“{body}”，请核对代码")
    bodies = _bodies(known, official, body, day)
    lines = []
    for row in views.duties(bodies)[:MOST]:
        if official and not _mine(known, official, row.body, row.roles, day):
            continue
        lines.append(line_of(row, day))
    return sorted(lines, key=lambda line: (line.due or date.max, line.matter))


def line_of(row: Any, day: date) -> DutyLine:
    """The line that a row of the duty view makes on a day."""
    return DutyLine(
        row.matter,
        row.procedure,
        row.matter_title,
        row.body,
        row.step,
        row.step_title,
        row.title,
        row.due,
        status(row.due, day),
        row.provisional,
        row.citation,
    )


def status(due: date | None, today: date) -> Literal["open", "due_soon", "overdue"]:
    """How near a due day is."""
    if due is None or today < due - SOON:
        return "open"
    return "overdue" if today > due else "due_soon"


def _bodies(known: Registry, official: str, body: str, day: date) -> list[str] | None:
    if official:
        return sorted(asking(known, official, day).scope)
    if body:
        return [one.code for one in known.bodies(day) if known.within(body, one.code, day)]
    return None


def _mine(known: Registry, official: str, body: str, roles: str, day: date) -> bool:
    wanted = set(roles.strip("|").split("|"))
    return any(wanted & known.roles(official, one, day) for one in known.ancestors(body, day))

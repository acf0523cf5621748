"""One deadline, counted and explained."""

from __future__ import annotations

from datetime import date
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.days.deadline import compute
from guiju.kernel.days.event import events_from_data
from guiju.kernel.finding import Finding
from guiju.usecases.house import House


def count_deadline(
    house: House,
    rule: str,
    start: date,
    raw_events: Any = (),
    *,
    today: date | None = None,
    explain: bool = False,
) -> tuple[dict[str, Any], list[Finding]]:
    """The deadline as the contract prints it, and the findings about the events.

    ``raw_events``: what the ``--events`` file holds, parsed. ``today``: while the count is stayed, the day up
    to which it is reckoned. Raises NotFound for a rule, InputFault for events that say nothing readable.
    """
    version = house.catalogue.rules.at(rule, start)
    events = events_from_data(list(raw_events) if isinstance(raw_events, tuple) else raw_events)
    if isinstance(events, list):
        told = "；".join(f"{finding.place}：{finding.message}" for finding in events)
        raise InputFault(f"事件文件有误，未作计算。{told}")
    deadline = compute(version, start, house.calendar, events, today, explain=explain)
    return deadline.as_dict(), list(deadline.findings)

"""One deadline, counted and explained."""

from __future__ import annotations

from datetime import date
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.days.deadline import compute
from guiju.kernel.days.event import events_from_data
from guiju.kernel.finding import Finding
from guiju.kernel.law.rule import RuleBook, RuleVersion
from guiju.kernel.registry.region import parent_region
from guiju.usecases.house import House


def count_deadline(
    house: House,
    rule: str,
    start: date,
    raw_events: Any = (),
    *,
    today: date | None = None,
    body: str = "",
    explain: bool = False,
) -> tuple[dict[str, Any], list[Finding]]:
    """The deadline as the contract prints it, and the findings about the events.

    ``raw_events``: what the ``--events`` file holds, parsed. ``today``: while the count is stayed, the day up
    to which it is reckoned. ``body``: for whom it is counted, where its area has a rule of its own.
    Raises NotFound for a rule, InputFault for events that say nothing readable.
    """
    version = _version(house.catalogue.rules, rule, start, body)
    events = events_from_data(list(raw_events) if isinstance(raw_events, tuple) else raw_events)
    if isinstance(events, list):
        told = "；".join(f"{finding.place}：{finding.message}" for finding in events)
        raise InputFault(f"事件文件有误，未作计算。{told}")
    deadline = compute(version, start, house.calendar, events, today, explain=explain)
    return deadline.as_dict(), list(deadline.findings)


def _version(book: RuleBook, rule: str, start: date, body: str) -> RuleVersion:
    """The rule's version, for a body the one of the smallest area it lies in that has its own."""
    area = body[:6]
    while area:
        if f"{rule}@{area}" in book:
            return book.at(f"{rule}@{area}", start)
        area = parent_region(area)
    return book.at(rule, start)

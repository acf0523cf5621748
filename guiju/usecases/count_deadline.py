"""One deadline, counted and explained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from guiju.errors import Refused
from guiju.kernel.days.deadline import compute
from guiju.kernel.days.event import events_from_data
from guiju.kernel.finding import Finding
from guiju.usecases.house import House


def count_deadline(
    house: House, rule: str, start: date, raw_events: Sequence[Any] = (), *, explain: bool = False
) -> tuple[dict[str, Any], list[Finding]]:
    """The deadline as the contract prints it, and the findings about the events; raises NotFound, Refused."""
    version = house.catalogue.rules.at(rule, start)
    events = events_from_data(list(raw_events))
    if isinstance(events, list):
        raise Refused("事件文件有误，未作计算", events)
    deadline = compute(version, start, house.calendar, events, explain=explain)
    return deadline.as_dict(), list(deadline.findings)

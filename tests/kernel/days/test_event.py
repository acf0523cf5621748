"""The events file of ``guiju deadline``."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.kernel.days.event import Event, events_from_data
from guiju.kernel.law.span import Span


def test_every_event_of_the_contract_is_read():
    data = [
        {"type": "suspend", "on": "2024-02-01", "note": "等待鉴定"},
        {"type": "resume", "on": "2024-02-20"},
        {"type": "exclude", "from": "2024-03-01", "to": "2024-03-05"},
        {"type": "extend", "on": "2024-03-06", "amount": 30, "unit": "calendar_day", "by": "负责人"},
        {"type": "restart", "on": "2024年4月1日"},
    ]
    assert events_from_data(data) == (
        Event("suspend", date(2024, 2, 1), note="等待鉴定"),
        Event("resume", date(2024, 2, 20)),
        Event("exclude", date(2024, 3, 1), date(2024, 3, 5)),
        Event("extend", date(2024, 3, 6), span=Span(30, "calendar_day"), by="负责人"),
        Event("restart", date(2024, 4, 1)),
    )


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("suspend", "event.type"),
        ({"type": "pause", "on": "2024-02-01"}, "event.type"),
        ({"type": "suspend"}, "event.date"),
        ({"type": "suspend", "on": 20240201}, "event.date"),
        ({"type": "suspend", "on": "2024-02-30"}, "event.date"),
        ({"type": "suspend", "on": "2024-02-01", "until": "2024-02-02"}, "event.key"),
        ({"type": "exclude", "from": "2024-02-02"}, "event.date"),
        ({"type": "exclude", "from": "2024-02-02", "to": "2024-02-01"}, "event.order"),
        ({"type": "extend", "on": "2024-02-01", "amount": 0, "unit": "calendar_day"}, "event.amount"),
        ({"type": "extend", "on": "2024-02-01", "amount": True, "unit": "calendar_day"}, "event.amount"),
        ({"type": "extend", "on": "2024-02-01", "amount": 30, "unit": "日"}, "event.unit"),
        ({"type": "suspend", "on": "2024-02-01", "note": 5}, "event.text"),
    ],
)
def test_a_broken_event_is_found_with_its_place(entry, rule):
    findings = events_from_data([{"type": "resume", "on": "2024-01-01"}, entry])
    assert isinstance(findings, list)
    assert [finding.rule for finding in findings] == [rule]
    assert findings[0].place.startswith("events:[2]")


def test_events_are_a_list():
    (finding,) = events_from_data({"type": "suspend"})
    assert finding.rule == "event.format"

"""Event 期限事件: what happened to a time limit while it ran: stayed, resumed, excluded, extended, restarted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast, get_args

from guiju.kernel.days.dates import parse_date
from guiju.kernel.finding import Finding, error
from guiju.kernel.law.span import UNITS, Span, Unit

EventType = Literal["suspend", "resume", "exclude", "extend", "restart"]
"""suspend 中止 | resume 恢复 | exclude 扣除 | extend 延长 | restart 重新计算."""
_TYPES: tuple[EventType, ...] = get_args(EventType)
_KEYS: dict[str, tuple[str, ...]] = {
    "suspend": ("on", "ground"),
    "resume": ("on",),
    "exclude": ("from", "to", "ground"),
    "extend": ("on", "amount", "unit", "by"),
    "restart": ("on", "ground"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``on`` is its day; an exclusion runs from ``on`` to ``until``, both days included.

    ``ground`` names the ground as the rule has it (title, step or article); "" where it is not stated.
    """

    type: EventType
    on: date
    until: date | None = None
    span: Span | None = None
    by: str = ""
    ground: str = ""
    note: str = ""


def events_from_data(data: Any, place: str = "events") -> tuple[Event, ...] | list[Finding]:
    """The events of a parsed ``--events`` file, in order, or every finding in it."""
    if not isinstance(data, list):
        return [error("event.format", "事件文件应当是一个列表", place)]
    findings: list[Finding] = []
    events = [_event(entry, f"{place}:[{number}]", findings) for number, entry in enumerate(data, 1)]
    return findings or tuple(event for event in events if event is not None)


def _event(entry: Any, place: str, findings: list[Finding]) -> Event | None:
    if not isinstance(entry, Mapping) or entry.get("type") not in _TYPES:
        findings.append(error("event.type", f"“type”只能是{'、'.join(_TYPES)}之一", place))
        return None
    kind = cast("EventType", entry["type"])
    known = {"type", "note", *_KEYS[kind]}
    before = len(findings)
    for key in entry:
        if key not in known:
            findings.append(error("event.key", f"“{kind}”没有“{key}”这个键", f"{place}.{key}"))
    on = _day(entry, "from" if kind == "exclude" else "on", place, findings)
    until = _day(entry, "to", place, findings) if kind == "exclude" else None
    if on is not None and until is not None and until < on:
        findings.append(error("event.order", f"扣除的止日{until}早于起日{on}", f"{place}.to"))
    span = _span(entry, place, findings) if kind == "extend" else None
    texts = {key: _text(entry, key, place, findings) for key in ("by", "ground", "note")}
    return None if on is None or len(findings) > before else Event(kind, on, until, span, **texts)


def _day(entry: Mapping[str, Any], key: str, place: str, findings: list[Finding]) -> date | None:
    value = entry.get(key)
    day = parse_date(value) if isinstance(value, str) else None
    if day is None:
        findings.append(error("event.date", f"“{key}”应当是日期，如 2024-01-15", f"{place}.{key}"))
    return day


def _span(entry: Mapping[str, Any], place: str, findings: list[Finding]) -> Span | None:
    amount, unit = entry.get("amount"), entry.get("unit")
    if isinstance(amount, bool) or not isinstance(amount, int) or amount < 1:
        findings.append(error("event.amount", "“amount”应当是不小于1的整数", f"{place}.amount"))
        return None
    if unit not in UNITS:
        findings.append(error("event.unit", f"“unit”只能是{'、'.join(UNITS)}之一", f"{place}.unit"))
        return None
    return Span(amount, cast("Unit", unit))


def _text(entry: Mapping[str, Any], key: str, place: str, findings: list[Finding]) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        findings.append(error("event.text", f"“{key}”应当是文字", f"{place}.{key}"))
        return ""
    return value

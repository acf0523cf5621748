"""PlannedAct: one act that the scenario (情景) wants recorded, before anybody has judged it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

LINK = "key:"
"""A link field holds this and a matter key; whoever plays the plan puts the matter's id in its place."""


@dataclass(frozen=True, slots=True)
class PlannedAct:
    """One planned act.

    ``key`` names the matter within the plan (unique; the first act of a key opens it); ``body`` is the
    matter's body, ``acting_body`` the organ acted for; ``by`` an official's id or ``system``.
    ``corrects`` is the ordinal (from 0) of an earlier act of the same matter. ``recorded_at`` is the
    moment at which the record takes it in, with its offset from UTC.
    """

    key: str
    procedure: str
    body: str
    step: str
    by: str
    acting_body: str
    happened_on: date
    recorded_at: datetime
    effective_on: date | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    corrects: int | None = None


def links(act: PlannedAct) -> tuple[str, ...]:
    """The keys of the matters that the act's fields link to."""
    found: list[str] = []
    for value in act.fields.values():
        items = value if isinstance(value, list | tuple) else (value,)
        found += [
            item.removeprefix(LINK) for item in items if isinstance(item, str) and item.startswith(LINK)
        ]
    return tuple(found)

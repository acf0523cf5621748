"""The registry as the record has made it: folded from the three registry procedures, renewed by entry."""

from __future__ import annotations

from guiju.kernel.procedure.enrol import enrolment_of, registry_of
from guiju.kernel.registry.registry import Registry
from guiju.store import views
from guiju.usecases.acts import matter_of
from guiju.usecases.house import House
from guiju.usecases.switches import refresh


def registry(house: House) -> Registry:
    """The registry as of now; only matters that have changed since the last asking are folded again.

    Who may act and which rules are switched off is asked together: both are the record's own word.
    """
    refresh(house)
    stamp, kept = views.registry_stamp(), house.roll
    if stamp < kept.stamp:
        kept.enrolments.clear()
        kept.stamp = -1
    if stamp != kept.stamp:
        for row in views.matters(views.REGISTERS).filter(last_entry__gt=kept.stamp):
            kept.enrolments[row.id] = enrolment_of(matter_of(house, row.id))
        kept.registry = registry_of(kept.enrolments.values())
        kept.stamp = stamp
    return kept.registry

"""Throw the views away and draw them anew from the record."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from guiju.kernel.procedure.duty import duties
from guiju.store import views
from guiju.store.transaction import atomic
from guiju.usecases.acts import all_matters, matter_of
from guiju.usecases.house import House
from guiju.usecases.switches import refresh


def rebuild(house: House, progress: Callable[[int, int, str], None] | None = None) -> int:
    """The number of matters drawn anew."""
    today = house.today()
    with atomic():
        house.ledger().lock()
        refresh(house)
        known = [matter.id for matter in all_matters(house)]
        views.clear()
        views.note_serials(known)
        ids = iter(known)
        done = 0
        while batch := list(islice(ids, 500)):
            matters = [matter_of(house, one) for one in batch]
            views.project(views.Projected(m, duties(m, house.calendar, today)) for m in matters)
            done += len(batch)
            if progress:
                progress(done, done, "重建视图")
    return done

"""The registry as the record has made it: folded from the three registry procedures, cached by entry."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.kernel.procedure.enrol import registry_of
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.registry.registry import Registry
from guiju.store import views
from guiju.usecases.acts import matter_of
from guiju.usecases.house import House


def registry(house: House) -> Registry:
    """The registry as of now."""
    stamp = views.registry_stamp()
    found = house.registry_cache.get(stamp)
    if found is None:
        found = registry_of(_matters(house))
        house.registry_cache.clear()
        house.registry_cache[stamp] = found
    return found


def _matters(house: House) -> Iterable[Matter]:
    for row in views.matters(views.REGISTERS):
        yield matter_of(house, row.id)

"""House: what every use case is handed — the catalogue, the record, the calendar and a clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.procedure.enrol import Enrolment
from guiju.kernel.registry.registry import Registry
from guiju.store.catalogue import Catalogue
from guiju.store.ledger import SqlLedger

CHINA = timezone(timedelta(hours=8))


@dataclass
class Roll:
    """The registry as last folded, up to entry ``stamp``."""

    stamp: int = -1
    enrolments: dict[str, Enrolment] = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)


@dataclass
class House:
    """Handed in, never fetched.

    ``ledger`` gives the record over the current connection; ``salt`` 16 fresh random bytes;
    ``clock`` the present moment. ``log`` names this area's log. ``signing_key``: the file of the key
    that signs checkpoints, where it is kept outside the home. ``declared``: the procedures as declared,
    once ``switches.refresh`` has put those with rules switched off into ``catalogue``.
    """

    home: Path
    log: str
    catalogue: Catalogue
    ledger: Callable[[], SqlLedger]
    clock: Callable[[], datetime]
    salt: Callable[[], bytes]
    demonstration: bool = False
    signing_key: Path | None = None
    roll: Roll = field(default_factory=Roll)
    kept: set[str] = field(default_factory=set)
    declared: Procedures | None = None
    switch_stamp: int = -1

    @property
    def calendar(self) -> Calendar:
        """The statutory calendar."""
        return self.catalogue.calendar

    def today(self) -> date:
        """Today, in China."""
        return self.clock().astimezone(CHINA).date()

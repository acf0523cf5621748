"""Upgrade a home made by an earlier version: its tables brought up to date; the record itself never changes."""

from __future__ import annotations

from guiju.store.transaction import make_tables, tables_behind
from guiju.usecases.house import House


def upgrade_home(house: House) -> list[str]:
    """What was brought up to date, nothing where the home is current; raises InputFault where there is no home."""
    house.ledger()
    behind = tables_behind()
    if behind:
        make_tables()
    return behind

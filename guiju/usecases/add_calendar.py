"""Take a year's table into the home: the days change, the views are drawn anew, the difference is told."""

from __future__ import annotations

from pathlib import Path

from guiju.exchange.packs import kept, pack_path, read_pack
from guiju.store.catalogue import load
from guiju.store.definitions import kept as past_definitions
from guiju.usecases.house import House
from guiju.usecases.preview_calendar import Preview, Progress, compared
from guiju.usecases.rebuild import rebuild

FOLDER = "days"


def add_calendar(house: House, file: Path, progress: Progress | None = None) -> Preview:
    """Keep the table as the home's own of that year and count with it from now on; returns what changed.

    All or nothing: where anything fails, the file kept before, the views and the house are as they were.
    Other running processes of the home count with it once they are started anew.
    Raises: InputFault where there is no such file or no home; Refused with every finding.
    """
    house.ledger()
    table, content = read_pack(file)
    preview = compared(house, table, progress)
    folder, before = house.home / FOLDER, house.catalogue
    with kept(folder, table.year, content):
        try:
            house.catalogue = load(before.root, past_definitions(), folder)
            rebuild(house, progress)
        except BaseException:
            house.catalogue = before
            raise
    return preview


def is_own(house: House, year: int) -> bool:
    """Whether the home has a table of its own for that year."""
    return pack_path(house.home / FOLDER, year).is_file()

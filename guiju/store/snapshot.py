"""A copy of the operating database as it is at one moment, and what a copy says of the record in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import connection

from guiju.errors import EvidenceFault, InputFault
from guiju.kernel.ledger.prove import tree_of
from guiju.store.ledger import SqlLedger
from guiju.store.ledger_connection import Database

_PAGES: Final = 2048
DATABASE: Final = "guiju.sqlite3"


@dataclass(frozen=True, slots=True)
class LedgerState:
    """A record's name, algorithm, size and root (hex) at a moment."""

    log: str
    algorithm: str
    size: int
    root: str


def state_of(ledger: SqlLedger) -> LedgerState:
    """The record as it is now; nothing is written."""
    size = ledger.size()
    return LedgerState(ledger.log, ledger.hash.name, size, tree_of(ledger).root(size).hex())


def copy_database(to: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """The whole SQLite database in one new file, as it was at one moment while others go on writing.

    ``progress`` is called with pages done and pages in all. Raises: InputFault where it cannot be written.
    """
    connection.ensure_connection()
    found = Database.of(connection.connection, connection.vendor)
    if found is None:  # a database in memory has no second connection
        _copy(connection.connection, to, progress)
        return
    with closing(sqlite3.connect(found.place, isolation_level=None, timeout=30)) as source:
        source.execute("BEGIN")  # a snapshot: without it each commit of others would begin the copy anew
        source.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        _copy(source, to, progress)


def _copy(source: sqlite3.Connection, to: Path, progress: Callable[[int, int], None] | None) -> None:
    def tell(_: int, remaining: int, total: int) -> None:
        if progress:
            progress(total - remaining, total)

    try:
        with closing(sqlite3.connect(to, isolation_level=None)) as target:
            source.backup(target, pages=_PAGES, progress=tell, sleep=0.05)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, no companions
    except sqlite3.Error as fault:
        raise InputFault(f"数据库不能复制到“{to.parent}”：{fault}") from fault


def state_in(path: Path, log: str) -> LedgerState:
    """The record in a copy. Raises: EvidenceFault for a file that is no whole database with a record."""
    try:
        opened: Any = sqlite3.connect(path, isolation_level=None)
        with closing(opened) as copied:
            copied.execute("PRAGMA trusted_schema = OFF")
            told = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
            if told != "ok":
                raise EvidenceFault(f"数据库不完整：{told}")
            return state_of(SqlLedger(copied, "sqlite", log=log))
    except sqlite3.Error as fault:
        raise EvidenceFault(f"不是完整的规矩数据库：{fault}") from fault

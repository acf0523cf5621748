"""Ledgers in real databases, for tests."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg

from guiju.store.ledger import SqlLedger
from guiju.store.ledger_schema import create
from tests.kernel.ledger.samples import LOG


def open_sqlite(path: Path, timeout: float = 5) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=timeout)
    connection.execute("PRAGMA journal_mode = WAL")
    return connection


def sqlite_ledger(path: Path, timeout: float = 5, log: str = LOG, *, made: bool = False) -> SqlLedger:
    """A ledger in a SQLite file; ``made``: its tables are there."""
    connection = open_sqlite(path, timeout)
    if not made:
        create(connection, "sqlite")
    return SqlLedger(connection, "sqlite", log=log)


def postgres_ledger(url: str, log: str = LOG, *, made: bool = False) -> SqlLedger:
    """A ledger in a PostgreSQL database; ``made``: its tables are there."""
    connection = psycopg.connect(url, autocommit=True)
    if not made:
        create(connection, "postgresql")
    return SqlLedger(connection, "postgresql", log=log)

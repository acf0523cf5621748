"""Plain database connections for the ledger: sqlite3 or psycopg 3, one set of statements for both."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Protocol, cast

from guiju.errors import Conflict, EvidenceFault

_BUSY: Final = ("SQLITE_BUSY", "SQLITE_LOCKED", "40001", "40P01", "55P03")
_TORN: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "XX001", "XX002")
_OVERTAKEN: Final = (
    "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_TRIGGER", "23505", "23000",
)  # fmt: skip


class Cursor(Protocol):
    """What is used of a DB-API cursor."""

    @property
    def rowcount(self) -> int:
        """The rows touched."""

    def fetchone(self) -> Any:
        """The next row or None."""

    def fetchall(self) -> list[Any]:
        """Every row left."""


class Connection(Protocol):
    """What is used of a connection, beyond DB-API: ``execute`` on the connection and its errors."""

    DatabaseError: type[Exception]

    def execute(self, query: Any, params: Any = ..., /) -> Any:
        """A cursor that has run the statement."""

    def cursor(self) -> Any:
        """A new cursor."""


def in_style(statement: str, vendor: str) -> str:
    """The statement with its ``?`` marks in the driver's style."""
    return statement if vendor == "sqlite" else statement.replace("?", "%s")


def run(connection: Connection, vendor: str, statement: str, params: Sequence[Any] = ()) -> Cursor:
    """A cursor that has run the statement, whose marks are ``?``.

    Raises: EvidenceFault when the database is torn; else what the driver raises.
    """
    text = in_style(statement, vendor)
    try:
        cursor: Cursor = connection.execute(text, params) if params else connection.execute(text)
    except connection.DatabaseError as error:
        _tell_if_torn(error)
        raise
    return cursor


def fetch(connection: Connection, vendor: str, statement: str, params: Sequence[Any] = ()) -> list[Any]:
    """Every row of the statement's answer. Raises: as ``run``."""
    cursor = run(connection, vendor, statement, params)
    try:
        return cursor.fetchall()
    except connection.DatabaseError as error:
        _tell_if_torn(error)
        raise


def _code(error: Exception) -> str:
    return getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or ""


def _tell_if_torn(error: Exception) -> None:
    if _code(error).startswith(_TORN):
        raise EvidenceFault(f"数据库损坏，读不出：{error}") from error


def as_conflict(error: Exception) -> Conflict | None:
    """The error as a Conflict, if it says that another writer was first or holds the lock; else None."""
    code = _code(error)
    if code.startswith(_BUSY):
        return Conflict("另有人正在记入，等待已久仍未轮到；未登记任何内容，请稍后再办。")
    if code in _OVERTAKEN:
        return Conflict("另有人先行记入；未登记任何内容，请刷新后核对再办。")
    return None


def pipeline(connection: Any) -> AbstractContextManager[Any]:
    """Statements sent inside share one round trip (psycopg)."""
    context: AbstractContextManager[Any] = connection.pipeline()
    return context


@dataclass(frozen=True, slots=True)
class Database:
    """Where a database is, so that another process can open it: a file's path or a conninfo string."""

    vendor: str
    place: str

    @classmethod
    def of(cls, connection: Any, vendor: str) -> Database | None:
        """The database behind an open connection; None for one in memory."""
        if vendor == "postgresql":
            info = connection.info
            parameters = {**info.get_parameters(), "password": info.password}
            return cls(vendor, import_module("psycopg.conninfo").make_conninfo("", **parameters))
        path = next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
        return cls(vendor, path) if path else None

    def open(self) -> Connection:
        """A connection of its own for reading."""
        if self.vendor == "postgresql":
            opened: Connection = import_module("psycopg").connect(self.place, autocommit=True)
            return opened
        return cast("Connection", sqlite3.connect(self.place, isolation_level=None, timeout=30))

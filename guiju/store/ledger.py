"""SqlLedger: a log in SQLite or PostgreSQL; appended to under a lock, read in order, never changed.

Works on a plain connection (Django's ``connection.connection`` is one) and past the ORM, which
would cost several times as much per entry. Inside the caller's transaction it uses that one;
otherwise each append is a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from guiju.errors import EvidenceFault, HouseFault, NotFound
from guiju.kernel.ledger.chain import Head, check_expected, extend, genesis
from guiju.kernel.ledger.entry import Draft, Entry, EntryRow, PersonalRow, PersonalValue, sealer
from guiju.kernel.sm3 import SM3, Hash
from guiju.store.ledger_beside import SqlCheckpoints, SqlTiles
from guiju.store.ledger_connection import Connection, Cursor, as_conflict, fetch, in_style, pipeline, run

_CHUNK: Final = 2048
_LOWEST: Final = -(2**63)
_HIGHEST: Final = 2**63 - 1

_ENTRIES: Final = (
    "SELECT log, entry_index, body, year, matter, recorded_at, previous, payload, digest FROM guiju_ledger "
)
_ENTRY: Final = _ENTRIES + "WHERE log = ? AND entry_index = ?"
_MATTER: Final = _ENTRIES + "WHERE log = ? AND matter = ? ORDER BY entry_index"
_RANGE: Final = (
    _ENTRIES + "WHERE log = ? AND entry_index >= ? AND entry_index < ? ORDER BY entry_index LIMIT ?"
)
_HEAD: Final = (
    "SELECT entry_index, digest, (SELECT previous FROM guiju_ledger WHERE log = ? AND entry_index = 0) "
    "FROM guiju_ledger WHERE log = ? ORDER BY entry_index DESC LIMIT 1"
)
_DIGESTS: Final = (
    "SELECT digest FROM guiju_ledger WHERE log = ? AND entry_index >= ? AND entry_index < ? "
    "ORDER BY entry_index"
)
_NEW_ENTRY: Final = (
    "INSERT INTO guiju_ledger "
    "(log, entry_index, body, year, matter, recorded_at, previous, payload, digest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PERSONAL: Final = (
    "SELECT entry_index, field, salt, value FROM guiju_personal "
    "WHERE log = ? AND entry_index IN (:some) ORDER BY entry_index, field"
)
_PERSONAL_ROWS: Final = (
    "SELECT p.entry_index, p.field, p.salt, p.value, e.payload FROM guiju_personal p "
    "LEFT JOIN guiju_ledger e ON e.log = p.log AND e.entry_index = p.entry_index "
    "WHERE p.log = ? AND (p.entry_index > ? OR (p.entry_index = ? AND p.field > ?)) "
    "ORDER BY p.entry_index, p.field LIMIT ?"
)
_NEW_PERSONAL: Final = (
    "INSERT INTO guiju_personal (log, entry_index, field, salt, value) VALUES (?, ?, ?, ?, ?)"
)
_ERASE: Final = "DELETE FROM guiju_personal WHERE log = ? AND entry_index = ? AND field = ?"
_TAKE_WRITE_LOCK: Final = {
    "sqlite": "UPDATE guiju_tile SET level = level WHERE level < 0",  # a write that touches nothing
    "postgresql": "SELECT pg_advisory_xact_lock(?)",
}


class SqlLedger:
    """A ``LedgerStore`` over an open connection. ``vendor``: ``sqlite`` or ``postgresql``."""

    def __init__(self, connection: Connection, vendor: str, *, log: str, hash_: Hash = SM3) -> None:
        if vendor not in _TAKE_WRITE_LOCK:
            raise HouseFault(f"不支持的数据库：{vendor}；可用 sqlite 或 postgresql。")
        self.log, self.hash = log, hash_
        self.connection: Any = connection
        self.vendor = vendor
        self._seal = sealer(hash_, log)
        self._genesis = genesis(log, hash_)
        self.checkpoints = SqlCheckpoints(connection, vendor, log, hash_)
        self.tiles = SqlTiles(connection, vendor, log)

    # writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction that holds the log's end until it is over; inside one, the caller's goes on.

        Raises: Conflict when another writer does not let go in time.
        """
        if not self._is_idle():
            self.lock()
            yield
        elif self.vendor == "postgresql":
            with self.connection.transaction():
                self.lock()
                yield
        else:
            self._write("BEGIN IMMEDIATE")
            try:
                yield
                self._write("COMMIT")
            finally:
                if self.connection.in_transaction:
                    self._run("ROLLBACK")

    def lock(self) -> None:
        """Hold the log's end for the rest of the transaction that the caller has begun.

        Raises: Conflict as ``transaction``; HouseFault outside any transaction.
        """
        if self._is_idle():
            raise HouseFault("须先开始事务，才能锁住记录的末尾。")
        self._write(_TAKE_WRITE_LOCK[self.vendor], self._lock_params())

    def append(self, drafts: Iterable[Draft], expected_size: int | None = None) -> list[Entry]:
        """The drafts as entries at the end of the log; all of them or none.

        Raises: Conflict when the log does not end at ``expected_size``, or when another writer was
        first; EvidenceFault when the log was begun under another name or algorithm; InputFault and
        HouseFault for a draft that cannot be sealed.
        """
        drafts = list(drafts)
        try:
            if not self._is_idle():
                return self._append(drafts, expected_size)
            if self.vendor == "postgresql":
                with pipeline(self.connection), self.connection.transaction():
                    return self._append(drafts, expected_size)
            return self._append_alone(drafts, expected_size)
        except self.connection.DatabaseError as error:
            if conflict := as_conflict(error):
                raise conflict from error
            raise

    def _append_alone(self, drafts: Sequence[Draft], expected_size: int | None) -> list[Entry]:
        """A transaction of its own on SQLite, as ``transaction`` and without what that costs."""
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        try:
            entries = self._append(drafts, expected_size)
            execute("COMMIT")
        finally:
            if self.connection.in_transaction:
                execute("ROLLBACK")
        return entries

    def _append(self, drafts: Sequence[Draft], expected_size: int | None) -> list[Entry]:
        head = self._locked_head()
        check_expected(head, expected_size)
        entries = extend(self._seal, self.hash, head, drafts)
        self._insert(_NEW_ENTRY, list(map(tuple, entries)))  # the driver binds plain tuples faster
        if any(draft.personal for draft in drafts):
            self._insert(_NEW_PERSONAL, _personal_values(entries, drafts))
        return entries

    def _insert(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        if len(rows) == 1:
            self._run(statement, rows[0])
        elif rows:
            self.connection.cursor().executemany(in_style(statement, self.vendor), rows)

    def _locked_head(self) -> Head:
        if self.vendor == "sqlite":
            cursor = self._run(_HEAD, (self.log, self.log))
        else:
            with pipeline(self.connection):  # two snapshots, one round trip
                self._run(_TAKE_WRITE_LOCK[self.vendor], self._lock_params())
                cursor = self._run(_HEAD, (self.log, self.log))
        found = cursor.fetchone()
        if found is None:
            return Head(0, self._genesis)
        index, digest, begun = found
        if begun is None or bytes(begun) != self._genesis:
            raise EvidenceFault(
                f"记录“{self.log}”的首条不是以此名称和算法（{self.hash.name}）开始的，不能续记；"
                "请先运行 guiju ledger verify。",
                expected=self._genesis.hex(),
                found="" if begun is None else bytes(begun).hex(),
            )
        return Head(index + 1, bytes(digest))

    # reading

    def size(self) -> int:
        """How many entries there are."""
        return self.head().size

    def head(self) -> Head:
        """The size of the log and the digest of its last entry (empty: 0 and the genesis link)."""
        found = self._run(_HEAD, (self.log, self.log)).fetchone()
        return Head(found[0] + 1, bytes(found[1])) if found else Head(0, self._genesis)

    def entry(self, index: int) -> Entry:
        """The entry at this index. Raises: NotFound."""
        found = self._run(_ENTRY, (self.log, index)).fetchone() if 0 <= index <= _HIGHEST else None
        if found is None:
            raise NotFound(f"记录“{self.log}”没有第 {index} 条，现有 {self.size()} 条。")
        return Entry._make(found)

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """The entries start … stop-1 (None: to the end) in order, some thousand in memory at a time.

        Raises: EvidenceFault when the database is torn.
        """
        return map(Entry._make, entry_rows(self.connection, self.vendor, self.log, start, stop))

    def of_matter(self, matter: str) -> list[Entry]:
        """The entries of one matter, in order; none for an unknown matter."""
        return list(map(Entry._make, self._fetch(_MATTER, (self.log, matter))))

    def digests(self, start: int, stop: int) -> list[bytes]:
        """The digests of entries start … stop-1, that is, the leaf hashes."""
        rows = self._fetch(_DIGESTS, (self.log, start, stop))
        return [bytes(row[0]) for row in rows]

    # personal values

    def personal_of(self, indices: Iterable[int]) -> Iterator[tuple[int, PersonalValue]]:
        """The personal values of these entries that have not been erased, by entry and field name."""
        wanted = sorted(set(indices))
        for first in range(0, len(wanted), 500):
            some = wanted[first : first + 500]
            statement = _PERSONAL.replace(":some", ", ".join("?" * len(some)))
            for index, field, salt, value in self._fetch(statement, (self.log, *some)):
                yield index, PersonalValue(field, bytes(salt), bytes(value))

    def personal_rows(self) -> Iterator[PersonalRow]:
        """Every value kept, with its entry's payload (None: no such entry), in order of entries."""
        index, field = _LOWEST, ""
        while rows := self._fetch(_PERSONAL_ROWS, (self.log, index, index, field, _CHUNK)):
            for index, field, salt, value, payload in rows:
                yield index, PersonalValue(field, bytes(salt), bytes(value)), payload

    def erase_personal(self, index: int, fields: Sequence[str]) -> int:
        """Delete value and salt of these fields of an entry; how many there were. Commitments stay."""
        if self.vendor == "sqlite":
            self._run("PRAGMA secure_delete = ON")  # zeroes the freed bytes in the file
        return sum(self._run(_ERASE, (self.log, index, field)).rowcount for field in set(fields))

    # the connection

    def _run(self, statement: str, params: Sequence[Any] = ()) -> Cursor:
        return run(self.connection, self.vendor, statement, params)

    def _fetch(self, statement: str, params: Sequence[Any] = ()) -> list[Any]:
        return fetch(self.connection, self.vendor, statement, params)

    def _write(self, statement: str, params: Sequence[Any] = ()) -> None:
        try:
            self._run(statement, params)
        except self.connection.DatabaseError as error:
            if conflict := as_conflict(error):
                raise conflict from error
            raise

    def _is_idle(self) -> bool:
        """Whether nobody has begun a transaction, so that each append is one of its own."""
        if self.vendor == "sqlite":
            return not self.connection.in_transaction
        return bool(self.connection.autocommit) and self.connection.info.transaction_status == 0

    def _lock_params(self) -> tuple[int, ...]:
        if self.vendor == "sqlite":
            return ()
        return (int.from_bytes(self._genesis[:8], "big", signed=True),)


def _personal_values(entries: Sequence[Entry], drafts: Sequence[Draft]) -> list[tuple[object, ...]]:
    return [
        (entry.log, entry.index, *value)
        for entry, draft in zip(entries, drafts, strict=True)
        for value in draft.personal
    ]


def entry_rows(
    connection: Connection, vendor: str, log: str, start: int = 0, stop: int | None = None
) -> Iterator[EntryRow]:
    """The rows of entries start … stop-1 (None: to the end), in order of index, in chunks.

    Raises: EvidenceFault when the database is torn.
    """
    first = start or _LOWEST  # a row below 0 cannot be appended; if one stands there, it is seen
    last = _HIGHEST if stop is None else stop
    while True:
        rows = fetch(connection, vendor, _RANGE, (log, first, last, _CHUNK))
        yield from rows
        if len(rows) < _CHUNK:
            return
        first = rows[-1][1] + 1

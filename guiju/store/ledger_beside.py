"""What is kept beside the entries of a log in the same database: checkpoints and the tile cache."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guiju.kernel.ledger.checkpoint import check_belongs
from guiju.kernel.sm3 import Hash
from guiju.store.ledger_connection import Connection, fetch, in_style, run

_NOTES: Final = "SELECT checkpoint_no, note FROM guiju_checkpoint WHERE log = ? ORDER BY checkpoint_no"
_NEXT_NOTE: Final = (
    "INSERT INTO guiju_checkpoint (log, checkpoint_no, size, note) "
    "SELECT ?, COALESCE(MAX(checkpoint_no), 0) + 1, ?, ? FROM guiju_checkpoint WHERE log = ?"
)
_TILES: Final = "SELECT tile, root FROM guiju_tile WHERE log = ? AND level = ? AND tile >= ? AND tile < ?"
_NEW_TILE: Final = (
    "INSERT INTO guiju_tile (log, level, tile, root) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


class SqlCheckpoints:
    """The signed checkpoints of one log, numbered from 1; the database refuses change and deletion."""

    def __init__(self, connection: Connection, vendor: str, log: str, hash_: Hash) -> None:
        self._connection, self._vendor, self._log, self._hash = connection, vendor, log, hash_

    def save(self, note: str) -> None:
        """Keep a signed note. Raises: InputFault when it is none, or one of another log."""
        size = check_belongs(note, self._log, self._hash.name).checkpoint.size
        run(self._connection, self._vendor, _NEXT_NOTE, (self._log, size, note, self._log))

    def all(self) -> list[str]:
        """Every note, in the order in which they were kept; a missing number reads as an empty note."""
        kept = dict(fetch(self._connection, self._vendor, _NOTES, (self._log,)))
        return [kept.get(number, "") for number in range(1, max(kept, default=0) + 1)]


class SqlTiles:
    """The cached tile roots of one log."""

    def __init__(self, connection: Connection, vendor: str, log: str) -> None:
        self._connection, self._vendor, self._log = connection, vendor, log

    def load(self, level: int, start: int, stop: int) -> dict[int, bytes]:
        """The kept roots among tiles start … stop-1 of a level."""
        rows = fetch(self._connection, self._vendor, _TILES, (self._log, level, start, stop))
        return {tile: bytes(root) for tile, root in rows}

    def save(self, level: int, roots: Mapping[int, bytes]) -> None:
        """Keep roots; those already kept stay as they are."""
        rows = [(self._log, level, tile, root) for tile, root in roots.items()]
        self._connection.cursor().executemany(in_style(_NEW_TILE, self._vendor), rows)

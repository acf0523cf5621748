"""LedgerStore 记录的存放: what a store of the record must do; it sits ``tests/exams/ledger_store.py``.

A store knows one log and one digest algorithm. It offers no way to change or delete an entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from guiju.kernel.ledger.chain import Head
from guiju.kernel.ledger.entry import Draft, Entry, PersonalRow, PersonalValue
from guiju.kernel.sm3 import Hash


class CheckpointStore(Protocol):
    """The signed checkpoints of the log, oldest first; they are never changed or deleted."""

    def save(self, note: str) -> None:
        """Keep a signed note. Raises: InputFault when it is none, or one of another log."""

    def all(self) -> list[str]:
        """Every note, in the order in which they were kept."""


class TileStore(Protocol):
    """The cache of tile roots; see ``tiles``."""

    def load(self, level: int, start: int, stop: int) -> dict[int, bytes]:
        """The kept roots among tiles start … stop-1 of a level."""

    def save(self, level: int, roots: Mapping[int, bytes]) -> None:
        """Keep roots; those already kept stay as they are."""


class LedgerStore(Protocol):
    """One log: append at its end, read, and nothing else."""

    @property
    def log(self) -> str:
        """The log's name: the region code of the area it belongs to."""

    @property
    def hash(self) -> Hash:
        """The digest algorithm of the log."""

    @property
    def checkpoints(self) -> CheckpointStore:
        """The log's checkpoints."""

    @property
    def tiles(self) -> TileStore:
        """The log's tile cache."""

    def transaction(self) -> AbstractContextManager[None]:
        """A transaction that holds the log's end: what is read inside stays true until it is over.

        Raises: Conflict when another writer does not let go in time.
        """

    def lock(self) -> None:
        """Hold the log's end for the rest of the transaction that the caller has begun.

        Raises: Conflict as ``transaction``.
        """

    def append(self, drafts: Iterable[Draft], expected_size: int | None = None) -> list[Entry]:
        """The drafts as entries at the end of the log; all of them or none.

        Raises: Conflict when the log does not end at ``expected_size``, or when another writer was
        first; InputFault and HouseFault as ``chain.extend``.
        """

    def size(self) -> int:
        """How many entries there are."""

    def head(self) -> Head:
        """The size of the log and the digest of its last entry (empty: 0 and the genesis link)."""

    def entry(self, index: int) -> Entry:
        """The entry at this index. Raises: NotFound."""

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """The entries start … stop-1 (None: to the end) in order, a few in memory at a time.

        Raises: EvidenceFault when the store is torn.
        """

    def of_matter(self, matter: str) -> list[Entry]:
        """The entries of one matter, in order; none for an unknown matter."""

    def digests(self, start: int, stop: int) -> list[bytes]:
        """The digests of entries start … stop-1, that is, the leaf hashes."""

    def personal_of(self, indices: Iterable[int]) -> Iterator[tuple[int, PersonalValue]]:
        """The personal values of these entries that have not been erased, by entry and field name."""

    def personal_rows(self) -> Iterator[PersonalRow]:
        """Every value kept, with its entry's payload (None: no such entry), in order of entries."""

    def erase_personal(self, index: int, fields: Sequence[str]) -> int:
        """Delete value and salt of these fields of an entry; how many there were.

        Commitments stay in the chain, and with them every digest and every proof.
        """

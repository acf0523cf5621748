"""A log in memory 内存记录: for rehearsals and tests; the simplest store that sits the exam."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from guiju.errors import NotFound
from guiju.kernel.ledger.chain import Head, check_expected, extend, genesis
from guiju.kernel.ledger.checkpoint import check_belongs
from guiju.kernel.ledger.entry import Draft, Entry, PersonalRow, PersonalValue, sealer
from guiju.kernel.sm3 import SM3, Hash


class MemoryCheckpoints:
    """Checkpoints of a log in memory."""

    def __init__(self, log: str, hash_: Hash) -> None:
        self._log, self._hash = log, hash_
        self._notes: list[str] = []

    def save(self, note: str) -> None:
        """Keep a signed note."""
        check_belongs(note, self._log, self._hash.name)
        self._notes.append(note)

    def all(self) -> list[str]:
        """Every note, oldest first."""
        return self._notes.copy()


class MemoryTiles:
    """Tile roots of a log in memory."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], bytes] = {}

    def load(self, level: int, start: int, stop: int) -> dict[int, bytes]:
        """The kept roots among tiles start … stop-1."""
        return {tile: self._kept[level, tile] for tile in range(start, stop) if (level, tile) in self._kept}

    def save(self, level: int, roots: Mapping[int, bytes]) -> None:
        """Keep roots."""
        for tile, digest in roots.items():
            self._kept.setdefault((level, tile), digest)


class MemoryLedger:
    """A ``LedgerStore`` over a list."""

    def __init__(self, log: str, hash_: Hash = SM3) -> None:
        self.log, self.hash = log, hash_
        self._seal = sealer(hash_, log)
        self._entries: list[Entry] = []
        self._personal: dict[int, dict[str, PersonalValue]] = {}
        self.checkpoints = MemoryCheckpoints(log, hash_)
        self.tiles = MemoryTiles()

    def transaction(self) -> AbstractContextManager[None]:
        """Nothing to hold: there is one writer."""
        return nullcontext()

    def lock(self) -> None:
        """Nothing to hold: there is one writer."""

    def append(self, drafts: Iterable[Draft], expected_size: int | None = None) -> list[Entry]:
        """The drafts as entries at the end of the log; all of them or none."""
        drafts = list(drafts)
        head = self.head()
        check_expected(head, expected_size)
        entries = extend(self._seal, self.hash, head, drafts)
        self._entries.extend(entries)
        for entry, draft in zip(entries, drafts, strict=True):
            if draft.personal:
                self._personal[entry.index] = {value.field: value for value in sorted(draft.personal)}
        return entries

    def size(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def head(self) -> Head:
        """Size and last digest."""
        if not self._entries:
            return Head(0, genesis(self.log, self.hash))
        return Head(len(self._entries), self._entries[-1].digest)

    def entry(self, index: int) -> Entry:
        """The entry at this index."""
        if not 0 <= index < len(self._entries):
            raise NotFound(f"记录“{self.log}”没有第 {index} 条，现有 {len(self._entries)} 条。")
        return self._entries[index]

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """The entries start … stop-1 in order."""
        return iter(self._entries[start:stop])

    def of_matter(self, matter: str) -> list[Entry]:
        """The entries of one matter, in order."""
        return [entry for entry in self._entries if entry.matter == matter]

    def digests(self, start: int, stop: int) -> list[bytes]:
        """The digests of entries start … stop-1."""
        return [entry.digest for entry in self._entries[start:stop]]

    def personal_of(self, indices: Iterable[int]) -> Iterator[tuple[int, PersonalValue]]:
        """The personal values of these entries that have not been erased."""
        for index in sorted(set(indices)):
            for value in self._personal.get(index, {}).values():
                yield index, value

    def personal_rows(self) -> Iterator[PersonalRow]:
        """Every value kept, with its entry's payload."""
        for index, value in self.personal_of(self._personal):
            yield index, value, self._entries[index].payload

    def erase_personal(self, index: int, fields: Sequence[str]) -> int:
        """Delete value and salt of these fields; how many there were."""
        kept = self._personal.get(index, {})
        return sum(kept.pop(field, None) is not None for field in set(fields))

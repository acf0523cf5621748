"""Scan 逐条复核: walk through entries in order, hash each anew, and keep what the tree needs.

A long log is scanned in segments, each by its own process; ``verify.join`` puts them together.
The loop is written for speed (it sets how long ``ledger verify`` takes); a row that is not exactly
as expected leaves it for ``_Ward``, which is written for words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from guiju.errors import EvidenceFault
from guiju.kernel.ledger.entry import (
    HEADER_LINES,
    LEAF_PREFIX,
    Entry,
    EntryRow,
    entry_digest,
    is_well_formed,
)
from guiju.kernel.ledger.fault import Fault, Kind
from guiju.kernel.ledger.merkle import complete_root
from guiju.kernel.ledger.tiles import TILE_LEAVES
from guiju.kernel.sm3 import Hash

MAX_FAULTS: Final = 1000
_MAX_KEPT: Final = 64
_COLUMN_LINES: Final = HEADER_LINES - 1

Progress = Callable[[int], None]
"""(entries done so far) → nothing."""


@dataclass(slots=True)
class Segment:
    """What a scan of the entries start … stop-1 found.

    ``tiles``: the roots of complete runs of 256 leaves from ``start`` on; ``tail``: the leaves after
    the last of them. For each size asked for, ``partials`` has the leaves after the last complete
    run below it and ``heads`` the digest of the last entry below it. ``broken_at``: from this index
    on no tree can be built, because an entry is missing or out of place.
    """

    start: int
    stop: int
    last_digest: bytes | None = None
    faults: list[Fault] = field(default_factory=list)
    unlisted: int = 0
    altered: dict[int, Entry] = field(default_factory=dict)
    tiles: list[bytes] = field(default_factory=list)
    tail: list[bytes] = field(default_factory=list)
    partials: dict[int, list[bytes]] = field(default_factory=dict)
    heads: dict[int, bytes] = field(default_factory=dict)
    broken_at: int | None = None

    def add(self, entry: int | None, kind: Kind, detail: str) -> None:
        """List a fault, or count it once a thousand are listed."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(entry, kind, detail))
        else:
            self.unlisted += 1


def scan(
    rows: Iterable[EntryRow],
    log: str,
    hash_: Hash,
    *,
    start: int = 0,
    stop: int | None = None,
    previous: bytes | None = None,
    sizes: Collection[int] = (),
    tree: bool = True,
    progress: Progress | None = None,
) -> Segment:
    """The verdict on entries that ought to be ``start``, ``start + 1`` and so on.

    ``stop`` is where the next segment begins (None: the log may end anywhere). ``previous`` is the
    digest of the entry before ``start`` (the genesis link at 0); None where that entry is missing,
    and then any link is taken. ``sizes`` are those of checkpoints to compare. ``tree=False`` checks
    the chain alone. Requires: ``start`` is a multiple of 256. Faults are
    returned, never raised, whatever the rows hold.
    """
    ward = _Ward(log, hash_, Segment(start, start), previous)
    ask = {size for size in sizes if size > start}
    rows = iter(rows)
    try:
        more = True
        while more:
            leaves = _scan_run(islice(rows, TILE_LEAVES), ward)
            more = len(leaves) == TILE_LEAVES
            if tree:
                tree = _keep(ward.segment, leaves, ask, hash_)
            if progress is not None:
                progress(ward.expected - start)
    except EvidenceFault as fault:
        ward.lose(fault.message)
    return ward.finish(stop)


def _scan_run(rows: Iterable[EntryRow], ward: _Ward) -> list[bytes]:
    """The digests of up to 256 rows as they stand; a row with anything amiss goes to the ward."""
    name, copy = ward.log, ward.begun.copy
    expected, link = ward.expected, ward.link
    leaves: list[bytes] = []
    try:
        for row in rows:
            try:
                log, index, body, year, matter, recorded_at, previous, payload, digest = row
                text = f"{index}\n{body}\n{year}\n{matter}\n{recorded_at}\n{previous.hex()}\n"
                hasher = copy()
                hasher.update(text.encode() + payload)
                good = (
                    hasher.digest() == digest
                    and previous == link
                    and index == expected
                    and log == name
                    and text.count("\n") == _COLUMN_LINES
                )
            except (TypeError, ValueError, AttributeError):
                good = False
            if good:
                expected, link = expected + 1, digest
            else:
                ward.expected, ward.link = expected, link
                digest = ward.judge(row)
                expected, link = ward.expected, ward.link
            leaves.append(digest)
    finally:  # the rows may end in an EvidenceFault
        ward.expected, ward.link = expected, link
    return leaves


def _keep(segment: Segment, leaves: list[bytes], ask: set[int], hash_: Hash) -> bool:
    """Whether the tree goes on after these leaves have been added to it."""
    base = segment.start + len(segment.tiles) * TILE_LEAVES
    sound = leaves if segment.broken_at is None else leaves[: segment.broken_at - base]
    for size in [size for size in ask if base < size <= base + len(sound)]:
        ask.remove(size)
        segment.heads[size] = sound[size - base - 1]
        segment.partials[size] = sound[: size - base] if size % TILE_LEAVES else []
    if len(sound) == TILE_LEAVES:
        segment.tiles.append(complete_root(hash_, sound))
    else:
        segment.tail = sound
    return segment.broken_at is None


class _Ward:
    """Where rows go that are not as expected: says what is wrong with each and what comes next."""

    def __init__(self, log: str, hash_: Hash, segment: Segment, previous: bytes | None) -> None:
        self.log, self.hash, self.segment = log, hash_, segment
        self.begun = hash_.begun(LEAF_PREFIX + f"{log}\n".encode())
        self.expected, self.link = segment.start, previous
        self._ill: int | None = None
        self._gaps: list[tuple[int, int]] = []
        self._late: set[int] = set()

    def judge(self, row: Any) -> bytes:
        """The digest the row claims; what is wrong with the row goes to the segment's faults."""
        try:
            entry = Entry._make(row)
            index, digest = int(entry.index), bytes(entry.digest)
            found = entry_digest(self.hash, entry)
        except (TypeError, ValueError, AttributeError):
            return self._unfit()
        if index < self.expected:
            self._behind(entry)
            return digest
        if index > self.expected:
            self._gap(index)
        if entry.log != self.log:
            self._alter(entry, f"列中的记录名称为“{entry.log}”，不是“{self.log}”")
        elif found != digest or not is_well_formed(entry):
            self._alter(entry, f"按各列和内容重算的摘要为 {found.hex()}，所记摘要为 {digest.hex()}")
        elif self.link is not None and entry.previous != self.link:
            self._unlinked(entry)
        self.expected, self.link = index + 1, digest
        return digest

    def lose(self, message: str) -> None:
        """The rows cannot be read any further."""
        self._break()
        self.segment.add(self.expected, "unreadable", f"从第 {self.expected} 条起读不出：{message}")

    def finish(self, stop: int | None) -> Segment:
        """The segment with its faults complete and in order."""
        if stop is not None and self.expected < stop:
            self._gap(stop)
            self.expected = stop
        for first, stop in self._missing():
            which = f"第 {first} 条" if stop - first == 1 else f"第 {first} 条至第 {stop - 1} 条"
            self.segment.add(first, "missing", f"缺少{which}。")
        self.segment.faults.sort(key=lambda fault: -1 if fault.entry is None else fault.entry)
        self.segment.stop, self.segment.last_digest = self.expected, self.link
        return self.segment

    def _alter(self, entry: Entry, why: str) -> None:
        self._ill = entry.index
        if len(self.segment.altered) < _MAX_KEPT:
            self.segment.altered[entry.index] = entry
        detail = f"第 {entry.index} 条（事项 {entry.matter}）被改动：{why}。"
        self.segment.add(entry.index, "altered", detail)

    def _unlinked(self, entry: Entry) -> None:
        """This entry is whole, yet links to another predecessor than the one that stands before it."""
        assert self.link is not None
        before = entry.index - 1
        if self._ill is not None and self._ill == before:
            return
        if entry.index == 0:
            why = f"首条不接本记录的起点：应为 {self.link.hex()}，所记为 {entry.previous.hex()}。"
            self.segment.add(0, "altered", why)
        else:
            why = f"其摘要为 {self.link.hex()}，第 {entry.index} 条所记的上一条摘要为 {entry.previous.hex()}"
            self.segment.add(before, "altered", f"第 {before} 条连同摘要被改写：{why}。")

    def _unfit(self) -> bytes:
        index, self._ill, self.link = self.expected, self.expected, None
        self.segment.add(index, "altered", f"第 {index} 条的列缺失或者类型不对。")
        self.expected += 1
        return b""

    def _behind(self, entry: Entry) -> None:
        self._break()
        index = entry.index
        if any(first <= index < stop for first, stop in self._gaps) and index not in self._late:
            self._late.add(index)
            self.segment.add(index, "out_of_order", f"第 {index} 条排在第 {self.expected - 1} 条之后。")
        else:
            self.segment.add(index, "duplicate", f"第 {index} 条重复出现。")

    def _gap(self, index: int) -> None:
        self._break()
        self._gaps.append((self.expected, index))
        self.link = None

    def _break(self) -> None:
        if self.segment.broken_at is None:
            self.segment.broken_at = self.expected

    def _missing(self) -> Iterator[tuple[int, int]]:
        for first, stop in self._gaps:
            for late in sorted(index for index in self._late if first <= index < stop):
                if first < late:
                    yield first, late
                first = late + 1
            if first < stop:
                yield first, stop

"""Verify a stored log: every entry, every checkpoint, every kept personal value, every cached tile.

A long log is cut into segments that other processes scan over connections of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Final, TypeVar

from guiju.errors import EvidenceFault, NotFound
from guiju.kernel.ledger.chain import genesis
from guiju.kernel.ledger.checkpoint import PublicKey
from guiju.kernel.ledger.entry import EntryRow
from guiju.kernel.ledger.fault import Fault
from guiju.kernel.ledger.port import LedgerStore
from guiju.kernel.ledger.scan import Progress, Segment, scan
from guiju.kernel.ledger.tiles import TILE_LEAVES
from guiju.kernel.ledger.verify import Verdict, check_personal, check_tiles, checkpoint_sizes, join
from guiju.kernel.sm3 import hash_named
from guiju.store.ledger import SqlLedger, entry_rows
from guiju.store.ledger_connection import Database, run

T = TypeVar("T")

WORTH_A_PROCESS: Final = 50_000
"""Entries below which a second process costs more time than it saves."""
_NEXT_LOG: Final = (
    "SELECT log, entry_index, previous FROM guiju_ledger WHERE log > ? ORDER BY log, entry_index LIMIT 1"
)


def verify_store(
    store: LedgerStore,
    keys: Sequence[PublicKey] = (),
    *,
    processes: int = 1,
    progress: Progress | None = None,
) -> Verdict:
    """The verdict on everything the store holds of its log.

    ``keys``: the public keys of which every checkpoint must bear one's signature. ``processes``: how
    many may share the work; they see only what has been committed. ``progress`` is called with the
    number of entries done.
    """
    unread: list[Fault] = []
    no_notes: list[str] = []
    no_tiles: dict[int, bytes] = {}
    notes = _try(store.checkpoints.all, no_notes, "检查点", unread)
    size = _try(store.size, 0, "末条", unread)
    segments = _segments(store, size, checkpoint_sizes(notes), processes, progress)
    verdict = join(segments, store.log, store.hash, notes, keys)
    tiles = _try(
        lambda: store.tiles.load(1, 0, verdict.entries // TILE_LEAVES), no_tiles, "缓存的片根", unread
    )
    faults = check_tiles(segments, tiles)
    faults += _try(lambda: check_personal(store.hash, store.personal_rows()), [], "个人信息", unread)
    if isinstance(store, SqlLedger):
        faults += _try(lambda: stray_logs(store), [], "记录名称", unread)
    return verdict.with_faults([*faults, *unread])


def _try(read: Callable[[], T], instead: T, what: str, unread: list[Fault]) -> T:
    """What was read, or the stand-in and a fault when the database is torn there."""
    try:
        return read()
    except EvidenceFault as fault:
        unread.append(Fault(None, "unreadable", f"{what}读不出：{fault.message}"))
        return instead


def stray_logs(ledger: SqlLedger) -> list[Fault]:
    """A fault for each entry in the table that stands in no log: whose first entry begins none.

    Other logs in the same table are no fault; this tells them from entries whose column "log" was
    changed to take them out of theirs.
    """
    faults: list[Fault] = []
    name = ""
    while found := run(ledger.connection, ledger.vendor, _NEXT_LOG, (name,)).fetchone():
        name, index, previous = found
        begins = {genesis(name, hash_named(choice)) for choice in ("sm3", "sha256")} if name else set()
        if index != 0 or bytes(previous) not in begins:
            words = f"表中有名为“{name}”、条号为 {index} 的条目，不属于任何记录。"
            faults.append(Fault(index, "stray", words))
    return faults


def _segments(
    store: LedgerStore, size: int, sizes: set[int], processes: int, progress: Progress | None
) -> list[Segment]:
    database = Database.of(store.connection, store.vendor) if isinstance(store, SqlLedger) else None
    share = min(processes, size // WORTH_A_PROCESS)
    if share < 2 or database is None:
        rows: Any = store.read()
        if isinstance(store, SqlLedger):
            rows = entry_rows(store.connection, store.vendor, store.log)
        begun = genesis(store.log, store.hash)
        return [scan(rows, store.log, store.hash, previous=begun, sizes=sizes, progress=progress)]
    return _scan_together(store, database, _cuts(size, share), sizes, progress)


def _cuts(size: int, share: int) -> list[tuple[int, int | None]]:
    """(start, stop) of ``share`` runs of whole tiles that cover the log; the last has no stop."""
    step = -(-size // share // TILE_LEAVES) * TILE_LEAVES
    starts = list(range(0, size, step))
    return list(zip(starts, [*starts[1:], None], strict=True))


@dataclass(frozen=True, slots=True)
class _Task:
    database: Database
    log: str
    algorithm: str
    start: int
    stop: int | None
    previous: bytes | None
    sizes: frozenset[int]


def _scan_together(
    store: LedgerStore,
    database: Database,
    cuts: list[tuple[int, int | None]],
    sizes: set[int],
    progress: Progress | None,
) -> list[Segment]:
    """The segments of the cuts, the first scanned here, the others each in a process of its own."""
    tasks = [
        _Task(
            database,
            store.log,
            store.hash.name,
            start,
            stop,
            _digest_before(store, start),
            frozenset(size for size in sizes if start < size and (stop is None or size <= stop)),
        )
        for start, stop in cuts
    ]
    context = get_context("spawn")  # a forked child would share the parent's connections
    counter = context.Value("q", 0)

    def tell(done: int) -> None:
        if progress is not None:
            progress(done + counter.value)

    with ProcessPoolExecutor(len(tasks) - 1, context, _take_counter, (counter,)) as pool:
        others = [pool.submit(_scan_elsewhere, task) for task in tasks[1:]]
        first = _scan_task(tasks[0], tell)
        return [first, *(other.result() for other in others)]


def _digest_before(store: LedgerStore, start: int) -> bytes | None:
    if start == 0:
        return genesis(store.log, store.hash)
    try:
        return store.entry(start - 1).digest
    except NotFound:
        return None


_counter: Any = None


def _take_counter(counter: Any) -> None:
    global _counter
    _counter = counter


def _scan_elsewhere(task: _Task) -> Segment:
    told = 0

    def tell(done: int) -> None:
        nonlocal told
        with _counter.get_lock():
            _counter.value += done - told
        told = done

    return _scan_task(task, tell)


def _scan_task(task: _Task, progress: Progress) -> Segment:
    connection: Any = task.database.open()
    try:
        rows: Any = entry_rows(connection, task.database.vendor, task.log, task.start, task.stop)
        return _scan_rows(task, rows, progress)
    finally:
        connection.close()


def _scan_rows(task: _Task, rows: Sequence[EntryRow], progress: Progress) -> Segment:
    return scan(
        rows,
        task.log,
        hash_named(task.algorithm),
        start=task.start,
        stop=task.stop,
        previous=task.previous,
        sizes=task.sizes,
        progress=progress,
    )

"""The record: appends, verification and replay, beside the floor and the libraries people would take.

All peers of a table are timed in turn, round by round; a ratio is the median of the rounds' ratios.
Growth: the same measured on logs of 10⁴, 10⁵ and 10⁶ entries. The libraries' own files stay as small
as what they wrote in the rounds; at their speed a million acts would take the better part of an hour.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

GOALS = {
    "ledger / raw, one commit each": (0.5, "Guiju ledger append", "raw"),
    "ledger / eventsourcing": (2.0, "Guiju ledger append", "eventsourcing"),
    "ledger / simple-history": (5.0, "Guiju ledger append", "django-simple-history"),
}
Times = dict[str, list[float]]


def run(quick: bool) -> None:
    """Print the tables; ``quick`` stops at 10⁴ entries and three rounds."""
    sizes, rounds = ([10**4], 3) if quick else ([10**4, 10**5, 10**6], 5)
    with tempfile.TemporaryDirectory(prefix="guiju-bench-") as folder:
        os.environ["GUIJU_HOME"] = folder
        peers = import_module("bench.ledger_peers")
        _run(peers, Path(folder), sizes, rounds)


def _run(peers, folder: Path, sizes: Sequence[int], rounds: int) -> None:
    plain, kept = peers.set_up_django()
    raw, ours, events = peers.Raw(folder), peers.Ours(folder), peers.EventSourcing(folder)
    others = [
        events,
        peers.DjangoCreate("Django objects.create", plain),
        peers.DjangoCreate("django-simple-history create()", kept),
        *_whole_path(folder),
    ]
    acts = peers.acts(100_000)
    mean = sum(len(act.payload) for act in acts) / len(acts)
    print(
        f"ledger: payloads of {mean:.0f} bytes in the mean, SQLite WAL synchronous=FULL; {rounds} interleaved rounds\n"
    )
    for size in sizes:
        _fill(raw, ours, acts, size)
        print(f"— {size:,} entries —\n")
        _disk(folder)
        _appends("appends, one durable commit each", raw, ours, others, acts, rounds)
        bendable = [peer for peer in (raw, ours, *others) if hasattr(peer, "synchronous")]
        for peer in bendable:
            peer.synchronous("NORMAL")
        _appends(
            "the same not waiting for the disk (synchronous=NORMAL)",
            *bendable[:2],
            bendable[2:],
            acts,
            rounds,
        )
        for peer in bendable:
            peer.synchronous("FULL")
        _batches(raw, ours, acts, rounds)
        _verification(ours, rounds)
        _replay(ours, events, acts, rounds)


def _whole_path(folder: Path) -> list:
    """The whole path (check → append → project), when ``bench/whole_path.py`` has ``peer(folder)``.

    It runs in the program's own Django on the home ``folder``; see ``ledger_peers.Peer``.
    """
    if find_spec("bench.whole_path") is None:
        return []
    return [import_module("bench.whole_path").peer(folder)]


def _fill(raw, ours, acts: Sequence, size: int) -> None:
    for peer in (raw, ours):
        while (left := size - peer.written()) > 0:
            for first in range(0, min(left, len(acts)), 1000):
                peer.write_batch(acts[first : min(first + 1000, left)])


def _disk(folder: Path, count: int = 500) -> None:
    """How fast the disk itself is: the floor below every durable commit."""
    handle = os.open(folder / "disk", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def write() -> None:
        for _ in range(count):
            os.write(handle, b"\0" * 4096)
            os.fdatasync(handle)

    print(f"4 KiB append + fdatasync: {count / _seconds(write):,.0f} /s\n")
    os.close(handle)


def _appends(title: str, raw, ours, others: Sequence, acts: Sequence, rounds: int, each: int = 500) -> None:
    """One commit an act."""
    peers = [raw, ours, *others]
    before = {peer.name: peer.written() for peer in peers}
    rates: Times = {peer.name: [] for peer in peers}
    for turn in range(rounds):
        some = acts[turn * each : (turn + 1) * each]
        for peer in peers:
            rates[peer.name].append(each / _seconds(lambda peer=peer, some=some: peer.write(some)))
    for peer in peers:
        assert peer.written() - before[peer.name] == rounds * each, f"{peer.name} wrote something else"
    _table(title, "acts/s", rates, raw.name)
    for goal, (least, ahead, behind) in GOALS.items():
        _goal(goal, _ratio(rates, _named(rates, ahead), _named(rates, behind)), least)
        if behind != "raw":
            floor = _ratio(rates, raw.name, _named(rates, behind))
            print(f"    (the raw insert itself is at {floor:.2f}×: no durable append can be above)")
    print()


def _batches(raw, ours, acts: Sequence, rounds: int, each: int = 1000, batches: int = 5) -> None:
    """A thousand acts to a transaction."""
    rates: Times = {raw.name: [], ours.name: []}
    for _ in range(rounds):
        for peer in (raw, ours):
            work = [acts[n * each : (n + 1) * each] for n in range(batches)]
            seconds = _seconds(lambda peer=peer, work=work: [peer.write_batch(some) for some in work])
            rates[peer.name].append(each * batches / seconds)
    _table("appends, 1,000 to a transaction", "acts/s", rates, raw.name)
    _goal("ledger / raw, batched", _ratio(rates, ours.name, raw.name), 0.4)
    print()


def _verification(ours, rounds: int) -> None:
    """The verifier beside the bare digest of the same payloads, and of all the bytes it must hash."""
    chain = import_module("guiju.kernel.ledger.chain")
    scan = import_module("guiju.kernel.ledger.scan").scan
    store = import_module("guiju.store.ledger_check")
    rows_of = import_module("guiju.store.ledger").entry_rows
    ledger, size = ours.ledger, ours.ledger.size()
    some = list(ledger.read(0, min(size, 100_000)))
    payloads = [entry.payload for entry in some]
    preimages = [b"\x00" + entry.header + entry.payload for entry in some]
    begun = chain.genesis(ledger.log, ledger.hash)

    def rows():
        return rows_of(ledger.connection, ledger.vendor, ledger.log)

    def whole(processes: int) -> None:
        assert store.verify_store(ledger, processes=processes).ok

    def chain_alone() -> None:
        assert not scan(rows(), ledger.log, ledger.hash, previous=begun, tree=False).faults

    digest = ledger.hash.digest
    work: dict[str, tuple[int, Callable[[], object]]] = {
        "SM3 of the same payloads, in memory": (len(some), lambda: [digest(data) for data in payloads]),
        "SM3 of headers and payloads, in memory": (len(some), lambda: [digest(data) for data in preimages]),
        "reading the rows, no work": (size, lambda: sum(1 for _ in rows())),
        "verify, chain only, 1 process": (size, chain_alone),
        "verify, chain + tree + checks, 1 process": (size, lambda: whole(1)),
    }
    if size >= 2 * store.WORTH_A_PROCESS:
        work["verify, chain + tree + checks, 2 processes"] = (size, lambda: whole(2))
    rates: Times = {name: [] for name in work}
    for _ in range(min(rounds, 3)):
        for name, (count, do) in work.items():
            rates[name].append(count / _seconds(do))
    bare = next(iter(work))
    _table("verification", "entries/s", rates, bare)
    for name in list(work)[3:]:
        _goal(f"{name} / SM3 of payloads", _ratio(rates, name, bare), 0.6)
    hashed = "SM3 of headers and payloads, in memory"
    _goal(
        "verify, chain only / SM3 of all bytes it hashes",
        _ratio(rates, _named(rates, "verify, chain only"), hashed),
        0.6,
    )
    print()


def _replay(ours, events, acts: Sequence, rounds: int, matters: int = 400) -> None:
    """Matters of five acts read by the index and their payloads decoded, beside repository.get."""
    ids = events.write_matters(acts[: matters * 5])
    step = max(ours.ledger.size() // 5 // matters, 1)
    names = [ours.ledger.entry(number * step * 5).matter for number in range(matters)]

    def replay() -> int:
        return sum(
            len([json.loads(entry.payload) for entry in ours.ledger.of_matter(name)]) for name in names
        )

    count = replay()
    work = {
        "Guiju replay by matter, payloads decoded": (count, replay),
        "eventsourcing repository.get, five events": (
            matters * 5,
            lambda: [events.app.repository.get(one) for one in ids],
        ),
    }
    rates: Times = {name: [] for name in work}
    for _ in range(rounds):
        for name, (number, do) in work.items():
            rates[name].append(number / _seconds(do))
    _table("replay by matter", "acts/s", rates, list(work)[1])
    print()


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _named(rates: Times, part: str) -> str:
    return next(name for name in rates if part in name)


def _ratio(rates: Times, one: str, other: str) -> float:
    return median(a / b for a, b in zip(rates[one], rates[other], strict=True))


def _goal(words: str, found: float, least: float) -> None:
    print(f"  {words}: {found:.2f}×, goal ≥ {least}× {'met' if found >= least else 'NOT MET'}")


def _table(title: str, unit: str, rates: Times, floor: str) -> None:
    print(f"| {title} | median {unit} | min – max | ratio |")
    print("|---|---:|---:|---:|")
    for name, found in rates.items():
        low, high = min(found), max(found)
        print(
            f"| {name} | {median(found):,.0f} | {low:,.0f} – {high:,.0f} | {_ratio(rates, name, floor):.2f} |"
        )
    print()

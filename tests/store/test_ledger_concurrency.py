"""Several writers at once: one waits or is told; no gap and no fork."""

from __future__ import annotations

from functools import partial
from threading import Barrier, Thread

import pytest

from guiju.errors import Conflict
from guiju.store.ledger_check import verify_store
from tests.kernel.ledger.samples import draft
from tests.store.ledgers import postgres_ledger, sqlite_ledger

WRITERS = 4
EACH = 25


def together(open_ledger, work) -> list[Exception]:
    """What went wrong when every writer did ``work(ledger, writer)`` at the same time."""
    errors: list[Exception] = []
    barrier = Barrier(WRITERS, timeout=60)

    def run(writer: int) -> None:
        try:
            ledger = open_ledger()
            barrier.wait()
            work(ledger, writer)
            ledger.connection.close()
        except Exception as error:
            barrier.abort()
            errors.append(error)

    threads = [Thread(target=run, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def open_ledger(request, tmp_path):
    if request.param == "sqlite":
        make, place = partial(sqlite_ledger, timeout=60), tmp_path / "ledger.sqlite3"
    else:
        make, place = postgres_ledger, request.getfixturevalue("postgres_url")
    make(place).connection.close()
    return partial(make, place, made=True)


def test_writers_at_once_leave_no_gap_and_no_fork(open_ledger):
    indices: list[int] = []

    def work(ledger, writer):
        for number in range(EACH):
            indices.extend(entry.index for entry in ledger.append([draft(writer * EACH + number)]))

    assert together(open_ledger, work) == []
    assert sorted(indices) == list(range(WRITERS * EACH))
    ledger = open_ledger()
    assert verify_store(ledger).ok
    ledger.connection.close()


def test_of_two_who_saw_the_same_end_the_second_is_told(open_ledger):
    one, two = open_ledger(), open_ledger()
    seen = one.size()
    one.append([draft(0)], expected_size=seen)
    with pytest.raises(Conflict, match="先行记入"):
        two.append([draft(1)], expected_size=seen)
    assert two.size() == seen + 1
    one.connection.close()
    two.connection.close()


def test_what_is_checked_in_a_transaction_is_still_so_when_appended(open_ledger):
    seen: list[int] = []

    def work(ledger, writer):
        for _ in range(5):
            with ledger.transaction():
                seen.append(len(ledger.of_matter(draft(0).matter)))
                ledger.append([draft(0)])

    assert together(open_ledger, work) == []
    assert sorted(seen) == list(range(WRITERS * 5))

"""A copy of the database is one moment of it, however busy others are."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest

from guiju.errors import EvidenceFault
from guiju.store import snapshot
from guiju.store.snapshot import copy_database, state_in, state_of
from tests.kernel.ledger.samples import LOG
from tests.store.ledgers import sqlite_ledger


class Connected:
    """What the copy asks of Django's connection, over a file of the test's own."""

    vendor = "sqlite"

    def __init__(self, path):
        self.connection = sqlite3.connect(path, isolation_level=None)

    def ensure_connection(self):
        """It is open."""


@pytest.fixture
def path(tmp_path, monkeypatch):
    at = tmp_path / "live.sqlite3"
    sqlite_ledger(at)
    monkeypatch.setattr(snapshot, "connection", Connected(at))
    return at


def drafts(count):
    from guiju.kernel.ledger.entry import Draft

    return [Draft("b", 2026, f"m{n}", "2026-01-01T00:00:00+08:00", b"x" * 500, ()) for n in range(count)]


def test_the_copy_holds_the_same_record(path, tmp_path):
    ledger = sqlite_ledger(path, made=True)
    ledger.append(drafts(600))
    copy_database(tmp_path / "copy.sqlite3")
    assert state_in(tmp_path / "copy.sqlite3", LOG) == state_of(ledger)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("copy")) == ["copy.sqlite3"]


def test_what_is_written_meanwhile_neither_stops_nor_enters_the_copy(path, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "_PAGES", 5)
    ledger = sqlite_ledger(path, made=True)
    ledger.append(drafts(2000))
    before, steps = state_of(ledger), []

    def write_on(done, total):
        steps.append((done, total))
        if len(steps) < 20:
            writer = threading.Thread(target=lambda: sqlite_ledger(path, made=True).append(drafts(1)))
            writer.start()
            writer.join()

    copy_database(tmp_path / "copy.sqlite3", write_on)
    assert state_in(tmp_path / "copy.sqlite3", LOG) == before
    assert state_of(sqlite_ledger(path, made=True)).size == before.size + 19
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 4096])
def test_what_is_no_database_with_a_record_is_said(tmp_path, content):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(EvidenceFault):
        state_in(tmp_path / "x", LOG)


def test_looking_at_a_copy_does_not_change_it(path, tmp_path):
    sqlite_ledger(path, made=True).append(drafts(600))
    copy_database(tmp_path / "copy.sqlite3")
    before = (tmp_path / "copy.sqlite3").read_bytes()
    state_in(tmp_path / "copy.sqlite3", LOG)
    assert (tmp_path / "copy.sqlite3").read_bytes() == before
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)

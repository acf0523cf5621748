"""Rows edited behind the program's back, in the file itself: all found, each called by its name."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.errors import EvidenceFault
from guiju.kernel.ledger import prove
from guiju.store import ledger_check
from guiju.store.ledger import SqlLedger
from guiju.store.ledger_check import verify_store
from tests.kernel.ledger.samples import LOG, SIGNER, draft, drafts, note_of
from tests.store.ledgers import open_sqlite, postgres_ledger, sqlite_ledger

SIZE = 600
KEYS = [SIGNER.public_key]


@pytest.fixture
def path(tmp_path):
    """A database with 600 entries, a checkpoint at 400, cached tiles, and personal values."""
    ledger = sqlite_ledger(tmp_path / "ledger.sqlite3")
    ledger.append(drafts(399))
    ledger.append([draft(399, [("applicant", "甲".encode())])])
    ledger.checkpoints.save(note_of(ledger))
    ledger.append(drafts(SIZE - 400, 400))
    unguarded(ledger)
    ledger.connection.close()
    return tmp_path / "ledger.sqlite3"


def unguarded(ledger: SqlLedger) -> None:
    """Take the triggers away, as one with the file in hand can."""
    for (name,) in ledger.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        ledger.connection.execute(f"DROP TRIGGER {name}")


def found(path, *cheats, keys=KEYS):
    """The faults after these statements, all of them undone again."""
    connection = open_sqlite(path)
    connection.execute("BEGIN")
    for cheat in cheats:
        connection.execute(*cheat) if isinstance(cheat, tuple) else connection.execute(cheat)
    faults = verify_store(SqlLedger(connection, "sqlite", log=LOG), keys).faults
    connection.execute("ROLLBACK")
    connection.close()
    return [(fault.entry, fault.kind) for fault in faults]


def test_a_database_nobody_touched_is_whole(path):
    assert found(path) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, SIZE - 1), st.data())
def test_a_changed_byte_of_any_payload(path, index, data):
    connection = open_sqlite(path)
    payload = bytearray(SqlLedger(connection, "sqlite", log=LOG).entry(index).payload)
    connection.close()
    payload[data.draw(st.integers(0, len(payload) - 1))] ^= data.draw(st.integers(1, 255))
    cheat = ("UPDATE guiju_ledger SET payload = ? WHERE entry_index = ?", (bytes(payload), index))
    assert (index, "altered") in found(path, cheat)


@pytest.mark.parametrize(
    "change",
    ["body = 'x'", "year = 2022", "matter = matter || '1'", "recorded_at = '2023-01-01T00:00:00+08:00'",
     "previous = digest", "digest = previous"],
)  # fmt: skip
@pytest.mark.parametrize("index", [0, 255, 399, 599])
def test_a_changed_column(path, change, index):
    assert (index, "altered") in found(path, f"UPDATE guiju_ledger SET {change} WHERE entry_index = {index}")


def test_an_entry_taken_into_another_log(path):
    cheat = "UPDATE guiju_ledger SET log = 'elsewhere' WHERE entry_index = 599"
    assert found(path, cheat) == [(599, "stray")]


@pytest.mark.parametrize("index", [0, 1, 300])
def test_a_deleted_entry(path, index):
    assert (index, "missing") in found(path, f"DELETE FROM guiju_ledger WHERE entry_index = {index}")


def test_two_swapped_entries(path):
    cheats = [
        "UPDATE guiju_ledger SET entry_index = 10000 WHERE entry_index = 3",
        "UPDATE guiju_ledger SET entry_index = 3 WHERE entry_index = 9",
        "UPDATE guiju_ledger SET entry_index = 9 WHERE entry_index = 10000",
    ]
    assert {(3, "swapped"), (9, "swapped")} <= set(found(path, *cheats))


def test_a_truncated_tail_with_an_older_checkpoint(path):
    assert (350, "truncated") in found(path, "DELETE FROM guiju_ledger WHERE entry_index >= 350")


def test_an_index_moved_below_zero(path):
    cheats = ["PRAGMA ignore_check_constraints = ON",
              "UPDATE guiju_ledger SET entry_index = -1 WHERE entry_index = 599"]  # fmt: skip
    assert (-1, "duplicate") in found(path, *cheats)


def test_an_edited_checkpoint(path):
    cheat = "UPDATE guiju_checkpoint SET note = replace(note, 'time 2023', 'time 2022')"
    assert found(path, cheat) == [(399, "checkpoint_mismatch")]


def test_a_deleted_checkpoint_leaves_a_gap_in_their_numbers(path):
    connection = open_sqlite(path)
    ledger = SqlLedger(connection, "sqlite", log=LOG)
    ledger.checkpoints.save(note_of(ledger))
    connection.close()
    assert found(path, "DELETE FROM guiju_checkpoint WHERE checkpoint_no = 1") == [
        (None, "checkpoint_mismatch")
    ]


def test_an_erased_personal_value_is_no_fault(path):
    assert found(path, "DELETE FROM guiju_personal") == []


@pytest.mark.parametrize("change", ["value = x'00'", "salt = zeroblob(16)", "salt = x'00'", "field = 'other'",
                                    "entry_index = 5", "entry_index = 70000"])  # fmt: skip
def test_an_edited_personal_value(path, change):
    assert [kind for _, kind in found(path, f"UPDATE guiju_personal SET {change}")] == ["personal_altered"]


def test_an_edited_tile(path):
    assert found(path, "UPDATE guiju_tile SET root = zeroblob(32)") == [(0, "tile_altered")]


def test_an_edited_tile_makes_no_proof(path):
    connection = open_sqlite(path)
    connection.execute("UPDATE guiju_tile SET root = zeroblob(32)")
    ledger = SqlLedger(connection, "sqlite", log=LOG)
    with pytest.raises(EvidenceFault, match="不成立"):
        prove(ledger, 300, ledger.checkpoints.all()[0])
    connection.close()


def test_a_torn_file(path):
    size = path.stat().st_size
    with path.open("r+b") as file:
        for place in range(size // 3, size - 4096, 4096):
            file.seek(place)
            file.write(b"\xff" * 64)
    connection = open_sqlite(path)
    faults = verify_store(SqlLedger(connection, "sqlite", log=LOG)).faults
    connection.close()
    assert "unreadable" in {fault.kind for fault in faults}


def test_a_long_log_is_verified_by_several_processes_with_the_same_verdict(path, monkeypatch):
    monkeypatch.setattr(ledger_check, "WORTH_A_PROCESS", 200)
    connection = open_sqlite(path)
    ledger = SqlLedger(connection, "sqlite", log=LOG)
    told: list[int] = []
    alone, together = (
        verify_store(ledger, KEYS),
        verify_store(ledger, KEYS, processes=3, progress=told.append),
    )
    assert alone == together
    assert alone.ok
    connection.execute("UPDATE guiju_ledger SET payload = x'00' WHERE entry_index IN (5, 300, 599)")
    again = verify_store(ledger, KEYS, processes=3)
    assert [fault.entry for fault in again.faults] == [5, 300, 599]
    connection.close()


@pytest.mark.postgres
def test_postgres_rows_edited_with_the_triggers_off(postgres_url, monkeypatch):
    monkeypatch.setattr(ledger_check, "WORTH_A_PROCESS", 200)
    ledger = postgres_ledger(postgres_url)
    ledger.append(drafts(SIZE))
    ledger.checkpoints.save(note_of(ledger))
    assert verify_store(ledger, KEYS, processes=2).ok
    ledger.connection.execute("SET session_replication_role = replica")
    ledger.connection.execute("UPDATE guiju_ledger SET payload = '\\x00' WHERE entry_index = 300")
    ledger.connection.execute("DELETE FROM guiju_ledger WHERE entry_index = 599")
    faults = verify_store(ledger, KEYS, processes=2).faults
    assert {(fault.entry, fault.kind) for fault in faults} == {(300, "altered"), (599, "truncated")}
    ledger.connection.close()

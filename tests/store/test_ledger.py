"""SqlLedger sits the exam of every store, in SQLite and in PostgreSQL; and what is its own."""

from __future__ import annotations

import sqlite3

import pytest

from guiju.errors import Conflict, EvidenceFault, HouseFault
from guiju.kernel.sm3 import SHA256
from guiju.store.ledger import SqlLedger
from guiju.store.ledger_check import verify_store
from guiju.store.ledger_schema import create, drop
from tests.exams.ledger_store import LedgerStoreExam
from tests.kernel.ledger.samples import LOG, drafts
from tests.store.ledgers import open_sqlite, postgres_ledger, sqlite_ledger


class TestSqliteLedger(LedgerStoreExam):
    @pytest.fixture
    def store(self, tmp_path):
        ledger = sqlite_ledger(tmp_path / "ledger.sqlite3")
        yield ledger
        ledger.connection.close()


@pytest.mark.postgres
class TestPostgresLedger(LedgerStoreExam):
    @pytest.fixture
    def store(self, postgres_url):
        ledger = postgres_ledger(postgres_url)
        yield ledger
        ledger.connection.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ledger(request, tmp_path):
    if request.param == "sqlite":
        made = sqlite_ledger(tmp_path / "ledger.sqlite3")
    else:
        made = postgres_ledger(request.getfixturevalue("postgres_url"))
    yield made
    made.connection.close()


def test_two_logs_in_one_table_do_not_mix(ledger):
    other = SqlLedger(ledger.connection, ledger.vendor, log="990102", hash_=SHA256)
    ledger.append(drafts(3))
    other.append(drafts(2))
    ledger.append(drafts(1, 3))
    assert (ledger.size(), other.size()) == (4, 2)
    assert verify_store(ledger).ok
    assert verify_store(other).ok


def test_a_log_begun_with_one_algorithm_is_not_continued_with_another(ledger):
    ledger.append(drafts(1))
    with pytest.raises(EvidenceFault, match="sha256") as caught:
        SqlLedger(ledger.connection, ledger.vendor, log=LOG, hash_=SHA256).append(drafts(1, 1))
    assert caught.value.expected != caught.value.found


def test_an_append_in_the_callers_transaction_goes_back_with_it(ledger):
    begin_and_undo(ledger)
    assert ledger.size() == 0


def begin_and_undo(ledger: SqlLedger) -> None:
    ledger.connection.execute("BEGIN")
    ledger.lock()
    ledger.append(drafts(3))
    ledger.connection.execute("ROLLBACK")


def append_and_fail(ledger: SqlLedger) -> None:
    with ledger.transaction():
        ledger.append(drafts(3))
        raise RuntimeError("办理中断")


def test_a_transaction_that_fails_leaves_nothing(ledger):
    with pytest.raises(RuntimeError):
        append_and_fail(ledger)
    assert ledger.size() == 0
    ledger.append(drafts(1))
    assert ledger.size() == 1


def test_the_end_cannot_be_held_outside_a_transaction(ledger):
    with pytest.raises(HouseFault, match="事务"):
        ledger.lock()


def test_the_schema_can_be_made_again_and_taken_away(ledger):
    ledger.append(drafts(3))
    create(ledger.connection, ledger.vendor)
    assert ledger.size() == 3
    drop(ledger.connection, ledger.vendor)
    create(ledger.connection, ledger.vendor)
    assert ledger.size() == 0


def test_an_unknown_kind_of_database_is_refused(tmp_path):
    connection = open_sqlite(tmp_path / "x.sqlite3")
    with pytest.raises(HouseFault, match="oracle"):
        create(connection, "oracle")
    with pytest.raises(HouseFault, match="oracle"):
        SqlLedger(connection, "oracle", log=LOG)
    connection.close()


def test_a_matter_is_found_by_the_index_and_not_by_a_scan(tmp_path):
    ledger = sqlite_ledger(tmp_path / "ledger.sqlite3")
    ledger.append(drafts(2000))
    plan = ledger.connection.execute(
        "EXPLAIN QUERY PLAN SELECT payload FROM guiju_ledger WHERE log = ? AND matter = ? ORDER BY entry_index",
        (LOG, "m"),
    ).fetchall()
    assert ["guiju_ledger_matter" in row[-1] for row in plan] == [True]
    ledger.connection.close()


def test_a_connection_that_begins_transactions_by_itself_works_too(tmp_path):
    sqlite_ledger(tmp_path / "ledger.sqlite3").connection.close()
    connection = sqlite3.connect(tmp_path / "ledger.sqlite3")
    ledger = SqlLedger(connection, "sqlite", log=LOG)
    ledger.append(drafts(2))
    connection.close()
    again = sqlite_ledger(tmp_path / "ledger.sqlite3")
    assert again.size() == 2
    again.connection.close()


def test_a_writer_who_does_not_let_go_is_a_conflict(tmp_path):
    one = sqlite_ledger(tmp_path / "ledger.sqlite3")
    two = sqlite_ledger(tmp_path / "ledger.sqlite3", timeout=0)
    with one.transaction():
        one.append(drafts(1))
        with pytest.raises(Conflict, match="另有人正在记入"):
            two.append(drafts(1))
    assert two.append(drafts(1, 1))[0].index == 1
    one.connection.close()
    two.connection.close()


def test_who_read_before_another_wrote_cannot_append_on_the_old_view(tmp_path):
    one = sqlite_ledger(tmp_path / "ledger.sqlite3")
    two = sqlite_ledger(tmp_path / "ledger.sqlite3", timeout=0)
    two.connection.execute("BEGIN")
    assert two.size() == 0
    one.append(drafts(1))
    with pytest.raises(Conflict):
        two.append(drafts(1))
    two.connection.execute("ROLLBACK")
    assert [entry.index for entry in two.append(drafts(1, 1))] == [1]
    one.connection.close()
    two.connection.close()

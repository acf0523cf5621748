"""The database itself refuses change and deletion, whoever asks."""

from __future__ import annotations

import psycopg
import pytest

from tests.kernel.ledger.samples import draft, drafts, note_of
from tests.store.ledgers import postgres_ledger, sqlite_ledger

REFUSED = [
    ("UPDATE guiju_ledger SET payload = previous WHERE entry_index = 1", "拒绝修改"),
    ("UPDATE guiju_ledger SET entry_index = 7 WHERE entry_index = 1", "拒绝修改"),
    ("DELETE FROM guiju_ledger WHERE entry_index = 2", "拒绝删除"),
    ("DELETE FROM guiju_ledger", "拒绝删除"),
    ("UPDATE guiju_checkpoint SET size = 1", "检查点一经存入即不得修改"),
    ("DELETE FROM guiju_checkpoint", "检查点一经存入即不得删除"),
    ("UPDATE guiju_personal SET value = salt", "不能修改"),
]
COPY = "SELECT log, {index}, body, year, matter, recorded_at, previous, payload, {digest} FROM guiju_ledger WHERE "
COLUMNS = "(log, entry_index, body, year, matter, recorded_at, previous, payload, digest)"
GAP = f"INSERT INTO guiju_ledger {COLUMNS} {COPY.format(index=9, digest='digest')} entry_index = 2"
WRONG_LINK = f"INSERT INTO guiju_ledger {COLUMNS} {COPY.format(index=3, digest='digest')} entry_index = 2"


def filled(ledger):
    ledger.append([*drafts(2), draft(2, [("applicant", "甲".encode())])])
    ledger.checkpoints.save(note_of(ledger))
    return ledger


@pytest.fixture
def sqlite(tmp_path):
    ledger = filled(sqlite_ledger(tmp_path / "ledger.sqlite3"))
    yield ledger
    ledger.connection.close()


@pytest.fixture
def postgres(postgres_url):
    ledger = filled(postgres_ledger(postgres_url))
    yield ledger
    ledger.connection.close()


@pytest.mark.parametrize(("statement", "words"), [*REFUSED, (GAP, "逐条追加"), (WRONG_LINK, "逐条追加")])
def test_sqlite_refuses(sqlite, statement, words):
    before = list(sqlite.read())
    with pytest.raises(sqlite.connection.IntegrityError, match=words):
        sqlite.connection.execute(statement)
    assert list(sqlite.read()) == before


@pytest.mark.parametrize("key", ["entry_index = 1", "entry_index = 2"])
def test_sqlite_refuses_to_replace_a_row_by_its_key(sqlite, key):
    replace = (
        f"INSERT OR REPLACE INTO guiju_ledger {COLUMNS} {COPY.format(index='entry_index', digest='previous')}"
    )
    with pytest.raises(sqlite.connection.IntegrityError, match="逐条追加"):
        sqlite.connection.execute(replace + key)


def test_sqlite_refuses_to_replace_a_row_by_its_rowid(sqlite):
    columns = COLUMNS.replace("(log", "(rowid, log")
    copied = COPY.format(index=3, digest="x'07'").replace("SELECT log", "SELECT 1, log")
    copied = copied.replace("previous, payload", "digest, payload")
    with pytest.raises(sqlite.connection.IntegrityError, match="逐条追加"):
        sqlite.connection.execute(f"INSERT OR REPLACE INTO guiju_ledger {columns} {copied} entry_index = 2")


def test_sqlite_refuses_to_replace_a_checkpoint(sqlite):
    replace = "INSERT OR REPLACE INTO guiju_checkpoint (log, checkpoint_no, size, note) VALUES (?, 1, 1, '')"
    with pytest.raises(sqlite.connection.IntegrityError, match="不能替换"):
        sqlite.connection.execute(replace, (sqlite.log,))


def test_sqlite_refuses_a_value_of_the_wrong_type(sqlite):
    columns = COPY.format(index=3, digest="'text'").replace("previous, payload", "digest, payload")
    with pytest.raises(sqlite.connection.IntegrityError, match="cannot store TEXT"):
        sqlite.connection.execute(f"INSERT INTO guiju_ledger {COLUMNS} {columns} entry_index = 2")


@pytest.mark.postgres
def test_postgres_refuses(postgres):
    truncations = [("TRUNCATE guiju_ledger", "拒绝清空"), ("TRUNCATE guiju_checkpoint", "不得清空")]
    upsert = f"INSERT INTO guiju_ledger {COLUMNS} {COPY.format(index='entry_index', digest='digest')} entry_index = 1"
    upserts = [
        (f"{upsert} ON CONFLICT (log, entry_index) DO UPDATE SET payload = guiju_ledger.digest", "拒绝修改")
    ]
    before = list(postgres.read())
    for statement, words in [*REFUSED, *truncations, *upserts, (GAP, "逐条追加"), (WRONG_LINK, "逐条追加")]:
        with pytest.raises(psycopg.errors.IntegrityError, match=words):
            postgres.connection.execute(statement)
    assert list(postgres.read()) == before


def test_an_erased_value_leaves_no_bytes_in_the_database_file(tmp_path):
    ledger = sqlite_ledger(tmp_path / "ledger.sqlite3")
    ledger.append([draft(0, [("phone", b"13800001111")])])
    ledger.erase_personal(0, ["phone"])
    ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.connection.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"13800001111" not in left

"""The ledger's tables and the triggers by which the database itself refuses change and deletion.

Made by SQL of our own and not as Django models: so nobody can save, bulk-update or flush them by
accident, and an entry costs one statement. Identifiers stay within 30 characters, for the databases
that cut longer ones. See docs/rooms/ledger.md for partitioning by year or body.
"""

from __future__ import annotations

from typing import Final, Literal

from guiju.errors import HouseFault
from guiju.store.ledger_connection import Connection, run

Vendor = Literal["sqlite", "postgresql"]

_ENTRY_COLUMNS: Final = """
    log {text} NOT NULL,
    entry_index {integer} NOT NULL CHECK (entry_index >= 0),
    body {text} NOT NULL,
    year INTEGER NOT NULL,
    matter {text} NOT NULL,
    recorded_at {text} NOT NULL,
    previous {bytes} NOT NULL,
    payload {bytes} NOT NULL,
    digest {bytes} NOT NULL,
    PRIMARY KEY (log, entry_index)"""
_TABLES: Final = {
    "guiju_ledger": _ENTRY_COLUMNS,
    "guiju_personal": """
    log {text} NOT NULL,
    entry_index {integer} NOT NULL,
    field {text} NOT NULL,
    salt {bytes} NOT NULL,
    value {bytes} NOT NULL,
    PRIMARY KEY (log, entry_index, field)""",
    "guiju_checkpoint": """
    log {text} NOT NULL,
    checkpoint_no {integer} NOT NULL CHECK (checkpoint_no >= 1),
    size {integer} NOT NULL,
    note {text} NOT NULL,
    PRIMARY KEY (log, checkpoint_no)""",
    "guiju_tile": """
    log {text} NOT NULL,
    level INTEGER NOT NULL,
    tile {integer} NOT NULL,
    root {bytes} NOT NULL,
    PRIMARY KEY (log, level, tile)""",
}
_INDEX: Final = "CREATE INDEX IF NOT EXISTS guiju_ledger_matter ON guiju_ledger (log, matter, entry_index)"
_TYPES: Final = {
    "sqlite": {"text": "TEXT", "integer": "INTEGER", "bytes": "BLOB"},
    "postgresql": {"text": "TEXT", "integer": "BIGINT", "bytes": "BYTEA"},
}

_REFUSED: Final = {
    ("guiju_ledger", "UPDATE"): "记录只能追加：数据库拒绝修改已入记录的条目。更正请另记一条更正行为。",
    ("guiju_ledger", "DELETE"): "记录只能追加：数据库拒绝删除已入记录的条目。",
    ("guiju_ledger", "TRUNCATE"): "记录只能追加：数据库拒绝清空记录。",
    ("guiju_checkpoint", "UPDATE"): "检查点一经存入即不得修改。",
    ("guiju_checkpoint", "DELETE"): "检查点一经存入即不得删除。",
    ("guiju_checkpoint", "TRUNCATE"): "检查点一经存入即不得清空。",
    ("guiju_personal", "UPDATE"): "随条目留存的个人信息只能依法删除，不能修改；更正请另记一条更正行为。",
}


def create(connection: Connection, vendor: str) -> None:
    """Make the tables, the index and the triggers where they are missing.

    Works inside the caller's transaction. Raises: HouseFault for an unknown kind of database.
    """
    if vendor not in _TYPES:
        raise HouseFault(f"不支持的数据库：{vendor}；可用 sqlite 或 postgresql。")
    options = " STRICT" if vendor == "sqlite" else ""
    for table, columns in _TABLES.items():
        filled = columns.format_map(_TYPES[vendor])
        run(connection, vendor, f"CREATE TABLE IF NOT EXISTS {table} ({filled}){options}")
    run(connection, vendor, _INDEX)
    for statement in _sqlite_triggers() if vendor == "sqlite" else _postgresql_triggers():
        run(connection, vendor, statement)


def drop(connection: Connection, vendor: str) -> None:
    """Remove everything ``create`` makes, entries included: for undoing a migration of an empty home."""
    for table in _TABLES:
        run(connection, vendor, f"DROP TABLE IF EXISTS {table}")
    if vendor == "postgresql":
        for table, verb in [*_REFUSED, ("guiju_ledger", "INSERT")]:
            run(connection, vendor, f"DROP FUNCTION IF EXISTS {_trigger_name(table, verb)}()")


def _trigger_name(table: str, verb: str) -> str:
    return f"{table}_no_{verb.lower()}"


def _sqlite_triggers() -> list[str]:
    refusals = [
        f"CREATE TRIGGER IF NOT EXISTS {_trigger_name(table, verb)} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for (table, verb), words in _REFUSED.items()
        if verb != "TRUNCATE"
    ]
    return [*refusals, _SQLITE_APPEND_ONLY, _SQLITE_CHECKPOINT_ONLY]


# An entry must follow the last one: its index is the next and its link the digest there (an empty log
# begins at 0). INSERT OR REPLACE deletes the row in its way, found by key or by rowid, without firing a
# DELETE trigger; hence the question about the rowid, too.
_SQLITE_APPEND_ONLY: Final = """
CREATE TRIGGER IF NOT EXISTS guiju_ledger_no_insert BEFORE INSERT ON guiju_ledger
WHEN EXISTS (SELECT 1 FROM guiju_ledger WHERE rowid = NEW.rowid)
  OR (SELECT entry_index = NEW.entry_index - 1 AND digest = NEW.previous FROM guiju_ledger
      WHERE log = NEW.log ORDER BY entry_index DESC LIMIT 1)
     IS NOT (CASE NEW.entry_index WHEN 0 THEN NULL ELSE 1 END)
BEGIN SELECT RAISE(ABORT, '记录只能在末尾逐条追加：条号须紧接上一条，所记上一条摘要须相符。'); END"""
_SQLITE_CHECKPOINT_ONLY: Final = """
CREATE TRIGGER IF NOT EXISTS guiju_checkpoint_no_insert BEFORE INSERT ON guiju_checkpoint
WHEN EXISTS (SELECT 1 FROM guiju_checkpoint WHERE log = NEW.log AND checkpoint_no >= NEW.checkpoint_no)
  OR EXISTS (SELECT 1 FROM guiju_checkpoint WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, '检查点只能接续存入，不能替换。'); END"""


def _postgresql_triggers() -> list[str]:
    statements = []
    for (table, verb), words in _REFUSED.items():
        name = _trigger_name(table, verb)
        body = f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"
        statements.append(_postgresql_function(name, body))
        statements.append(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
    statements.append(_postgresql_function("guiju_ledger_no_insert", _POSTGRESQL_APPEND_ONLY))
    statements.append(
        "CREATE OR REPLACE TRIGGER guiju_ledger_no_insert BEFORE INSERT ON guiju_ledger "
        "FOR EACH ROW EXECUTE FUNCTION guiju_ledger_no_insert()"
    )
    return statements


# The primary key refuses a second entry at an index; this refuses a gap and a wrong link.
_POSTGRESQL_APPEND_ONLY: Final = """
IF NEW.entry_index > 0 AND NOT EXISTS (
    SELECT 1 FROM guiju_ledger
    WHERE log = NEW.log AND entry_index = NEW.entry_index - 1 AND digest = NEW.previous) THEN
  RAISE EXCEPTION '记录只能在末尾逐条追加：条号须紧接上一条，所记上一条摘要须相符。' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NEW;"""


def _postgresql_function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"

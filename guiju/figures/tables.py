"""FactTables 事实表: acts, matters and limits as of one ledger size, in memory or as immutable Parquet.

A DuckDB file held by a writer locks everybody else out, so none is ever written: each FactTables is an
in-memory database of its own, each query a connection of its own, and what is kept on disk is Parquet
that never changes once it is there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from guiju.errors import HouseFault
from guiju.kernel.indicator.definition import FACT_KEYS, KIND_OF, Columns

Row: TypeAlias = Mapping[str, Any]
Ancestors: TypeAlias = Mapping[str, Collection[str]]
"""body → every body above it."""

_BATCH = 20_000
_FEW = 4096
"""A text column with at most so many different values is stored as an enumeration: grouping is 2–6 × faster."""
_ARROW = {
    "int": pa.int64(),
    "decimal": pa.decimal128(18, 6),
    "money": pa.decimal128(18, 2),
    "date": pa.date32(),
    "bool": pa.bool_(),
}
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class FactTables:
    """The facts as of one ledger size; ``connect`` gives a connection on which they can be asked."""

    def __init__(
        self, database: duckdb.DuckDBPyConnection, columns: Columns, ancestors: Ancestors, ledger_size: int
    ) -> None:
        self._database = database
        self.columns = columns
        self.ancestors = ancestors
        self.ledger_size = ledger_size

    @classmethod
    def from_rows(
        cls, rows: Mapping[str, Iterable[Row]], columns: Columns, ancestors: Ancestors, ledger_size: int
    ) -> FactTables:
        """The tables made of the rows of each fact, in memory; a key that a row leaves out is unset, and one
        that is no column is left aside (``spoken_of`` names the columns that are needed).

        Decimals keep six places and amounts two. Raises: HouseFault, where a row does not fit its columns.
        """
        database = duckdb.connect(config=_CONFIG)
        for fact, types in columns.items():
            _load(database, fact, types, rows.get(fact, ()))
        _load_ancestry(database, columns, ancestors)
        return cls(database, columns, ancestors, ledger_size)

    @classmethod
    def stored(
        cls, folder: Path, columns: Columns, ancestors: Ancestors, ledger_size: int
    ) -> FactTables | None:
        """The tables kept earlier for this size, these columns and these bodies; None where there are none."""
        place = _place(folder, columns, ancestors, ledger_size)
        if not place.is_dir():
            return None
        database = duckdb.connect(config=_CONFIG)
        for name in (*columns, "below"):
            file = str(place / f"{name}.parquet")
            database.read_parquet(file).create_view(name)
        return cls(database, columns, ancestors, ledger_size)

    def store(self, folder: Path) -> Path:
        """The folder ``<folder>/<size>/<shape>`` with one Parquet file a table; one that is there stays."""
        place = _place(folder, self.columns, self.ancestors, self.ledger_size)
        if place.is_dir():
            return place
        draft = place.with_name(f".{place.name}.{os.getpid()}")
        draft.mkdir(parents=True, exist_ok=True)
        with self.connect() as connection:
            for name in (*self.columns, "below"):
                connection.table(name).write_parquet(str(draft / f"{name}.parquet"))
        try:
            draft.rename(place)
        except OSError:  # another process was first, with the same content
            shutil.rmtree(draft)
            if not place.is_dir():
                raise
        return place

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one query or one evaluation; safe in any thread."""
        return self._database.cursor()

    def close(self) -> None:
        """Let go of the memory."""
        self._database.close()


def _place(folder: Path, columns: Columns, ancestors: Ancestors, ledger_size: int) -> Path:
    shape = json.dumps(
        [
            {fact: dict(types) for fact, types in columns.items()},
            {b: sorted(a) for b, a in ancestors.items()},
        ],
        sort_keys=True,
    )
    return folder / str(ledger_size) / hashlib.sha256(shape.encode()).hexdigest()[:16]


def _load(
    database: duckdb.DuckDBPyConnection, fact: str, types: Mapping[str, str], rows: Iterable[Row]
) -> None:
    """Fill one table batch by batch, then turn its columns of few values into enumerations."""
    _judge_columns(fact, types)
    schema = pa.schema([(name, _ARROW.get(kind, pa.string())) for name, kind in types.items()])
    few: dict[str, set[str | None]] = {name: set() for name, kind in types.items() if KIND_OF[kind] == "text"}
    database.from_arrow(schema.empty_table()).create("draft")
    for some in _batches(rows):
        cells = _by_column(some, types)
        _note_values(few, cells)
        database.from_arrow(_arrow(fact, cells, len(some), schema)).insert_into("draft")
    chosen = ", ".join(_chosen(fact, name, few.get(name)) for name in types)
    database.table("draft").project(chosen).create(fact)
    database.execute("DROP TABLE draft")


def _judge_columns(fact: str, types: Mapping[str, str]) -> None:
    missing = {*FACT_KEYS.get(fact, ()), "body", *(["voided"] if fact == "acts" else [])} - types.keys()
    unknown = {name: kind for name, kind in types.items() if kind not in KIND_OF}
    names = [fact, *types]
    if fact not in FACT_KEYS or missing or unknown or not all(name.isidentifier() for name in names):
        raise HouseFault(f"事实表 {fact} 的栏不对：缺少 {sorted(missing)}，类型不认识 {unknown}")


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in lists of a bearable length."""
    source = iter(rows)
    while some := list(islice(source, _BATCH)):
        yield some


def _by_column(rows: list[Row], types: Mapping[str, str]) -> dict[str, list[Any]]:
    """The cells of each column that some row fills; most columns of a wide table are empty in a batch."""
    cells: dict[str, list[Any]] = {}
    for number, row in enumerate(rows):
        for name, value in row.items():
            if value is None or name not in types:
                continue
            column = cells.get(name)
            if column is None:
                column = cells[name] = [None] * len(rows)
            column[number] = value
    return cells


def _note_values(few: dict[str, set[str | None]], cells: Mapping[str, list[Any]]) -> None:
    """Gather the values of text columns; one that has many is dropped for good."""
    for name in [name for name in few if name in cells]:
        few[name].update(cells[name])
        if len(few[name]) > _FEW:
            del few[name]


def _arrow(fact: str, cells: Mapping[str, list[Any]], count: int, schema: pa.Schema) -> pa.Table:
    try:
        columns = [
            pa.array(cells[field.name], field.type) if field.name in cells else pa.nulls(count, field.type)
            for field in schema
        ]
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as fault:
        raise HouseFault(f"事实表 {fact} 有一行与栏的类型不符：{fault}") from fault
    return pa.Table.from_arrays(columns, schema=schema)


def _chosen(fact: str, name: str, few: set[str | None] | None) -> str:
    """How a column is taken over from the draft."""
    if fact == "acts" and name == "voided":
        return f'coalesce("{name}", false) AS "{name}"'
    values = sorted(value for value in few or () if value is not None)
    if not values:
        return f'"{name}"'
    return f'"{name}"::ENUM({", ".join(map(_quoted, values))}) AS "{name}"'


def _load_ancestry(database: duckdb.DuckDBPyConnection, columns: Columns, ancestors: Ancestors) -> None:
    """Fill ``below (ancestor, body)``; every body, also one that only the facts know, is below itself."""
    pairs = {(above, body) for body, all_above in ancestors.items() for above in all_above}
    pairs |= {(body, body) for pair in pairs for body in pair} | {(body, body) for body in ancestors}
    for fact in columns:
        found = database.table(fact).filter("body IS NOT NULL").project("body").distinct().fetchall()
        pairs |= {(body, body) for (body,) in found}
    schema = pa.schema([("ancestor", pa.string()), ("body", pa.string())])
    listed = [{"ancestor": above, "body": body} for above, body in sorted(pairs)]
    database.from_arrow(pa.Table.from_pylist(listed, schema=schema)).create("below")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

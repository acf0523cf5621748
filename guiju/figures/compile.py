"""A tally → one filter → SQL for its value, its records, its months and its bodies, through Ibis.

Value and records cannot drift apart: every form below starts from ``_matching``. The text of a form
does not depend on period or body (they are parameters), so it is compiled once and kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from guiju.errors import HouseFault
from guiju.kernel.indicator.definition import FACT_KEYS, Columns, Measure, Tally, Value, Where

_FEW_VALUED = frozenset({"choice", "body"})
_FEW_VALUED_NAMES = frozenset(
    {"procedure", "step", "stage", "outcome", "limit", "duty", "body", "acting_body"}
)
_TYPES = {
    "int": dt.int64,
    "decimal": dt.Decimal(18, 6),
    "money": dt.Decimal(18, 2),
    "date": dt.date,
    "bool": dt.boolean,
}


def _a_day() -> datetime.date:
    raise HouseFault("只是表达式里的占位，不会被执行")


def _a_body() -> str:
    raise HouseFault("只是表达式里的占位，不会被执行")


# Each stands in an expression for a parameter of the text that is made of it.
_first_day = ibis.udf.scalar.builtin(_a_day, name="guiju_first")
_last_day = ibis.udf.scalar.builtin(_a_day, name="guiju_last")
_asked_body = ibis.udf.scalar.builtin(_a_body, name="guiju_body")
_PARAMETERS = {"first": "GUIJU_FIRST()", "last": "GUIJU_LAST()", "body": "GUIJU_BODY()"}


@dataclass(frozen=True, slots=True)
class Query:
    """SQL text and the names of the parameters it needs (``first``, ``last``, ``body``)."""

    sql: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """One grouped pass over a fact that serves many tallies: what is common filters, what differs is the key.

    ``flags`` are conditions that become a truth value in the key; ``narrowed`` are columns of the key of
    which only the listed values are asked for; ``measures`` are the sums and distinct counts it carries.
    """

    fact: str
    common: tuple[Where, ...]
    columns: tuple[str, ...]
    flags: tuple[Where, ...]
    measures: tuple[Measure, ...]
    narrowed: tuple[tuple[str, tuple[str, ...]], ...] = ()


def is_few_valued(column: str, kind: str) -> bool:
    """Whether a column of that type has so few values that rows may be grouped by it at no cost."""
    return kind in _FEW_VALUED or column in _FEW_VALUED_NAMES


class Compiler:
    """Compiles and keeps the SQL of one set of columns for one engine's dialect."""

    def __init__(self, columns: Columns, dialect: str = "duckdb") -> None:
        self._dialect = dialect
        self._columns = columns
        self._facts = {fact: _unbound(fact, types) for fact, types in columns.items()}
        self._below = ibis.table({"ancestor": "string", "body": "string"}, name="below")
        self._kept: dict[tuple[str, Tally | Scan], Query] = {}

    def total(self, tally: Tally) -> Query:
        """Value and number of rows of a body and all below it; not for monthly minima."""
        return self._query("total", tally, lambda: self._aggregated(self._of_body(tally), tally, []))

    def months(self, tally: Tally) -> Query:
        """Month (its first day), value and number of rows of a body and all below it."""
        return self._query(
            "months", tally, lambda: self._aggregated(self._of_body(tally), tally, [_month(tally)])
        )

    def rows(self, tally: Tally) -> Query:
        """The counted rows of a body and all below it: part, then the columns that name the row, in order."""
        return self._query("rows", tally, lambda: self._listed(tally))

    def bodies(self, tally: Tally) -> Query:
        """Body, (month,) value and number of rows; a distinct count of anything but matters is by ancestor."""
        return self._query("bodies", tally, lambda: self._by_body(tally))

    def pairs(self, tally: Tally) -> Query | None:
        """Body, value and number of rows of a distinct count of few values; None where there may be many."""
        column = tally.measure.column
        if tally.measure.kind != "distinct" or not column:
            return None
        if not is_few_valued(column, self._columns[tally.fact][column]):
            return None
        return self._query("pairs", tally, lambda: self._paired(tally, column))

    def keyed(self, scan: Scan) -> Query:
        """Body, columns, flags, number of rows, then value and number of set rows for each measure."""
        return self._query("keyed", scan, lambda: self._keyed(scan))

    def _query(self, form: str, what: Tally | Scan, build: Callable[[], ir.Table]) -> Query:
        known = self._kept.get((form, what))
        if known is None:
            sql = str(ibis.to_sql(build(), dialect=self._dialect))
            names = tuple(name for name, token in _PARAMETERS.items() if token in sql)
            for name in names:
                sql = sql.replace(_PARAMETERS[name], f"${name}")
            known = self._kept[form, what] = Query(sql, names)
        return known

    def _fact(self, fact: str, *names: str | None) -> ir.Table:
        """The fact table with the named columns and those every form needs; wide tables stay unread."""
        if fact not in self._facts:
            raise HouseFault(f"没有事实表 {fact}")
        wanted = dict.fromkeys((*FACT_KEYS[fact], "body", *(("voided",) if fact == "acts" else ()), *names))
        unknown = [name for name in wanted if name is not None and name not in self._columns[fact]]
        if unknown:
            raise HouseFault(f"事实表 {fact} 没有这些栏：{'、'.join(unknown)}")
        return self._facts[fact].select(*(name for name in wanted if name is not None))

    def _matching(self, tally: Tally) -> ir.Table:
        """The rows that count: the declared conditions, not voided, and the measured column set."""
        table = self._fact(tally.fact, *(where.column for where in tally.where), tally.measure.column)
        conditions = [self._condition(table, tally.fact, where) for where in tally.where]
        if tally.fact == "acts":
            conditions.append(~table["voided"])
        if tally.measure.column:
            conditions.append(table[tally.measure.column].notnull())
        return table.filter(conditions)

    def _of_body(self, tally: Tally) -> ir.Table:
        rows = self._matching(tally)
        return rows.filter(
            rows["body"].isin(self._below.filter(self._below["ancestor"] == _asked_body())["body"])
        )

    def _condition(self, table: ir.Table, fact: str, where: Where) -> ir.BooleanValue:
        values = [_literal(value, self._columns[fact][where.column]) for value in where.values]
        return _CONDITIONS[where.comparison](table[where.column], values)

    def _aggregated(self, rows: ir.Table, tally: Tally, keys: list[ir.Value]) -> ir.Table:
        measures = {"value": _value(rows, tally.measure), "records": rows.count()}
        grouped = [key.name("month") for key in keys]
        return rows.group_by(grouped).aggregate(**measures) if keys else rows.aggregate(**measures)

    def _listed(self, tally: Tally) -> ir.Table:
        rows = self._of_body(tally)
        names = FACT_KEYS[tally.fact]
        part: ir.Value = ibis.literal(1)
        if tally.measure.kind == "min_per_month":
            part = _month(tally)
        elif tally.measure.column:
            part = rows[tally.measure.column]
        return rows.select(part.name("part"), *names).order_by(list(names))

    def _by_body(self, tally: Tally) -> ir.Table:
        rows = self._matching(tally)
        column = tally.measure.column
        if tally.measure.kind == "distinct" and column != "matter":
            joined = rows.select(*{"body": None, column: None}).join(self._below, "body")
            return joined.group_by("ancestor").aggregate(
                value=joined[column].nunique(), records=joined.count()
            )
        keys = ["body", _month(tally).name("month")] if tally.measure.kind == "min_per_month" else ["body"]
        return rows.group_by(keys).aggregate(value=_value(rows, tally.measure), records=rows.count())

    def _paired(self, tally: Tally, column: str) -> ir.Table:
        rows = self._matching(tally)
        return rows.group_by([rows["body"], rows[column].name("part")]).aggregate(records=rows.count())

    def _keyed(self, scan: Scan) -> ir.Table:
        spoken_of = (
            *(where.column for where in (*scan.common, *scan.flags)),
            *scan.columns,
            *(measure.column for measure in scan.measures),
        )
        table = self._fact(scan.fact, *spoken_of)
        conditions = [self._condition(table, scan.fact, where) for where in scan.common]
        conditions += [table[name].isin(values) for name, values in scan.narrowed]
        if scan.fact == "acts":
            conditions.append(~table["voided"])
        flags = {f"flag{n}": self._condition(table, scan.fact, where) for n, where in enumerate(scan.flags)}
        rows = table.filter(conditions).mutate(**flags)
        measures: dict[str, ir.Value] = {"records": rows.count()}
        for n, measure in enumerate(scan.measures):
            measures |= {f"value{n}": _value(rows, measure), f"set{n}": rows[measure.column].count()}
        return rows.group_by(["body", *scan.columns, *flags]).aggregate(**measures)


def _unbound(fact: str, types: Mapping[str, str]) -> ir.Table:
    return ibis.table({name: _TYPES.get(kind, dt.string) for name, kind in types.items()}, name=fact)


def _value(rows: ir.Table, measure: Measure) -> ir.Value:
    if measure.column is None:
        return rows.count()
    return rows[measure.column].sum() if measure.kind == "sum" else rows[measure.column].nunique()


def _month(tally: Tally) -> ir.Value:
    if tally.month_column is None:
        raise HouseFault("没有能分月的日期栏")
    return ibis._[tally.month_column].truncate("M")


def _literal(value: Value, kind: str) -> ir.Value:
    """The value in the column's type; a decimal finer than the column keeps its own places."""
    if kind in ("decimal", "money") and not isinstance(value, str | datetime.date):
        number = Decimal(value)
        places = max(_TYPES[kind].scale, -int(number.as_tuple().exponent))
        return ibis.literal(number, type=dt.Decimal(38, places))
    return ibis.literal(value)


_Condition = Callable[[Any, Sequence[Any]], Any]
_CONDITIONS: Mapping[str, _Condition] = {
    "eq": lambda column, values: column == values[0],
    "ne": lambda column, values: column != values[0],
    "in": lambda column, values: column.isin(values),
    "between": lambda column, values: column.between(values[0], values[1]),
    "ge": lambda column, values: column >= values[0],
    "le": lambda column, values: column <= values[0],
    "is_set": lambda column, values: column.notnull(),
    "not_set": lambda column, values: column.isnull(),
    "within_period": lambda column, values: column.between(_first_day(), _last_day()),
    "by_period_end": lambda column, values: column <= _last_day(),
    "not_by_period_end": lambda column, values: column.isnull() | (column > _last_day()),
}

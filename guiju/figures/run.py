"""FigureRoom: figures and their records from the fact tables of one ledger size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from guiju.figures.compile import Compiler, Query
from guiju.figures.fuse import Above, Answers, Plan, dealt_out, plan_of, rolled_up, united
from guiju.figures.tables import FactTables
from guiju.kernel.indicator.definition import FACT_KEYS, Indicator, Tally
from guiju.kernel.indicator.figure import NOTHING, Figure, Stamp, Tallied, figure_of
from guiju.kernel.indicator.period import Period
from guiju.kernel.indicator.record import Record, Records


class FigureRoom:
    """Counts over one set of fact tables (implements ``FigureEngine``); safe to share between threads."""

    def __init__(
        self, tables: FactTables, catalogue_digest: str | None = None, compiler: Compiler | None = None
    ) -> None:
        self._tables = tables
        self._compiler = compiler or Compiler(tables.columns)
        self._catalogue_digest = catalogue_digest
        self._plans: dict[tuple[Tally, ...], Plan] = {}

    @property
    def ledger_size(self) -> int:
        """Entries of the ledger that the facts were made from."""
        return self._tables.ledger_size

    def figure(self, indicator: Indicator, period: Period, body: str) -> Figure:
        """One figure."""
        with self._tables.connect() as connection:
            tallied = tuple(self._total(connection, tally, period, body) for tally in indicator.tallies)
        return figure_of(indicator, tallied, body, self._stamp(period))

    def records(self, indicator: Indicator, period: Period, body: str) -> Records:
        """The rows it counts, ordered by matter and entry."""
        with self._tables.connect() as connection:
            lists = [self._rows(connection, tally, period, body) for tally in indicator.tallies]
        return Records(numerator=lists[0], denominator=lists[1]) if indicator.is_ratio else Records(lists[0])

    def all(
        self, indicators: Sequence[Indicator], periods: Sequence[Period], bodies: Sequence[str]
    ) -> tuple[Figure, ...]:
        """All figures, ordered by period, then indicator, then body; one evaluation a period."""
        tallies = [tally for indicator in indicators for tally in indicator.tallies]
        digests = [indicator.digest for indicator in indicators]
        figures: list[Figure] = []
        for period in periods:
            stamp = self._stamp(period)
            answers = self.tallied(tallies, period, bodies)
            for indicator, digest in zip(indicators, digests, strict=True):
                found = [answers[tally] for tally in indicator.tallies]
                for body in bodies:
                    tallied = tuple(by_body.get(body, NOTHING) for by_body in found)
                    figures.append(figure_of(indicator, tallied, body, stamp, digest))
        return tuple(figures)

    def series(self, indicator: Indicator, period: Period, body: str) -> tuple[Figure, ...]:
        """A figure for each month of the period, for charts.

        What happened within the period is split by month in one query a tally; what stood at a month's end
        (``by_period_end``) is asked month by month.
        """
        if not all(tally.is_monthly for tally in indicator.tallies):
            return tuple(self.figure(indicator, month, body) for month in period.months())
        with self._tables.connect() as connection:
            found = [self._months(connection, tally, period, body) for tally in indicator.tallies]
        return tuple(
            figure_of(
                indicator, tuple(months.get(month, NOTHING) for months in found), body, self._stamp(month)
            )
            for month in period.months()
        )

    def tallied(self, tallies: Iterable[Tally], period: Period, bodies: Sequence[str]) -> Answers:
        """Each tally's number for each body that has one, all in one evaluation; a body left out has nothing."""
        asked = tuple(dict.fromkeys(tallies))
        plan = self._plans.get(asked)
        if plan is None:
            plan = self._plans[asked] = plan_of(asked, self._tables.columns)
        above = self._above(bodies)
        answers: Answers = {}
        with self._tables.connect() as connection:
            for fusion in plan.fusions:
                rows = _ask(connection, self._compiler.keyed(fusion.scan), period)
                answers |= dealt_out(fusion, rows, above)
            for tally in plan.alone:
                answers[tally] = self._by_body(connection, tally, period, above)
        return answers

    def _stamp(self, period: Period) -> Stamp:
        return Stamp(period.code, self.ledger_size, self._catalogue_digest)

    def _above(self, bodies: Sequence[str]) -> Above:
        asked = frozenset(bodies)
        above = {
            body: [a for a in {body, *all_above} if a in asked]
            for body, all_above in self._tables.ancestors.items()
        }
        return above | {body: [body] for body in asked if body not in above}

    def _total(
        self, connection: duckdb.DuckDBPyConnection, tally: Tally, period: Period, body: str
    ) -> Tallied:
        if tally.measure.kind == "min_per_month":
            return _smallest(self._months(connection, tally, period, body), period)
        value, records = _ask(connection, self._compiler.total(tally), period, body)[0]
        return Tallied(Decimal(value or 0), records)

    def _months(
        self, connection: duckdb.DuckDBPyConnection, tally: Tally, period: Period, body: str
    ) -> dict[Period, Tallied]:
        rows = _ask(connection, self._compiler.months(tally), period, body)
        return {Period.of_month(month): Tallied(Decimal(value), records) for month, value, records in rows}

    def _rows(
        self, connection: duckdb.DuckDBPyConnection, tally: Tally, period: Period, body: str
    ) -> tuple[Record, ...]:
        names = FACT_KEYS[tally.fact]
        rows = _ask(connection, self._compiler.rows(tally), period, body)
        if tally.measure.kind == "min_per_month":
            rows = [(Period.of_month(row[0]).code, *row[1:]) for row in rows]
        return tuple(Record(part=row[0], **dict(zip(names, row[1:], strict=True))) for row in rows)

    def _by_body(
        self, connection: duckdb.DuckDBPyConnection, tally: Tally, period: Period, above: Above
    ) -> dict[str, Tallied]:
        pairs = self._compiler.pairs(tally)
        if pairs is not None:
            return united(_ask(connection, pairs, period), above)
        rows = _ask(connection, self._compiler.bodies(tally), period)
        if tally.measure.kind == "distinct" and tally.measure.column != "matter":
            return {body: Tallied(Decimal(value), records) for body, value, records in rows}
        if tally.measure.kind != "min_per_month":
            return rolled_up(rows, above)
        by_month: dict[Period, list[tuple[str, int, int]]] = defaultdict(list)
        for body, month, value, records in rows:
            by_month[Period.of_month(month)].append((body, value, records))
        months = {month: rolled_up(own, above) for month, own in by_month.items()}
        bodies = {body for found in months.values() for body in found}
        return {
            body: _smallest({month: found[body] for month, found in months.items() if body in found}, period)
            for body in bodies
        }


def _smallest(months: dict[Period, Tallied], period: Period) -> Tallied:
    """The smallest monthly number, a month without rows being 0; its rows are those of all months."""
    values = [months.get(month, NOTHING).value for month in period.months()]
    return Tallied(min(values), sum(found.records for found in months.values()))


def _ask(
    connection: duckdb.DuckDBPyConnection, query: Query, period: Period, body: str | None = None
) -> list[tuple[Any, ...]]:
    known: dict[str, Any] = {"first": period.first_day, "last": period.last_day, "body": body}
    rows: list[tuple[Any, ...]] = connection.execute(
        query.sql, {name: known[name] for name in query.names}
    ).fetchall()
    return rows

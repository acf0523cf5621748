"""The exam of every FigureEngine, with an engine in plain Python as the reference."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.kernel.indicator import (
    FACT_KEYS,
    Indicator,
    Measure,
    Period,
    Record,
    Records,
    Stamp,
    Tallied,
    Tally,
    Where,
    figure_of,
    value_of,
)
from tests.exams.figure_questions import (
    ANCESTORS,
    BODIES,
    COLUMNS,
    FACTS,
    INDICATORS,
    OF_LIKE_SHAPE,
    PERIODS,
    indicators,
)


class NaiveEngine:
    """Counts by looking at every row; nothing clever, so that it is plainly right."""

    def __init__(self, rows, ancestors, ledger_size):
        self.rows, self.ancestors, self.ledger_size = rows, ancestors, ledger_size

    def _counted(self, tally, period, body):
        for row in self.rows.get(tally.fact, ()):
            below = row["body"] == body or body in self.ancestors.get(row["body"], ())
            column = tally.measure.column
            if below and not row.get("voided") and (column is None or row.get(column) is not None):
                if all(holds(where, row.get(where.column), period) for where in tally.where):
                    yield row

    def _tallied(self, tally, period, body):
        rows = list(self._counted(tally, period, body))
        column = tally.measure.column
        if tally.measure.kind == "count":
            value = len(rows)
        elif tally.measure.kind == "sum":
            value = sum(row[column] for row in rows)
        elif tally.measure.kind == "distinct":
            value = len({row[column] for row in rows})
        else:
            months = Counter(row[tally.month_column].strftime("%Y-%m") for row in rows)
            value = min(months[month.code] for month in period.months())
        return Tallied(Decimal(value), len(rows))

    def figure(self, indicator, period, body):
        tallied = tuple(self._tallied(tally, period, body) for tally in indicator.tallies)
        return figure_of(indicator, tallied, body, Stamp(period.code, self.ledger_size))

    def _records(self, tally, period, body):
        found = []
        for row in self._counted(tally, period, body):
            part = row[tally.measure.column] if tally.measure.column else 1
            if tally.measure.kind == "min_per_month":
                part = row[tally.month_column].strftime("%Y-%m")
            found.append(Record(part=part, **{key: row[key] for key in FACT_KEYS[tally.fact]}))
        return tuple(
            sorted(found, key=lambda r: (r.matter, r.entry or 0, r.limit or "", r.started_on or date.min))
        )

    def records(self, indicator, period, body):
        lists = [self._records(tally, period, body) for tally in indicator.tallies]
        return Records(numerator=lists[0], denominator=lists[1]) if indicator.is_ratio else Records(lists[0])

    def all(self, indicators, periods, bodies):
        return tuple(self.figure(i, p, b) for p in periods for i in indicators for b in bodies)

    def series(self, indicator, period, body):
        return tuple(self.figure(indicator, month, body) for month in period.months())


def holds(where, cell, period):
    """Whether the condition holds of the cell."""
    if where.comparison == "not_set":
        return cell is None
    if where.comparison == "not_by_period_end":
        return cell is None or cell > period.last_day
    if cell is None:
        return False
    values = where.values
    return {
        "is_set": lambda: True,
        "within_period": lambda: period.first_day <= cell <= period.last_day,
        "by_period_end": lambda: cell <= period.last_day,
        "eq": lambda: cell == values[0],
        "ne": lambda: cell != values[0],
        "in": lambda: cell in values,
        "between": lambda: values[0] <= cell <= values[1],
        "ge": lambda: cell >= values[0],
        "le": lambda: cell <= values[0],
    }[where.comparison]()


def parts_make_the_value(tally, records, period, value):
    """The list alone gives the number again."""
    assert value_of(tally.measure, [record.part for record in records], period) == value


class FigureEngineExam:
    """Inherit and give ``engine``; every test must pass."""

    def engine(self, rows, columns, ancestors, ledger_size):
        raise NotImplementedError

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(FACTS, INDICATORS, PERIODS, st.sampled_from(BODIES))
    def test_values_and_records_equal_those_of_the_naive_engine(self, rows, asked, period, body):
        engine, naive = self.engine(rows, COLUMNS, ANCESTORS, 7), NaiveEngine(rows, ANCESTORS, 7)
        assert engine.all(asked, [period], BODIES) == naive.all(asked, [period], BODIES)
        for indicator in asked:
            assert engine.figure(indicator, period, body) == naive.figure(indicator, period, body)
            assert engine.records(indicator, period, body) == naive.records(indicator, period, body)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(FACTS, PERIODS)
    def test_a_hundred_questions_of_like_shape_are_each_answered_right(self, rows, period):
        engine, naive = self.engine(rows, COLUMNS, ANCESTORS, 7), NaiveEngine(rows, ANCESTORS, 7)
        assert engine.all(OF_LIKE_SHAPE, [period], BODIES) == naive.all(OF_LIKE_SHAPE, [period], BODIES)

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(FACTS, indicators(0), PERIODS, st.sampled_from(BODIES))
    def test_the_records_of_a_figure_make_its_value_again(self, rows, indicator, period, body):
        engine = self.engine(rows, COLUMNS, ANCESTORS, 7)
        figure, found = engine.figure(indicator, period, body), engine.records(indicator, period, body)
        if indicator.is_ratio:
            parts_make_the_value(indicator.numerator, found.numerator, period, figure.numerator)
            parts_make_the_value(indicator.denominator, found.denominator, period, figure.denominator)
            assert figure.records == len(found.denominator)
        else:
            assert figure.records == len(found.records)
            if indicator.tally.measure.kind != "sum":
                parts_make_the_value(indicator.tally, found.records, period, figure.value)

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(FACTS, indicators(0), PERIODS)
    def test_a_series_has_the_figure_of_each_month(self, rows, indicator, period):
        engine = self.engine(rows, COLUMNS, ANCESTORS, 7)
        each_month = tuple(engine.figure(indicator, month, "990101") for month in period.months())
        assert engine.series(indicator, period, "990101") == each_month

    def test_a_count_has_as_many_records_as_its_value(self):
        engine = self.engine(THREE_CONCLUDED, COLUMNS, ANCESTORS, 12)
        assert engine.figure(CONCLUDED, YEAR, "990101").value == 3
        assert [r.matter for r in engine.records(CONCLUDED, YEAR, "990101").records] == ["a", "b", "c"]

    def test_a_body_counts_itself_and_what_is_below_it_and_nothing_else(self):
        engine = self.engine(THREE_CONCLUDED, COLUMNS, ANCESTORS, 12)
        figures = engine.all(
            [CONCLUDED], [YEAR], ["990101", "990101.gaj", "990101.gaj.zd", "990101.sfj", "nobody"]
        )
        assert [figure.value for figure in figures] == [3, 2, 1, 1, 0]

    def test_a_voided_act_never_counts(self):
        acts = [_act(0, voided=False), _act(1, voided=True)]
        engine = self.engine({"acts": acts}, COLUMNS, ANCESTORS, 2)
        assert engine.figure(HAPPENED, YEAR, "990101").value == 1
        assert engine.all([HAPPENED, LATE], [YEAR], ["990101"])[0].value == 1
        assert [r.entry for r in engine.records(HAPPENED, YEAR, "990101").records] == [0]

    def test_a_monthly_minimum_is_zero_when_a_month_is_empty(self):
        acts = [_act(month, happened_on=date(2023, month, 5)) for month in range(1, 12)]
        engine = self.engine({"acts": acts}, COLUMNS, ANCESTORS, 11)
        least = Indicator(
            "least", "每月次数", "次", Tally("acts", HAPPENED.tally.where, Measure("min_per_month"))
        )
        until_november = Period.parse("2023-01..2023-11")
        assert engine.figure(least, YEAR, "990101").value == 0
        assert engine.figure(least, until_november, "990101").value == 1
        assert [f.value for f in engine.all([least], [YEAR, until_november], ["990101"])] == [0, 1]

    def test_a_ratio_over_nothing_has_no_value(self):
        engine = self.engine({}, COLUMNS, ANCESTORS, 0)
        figure = engine.figure(IN_TIME, YEAR, "990101")
        assert (figure.value, figure.denominator, figure.text()) == (None, 0, "—")

    def test_a_percentage_is_rounded_half_up(self):
        limits = [_limit(n, in_time=n < 1) for n in range(800)]
        engine = self.engine({"limits": limits}, COLUMNS, ANCESTORS, 800)
        assert engine.figure(IN_TIME, YEAR, "990101").text() == "0.13%"

    def test_a_figure_names_the_size_it_was_computed_at(self):
        before = self.engine({"matters": THREE_CONCLUDED["matters"][:1]}, COLUMNS, ANCESTORS, 4)
        after = self.engine(THREE_CONCLUDED, COLUMNS, ANCESTORS, 12)
        figures = [engine.figure(CONCLUDED, YEAR, "990101") for engine in (before, after)]
        assert [figure.id for figure in figures] == ["concluded@2023@990101#4", "concluded@2023@990101#12"]
        assert [figure.value for figure in figures] == [1, 3]
        assert before.ledger_size == 4

    def test_unset_is_not_unequal(self):
        matters = [_matter("a", outcome=None), _matter("b", outcome="维持"), _matter("c", outcome="撤销")]
        engine = self.engine({"matters": matters}, COLUMNS, ANCESTORS, 3)
        other = Indicator("o", "其他", "件", Tally("matters", (*CLOSED, Where("outcome", "ne", ("维持",)))))
        assert engine.figure(other, YEAR, "990101").value == 1


def _act(entry, *, happened_on=date(2023, 3, 1), voided=False):
    return {
        "entry": entry, "matter": f"m{entry}", "procedure": "penalty", "step": "open", "body": "990101",
        "happened_on": happened_on, "voided": voided, "late": False,
    }  # fmt: skip


def _matter(matter, body="990101", outcome="维持"):
    return {
        "matter": matter,
        "procedure": "penalty",
        "body": body,
        "closed_on": date(2023, 12, 31),
        "outcome": outcome,
    }


def _limit(number, *, in_time):
    return {
        "matter": f"m{number}", "limit": "decide", "body": "990101", "started_on": date(2023, 1, 1),
        "due_on": date(2023, 3, 1), "in_time": in_time,
    }  # fmt: skip


YEAR = Period.parse("2023")
CLOSED = (Where("closed_on", "within_period"),)
CONCLUDED = Indicator("concluded", "审结件数", "件", Tally("matters", CLOSED))
HAPPENED = Indicator("happened", "次数", "次", Tally("acts", (Where("happened_on", "within_period"),)))
LATE = Indicator(
    "late",
    "补录次数",
    "次",
    Tally("acts", (*HAPPENED.tally.where, Where("late", "eq", (True,)))),
    gist="补录的行为",
)
IN_TIME = Indicator(
    "in_time", "按期办结率", "%", None,
    Tally("limits", (Where("due_on", "within_period"), Where("in_time", "eq", (True,)))),
    Tally("limits", (Where("due_on", "within_period"),)), 2,
)  # fmt: skip
THREE_CONCLUDED = {
    "matters": [
        _matter("a", "990101.gaj"),
        _matter("b", "990101.gaj.zd"),
        _matter("c", "990101.sfj"),
        _matter("d", "990199.none"),
    ]
}

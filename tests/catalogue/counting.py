"""Counts an indicator by looking at each row: slow, plain, and independent of the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from guiju.kernel.indicator.definition import Indicator, Tally, Where

Facts = Mapping[str, Sequence[Mapping[str, Any]]]
Period = tuple[date, date]


def value_of(indicator: Indicator, facts: Facts, period: Period) -> Decimal | None:
    """The value; None for a ratio over nothing."""
    if indicator.tally is not None:
        return counted(indicator.tally, facts, period)
    assert indicator.numerator is not None
    assert indicator.denominator is not None
    top, base = counted(indicator.numerator, facts, period), counted(indicator.denominator, facts, period)
    if not base:
        return None
    return (top * indicator.times / base).quantize(Decimal(10) ** -indicator.decimals, ROUND_HALF_UP)


def counted(tally: Tally, facts: Facts, period: Period) -> Decimal:
    """The number that a tally comes to."""
    rows = [row for row in facts[tally.fact] if all(fits(w, row.get(w.column), period) for w in tally.where)]
    column = tally.measure.column or ""
    if tally.measure.kind == "sum":
        return Decimal(sum(row[column] for row in rows if row.get(column) is not None))
    if tally.measure.kind == "distinct":
        return Decimal(len({row[column] for row in rows if row.get(column) is not None}))
    if tally.measure.kind == "min_per_month":
        months = Counter(row[tally.month_column].month for row in rows)
        return Decimal(min(months[month] for month in range(period[0].month, period[1].month + 1)))
    return Decimal(len(rows))


def fits(where: Where, value: Any, period: Period) -> bool:
    """Whether a row's value satisfies a condition."""
    first, last = period
    if where.comparison == "not_set":
        return value is None
    if where.comparison == "not_by_period_end":
        return value is None or value > last
    if value is None:
        return False
    given = where.values
    match where.comparison:
        case "eq" | "in":
            return value in given
        case "ne":
            return value != given[0]
        case "ge":
            return bool(value >= given[0])
        case "le":
            return bool(value <= given[0])
        case "between":
            return bool(given[0] <= value <= given[1])
        case "within_period":
            return bool(first <= value <= last)
        case "by_period_end":
            return bool(value <= last)
    return where.comparison == "is_set"

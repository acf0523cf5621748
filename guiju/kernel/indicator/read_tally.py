"""Reads fact, conditions and measure of a tally; every fault is noted with its place and what to write instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from guiju.kernel.declared import Table, nearest
from guiju.kernel.indicator.definition import (
    ABOUT_PERIOD,
    COMPARISONS,
    KIND_OF,
    MEASURES,
    WITHOUT_VALUE,
    Columns,
    Measure,
    Tally,
    Value,
    Where,
)

Options = Mapping[str, Mapping[str, Collection[str]]]
"""fact → column → the closed set of its values, where it has one (procedure, step, outcome, choices)."""

_EXPECTED = {
    "text": "文字，如 \"受理\"", "choice": "文字，如 \"受理\"", "body": "机关代码（文字）", "official": "人员编号（文字）",
    "matter": "事项编号（文字）", "int": "整数", "decimal": "数", "money": "金额（元）", "date": "日期，如 2023-01-31",
    "bool": "true 或 false",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a declaration may speak of."""

    columns: Columns
    options: Options = field(default_factory=dict)


def read_tally(table: Table, known: Known) -> Tally | None:
    """The tally, or None where anything of it could not be read."""
    fact = table.raw("fact")
    if not isinstance(fact, str) or fact not in known.columns:
        rule = "declaration.missing" if fact is None else "declaration.choice"
        hint = nearest(str(fact), known.columns)
        table.fault("fact", f"“fact”应写明数什么，现为 {fact!r}；{hint}", rule)
        table.leave("where", "measure")
        return None
    before = len(table.findings)
    columns = known.columns[fact]
    where = _read_conditions(table, columns, known.options.get(fact, {}))
    measure = _read_measure(table, columns)
    tally = Tally(fact, where, measure)
    if len(table.findings) == before:
        _judge_period(tally, table)
    return tally if len(table.findings) == before else None


def _read_conditions(
    table: Table, columns: Mapping[str, str], options: Mapping[str, Collection[str]]
) -> tuple[Where, ...]:
    raw = table.raw("where")
    if not isinstance(raw, list) or not raw:
        message = '“where”应为一组条件，如 [["closed_on", "within_period"]]'
        table.fault("where", message, "declaration.missing")
        return ()
    read = (_read_condition(item, table, f"where[{n}]", columns, options) for n, item in enumerate(raw, 1))
    return tuple(where for where in read if where is not None)


def _read_condition(
    raw: Any, table: Table, key: str, columns: Mapping[str, str], options: Mapping[str, Collection[str]]
) -> Where | None:
    if (
        not isinstance(raw, list)
        or not 2 <= len(raw) <= 3
        or not all(isinstance(part, str) for part in raw[:2])
    ):
        table.fault(key, f'条件应写成 ["栏", "比较", 值]，现为 {raw!r}', "declaration.type")
        return None
    column, comparison = raw[0], raw[1]
    if column not in columns:
        table.fault(key, f"没有“{column}”这一栏，{nearest(column, columns)}", "declaration.column")
        return None
    if comparison not in COMPARISONS:
        table.fault(
            key, f"没有“{comparison}”这种比较，{nearest(comparison, COMPARISONS)}", "declaration.comparison"
        )
        return None
    kind = columns[column]
    if KIND_OF[kind] not in COMPARISONS[comparison]:
        able = sorted(name for name, kinds in COMPARISONS.items() if KIND_OF[kind] in kinds)
        message = f"“{column}”是{_EXPECTED[kind]}，不能用“{comparison}”比较，可选：{'、'.join(able)}"
        table.fault(key, message, "declaration.comparison")
        return None
    values = _read_values(raw[2:], comparison, kind, table, key)
    if values is None:
        return None
    if column in options:
        for value in values:
            if value not in options[column]:
                message = f"“{column}”没有“{value}”这个值，{nearest(str(value), options[column])}"
                table.fault(key, message, "declaration.reference")
    return Where(column, comparison, values)


def _read_values(
    given: Sequence[Any], comparison: str, kind: str, table: Table, key: str
) -> tuple[Value, ...] | None:
    """The values of a condition; None (and a finding) where they are not what the comparison needs."""
    if comparison in WITHOUT_VALUE:
        if given:
            table.fault(key, f"“{comparison}”后面不写值，请删去 {given[0]!r}", "declaration.type")
            return None
        return ()
    if not given:
        table.fault(key, f"“{comparison}”后面缺少值，应为{_EXPECTED[kind]}", "declaration.missing")
        return None
    several = comparison in ("in", "between")
    if several and (
        not isinstance(given[0], list) or not given[0] or (comparison == "between" and len(given[0]) != 2)
    ):
        shape = "[下限, 上限]" if comparison == "between" else "[值, 值, …]"
        table.fault(key, f"“{comparison}”的值应写成 {shape}，现为 {given[0]!r}", "declaration.type")
        return None
    raw = given[0] if several else [given[0]]
    values = [_read_value(value, kind) for value in raw]
    wrong = [repr(item) for item, value in zip(raw, values, strict=True) if value is None]
    if wrong:
        table.fault(key, f"值应为{_EXPECTED[kind]}，现为 {'、'.join(wrong)}", "declaration.type")
        return None
    read = tuple(value for value in values if value is not None)
    if comparison == "between" and _rank(read[0]) > _rank(read[1]):
        table.fault(key, f"下限 {raw[0]} 大于上限 {raw[1]}，请对调", "declaration.type")
        return None
    if comparison == "in" and len(set(read)) < len(read):
        table.fault(key, "“in”的值有重复，请删去", "declaration.twice")
        return None
    return read


def _rank(value: Value) -> Decimal:
    """Where a number or a day stands in order."""
    return Decimal(value.toordinal()) if isinstance(value, date) else Decimal(value)


def _read_value(raw: Any, kind: str) -> Value | None:
    """The value in the column's type, or None where it is of another."""
    if KIND_OF[kind] == "text":
        return raw if isinstance(raw, str) and raw else None
    if kind == "bool":
        return raw if isinstance(raw, bool) else None
    if kind == "date":
        return raw if isinstance(raw, date) and not isinstance(raw, datetime) else None
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        return None
    if kind == "int":
        return raw if isinstance(raw, int) else None
    number = Decimal(str(raw))
    return number if number.is_finite() else None


def _read_measure(table: Table, columns: Mapping[str, str]) -> Measure:
    raw = table.raw("measure")
    if raw is None:
        table.fault(
            "measure",
            "缺少“measure”，应为 count、sum:<栏>、distinct:<栏> 或 min_per_month:count",
            "declaration.missing",
        )
        return Measure()
    kind, _, column = str(raw).partition(":")
    if not isinstance(raw, str) or kind not in MEASURES:
        table.fault("measure", f"没有“{raw}”这种数法，{nearest(kind, MEASURES)}", "declaration.measure")
        return Measure()
    if kind in ("count", "min_per_month"):
        wanted = "" if kind == "count" else "count"
        if column != wanted:
            table.fault("measure", f"“{raw}”应写成“{Measure(kind)}”", "declaration.measure")
        return Measure(kind)
    if column not in columns:
        table.fault(
            "measure", f"“{raw}”：没有“{column}”这一栏，{nearest(column, columns)}", "declaration.column"
        )
    elif kind == "sum" and KIND_OF[columns[column]] != "number":
        table.fault(
            "measure",
            f"“{column}”是{_EXPECTED[columns[column]]}，不能求和；要数不同的值请写 distinct:{column}",
            "declaration.measure",
        )
    return Measure(kind, column)


def _judge_period(tally: Tally, table: Table) -> None:
    """A figure of a period must depend on it; a monthly minimum needs the day that makes the month."""
    if not {where.comparison for where in tally.where} & ABOUT_PERIOD:
        message = "没有一个条件说到报告期，任何一期的数都会一样"
        instead = "请用 within_period（期内发生）或 by_period_end（截至期末）"
        table.fault("where", f"{message}；{instead}", "declaration.period")
    if tally.measure.kind == "min_per_month" and not tally.is_monthly:
        message = "“min_per_month:count”要知道每行属于哪个月"
        instead = "请只用一个 within_period 条件，并且不用其他报告期条件"
        table.fault("measure", f"{message}：{instead}", "declaration.measure")

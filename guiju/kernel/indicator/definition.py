"""Indicator 指标: what is counted, under which conditions, in which unit; or a ratio of two such counts.

One declaration yields the value and the records behind it, because both are made from the same tally.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from guiju.kernel.sm3 import sm3

Value: TypeAlias = str | bool | int | Decimal | date
Columns: TypeAlias = Mapping[str, Mapping[str, str]]
"""fact → column → type; the types are those of ``KIND_OF``."""
Kind: TypeAlias = Literal["text", "number", "date", "bool"]

KIND_OF: Mapping[str, Kind] = {
    "text": "text",
    "choice": "text",
    "body": "text",
    "official": "text",
    "matter": "text",
    "int": "number",
    "decimal": "number",
    "money": "number",
    "date": "date",
    "bool": "bool",
}
COMPARISONS: Mapping[str, frozenset[Kind]] = {
    "eq": frozenset({"text", "number", "date", "bool"}),
    "ne": frozenset({"text", "number", "date", "bool"}),
    "in": frozenset({"text", "number", "date"}),
    "between": frozenset({"number", "date"}),
    "ge": frozenset({"number", "date"}),
    "le": frozenset({"number", "date"}),
    "is_set": frozenset({"text", "number", "date", "bool"}),
    "not_set": frozenset({"text", "number", "date", "bool"}),
    "within_period": frozenset({"date"}),
    "by_period_end": frozenset({"date"}),
    "not_by_period_end": frozenset({"date"}),
}
"""The closed list of comparisons, each with the kinds of column it can judge."""
WITHOUT_VALUE = frozenset({"is_set", "not_set", "within_period", "by_period_end", "not_by_period_end"})
ABOUT_PERIOD = frozenset({"within_period", "by_period_end", "not_by_period_end"})
MEASURES = ("count", "sum", "distinct", "min_per_month")

FACT_KEYS: Mapping[str, tuple[str, ...]] = {
    "acts": ("matter", "entry"),
    "matters": ("matter",),
    "limits": ("matter", "limit", "started_on"),
}
"""What names one row of a fact table; every fact also has ``body``, and ``acts`` has ``voided``.

All rows of a matter bear the same body: the matter's.
"""

UNITS = tuple(
    "件 个 项 次 条 份 篇 册 幅 卷 种 批次 件次 所次 场 场次 期 人 名 人次 户 家 所 处 元 分 倍 小时 日 工作日 个月 年 %".split()
)


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on one column; all conditions of a tally must hold.

    An unset column satisfies only ``not_set`` and ``not_by_period_end``: ``ne`` speaks of set columns.
    ``within_period`` is first day ≤ column ≤ last day, ``by_period_end`` column ≤ last day,
    ``not_by_period_end`` unset or after the last day.
    """

    column: str
    comparison: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """How matching rows become a number.

    ``count`` counts rows, ``sum`` adds a column (over nothing: 0), ``distinct`` counts the different set
    values of a column, ``min_per_month`` is the smallest monthly count of the period, a month without a
    row counting 0. Rows whose summed or distinguished column is unset do not count.
    """

    kind: str = "count"
    column: str | None = None

    def __str__(self) -> str:
        if self.kind == "min_per_month":
            return "min_per_month:count"
        return f"{self.kind}:{self.column}" if self.column else self.kind


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of one fact under conditions, and what is made of them. Acts that were voided never count."""

    fact: str
    where: tuple[Where, ...] = ()
    measure: Measure = Measure()

    @property
    def month_column(self) -> str | None:
        """The one date column that puts a row into a month of the period; None where there is not one."""
        columns = {where.column for where in self.where if where.comparison == "within_period"}
        return columns.pop() if len(columns) == 1 else None

    @property
    def is_monthly(self) -> bool:
        """Whether a year's rows, split by month, are the rows of each month."""
        about = {where.comparison for where in self.where} & ABOUT_PERIOD
        return about == {"within_period"} and self.month_column is not None

    def as_table(self) -> dict[str, Any]:
        """The declaration as written, for the canonical form and for display."""
        return {
            "fact": self.fact,
            "where": [[w.column, w.comparison, *map(_written, w.values)] for w in self.where],
            "measure": str(self.measure),
        }


@dataclass(frozen=True, slots=True)
class Indicator:
    """A declared indicator: a tally, or a ratio of two; ``decimals`` places are kept, half-up."""

    id: str
    title: str
    unit: str
    tally: Tally | None = None
    numerator: Tally | None = None
    denominator: Tally | None = None
    decimals: int = 0
    gist: str = ""
    cites: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def is_ratio(self) -> bool:
        """Whether it divides one tally by another."""
        return self.tally is None

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The tally, or numerator and denominator in this order."""
        return tuple(t for t in (self.tally, self.numerator, self.denominator) if t is not None)

    @property
    def times(self) -> int:
        """What a ratio is multiplied by: 100 for a percentage, else 1."""
        return 100 if self.is_ratio and self.unit == "%" else 1

    def canonical(self) -> bytes:
        """The declaration in one fixed spelling: JSON, sorted keys, no spaces, UTF-8."""
        table: dict[str, Any] = {
            "id": self.id, "title": self.title, "unit": self.unit, "decimals": self.decimals, "gist": self.gist,
            "cites": list(self.cites), "systems": list(self.systems),
        }  # fmt: skip
        for key, tally in (
            ("tally", self.tally),
            ("numerator", self.numerator),
            ("denominator", self.denominator),
        ):
            if tally is not None:
                table[key] = tally.as_table()
        return json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """``sm3:<hex>`` of the canonical form; a figure carries it, so that a changed definition shows."""
        return "sm3:" + sm3(self.canonical()).hex()


def spoken_of(indicators: Iterable[Indicator], columns: Columns) -> dict[str, dict[str, str]]:
    """The columns that these indicators speak of, with those that every fact table has (no ``f_``).

    A catalogue has hundreds of countable fields and its indicators speak of some: fact tables need no more.
    """
    needed: dict[str, set[str]] = {fact: set() for fact in columns}
    for tally in (tally for indicator in indicators for tally in indicator.tallies):
        needed[tally.fact] |= {where.column for where in tally.where} | {tally.measure.column or ""}
    return {
        fact: {
            name: kind for name, kind in types.items() if not name.startswith("f_") or name in needed[fact]
        }
        for fact, types in columns.items()
    }


def _written(value: Value) -> str | bool | int:
    """A value as JSON can say it; the column's type tells a date from a text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value

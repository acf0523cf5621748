"""Record 明细: one counted row, and how the parts of all rows make the value again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from guiju.errors import HouseFault
from guiju.kernel.indicator.definition import Measure, Value
from guiju.kernel.indicator.period import Period


@dataclass(frozen=True, slots=True)
class Record:
    """One row that a figure counts.

    ``matter`` names the matter; of an act ``entry`` is its index in the ledger; of a limit ``limit`` and
    ``started_on`` name which one. ``part`` is what the row brought: 1 for a count, the amount for a sum,
    the value for a distinct count, the month (``2023-08``) for a monthly minimum.
    """

    matter: str
    part: Value = 1
    entry: int | None = None
    limit: str | None = None
    started_on: date | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """The rows behind a figure; a ratio has two lists, and ``records`` is empty."""

    records: tuple[Record, ...] = ()
    numerator: tuple[Record, ...] | None = None
    denominator: tuple[Record, ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Matter ids under the keys that the contract fixes, one for each counted row; acts add ``entries``."""
        if self.numerator is None or self.denominator is None:
            return _listed("records", "entries", self.records)
        return {
            **_listed("numerator_records", "numerator_entries", self.numerator),
            **_listed("denominator_records", "denominator_entries", self.denominator),
        }


def value_of(measure: Measure, parts: Iterable[Value], period: Period) -> Decimal:
    """The value that the parts of all records make: a figure can be checked from its list alone."""
    if measure.kind == "count":
        return Decimal(sum(1 for _ in parts))
    if measure.kind == "sum":
        return sum((_amount(part) for part in parts), Decimal(0))
    if measure.kind == "distinct":
        return Decimal(len(set(parts)))
    counted = Counter(parts)
    return Decimal(min(counted[month.code] for month in period.months()))


def _amount(part: Value) -> Decimal:
    if isinstance(part, (str, date)):
        raise HouseFault(f"求和的明细不是数：{part!r}")
    return Decimal(part)


def _listed(key: str, entries: str, records: Sequence[Record]) -> dict[str, Any]:
    listed: dict[str, Any] = {key: [record.matter for record in records]}
    if any(record.entry is not None for record in records):
        listed[entries] = [record.entry for record in records]
    return listed

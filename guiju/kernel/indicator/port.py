"""FigureEngine: what an engine that counts must do; its exam is ``tests/exams/figure_engine.py``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from guiju.kernel.indicator.definition import Indicator
from guiju.kernel.indicator.figure import Figure
from guiju.kernel.indicator.period import Period
from guiju.kernel.indicator.record import Records


class FigureEngine(Protocol):
    """Counts over the facts as of one ledger size.

    A figure of a body counts the rows whose body is it or below it. Value and records agree:
    ``value_of(measure, parts of the records)`` is the value.
    """

    @property
    def ledger_size(self) -> int:
        """Entries of the ledger that the facts were made from."""

    def figure(self, indicator: Indicator, period: Period, body: str) -> Figure:
        """One figure."""

    def records(self, indicator: Indicator, period: Period, body: str) -> Records:
        """The rows it counts, ordered by matter and entry."""

    def all(
        self, indicators: Sequence[Indicator], periods: Sequence[Period], bodies: Sequence[str]
    ) -> tuple[Figure, ...]:
        """All figures, ordered by period, then indicator, then body; one evaluation a period."""

    def series(self, indicator: Indicator, period: Period, body: str) -> tuple[Figure, ...]:
        """A figure for each month of the period, for charts."""

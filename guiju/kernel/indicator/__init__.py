"""What is counted: indicators, periods, figures, the rows behind them, and the port of a counting engine."""

from __future__ import annotations

from guiju.kernel.indicator.definition import (
    COMPARISONS,
    FACT_KEYS,
    KIND_OF,
    UNITS,
    Columns,
    Indicator,
    Measure,
    Tally,
    Value,
    Where,
    spoken_of,
)
from guiju.kernel.indicator.figure import NOTHING, Figure, Stamp, Tallied, figure_of, half_up, quotient
from guiju.kernel.indicator.period import Period
from guiju.kernel.indicator.port import FigureEngine
from guiju.kernel.indicator.read import Reading, read
from guiju.kernel.indicator.record import Record, Records, value_of

__all__ = [
    "COMPARISONS",
    "FACT_KEYS",
    "KIND_OF",
    "NOTHING",
    "UNITS",
    "Columns",
    "Figure",
    "FigureEngine",
    "Indicator",
    "Measure",
    "Period",
    "Reading",
    "Record",
    "Records",
    "Stamp",
    "Tallied",
    "Tally",
    "Value",
    "Where",
    "figure_of",
    "half_up",
    "quotient",
    "read",
    "spoken_of",
    "value_of",
]

"""Open a figure: its value, its months, and the matters that it counts, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guiju.kernel.indicator.definition import Indicator
from guiju.kernel.indicator.figure import Figure
from guiju.kernel.indicator.period import Period
from guiju.kernel.indicator.record import Record
from guiju.usecases.ask_figure import Asked, ask_figure, indicator_of
from guiju.usecases.asking import Asking
from guiju.usecases.explain_indicator import TallyTold, explain_indicator
from guiju.usecases.house import House
from guiju.usecases.list_matters import MatterLine, matters_named
from guiju.usecases.permit import require_body, visible_bodies
from guiju.usecases.registry import registry


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that a figure counts, with its matter's line."""

    record: Record
    matter: MatterLine


@dataclass(frozen=True, slots=True)
class CountedPage:
    """A page of the rows of one list; ``part`` is "", "numerator" or "denominator"; ``after`` 0 on the last page."""

    part: str
    title: str
    total: int
    first: int
    rows: list[Counted]
    after: int


@dataclass(frozen=True, slots=True)
class FigureOpened:
    """Everything a figure's page shows. ``today`` is the figure as of now where it was asked as of an earlier size."""

    indicator: Indicator
    figure: Figure
    months: tuple[Figure, ...]
    told: list[TallyTold]
    lists: list[CountedPage]
    today: Figure | None


def own_body(house: House, asking: Asking) -> str:
    """The topmost body whose figures the asker may see, "" for none: what a page shows where no body is named."""
    known, today = registry(house), house.today()
    seen = visible_bodies(asking)
    return min(seen, key=lambda code: (len(known.ancestors(code, today)), code), default="")


def open_figure(
    house: House,
    asking: Asking,
    name: str,
    period: str,
    body: str,
    size: int | None = None,
    after: int = 0,
    part: str = "",
    most: int = 200,
) -> FigureOpened:
    """The figure for this asker; raises NotFound, Denied, InputFault. ``after`` rows of ``part`` are skipped."""
    indicator = indicator_of(house, name)
    require_body(asking, body)
    several = Period.parse(period).length > 1
    asked = ask_figure(house, name, period, body, size=size, series=several)
    now = None
    if size is not None and size != house.ledger().size():
        now = ask_figure(house, name, period, body).figure
    lists = [
        _page(house, asking, key, title, rows, after if key == part else 0, most)
        for key, title, rows in _lists(asked)
    ]
    return FigureOpened(
        indicator, asked.figure, asked.series, explain_indicator(house, indicator), lists, now
    )


def _lists(asked: Asked) -> list[tuple[str, str, Sequence[Record]]]:
    records = asked.records
    if records.numerator is None or records.denominator is None:
        return [("", "计入的记录", records.records)]
    return [
        ("numerator", "分子计入的记录", records.numerator),
        ("denominator", "分母计入的记录", records.denominator),
    ]


def _page(
    house: House, asking: Asking, part: str, title: str, rows: Sequence[Record], after: int, most: int
) -> CountedPage:
    """Rows of an immutable list as of a ledger size, so that a place in it stays the same."""
    shown = rows[after : after + most]
    lines = {
        line.id: line for line in matters_named(house, asking, list(dict.fromkeys(r.matter for r in shown)))
    }
    counted = [Counted(record, lines[record.matter]) for record in shown if record.matter in lines]
    more = after + most if after + most < len(rows) else 0
    return CountedPage(part, title, len(rows), after + 1, counted, more)

"""Figures: the value, the records behind it, all indicators in one evaluation, and a figure as of an earlier size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from guiju.errors import InputFault, NotFound
from guiju.figures.run import FigureRoom
from guiju.figures.tables import FactTables
from guiju.kernel.indicator.definition import Indicator, spoken_of
from guiju.kernel.indicator.figure import Figure
from guiju.kernel.indicator.period import Period
from guiju.kernel.indicator.record import Records
from guiju.kernel.procedure.facts import COLUMNS, act_rows, limit_rows, matter_row
from guiju.kernel.registry.registry import Registry
from guiju.usecases.acts import all_matters
from guiju.usecases.house import House
from guiju.usecases.registry import registry

KEPT_ROOMS = 2
_ROOMS: OrderedDict[tuple[str, str, int, str], FigureRoom] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure with its records and, for charts, its months."""

    figure: Figure
    records: Records
    series: tuple[Figure, ...] = ()


def figure_room(house: House, size: int | None = None) -> FigureRoom:
    """The facts as of a ledger size (now by default), made once and kept as immutable files."""
    known = registry(house)
    stamp = house.ledger().size() if size is None else size
    if not 0 <= stamp <= house.ledger().size():
        raise InputFault(f"记录只有 {house.ledger().size()} 条，不能按第 {stamp} 条重算")
    key = (str(house.home), house.log, stamp, house.catalogue.digest)
    room = _ROOMS.get(key)
    if room is None:
        room = FigureRoom(_tables(house, known, stamp), house.catalogue.digest)
        _ROOMS[key] = room
        while len(_ROOMS) > KEPT_ROOMS:
            _ROOMS.popitem(last=False)
    _ROOMS.move_to_end(key)
    return room


def columns(house: House) -> dict[str, dict[str, str]]:
    """The columns of the fact tables."""
    fields = house.catalogue.procedures.columns()
    return {fact: {**own, **({} if fact == "limits" else fields)} for fact, own in COLUMNS.items()}


def _tables(house: House, known: Registry, size: int) -> FactTables:
    folder = house.home / "facts" / house.catalogue.digest[:16]
    today = day_of(house, size)
    above = {body.code: known.ancestors(body.code, today)[1:] for body in known.bodies(today)}
    shape = spoken_of(house.catalogue.indicators.values(), columns(house))
    kept = FactTables.stored(folder, shape, above, size)
    if kept is not None:
        return kept
    rows: dict[str, list[dict[str, object]]] = {"acts": [], "matters": [], "limits": []}
    for matter in all_matters(house, size):
        rows["acts"] += act_rows(matter)
        rows["matters"].append(matter_row(matter))
        rows["limits"] += limit_rows(matter, house.calendar, today)
    tables = FactTables.from_rows(rows, shape, above, size)
    tables.store(folder)
    return tables


def day_of(house: House, size: int) -> date:
    """The day the record stood at that size: its last entry's. What a figure rests on besides the record
    itself (who stood under whom, what was overdue) is asked as of it, so that a size always gives one value."""
    if size == 0:
        return house.today()
    return datetime.fromisoformat(house.ledger().entry(size - 1).recorded_at).date()


def indicator_of(house: House, name: str) -> Indicator:
    """The indicator of that code; raises NotFound."""
    found = house.catalogue.indicators.get(name)
    if found is None:
        raise NotFound(f"没有指标“{name}”；用 guiju catalogue list 查看全部指标")
    return found


def body_of(house: House, body: str | None) -> str:
    """The body asked for, by default the home's own top body; raises NotFound for an unknown one."""
    known, today = registry(house), house.today()
    if body is None:
        return known.top(today)
    if known.name_of_body(body, today) == body:
        raise NotFound(f"没有机关“{body}”")
    return body


def ask_figure(
    house: House,
    name: str,
    period: str,
    body: str | None = None,
    *,
    size: int | None = None,
    series: bool = False,
) -> Asked:
    """One figure with its records, as of a ledger size; raises NotFound, InputFault."""
    indicator, span, code = indicator_of(house, name), Period.parse(period), body_of(house, body)
    room = figure_room(house, size)
    months = room.series(indicator, span, code) if series else ()
    return Asked(room.figure(indicator, span, code), room.records(indicator, span, code), months)


def all_figures(
    house: House, period: str, body: str | None = None, *, size: int | None = None
) -> tuple[Figure, ...]:
    """Every indicator of the catalogue for a period and a body, in one evaluation."""
    span, code = Period.parse(period), body_of(house, body)
    return figure_room(house, size).all(list(house.catalogue.indicators.values()), [span], [code])


def figures_of(house: House, names: list[str], period: str, body: str | None) -> dict[str, Figure]:
    """These indicators for a period and a body, in one evaluation."""
    span, code = Period.parse(period), body_of(house, body)
    wanted = [house.catalogue.indicators[name] for name in names if name in house.catalogue.indicators]
    return {figure.indicator: figure for figure in figure_room(house).all(wanted, [span], [code])}


def asked_dict(asked: Asked, *, records: bool) -> dict[str, Any]:
    """The figure as the contract prints it, with its records if asked."""
    return {**asked.figure.as_dict(), **(asked.records.as_dict() if records else {})}


def years(house: House) -> Iterator[int]:
    """The years in which matters were opened, newest first."""
    size = house.ledger().size()
    if size == 0:
        return
    first, last = house.ledger().entry(0).year, max(house.today().year, date.min.year)
    yield from range(last, first - 1, -1)

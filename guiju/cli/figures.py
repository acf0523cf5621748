"""``guiju figure`` and ``guiju figures``."""

from __future__ import annotations

from pathlib import Path

import typer

from guiju.cli.context import BODY, HOME, JSON, house, out
from guiju.usecases.ask_figure import all_figures, ask_figure, asked_dict

PERIOD = typer.Option(..., "--period", help="2023、2023Q3、2023H1、2023-08")
SIZE = typer.Option(None, "--ledger-size", help="按记录在该条数时重算")


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("figure")(figure)
    app.command("figures")(figures)


def figure(
    context: typer.Context,
    indicator: str = typer.Argument(..., help="指标编号"),
    period: str = PERIOD,
    body: str = BODY,
    records: bool = typer.Option(False, "--records", help="列出所依据的事项"),
    size: int = SIZE,
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """一个指标的数值及其依据的事项。"""
    asked = ask_figure(house(context), indicator, period, body, size=size)
    table = asked_dict(asked, records=records)
    lines = [f"{asked.figure.title}：{asked.figure.text()}（{asked.figure.period}，{asked.figure.body}）"]
    lines += [f"  {matter}" for key in ("records", "numerator_records") for matter in table.get(key, ())]
    out(table, as_json=as_json, lines=lines)
    return 0


def figures(
    context: typer.Context,
    period: str = PERIOD,
    body: str = BODY,
    size: int = SIZE,
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """全部指标，一次算出。"""
    found = all_figures(house(context), period, body, size=size)
    out(
        [one.as_dict() for one in found],
        as_json=as_json,
        lines=(f"{one.indicator:<44} {one.text():>12}  {one.title}" for one in found),
    )
    return 0

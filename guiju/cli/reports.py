"""``guiju report``."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from guiju.cli.context import BODY, HOME, JSON, TODAY, day, house, out, say
from guiju.cli.figures import PERIOD
from guiju.usecases.compose_report import rendered, write_report


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("report")(report)


def report(
    context: typer.Context,
    kind: str = typer.Argument(..., help="报告种类，如 annual"),
    period: str = PERIOD,
    to: Path = typer.Option(..., "--out", help="文件（docx、html、pdf、md、json）"),
    body: str = BODY,
    today: str = TODAY,
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """写出报告：每个数字都带着它的编号。"""
    written = write_report(house(context), kind, period, body, to, day(today))
    for finding in written.findings:
        say(f"注意 {finding.place}：{finding.message}")
    lines = [f"已写出 {to}：{written.document.title}，{len(written.figures)} 个数字"]
    out(json.loads(rendered(written, "json")), as_json=as_json, lines=lines)
    return 0

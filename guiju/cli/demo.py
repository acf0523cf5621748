"""``guiju demo build``."""

from __future__ import annotations

from pathlib import Path

import typer

from guiju.cli.context import HOME, JSON, Progress, faces, out, say
from guiju.usecases.build_demo import build_demo

demo = typer.Typer(no_args_is_help=True, help="演示", rich_markup_mode=None)


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(demo, name="demo")


@demo.command("build")
def build(
    context: typer.Context,
    scenario: str = typer.Option("demo_2023", "--scenario", help="情景"),
    seed: int = typer.Option(2023, "--seed", help="种子：同一种子得到同一演示区"),
    fresh: bool = typer.Option(False, "--fresh", help="已有演示库的，丢弃后从零重建（不触动真实数据）"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """从零建立虚构的演示区，逐个行为地过完一年，并写出年度报告。"""
    if fresh and faces(context).clear_demonstration():
        say("已丢弃原有的演示库")
    progress = Progress("建立演示区")
    built = build_demo(faces(context).make_home, scenario, seed, progress, say)
    progress.close()
    out(built.as_dict(), as_json=as_json, lines=built.lines())
    return 0


@demo.callback()
def told() -> None:
    """演示区的一切均为虚构。"""

"""What every command is given, and how it prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

import typer
from tqdm import tqdm

from guiju.errors import InputFault
from guiju.kernel.days.dates import parse_date
from guiju.kernel.finding import Finding
from guiju.usecases.house import House

HOME = typer.Option(None, "--home", help="数据目录（默认 GUIJU_HOME，否则 ./var）")
JSON = typer.Option(False, "--json", help="输出一个 JSON 文档")
TODAY = typer.Option(None, "--today", help="以该日为今天，如 2023-12-31")
BODY = typer.Option(None, "--body", help="机关代码（默认本库的最高机关）")


@dataclass(frozen=True, slots=True)
class Faces:
    """Built by the project: a House for a home, and what only the project can do."""

    house: Callable[[], House]
    make_home: Callable[[str], House]
    serve: Callable[[str, int], int]
    clear_demonstration: Callable[[], bool] = lambda: False


def faces(context: typer.Context) -> Faces:
    """The faces handed to this run."""
    return cast("Callable[[], Faces]", context.obj)()


def house(context: typer.Context) -> House:
    """The House of the home."""
    return faces(context).house()


def day(text: str | None) -> date | None:
    """A day given on the command line; raises InputFault."""
    if text is None:
        return None
    found = parse_date(text)
    if found is None:
        raise InputFault(f"“{text}”不是日期；请写作 2024-03-05")
    return found


def out(value: Any, *, as_json: bool, lines: Iterable[str] = ()) -> None:
    """Print a result: one JSON document, or lines for people."""
    if as_json:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=plain) + "\n")
        return
    for line in lines:
        sys.stdout.write(line + "\n")


def plain(value: object) -> object:
    """JSON for what JSON lacks: dates ISO 8601, exact decimals as numbers."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "as_dict"):
        return value.as_dict()
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(type(value).__name__)


def say(message: str) -> None:
    """A message for people, to standard error."""
    sys.stderr.write(message + "\n")


def findings_out(findings: Sequence[Finding], *, as_json: bool) -> int:
    """Print findings; the exit code is 1 where there are errors or warnings."""
    marks = {"error": "错误", "warning": "注意", "note": "提示"}
    out(
        [finding.as_dict() for finding in findings],
        as_json=as_json,
        lines=(
            f"{marks[f.level]} {f.place}：{f.message}" + (f"（{f.citation}）" if f.citation else "")
            for f in findings
        ),
    )
    return 1 if any(finding.level != "note" for finding in findings) else 0


class Progress:
    """A progress bar on standard error when it is a terminal; silent otherwise."""

    def __init__(self, title: str) -> None:
        self._bar: tqdm[Any] | None = None
        self._title = title

    def __call__(self, done: int, total: int, what: str = "") -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = tqdm(total=total, desc=self._title, unit="", leave=False)
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if what:
            self._bar.set_postfix_str(what[:20])

    def close(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.close()

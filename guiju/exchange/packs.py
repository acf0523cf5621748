"""Calendar packs 年度放假数据: one year's file read from anywhere, kept in the home under its year."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from guiju.errors import InputFault, Refused
from guiju.exchange.files import put, read_text
from guiju.kernel.days.calendar import YearTable
from guiju.kernel.days.read import year_from_table
from guiju.kernel.finding import Finding, error

MOST_BYTES: Final = 256 * 2**10
FIRST_YEAR, LAST_YEAR = 1949, 2199


def read_pack(path: Path) -> tuple[YearTable, bytes]:
    """The year in a file, and its text as it is kept (UTF-8, no byte order mark).

    Raises: InputFault where there is no such file; Refused with every finding in it.
    """
    try:
        content = read_text(path, MOST_BYTES, follow=True)
        table: dict[str, Any] = tomllib.loads(content)
    except InputFault as fault:
        raise InputFault(f"放假数据“{path}”{fault.message}；未作任何改动") from fault
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as fault:
        finding = error("declaration.toml", f"不是合规的 TOML：{fault}", path.name)
        raise Refused(f"放假数据“{path.name}”读不出；未作任何改动", [finding]) from fault
    year = year_from_table(table, path.name)
    findings = [] if isinstance(year, YearTable) else list(year)
    findings += _besides(table, path.name)
    if findings or not isinstance(year, YearTable):
        raise Refused(f"放假数据“{path.name}”有 {len(findings)} 处错误；未作任何改动", findings)
    return year, content.encode()


def _besides(table: dict[str, Any], place: str) -> Iterator[Finding]:
    """What the catalogue's own files need not be asked: a year of our time."""
    number = table.get("year")
    if isinstance(number, int) and number and not FIRST_YEAR <= number <= LAST_YEAR:
        told = f"年份应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间，现为 {number}"
        yield error("days.year", told, f"{place}:year")


def pack_path(folder: Path, year: int) -> Path:
    """Where a year's pack is kept in the folder of packs."""
    return folder / f"{year}.toml"


@contextmanager
def kept(folder: Path, year: int, content: bytes) -> Iterator[Path]:
    """The pack at its place; if what is done inside fails, what was there before is there again."""
    path = pack_path(folder, year)
    before = path.read_bytes() if path.exists() else None
    put(path, content)
    try:
        yield path
    except BaseException:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            put(path, before)
        raise

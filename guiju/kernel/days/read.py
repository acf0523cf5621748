"""Data → calendar: the year files and the fixed holidays, or all findings at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from guiju.errors import Refused
from guiju.kernel.days.calendar import Calendar, FixedDays, YearTable
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.law.tables import TableReader

FORMAT = 1
STATUTORY = "statutory"
"""The name of the table of holidays with a fixed date."""
_FIXED = re.compile(r"(\d{2})-(\d{2})")


def calendar_from_tables(tables: Mapping[str, dict[str, Any]], region: str = "") -> Calendar:
    """The calendar of the parsed files of ``catalogue/days``, keyed by file name with or without .toml.

    Raises: Refused with every finding if a table is wrong.
    """
    calendar = read_calendar(tables, region)
    if isinstance(calendar, list):
        raise Refused(f"放假数据有{len(calendar)}处错误", calendar)
    return calendar


def read_calendar(tables: Mapping[str, dict[str, Any]], region: str = "") -> Calendar | list[Finding]:
    """The same calendar, or every finding in the tables."""
    findings: list[Finding] = []
    years: dict[int, YearTable] = {}
    fixed: tuple[FixedDays, ...] = ()
    for name, table in sorted(tables.items()):
        place = name if name.endswith(".toml") else f"{name}.toml"
        if place.rsplit("/", 1)[-1] == f"{STATUTORY}.toml":
            fixed = _fixed_days(table, place, findings)
            continue
        year = _year(table, place, findings)
        if year.year in years:
            TableReader(table, place, findings).fault("year", f"{year.year}年登记了两次", "days.duplicate")
        years[year.year] = year
    return findings if has_errors(findings) else Calendar(years, fixed, region)


def year_from_table(table: Mapping[str, Any], place: str) -> YearTable | list[Finding]:
    """One year's arrangement, or every finding in it; for ``Calendar.with_year``."""
    findings: list[Finding] = []
    year = _year(table, place, findings)
    return findings if has_errors(findings) else year


def _year(table: Mapping[str, Any], place: str, findings: list[Finding]) -> YearTable:
    reader = _opened(table, place, findings)
    number = reader.whole("year", 0)
    if not number:
        reader.fault("year", "缺少“year”（四位年份）")
    official = reader.one_of("status", ("official", "provisional"), "") == "official"
    if "status" not in table:
        reader.fault("status", "缺少“status”：已公布的写 official，草案写 provisional")
    source = reader.text("source", required=True)
    reader.text("checked")
    rest: dict[date, str] = {}
    work: dict[date, str] = {}
    for entry, where in reader.tables("festival"):
        inner = TableReader(entry, where, findings)
        name = inner.text("name", required=True)
        for key, days in (("rest", rest), ("work", work)):
            for day in _days(inner, key, number):
                if day in rest or day in work:
                    inner.fault(key, f"{day}已登记过；一天只能是放假或者上班之一", "days.twice")
                days[day] = name
        inner.finish()
    reader.finish()
    return YearTable(number, rest, work, source, official)


def _days(reader: TableReader, key: str, year: int) -> list[date]:
    reader.skip(key)
    value = reader.table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(day, date) for day in value):
        reader.fault(key, f"“{key}”应当是日期的列表，如 [2024-02-10, 2024-02-11]（不加引号）")
        return []
    for day in value:
        if day.year != year:
            reader.fault(key, f"{day}不在{year}年；请写入{day.year}年的文件", "days.wrong_year")
        if key == "work" and day.weekday() < 5:
            reader.fault(key, f"{day}本来就是周一至周五，不能是调休上班日", "days.not_weekend")
    return value


def _fixed_days(table: Mapping[str, Any], place: str, findings: list[Finding]) -> tuple[FixedDays, ...]:
    reader = _opened(table, place, findings)
    versions = [_fixed_version(*entry, findings) for entry in reader.tables("version")]
    reader.finish()
    return tuple(versions)


def _fixed_version(table: Mapping[str, Any], place: str, findings: list[Finding]) -> FixedDays:
    reader = TableReader(table, place, findings)
    since, until = reader.day("since"), reader.day("until")
    if since is None:
        reader.fault("since", "缺少“since”（施行日）")
    names: dict[tuple[int, int], str] = {}
    for entry, where in reader.tables("fixed"):
        inner = TableReader(entry, where, findings)
        name = inner.text("name", required=True)
        for text in inner.texts("days"):
            match = _FIXED.fullmatch(text)
            if match is None:
                inner.fault("days", f"“{text}”应当写作 10-01")
            else:
                names[int(match[1]), int(match[2])] = name
        inner.finish()
    cites, unknown = reader.cites(), reader.texts("unknown")
    reader.finish()
    return FixedDays(since or date.min, until, names, unknown, cites)


def _opened(table: Mapping[str, Any], place: str, findings: list[Finding]) -> TableReader:
    reader = TableReader(table, place, findings)
    if table.get("format") != FORMAT:
        reader.fault("format", f"文件须写明 format = {FORMAT}")
    reader.skip("format")
    reader.text("title")
    return reader

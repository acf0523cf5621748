"""Data → calendar: the year files and the fixed holidays, or all findings at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from guiju.errors import Refused
from guiju.kernel.days.calendar import Calendar, FixedDays, YearTable
from guiju.kernel.declared import Table, opened
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.law.read_citation import read_cites

FORMAT = 1
STATUTORY = "statutory"
"""The name of the table of holidays with a fixed date."""
_STATUS_ADVICE = "已公布的写 official，草案写 provisional"
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
            Table(table, place, findings).fault("year", f"{year.year}年登记了两次", "days.duplicate")
        years[year.year] = year
    return findings if has_errors(findings) else Calendar(years, fixed, region)


def year_from_table(table: Mapping[str, Any], place: str) -> YearTable | list[Finding]:
    """One year's arrangement, or every finding in it; for ``Calendar.with_year``."""
    findings: list[Finding] = []
    year = _year(table, place, findings)
    return findings if has_errors(findings) else year


def _year(table: Mapping[str, Any], place: str, findings: list[Finding]) -> YearTable:
    file = opened(table, place, findings, FORMAT)
    file.text("title")
    number = file.number("year", 0, least=1)
    if not file.has("year"):
        file.missing("year", "应写成四位年份")
    status = file.one_of("status", ("official", "provisional"), instead=_STATUS_ADVICE)
    source = file.text("source", required=True)
    file.text("checked")
    rest: dict[date, str] = {}
    work: dict[date, str] = {}
    for inner in file.tables("festival"):
        name = inner.text("name", required=True)
        for key, days in (("rest", rest), ("work", work)):
            for day in _days(inner, key, number):
                if day in rest or day in work:
                    inner.fault(key, f"{day}已登记过；一天只能是放假或者上班之一", "days.twice")
                days[day] = name
        inner.close()
    file.close()
    return YearTable(number, rest, work, source, status == "official")


def _days(table: Table, key: str, year: int) -> tuple[date, ...]:
    days = table.days(key)
    for day in days:
        if day.year != year:
            table.fault(key, f"{day}不在{year}年；请写入{day.year}年的文件", "days.wrong_year")
        if key == "work" and day.weekday() < 5:
            table.fault(key, f"{day}本来就是周一至周五，不能是调休上班日", "days.not_weekend")
    return days


def _fixed_days(table: Mapping[str, Any], place: str, findings: list[Finding]) -> tuple[FixedDays, ...]:
    file = opened(table, place, findings, FORMAT)
    file.text("title")
    versions = [_fixed_version(version) for version in file.tables("version")]
    file.close()
    return tuple(versions)


def _fixed_version(table: Table) -> FixedDays:
    since = table.day("since", required=True, instead="应写成施行日，如 2025-01-01（不加引号）")
    until = table.day("until")
    names: dict[tuple[int, int], str] = {}
    for inner in table.tables("fixed"):
        name = inner.text("name", required=True)
        for text in inner.texts("days", alone=False):
            match = _FIXED.fullmatch(text)
            if match is None:
                inner.fault("days", f"“{text}”应当写作 10-01")
            else:
                names[int(match[1]), int(match[2])] = name
        inner.close()
    cites, unknown = read_cites(table), table.texts("unknown", alone=False)
    table.close()
    return FixedDays(since or date.min, until, names, unknown, cites)

"""Reads indicator declarations: tables in, indicators or findings out, all findings at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from guiju.kernel.declared import Table, nearest, opened
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.indicator.definition import UNITS, Columns, Indicator, Tally
from guiju.kernel.indicator.read_tally import Known, Options, read_tally
from guiju.kernel.law.read_citation import read_cites

FORMAT = 1
_TALLY_KEYS = ("fact", "where", "measure")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_SYSTEM = re.compile(r"S\d{2,3}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of the files: the indicators that are whole, and every finding."""

    indicators: tuple[Indicator, ...]
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing stops their use."""
        return not has_errors(self.findings)


def read(
    files: Mapping[str, Mapping[str, Any]],
    columns: Columns,
    options: Options | None = None,
    units: Collection[str] = UNITS,
) -> Reading:
    """The indicators of the files (file name → parsed table) and all findings, each with ``file:key``.

    ``columns`` are the known columns of each fact with their types; ``options`` the closed values of a
    column where it has them, so that a misspelt value is a finding and not a silent zero.
    """
    findings: list[Finding] = []
    known = Known(columns, options or {})
    seen: dict[str, str] = {}
    indicators: list[Indicator] = []
    for name, content in files.items():
        file = opened(content, name, findings, FORMAT)
        for table in file.tables("indicator"):
            indicator = _read_indicator(table, known, units)
            if _is_first(table, seen) and indicator is not None:
                indicators.append(indicator)
        if not file.has("indicator"):
            file.missing("indicator", "文件中应有一组 [[indicator]]")
        file.close()
    return Reading(tuple(indicators), tuple(findings))


def _is_first(table: Table, seen: dict[str, str]) -> bool:
    code = table.raw("id")
    if not isinstance(code, str):
        return False
    if code in seen:
        message = f"编号“{code}”已由 {seen[code]} 使用，请换一个编号或删去其一"
        table.fault("id", message, "declaration.twice")
        return False
    seen[code] = table.place
    return True


def _read_indicator(table: Table, known: Known, units: Collection[str]) -> Indicator | None:
    before = len(table.findings)
    code, title = table.text("id", required=True), table.text("title", required=True)
    if code and not _ID.fullmatch(code):
        message = f"编号“{code}”只能用小写字母、数字和下划线，以字母开头"
        table.fault("id", message, "declaration.type")
    tally, top, base = _read_tallies(table, known)
    unit = _read_unit(table, tally, units)
    indicator = Indicator(
        code,
        title,
        unit,
        tally,
        top,
        base,
        _decimals(table, tally or base, known),
        table.text("gist"),
        tuple(citation.compact() for citation in read_cites(table)),
        _read_systems(table),
        table.texts("row"),
    )
    table.close()
    return indicator if len(table.findings) == before else None


def _read_unit(table: Table, tally: Tally | None, units: Collection[str]) -> str:
    unit = table.text("unit", required=True)
    if unit and unit not in units:
        table.fault("unit", f"没有“{unit}”这个单位，{nearest(unit, units)}", "declaration.unit")
    if unit == "%" and tally is not None:
        message = "“%”只用于比率：请写 [indicator.numerator] 和 [indicator.denominator]"
        table.fault("unit", message, "declaration.unit")
    return unit


def _read_systems(table: Table) -> tuple[str, ...]:
    systems = table.texts("systems", alone=False)
    for wrong in [system for system in systems if not _SYSTEM.fullmatch(system)]:
        message = f'“systems”应为一组系统编号，如 ["S96"]，现有“{wrong}”'
        table.fault("systems", message, "declaration.type")
    return systems


def _read_tallies(table: Table, known: Known) -> tuple[Tally | None, Tally | None, Tally | None]:
    if not table.has("numerator") and not table.has("denominator"):
        table.leave("numerator", "denominator")
        return read_tally(table, known), None, None
    for key in filter(table.has, _TALLY_KEYS):
        message = f"比率的“{key}”写在 numerator 和 denominator 里面，请移入"
        table.fault(key, message, "declaration.twice")
    table.leave(*_TALLY_KEYS)
    return None, _read_half(table, "numerator", known), _read_half(table, "denominator", known)


def _read_half(table: Table, key: str, known: Known) -> Tally | None:
    """The tally above or below the line of a ratio."""
    form = f"[indicator.{key}]，其中写 fact、where、measure"
    half = table.table(key, form)
    if half is None:
        if not table.has(key):
            table.missing(key, f"比率要有 {form}")
        return None
    tally = read_tally(half, known)
    if tally is not None and tally.measure.kind == "min_per_month":
        message = "比率中不能用 min_per_month，请用 count、sum 或 distinct"
        half.fault("measure", message, "declaration.measure")
    half.close()
    return tally


def _decimals(table: Table, tally: Tally | None, known: Known) -> int:
    """The declared places; else 2 for ratios and for sums of amounts, 0 for what is counted whole."""
    given = table.raw("decimals")
    if given is None:
        column = tally.measure.column if tally is not None and tally.measure.kind == "sum" else None
        fractional = column is not None and tally is not None and known.columns[tally.fact][column] != "int"
        return 2 if table.has("denominator") or fractional else 0
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 6:
        table.fault("decimals", f"“decimals”应为 0 至 6 的整数，现为 {given!r}", "declaration.type")
        return 0
    return given

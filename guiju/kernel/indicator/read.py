"""Reads indicator declarations: tables in, indicators or findings out, all findings at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.indicator.definition import UNITS, Columns, Indicator, Tally
from guiju.kernel.indicator.read_tally import Known, Notes, Options, nearest, read_tally
from guiju.kernel.law.citation import parse_all

FORMAT = 1
_TALLY_KEYS = ("fact", "where", "measure")
_KEYS = (
    "id",
    "title",
    "unit",
    "decimals",
    "gist",
    "cites",
    "systems",
    *_TALLY_KEYS,
    "numerator",
    "denominator",
)
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
    notes, known = Notes(), Known(columns, options or {})
    seen: dict[str, str] = {}
    indicators: list[Indicator] = []
    for file, content in files.items():
        for place, table in _tables_of(file, content, notes):
            indicator = _read_indicator(table, place, known, units, notes)
            if _is_first(table.get("id"), place, seen, notes) and indicator is not None:
                indicators.append(indicator)
    return Reading(tuple(indicators), tuple(notes.findings))


def _tables_of(file: str, content: Mapping[str, Any], notes: Notes) -> list[tuple[str, Mapping[str, Any]]]:
    notes.unknown_keys(f"{file}:", content, ("format", "indicator"))
    if content.get("format") != FORMAT:
        notes.fault(
            f"{file}:format", "declaration.format", f"“format”应为 {FORMAT}，现为 {content.get('format')!r}"
        )
    tables = content.get("indicator")
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        notes.fault(f"{file}:indicator", "declaration.missing", "文件中应有一组 [[indicator]]")
        return []
    return [(f"{file}:{table.get('id') or f'indicator[{n}]'}", table) for n, table in enumerate(tables)]


def _is_first(code: Any, place: str, seen: dict[str, str], notes: Notes) -> bool:
    if not isinstance(code, str):
        return False
    if code in seen:
        notes.fault(
            f"{place}.id", "declaration.twice", f"编号“{code}”已由 {seen[code]} 使用，请换一个编号或删去其一"
        )
        return False
    seen[code] = place
    return True


def _read_indicator(
    table: Mapping[str, Any], place: str, known: Known, units: Collection[str], notes: Notes
) -> Indicator | None:
    before = len(notes.findings)
    notes.unknown_keys(f"{place}.", table, _KEYS)
    code, title = _text(table, "id", place, notes), _text(table, "title", place, notes)
    if code and not _ID.fullmatch(code):
        notes.fault(
            f"{place}.id", "declaration.type", f"编号“{code}”只能用小写字母、数字和下划线，以字母开头"
        )
    unit = _text(table, "unit", place, notes)
    if unit and unit not in units:
        notes.fault(f"{place}.unit", "declaration.unit", f"没有“{unit}”这个单位，{nearest(unit, units)}")
    cites = _read_cites(table, place, notes)
    systems = _texts(table, "systems", _SYSTEM, '系统编号，如 "S96"', place, notes)
    gist = _text(table, "gist", place, notes, required=False)
    tally, top, base = _read_tallies(table, place, known, notes)
    decimals = _decimals(table, place, tally or base, known, notes)
    if unit == "%" and tally is not None:
        notes.fault(
            f"{place}.unit",
            "declaration.unit",
            "“%”只用于比率：请写 [indicator.numerator] 和 [indicator.denominator]",
        )
    if len(notes.findings) > before:
        return None
    return Indicator(code, title, unit, tally, top, base, decimals, gist, cites, systems)


def _read_cites(table: Mapping[str, Any], place: str, notes: Notes) -> tuple[str, ...]:
    cites = table.get("cites")
    if not cites or not isinstance(cites, list):
        message = '缺少依据“cites”，至少写一条，如 ["行政复议法(2023)#62"]'
        notes.fault(f"{place}.cites", "declaration.uncited", message)
        return ()
    for wrong in parse_all(cites)[1]:
        message = f"引用“{wrong}”读不出，应写成 行政复议法(2023)#62.1"
        notes.fault(f"{place}.cites", "declaration.citation", message)
    return tuple(map(str, cites))


def _read_tallies(
    table: Mapping[str, Any], place: str, known: Known, notes: Notes
) -> tuple[Tally | None, Tally | None, Tally | None]:
    if "numerator" not in table and "denominator" not in table:
        return read_tally(table, place, known, notes), None, None
    for key in _TALLY_KEYS:
        if key in table:
            notes.fault(
                f"{place}.{key}",
                "declaration.twice",
                f"比率的“{key}”写在 numerator 和 denominator 里面，请移入",
            )
    halves: list[Tally | None] = []
    for key in ("numerator", "denominator"):
        half = table.get(key)
        if not isinstance(half, Mapping):
            notes.fault(
                f"{place}.{key}",
                "declaration.missing",
                f"比率缺少 [indicator.{key}]，其中写 fact、where、measure",
            )
            halves.append(None)
            continue
        notes.unknown_keys(f"{place}.{key}.", half, _TALLY_KEYS)
        tally = read_tally(half, f"{place}.{key}", known, notes)
        if tally is not None and tally.measure.kind == "min_per_month":
            notes.fault(
                f"{place}.{key}.measure",
                "declaration.measure",
                "比率中不能用 min_per_month，请用 count、sum 或 distinct",
            )
        halves.append(tally)
    return None, halves[0], halves[1]


def _decimals(table: Mapping[str, Any], place: str, tally: Tally | None, known: Known, notes: Notes) -> int:
    """The declared places; else 2 for ratios and for sums of amounts, 0 for what is counted whole."""
    given = table.get("decimals")
    if given is None:
        column = tally.measure.column if tally is not None and tally.measure.kind == "sum" else None
        fractional = column is not None and tally is not None and known.columns[tally.fact][column] != "int"
        return 2 if "denominator" in table or fractional else 0
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 6:
        notes.fault(f"{place}.decimals", "declaration.type", f"“decimals”应为 0 至 6 的整数，现为 {given!r}")
        return 0
    return given


def _text(table: Mapping[str, Any], key: str, place: str, notes: Notes, *, required: bool = True) -> str:
    value = table.get(key)
    if value is None and not required:
        return ""
    if isinstance(value, str) and value.strip():
        return value
    rule = "declaration.missing" if value is None else "declaration.type"
    notes.fault(
        f"{place}.{key}",
        rule,
        f"“{key}”应为非空文字，现为 {value!r}" if value is not None else f"缺少“{key}”",
    )
    return ""


def _texts(
    table: Mapping[str, Any], key: str, form: re.Pattern[str], expected: str, place: str, notes: Notes
) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and form.fullmatch(v) for v in values):
        notes.fault(f"{place}.{key}", "declaration.type", f"“{key}”应为一组{expected}，现为 {values!r}")
        return ("",)
    return tuple(values)

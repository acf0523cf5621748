"""Compose a report: outline + figures + the officials' own words → tree → paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guiju.errors import InputFault, NotFound
from guiju.kernel.document.compose import compose
from guiju.kernel.document.fill import Facts
from guiju.kernel.document.tree import Document
from guiju.kernel.finding import Finding, warning
from guiju.kernel.indicator.figure import Figure
from guiju.kernel.indicator.period import Period
from guiju.papers.write import render, write
from guiju.store import views
from guiju.usecases.acts import matter_of
from guiju.usecases.ask_figure import body_of, figures_of
from guiju.usecases.house import House
from guiju.usecases.registry import registry

ANNUAL = "annual"
NOTICE = "本报告由演示数据生成：行政区、机关、人员和事项均为虚构。"


@dataclass(frozen=True, slots=True)
class Report:
    """A composed report with its figures and what is still wrong with it."""

    document: Document
    figures: dict[str, Figure]
    findings: tuple[Finding, ...]


def compose_report(
    house: House, kind: str, period: str, body: str | None = None, today: date | None = None
) -> Report:
    """The report of that kind as of today; raises NotFound for an unknown kind or body, InputFault for a bad period."""
    outline = house.catalogue.reports.get(kind)
    if outline is None:
        raise NotFound(f"没有报告“{kind}”；可用：{'、'.join(house.catalogue.reports)}")
    span = Period.parse(period)
    today = today or house.today()
    if kind == ANNUAL and (span.code != f"{span.last_day.year:04d}" or span.first_day > today):
        raise InputFault(f"年度报告的报告期应是一年，如 {today.year - 1}，且已经开始；现为“{period}”")
    code = body_of(house, body)
    figures = figures_of(house, list(outline.indicators), period, code)
    words = words_of(house, kind, period, code)
    facts = Facts(
        issuer=registry(house).name_of_body(code, Period.parse(period).last_day),
        body=code,
        period=period,
        words={name: value for name, value in words.items() if isinstance(value, str)},
        signed_on=words.get("signed_on"),
        notice=NOTICE if house.demonstration else "",
    )
    composed = compose(outline, figures, facts)
    early = warning("report.period", f"{period} 年尚未结束，数字截至 {today}", f"report:{kind}")
    findings = (*composed.findings, *([early] if span.last_day > today else []))
    return Report(composed.document, figures, findings)


def words_of(house: House, kind: str, period: str, body: str) -> dict[str, Any]:
    """The officials' words for a report: the fields of its own matter, where one has been opened."""
    procedure = f"{kind}_report"
    if procedure not in house.catalogue.procedures:
        return {}
    for row in views.matters([procedure], [body]):
        values = matter_of(house, row.id).values()
        if str(values.get("report_year")) == period:
            return values
    return {}


def write_report(
    house: House, kind: str, period: str, body: str | None, path: Path, today: date | None = None
) -> Report:
    """The report written to a file by its extension."""
    report = compose_report(house, kind, period, body, today)
    write(report.document, path)
    return report


def rendered(report: Report, extension: str) -> bytes:
    """The report's bytes in a format."""
    return render(report.document, extension)

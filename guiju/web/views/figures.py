"""数字: all of a period by system, and one opened down to the matters it counts."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guiju.errors import Denied
from guiju.kernel.indicator.period import Period
from guiju.kernel.procedure.cited import printed
from guiju.usecases.ask_figure import all_figures, years
from guiju.usecases.house import House
from guiju.usecases.open_figure import FigureOpened, open_figure, own_body
from guiju.usecases.permit import require_body, visible_bodies
from guiju.usecases.registry import registry
from guiju.web.chart import Chart, Point, bar_chart
from guiju.web.door import Visit, business
from guiju.web.query import whole, with_query
from guiju.web.views.matters import told_lines

REPORTED_UNTIL = timedelta(days=90)
MOST_ROWS = 200


def usual_period(today: date) -> str:
    """The year that a report written today speaks of: last year's until April."""
    return str((today - REPORTED_UNTIL).year)


def asked_body(request: Visit) -> str:
    """The body asked for, else the asker's own topmost; raises Denied."""
    body = request.GET.get("body") or own_body(request.house, request.asking)
    if not body:
        raise Denied("您没有可以查看数据的机关：名册中没有您当前的任职")
    require_body(request.asking, body)
    return body


def body_choices(request: Visit) -> list[tuple[str, str]]:
    """The bodies whose figures may be asked for, by name."""
    known, today = registry(request.house), request.house.today()
    return sorted((known.name_of_body(code, today), code) for code in visible_bodies(request.asking))


@business
@require_safe
def table(request: Visit) -> HttpResponse:
    """Every indicator of a period, by system."""
    house, body = request.house, asked_body(request)
    period = Period.parse(request.GET.get("period") or usual_period(house.today()))
    figures = all_figures(house, period.code, body)
    systems: dict[str, list[object]] = {}
    for figure in figures:
        for system in house.catalogue.indicators[figure.indicator].systems[:1]:
            systems.setdefault(system, []).append(figure)
    titles = house.catalogue.systems
    context = {
        "here": "figures",
        "period": period,
        "body": body,
        "body_name": registry(house).name_of_body(body, house.today()),
        "bodies": body_choices(request),
        "years": list(years(house))[:12],
        "systems": [
            (code, titles.get(code, code), rows) for code, rows in sorted(systems.items(), key=_number)
        ],
        "count": len(figures),
        "size": figures[0].ledger_size if figures else 0,
    }
    return render(request, "web/figures.html", context)


def _number(item: tuple[str, list[object]]) -> tuple[int, str]:
    """S4 before S107."""
    digits = item[0].lstrip("S")
    return (int(digits) if digits.isdigit() else 0, item[0])


@business
@require_safe
def figure(request: Visit, indicator: str) -> HttpResponse:
    """One figure: its value, its definition, its months, its matters."""
    house, body = request.house, asked_body(request)
    period = Period.parse(request.GET.get("period") or usual_period(house.today()))
    size = whole(request, "size", -1)
    opened = open_figure(
        house,
        request.asking,
        indicator,
        period.code,
        body,
        size if size >= 0 else None,
        whole(request, "after"),
        request.GET.get("part", ""),
        MOST_ROWS,
    )
    context = {
        "here": "figures",
        "opened": opened,
        "figure": opened.figure,
        "indicator": opened.indicator,
        "cites": printed(opened.indicator.cites),
        "systems": [(code, house.catalogue.systems.get(code, code)) for code in opened.indicator.systems],
        "period": period,
        "body": body,
        "body_name": registry(house).name_of_body(body, house.today()),
        "bodies": body_choices(request),
        "chart": _months(opened),
        "lists": _lists(request, house, opened),
        "ledger_size": house.ledger().size(),
        "now_href": with_query(request, size=""),
    }
    return render(request, "web/figure.html", context)


def _months(opened: FigureOpened) -> Chart | None:
    if not opened.months:
        return None
    address = reverse("figure", args=[opened.indicator.id])
    points = [
        Point(
            f"{Period.parse(one.period).first_day.month}月",
            one.value,
            "—" if one.value is None else f"{one.value:f}",
            f"{address}?period={one.period}&body={one.body}&size={one.ledger_size}",
        )
        for one in opened.months
    ]
    return bar_chart(f"{opened.indicator.title}（各月）", opened.indicator.unit, points)


def _lists(request: Visit, house: House, opened: FigureOpened) -> list[dict[str, object]]:
    found = []
    for one in opened.lists:
        lines = told_lines(house, [row.matter for row in one.rows])
        rows = [{**line, "record": row.record} for line, row in zip(lines, one.rows, strict=True)]
        onward = with_query(request, part=one.part, after=one.after) if one.after else ""
        detailed = any(r.record.entry is not None or r.record.limit or r.record.part != 1 for r in one.rows)
        found.append({"page": one, "rows": rows, "onward": onward, "detailed": detailed})
    return found

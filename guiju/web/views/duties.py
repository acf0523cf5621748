"""我的待办: what I owe, by when."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guiju.usecases.name_procedure import procedure_name
from guiju.usecases.page_duties import STATUSES, DutyPage, Wanted, page_duties
from guiju.usecases.permit import OVERSEERS
from guiju.usecases.registry import registry
from guiju.web.chart import Chart, Point, bar_chart
from guiju.web.door import Visit, business
from guiju.web.query import with_query

WHOSE = {"mine": "我的", "all": "所辖机关全部"}


@business
@require_safe
def duties(request: Visit) -> HttpResponse:
    """The duty list."""
    asked = request.GET
    wanted = Wanted(
        whose="all" if asked.get("whose") == "all" else "mine",
        body=asked.get("body", ""),
        procedure=asked.get("procedure", ""),
        status=asked.get("status", "") if asked.get("status") in STATUSES else "",
    )
    page = page_duties(request.house, request.asking, wanted, asked.get("after", ""))
    known, today = registry(request.house), request.house.today()
    catalogue = request.house.catalogue
    lines = [
        {
            "duty": line,
            "body": known.name_of_body(line.body, today),
            "procedure": procedure_name(catalogue, line.procedure),
            "days": (line.due - today).days if line.due else None,
        }
        for line in page.lines
    ]
    context = {
        "here": "duties",
        "wanted": wanted,
        "lines": lines,
        "summary": page.summary,
        "weeks": _weeks(page),
        "whose": WHOSE if request.asking.roles & OVERSEERS else {},
        "bodies": sorted(
            (known.name_of_body(code, today), code, n) for code, n in page.summary.by_body.items()
        ),
        "procedures": sorted(
            (procedure_name(catalogue, name), name, n) for name, n in page.summary.by_procedure.items()
        ),
        "onward": with_query(request, after=page.after) if page.after else "",
        "is_first": not asked.get("after"),
        "first": with_query(request, after=""),
    }
    return render(request, "web/duties.html", context)


def _weeks(page: DutyPage) -> Chart:
    points = [
        Point(f"{monday.month}-{monday.day:02}", Decimal(count), str(count), mark="now" if not number else "")
        for number, (monday, count) in enumerate(page.summary.weeks.items())
    ]
    return bar_chart("今后八周各周届满的待办", "项", points, width=860, height=104)

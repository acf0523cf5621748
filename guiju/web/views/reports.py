"""报告: the annual report as a page in which every figure is a link; the same paper as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guiju.errors import Denied, NotFound
from guiju.kernel.document.tree import FigureRef
from guiju.usecases.ask_figure import years
from guiju.usecases.compose_report import compose_report, rendered
from guiju.usecases.open_figure import own_body
from guiju.usecases.permit import require_body, visible_bodies
from guiju.usecases.registry import registry
from guiju.usecases.show_report import report_fragment, report_style
from guiju.web.door import Visit, anyone, business

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
ANNUAL = "annual"


@business
@require_safe
def listing(request: Visit) -> HttpResponse:
    """Which reports there are."""
    house = request.house
    context = {
        "here": "reports",
        "reports": list(house.catalogue.reports.values()),
        "years": list(years(house))[:12],
        "body": registry(house).name_of_body(own_body(house, request.asking), house.today()),
    }
    return render(request, "web/reports.html", context)


@business
@require_safe
def annual(request: Visit, period: str) -> HttpResponse:
    """The annual report on screen."""
    body = _body(request)
    report = compose_report(request.house, ANNUAL, period, body)
    known, today = registry(request.house), request.house.today()
    context = {
        "here": "reports",
        "report": report,
        "paper": report_fragment(report, figure_href),
        "period": period,
        "body": body,
        "bodies": sorted((known.name_of_body(c, today), c) for c in visible_bodies(request.asking)),
        "formats": FORMATS,
        "to_fill": [finding for finding in report.findings if finding.level != "note"],
    }
    return render(request, "web/report.html", context)


def figure_href(ref: FigureRef) -> str:
    """Where a figure of a paper leads: its page as of the ledger size that it was computed at."""
    size = ref.id.rpartition("#")[2]
    query = urlencode({"period": ref.period, "body": ref.body, "size": size})
    return f"{reverse('figure', args=[ref.indicator])}?{query}"


@business
@require_safe
def download(request: Visit, period: str, extension: str) -> HttpResponse:
    """The annual report as a file."""
    if extension not in FORMATS:
        raise NotFound(f"没有这种格式；可用：{'、'.join(FORMATS)}")
    body = _body(request)
    content = rendered(compose_report(request.house, ANNUAL, period, body), extension)
    response = HttpResponse(content, content_type=FORMATS[extension])
    response["Content-Disposition"] = f'attachment; filename="annual-{period}-{body}.{extension}"'
    return response


def _body(request: Visit) -> str:
    body = request.GET.get("body") or own_body(request.house, request.asking)
    if not body:
        raise Denied("您没有可以查看数据的机关：名册中没有您当前的任职")
    require_body(request.asking, body)
    return body


@anyone
@require_safe
@cache_control(max_age=3600)
def style(request: Visit) -> HttpResponse:
    """The style sheet of the paper."""
    return HttpResponse(report_style(), content_type="text/css; charset=utf-8")

"""审校: bring in a report, read it with every verdict beside it, and say what one thinks of them."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.errors import Denied, InputFault, NotFound, Refused
from guiju.kernel.audit.claim import Claim
from guiju.kernel.finding import Finding
from guiju.usecases.bring_in_report import (
    MOST_UPLOADED,
    OpenedReport,
    bring_in_report,
    open_report,
    reports_brought_in,
)
from guiju.usecases.open_figure import own_body
from guiju.usecases.permit import visible_bodies
from guiju.usecases.registry import registry
from guiju.usecases.review_audit import DECISIONS, Review, record_review, reviewing_body
from guiju.usecases.show_audit import (
    audit_script,
    audit_style,
    fragment_of,
    marked_up,
    names_of,
    page_of,
    title_of,
)
from guiju.web.door import Visit, anyone, business

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {"docx": WORD, "html": "text/html; charset=utf-8"}
DAY = 24 * 3600


@business
@require_http_methods(["GET", "POST"])
def listing(request: Visit) -> HttpResponse:
    """The reports brought in, and the form that brings in another."""
    wrong = ""
    if request.method == "POST":
        try:
            return redirect("audit", _brought_in(request))
        except Denied:
            raise
        except InputFault as fault:
            wrong = fault.message
    known, today = registry(request.house), request.house.today()
    context = {
        "here": "audits",
        "wrong": wrong,
        "period": request.POST.get("period", ""),
        "body": request.POST.get("body") or own_body(request.house, request.asking),
        "bodies": sorted((known.name_of_body(c, today), c) for c in visible_bodies(request.asking)),
        "reports": [
            (line, known.name_of_body(line.body, today), known.name_of_official(line.by))
            for line in reports_brought_in(request.house, request.asking)
        ],
        "most": MOST_UPLOADED // 1024 // 1024,
    }
    return render(request, "web/audits.html", context, status=422 if wrong else 200)


def _brought_in(request: Visit) -> int:
    file = request.FILES.get("file")
    if file is None:
        raise InputFault("请先选择报告文件")
    if file.size is None or file.size > MOST_UPLOADED:
        raise InputFault(f"文件超过 {MOST_UPLOADED // 1024 // 1024} MB；请删去图片或者拆分后再送审")
    body = request.POST.get("body") or own_body(request.house, request.asking)
    period = request.POST.get("period", "").strip()
    return bring_in_report(request.house, request.asking, file.name or "报告", file.read(), body, period)


@business
@require_safe
def audit(request: Visit, number: int) -> HttpResponse:
    """One report with its verdicts."""
    opened = open_report(request.house, request.asking, number)
    return render(request, "web/audit.html", _context(request, opened))


def _context(request: Visit, opened: OpenedReport) -> dict[str, object]:
    may_review = bool(reviewing_body(request.house, request.asking))
    names = names_of(
        request.house.catalogue,
        lambda matter: reverse("matter", args=[matter]),
        lambda code: reverse("figure", args=[code]) if code in request.house.catalogue.indicators else "",
    )
    token = get_token(request)

    def form(item: Claim | Finding, index: int) -> str:
        told = {"item": item, "number": opened.line.number, "csrf_token": token, "decisions": DECISIONS}
        span = item.quantity if isinstance(item, Claim) else item
        told |= {"is_claim": isinstance(item, Claim), "start": span.start or 0, "end": span.end or 0}
        return render_to_string("web/review_form.html", told)

    return {
        "here": "audits",
        "opened": opened,
        "title": title_of(opened.audit),
        "body_name": registry(request.house).name_of_body(opened.line.body, request.house.today()),
        "fragment": fragment_of(opened.audit, names, form if may_review else None),
        "indicators": sorted(names.indicators.items()) if may_review else (),
        "formats": FORMATS,
    }


@business
@require_POST
def review(request: Visit, number: int) -> HttpResponse:
    """Record what a reviewer decided of a number or a finding."""
    opened = open_report(request.house, request.asking, number)
    body = reviewing_body(request.house, request.asking)
    if not body:
        raise Denied("您的岗位不能作出审校意见；法治工作人员、依法治区办工作人员可以")
    given = Review(
        request.POST.get("decision", ""),
        _whole(request, "start"),
        _whole(request, "end"),
        request.POST.get("rule", ""),
        request.POST.get("indicator", "").strip().split(" ")[0],
        request.POST.get("reason", "").strip(),
    )
    try:
        record_review(
            request.house,
            opened.audit.reading,
            opened.digest,
            given,
            request.asking.official,
            body,
            request.house.today(),
        )
        messages.success(request, "审校意见已登记，今后的报告出现同一文句时沿用")
    except (Refused, InputFault) as fault:
        messages.error(request, fault.message)
    place = request.POST.get("place", "")
    anchor = f"#{place}" if place[:1] in ("c", "f") and place[1:].isdigit() else ""
    return HttpResponseRedirect(reverse("audit", args=[number]) + anchor)


def _whole(request: Visit, key: str) -> int:
    text = request.POST.get(key, "")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise InputFault("表单不完整，请刷新后重新填写")
    return int(text)


@business
@require_safe
def download(request: Visit, number: int, extension: str) -> HttpResponse:
    """The audit as a file."""
    if extension not in FORMATS:
        raise NotFound(f"没有这种格式；可用：{'、'.join(FORMATS)}")
    opened = open_report(request.house, request.asking, number)
    if extension == "docx":
        content = marked_up(request.house, opened.audit, opened.original)
    else:
        content = page_of(request.house, opened.audit).encode()
    response = HttpResponse(content, content_type=FORMATS[extension])
    name = quote(f"{title_of(opened.audit)[:60]}（审校）.{extension}")
    response["Content-Disposition"] = (
        f"attachment; filename=\"audit-{number}.{extension}\"; filename*=UTF-8''{name}"
    )
    return response


@anyone
@require_safe
@cache_control(max_age=DAY)
def style(request: Visit) -> HttpResponse:
    """The style sheet of an annotated text."""
    return HttpResponse(audit_style(), content_type="text/css; charset=utf-8")


@anyone
@require_safe
@cache_control(max_age=DAY)
def script(request: Visit) -> HttpResponse:
    """The script that moves between numbers and findings by keyboard."""
    return HttpResponse(audit_script(), content_type="text/javascript; charset=utf-8")

"""Pages for what went wrong, and the way from an error of ours to its page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers

from guiju.errors import GuijuError, Refused

TITLES = {
    400: "请求读不懂",
    403: "无权查看或办理",
    404: "没有这一页",
    409: "其间另有变化",
    422: "不能登记",
    429: "尝试过于频繁",
    500: "程序出错",
}


class FaultMiddleware:
    """Turns an error of the family into its page, and keeps business pages out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page of an error of ours; any other goes on to ``broken``."""
        if not isinstance(fault, GuijuError):
            return None
        findings = fault.findings if isinstance(fault, Refused) else ()
        return page(request, fault.http_status, fault.message, findings)


def page(request: HttpRequest, status: int, message: str, findings: tuple[object, ...] = ()) -> HttpResponse:
    """A page that says what went wrong and what to do."""
    told = {
        "status": status,
        "title": TITLES.get(status, TITLES[500]),
        "message": message,
        "findings": findings,
    }
    return render(request, "web/fault.html", told, status=status)


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return page(request, 403, "您无权查看或办理这一页。")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid mark of this session."""
    message = "表单已失效（登录超时、换了浏览器窗口，或者禁用了 Cookie）。请返回上一页，刷新后重新提交。"
    return page(request, 403, message)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return page(request, 404, "没有这一页。网址可能抄错，也可能事项不存在。")


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return page(request, 400, "请求不合规范，未作任何处理。")


def broken(request: HttpRequest) -> HttpResponse:
    """500; drawn without asking anything of a house that may be what is broken."""
    told = {
        "status": 500,
        "title": TITLES[500],
        "message": "程序出错，未登记任何内容。请稍后再试，或告知系统管理员。",
    }
    return HttpResponse(get_template("web/broken.html").render(told), status=500)

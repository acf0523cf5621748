"""登录 and 退出."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import login, logout
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from guiju.errors import Denied
from guiju.usecases.sign_in import sign_in
from guiju.web.door import Visit, anyone

MOST_FAILURES = 30
WINDOW = 15 * 60
BACKEND = "django.contrib.auth.backends.ModelBackend"
TOO_MANY = "这台计算机登录失败次数过多，请 15 分钟后再试"


@anyone
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The login page; after it, the page that was asked for."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    if request.method == "GET":
        return render(request, "web/login.html", {"next": onward})
    username, key = request.POST.get("username", "").strip(), f"login:{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(key, 0) >= MOST_FAILURES:
        return _again(request, onward, username, TOO_MANY, 429)
    try:
        account = sign_in(cast("Visit", request).house, username, request.POST.get("password", ""))
    except Denied as refusal:
        cache.set(key, cache.get(key, 0) + 1, WINDOW)
        return _again(request, onward, username, refusal.message, 403)
    login(request, account, backend=BACKEND)
    return redirect(onward)


@anyone
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out and forget the session."""
    logout(request)
    return redirect("login")


def _again(request: HttpRequest, onward: str, username: str, message: str, status: int) -> HttpResponse:
    told = {"next": onward, "username": username, "message": message}
    return render(request, "web/login.html", told, status=status)


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"

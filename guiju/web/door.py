"""The door of every screen: who may come in. A view without a door cannot be reached (see ``urls``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from guiju.errors import Denied
from guiju.usecases.asking import Asking, asking
from guiju.usecases.house import House
from guiju.usecases.registry import registry

View = Callable[..., HttpResponseBase]
NO_BUSINESS = "本页是业务数据，管理员账号不能查看；请用工作人员账号登录"


class Visit(HttpRequest):
    """A request that has passed the door: it carries the house, and who asks."""

    house: House
    asking: Asking


def business(view: View) -> View:
    """For officials alone: the three administrators see no business data."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        visit = _visit(request)
        if visit.asking.kind != "official" or not visit.asking.official:
            raise Denied(NO_BUSINESS)
        return view(visit, *args, **kwargs)

    guarded.__dict__["door"] = "business"  # read by the shared exam of all URLs
    return guarded


def official_or_auditor(view: View) -> View:
    """For officials and the audit administrator."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        visit = _visit(request)
        if visit.asking.kind not in ("official", "audit"):
            raise Denied(NO_BUSINESS)
        return view(visit, *args, **kwargs)

    guarded.__dict__["door"] = "official_or_auditor"  # read by the shared exam of all URLs
    return guarded


def anyone(view: View) -> View:
    """For everybody, signed in or not."""

    @wraps(view)
    def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return cast("HttpResponse", view(request, *args, **kwargs))

    open_to_all.__dict__["door"] = "anyone"  # read by the shared exam of all URLs
    return login_not_required(open_to_all)


def _visit(request: HttpRequest) -> Visit:
    visit = cast("Visit", request)
    account = cast("Any", request.user)
    known = registry(visit.house)
    visit.asking = asking(known, account.official, visit.house.today(), account.kind)
    return visit

"""Hands the House to every request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from guiju.project.wiring import house

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class HouseMiddleware:
    """Sets ``request.house`` and the content security policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.house = house()  # type: ignore[attr-defined]  # Django's requests carry what middleware adds
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        return response

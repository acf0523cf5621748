"""Links to the page one is on, with some of its questions changed; and whole numbers from the address."""

from __future__ import annotations

from django.http import HttpRequest

from guiju.errors import InputFault


def with_query(request: HttpRequest, **changed: object) -> str:
    """The query of the page with these keys changed; a key set to "" is left out."""
    query = request.GET.copy()
    for key, value in changed.items():
        query.pop(key, None)
        if value != "":
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else "?"


def whole(request: HttpRequest, key: str, default: int = 0) -> int:
    """A whole number of the query; raises InputFault."""
    text = request.GET.get(key, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 15:
        raise InputFault(f"网址中的“{key}”应为整数，现为“{text[:30]}”")
    return int(text)

"""条文: a citation opened, from the statute texts imported into the home."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guiju.errors import NotFound
from guiju.usecases.show_article import article
from guiju.web.door import Visit, business


@business
@require_safe
def law(request: Visit) -> HttpResponse:
    """The article a citation names, or why it cannot be opened; without a citation, where to write one."""
    told = request.GET.get("cite", "").strip()
    context: dict[str, object] = {"here": "catalogue", "cite": told}
    if told:
        try:
            found = article(request.house, told)
            context |= {"found": found, "now": found.in_force(request.house.today())}
        except NotFound as missing:
            context["missing"] = missing.message
    return render(request, "web/article.html", context)

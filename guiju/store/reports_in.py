"""Reports brought in: kept by digest and body, listed, found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from guiju.store.models import ReportBroughtIn


def keep(
    digest: str, name: str, body: str, period: str, title: str, by: str, at: datetime
) -> ReportBroughtIn:
    """The row of a report of a body and period; one brought in again keeps its row and gets the new day and name."""
    told = {"name": name[:200], "title": title[:300], "by": by, "at": at}
    row, _ = ReportBroughtIn.objects.update_or_create(digest=digest, body=body, period=period, defaults=told)
    return row


def brought_in(bodies: Iterable[str], most: int = 100) -> list[ReportBroughtIn]:
    """The reports of these bodies, the latest first."""
    return list(ReportBroughtIn.objects.filter(body__in=sorted(bodies)).order_by("-at")[:most])


def found(number: int) -> ReportBroughtIn | None:
    """The report of that number."""
    return ReportBroughtIn.objects.filter(pk=number).first()

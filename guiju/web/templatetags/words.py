"""Words that templates need: printed articles, dates and moments as people read them here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from guiju.kernel.days.dates import print_date
from guiju.kernel.law.force import Force, word_of
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Limit

register = template.Library()
CHINA = timezone(timedelta(hours=8))


@register.filter
def cites(citations: Iterable[str]) -> str:
    """《…》第…条, with ；between them."""
    return printed(citations)


@register.filter
def article(limit: Limit) -> str:
    """The articles of a limit."""
    return printed(limit.basis.cites) or limit.version.citation()


@register.filter
def law_links(printed_citations: str) -> SafeString:
    """Printed citations (with ；between them), each a link that opens its article."""
    told, mark = _split_mark(str(printed_citations))
    links = [(reverse("law"), urlencode({"cite": one}), one) for one in told.split("；") if one]
    linked = format_html_join("；", '<a class="law" href="{}?{}">{}</a>', links)
    return format_html('{}<span class="soft">{}</span>', linked, mark) if mark else linked


def _split_mark(citations: str) -> tuple[str, str]:
    """The citations, and the words behind them that say how a rule is known: 〔推导，非条文所定〕."""
    found = re.fullmatch(r"(.*?)(〔[^〔〕]*〕)", citations)
    return (found[1], found[2]) if found else (citations, "")


@register.filter
def day(value: date | None) -> str:
    """2023年3月5日, — for none."""
    return "—" if value is None else print_date(value)


@register.filter
def moment(value: datetime) -> str:
    """2023-03-05 09:30, China's time."""
    return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"


@register.filter
def force_word(force: Force) -> str:
    """应当, 不得, 可以 or 一般."""
    return word_of(force)


@register.filter
def distance(days: int | None) -> str:
    """How far a due day is: 逾期3日, 今天, 还有5日."""
    if days is None:
        return ""
    return f"逾期 {-days} 日" if days < 0 else "今天" if days == 0 else f"还有 {days} 日"

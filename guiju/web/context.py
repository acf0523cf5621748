"""What every page shows: who is signed in, what day it is, and whether all of it is invented."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from guiju.usecases.house import House
from guiju.usecases.registry import registry

DEMONSTRATION = "演示数据：行政区、机关、人员、事项均为虚构"
BUSINESS = (
    ("duties", "/", "待办"),
    ("matters", "/matters/", "事项"),
    ("catalogue", "/catalogue/", "程序目录"),
    ("reports", "/reports/", "报告"),
    ("audits", "/audit/", "审校"),
    ("figures", "/figures/", "数字"),
    ("record", "/record/", "记录"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame around a page; it must not fail, because pages about failures stand in it too."""
    house: House | None = getattr(request, "house", None)
    account: Any = getattr(request, "user", None)
    if house is None or account is None:
        return {}
    told: dict[str, Any] = {
        "clock_day": house.today(),
        "demonstration": DEMONSTRATION if house.demonstration else "",
    }
    if not account.is_authenticated:
        return told
    if account.kind == "official":
        known, today = registry(house), house.today()
        posts = known.posts(account.official, today)
        told |= {
            "nav": BUSINESS,
            "my_name": known.name_of_official(account.official),
            "my_body": "、".join(dict.fromkeys(known.name_of_body(p.body, today) for p in posts)),
        }
    else:
        told |= {
            "nav": BUSINESS[-1:] if account.kind == "audit" else (),
            "my_name": account.get_kind_display(),
            "my_body": "",
        }
    return told

"""Begin a real home: its top body, its first registrar, and accounts to sign in with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from guiju.errors import InputFault
from guiju.kernel.procedure.check_people import SYSTEM
from guiju.kernel.registry.region import is_region
from guiju.store import accounts
from guiju.usecases.house import House
from guiju.usecases.record_act import Command, record_act
from guiju.usecases.registry import registry

FIRST = "registrar"


@dataclass(frozen=True, slots=True)
class Login:
    """A new account; the password is told once and kept only as a hash."""

    username: str
    password: str
    official: str


def found_home(house: House, area: str, name: str, registrar: str, username: str) -> Login:
    """The first three acts of an empty record (body, official, appointment) and the registrar's account.

    Everything after them is recorded by people. Raises InputFault for a record that has begun.
    """
    if house.ledger().size():
        raise InputFault("记录已经开始；机关和人员由名册管理员登记")
    if not is_region(area):
        raise InputFault(f"“{area}”应是六位行政区划代码")
    today, person = house.today(), f"{area}.{FIRST}"
    body: dict[str, object] = {"code": area, "title": name, "body_kind": "政府"}
    record_act(house, Command("body", "establish", SYSTEM, area, today, body))
    enrolled = record_act(house, _command("enrol", area, today, {"official_id": person, "title": registrar}))
    post: dict[str, object] = {
        "appointment": f"{person}-1",
        "post_body": area,
        "post": "名册管理员",
        "roles": [FIRST],
    }
    record_act(house, _command("appoint", area, today, post, enrolled.matter.id))
    return open_account(house, username, person)


def open_account(house: House, username: str, official: str) -> Login:
    """An account for an official of the registry; raises InputFault for an unknown one or a taken name."""
    if official not in registry(house).officials:
        raise InputFault(f"人员“{official}”不在名册中；请先由名册管理员登记")
    if accounts.named(username) is not None:
        raise InputFault(f"登录名“{username}”已经有人使用")
    password = secrets.token_urlsafe(12)
    accounts.make_account(username, password, official=official)
    return Login(username, password, official)


def _command(step: str, area: str, today: date, fields: dict[str, object], matter: str = "") -> Command:
    return Command("official", step, SYSTEM, area, today, fields, matter)

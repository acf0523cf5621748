"""A small fictional town for tests: two bodies, a handful of people, a fixed clock."""

from __future__ import annotations

from datetime import date, datetime

from guiju.usecases.house import CHINA, House
from guiju.usecases.record_act import Command, Outcome, record_act

GOV, JUSTICE, TRADE = "990901", "990901.sfj", "990901.scj"
PEOPLE = {
    "p1": ("甲一", JUSTICE, ["case_officer", "handler", "legal_officer"]),
    "p2": ("乙二", JUSTICE, ["office_head", "head", "personal_information_officer"]),
    "p3": ("丙三", GOV, ["organ_head", "leader", "registrar", "rule_administrator"]),
    "p4": ("丁四", TRADE, ["respondent_handler", "handler", "enforcement_officer"]),
    "p5": ("戊五", TRADE, ["respondent_handler", "handler", "enforcement_officer"]),
}


def at(house: House, day: date, hour: int = 10) -> None:
    """Set the house's clock."""
    house.clock = lambda: datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)


def do(
    house: House, procedure: str, step: str, by: str, body: str, day: date, matter: str = "", **fields: object
) -> Outcome:
    """Record one act on its own day."""
    at(house, day)
    return record_act(house, Command(procedure, step, by, body, day, fields, matter))


def settle(house: House) -> None:
    """Enrol the town's bodies, people and certificates."""
    day = date(2020, 1, 6)
    for code, name, parent in (
        (GOV, "试验镇区人民政府", ""),
        (JUSTICE, "试验镇区司法局", GOV),
        (TRADE, "试验镇区市场监督管理局", GOV),
    ):
        kind = "政府部门" if parent else "政府"
        do(
            house,
            "body",
            "establish",
            "system",
            code,
            day,
            code=code,
            title=name,
            parent=parent,
            body_kind=kind,
        )
    for person, (name, body, roles) in PEOPLE.items():
        made = do(house, "official", "enrol", "system", body, day, official_id=person, title=name)
        do(
            house,
            "official",
            "appoint",
            "system",
            body,
            day,
            made.matter.id,
            appointment=f"{person}-1",
            post_body=body,
            post="工作人员",
            roles=roles,
        )
    for person in ("p4", "p5"):
        do(
            house,
            "certificate",
            "issue",
            "system",
            TRADE,
            day,
            holder=person,
            number=f"T{person}",
            kind="enforcement",
            valid_until=date(2030, 12, 31),
        )

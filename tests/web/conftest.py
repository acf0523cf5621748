"""A small town with accounts, told once a module; each test's own changes are rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from guiju.store.accounts import make_account
from guiju.store.catalogue import Catalogue, load
from guiju.store.ledger import SqlLedger
from guiju.store.ledger_schema import create, drop
from guiju.store.models import (
    Account,
    DutyView,
    MatterView,
    PastDefinition,
    ReportBroughtIn,
    SerialView,
)
from guiju.usecases.asking import asking
from guiju.usecases.bring_in_report import bring_in_report
from guiju.usecases.house import House
from guiju.usecases.registry import registry
from guiju.usecases.verify_ledger import checkpoint, make_signer
from tests.usecases.small_town import GOV, TRADE, at, do, settle

TODAY = date(2023, 3, 20)
PASSWORD = "规矩-测试-口令-2023"
ACCOUNTS = {
    "justice": ("p1", "official"),
    "chief": ("p2", "official"),
    "mayor": ("p3", "official"),
    "trade": ("p4", "official"),
    "trade_head": ("p6", "official"),
    "system": ("", "system"),
    "security": ("", "security"),
    "audit": ("", "audit"),
}
PARTY = "试验商行（个体）王某"


@dataclass
class Town:
    """The house and the numbers that tests speak of."""

    house: House
    lead: str
    lead_entry: int
    certificate: str
    verified: str
    report: int


REPORT = """试验镇区市场监督管理局
关于2022年法治政府建设情况的报告
一、主要举措和成效
（一）全年收到行政复议申请12件，审结*件。<b>全区首个</b>案件中心建成。
"""


@cache
def shipped() -> Catalogue:
    """The shipped catalogue, read once a run."""
    return load()


def build(home: Path) -> Town:
    """The town in an empty database: bodies, people, certificates (one verified), and a penalty lead of the trade bureau."""
    connection.ensure_connection()
    drop(connection.connection, connection.vendor)
    create(connection.connection, connection.vendor)
    salts = iter(range(10**9))
    house = House(
        home=home,
        log="demo-town",
        catalogue=shipped(),
        ledger=lambda: SqlLedger(connection.connection, connection.vendor, log="demo-town"),
        clock=lambda: None,
        salt=lambda: next(salts).to_bytes(16, "big"),
        demonstration=True,
    )
    make_signer(house)
    settle(house)
    head = do(house, "official", "enrol", "system", TRADE, date(2020, 1, 6), official_id="p6", title="己六")
    do(
        house, "official", "appoint", "system", TRADE, date(2020, 1, 6), head.matter.id,
        appointment="p6-1", post_body=TRADE, post="局长", roles=["head", "personal_information_officer"],
    )  # fmt: skip
    certificate = do(
        house, "certificate", "issue", "p3", GOV, date(2023, 3, 1),
        holder="p4", number="X1", kind="enforcement", valid_until=date(2026, 12, 31),
    )  # fmt: skip
    verified = f"certificate-{TRADE}-2020-00001"
    do(house, "certificate", "verify", "p3", GOV, date(2023, 3, 2), verified, verification="合格")
    lead = do(
        house, "penalty", "register_lead", "p4", TRADE, date(2023, 3, 6),
        lead_source="投诉", party=PARTY, party_kind="公民", suspected_violation="无照经营",
        violation_ended_on=date(2023, 3, 1), five_year_class=False, sector_rules="市场监督管理行政处罚程序规定",
    )  # fmt: skip
    at(house, TODAY)
    checkpoint(house)
    for name, (official, kind) in ACCOUNTS.items():
        make_account(name, PASSWORD, official=official, kind=kind)
    trader = asking(registry(house), "p4", TODAY)
    report = bring_in_report(house, trader, "报告.txt", REPORT.encode(), TRADE)
    return Town(house, lead.matter.id, lead.entry, certificate.matter.id, verified, report)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Town]:
    """The town, told once."""
    with django_db_blocker.unblock():
        town = build(tmp_path_factory.mktemp("town"))
        yield town
        for model in (Account, ReportBroughtIn, SerialView, DutyView, MatterView, PastDefinition):
            model.objects.all().delete()
        drop(connection.connection, connection.vendor)
        create(connection.connection, connection.vendor)


@pytest.fixture
def town(built: Town, db, monkeypatch) -> Town:
    """The town as the middleware hands it to every request of this test."""
    at(built.house, TODAY)
    monkeypatch.setattr("guiju.project.middleware.house", lambda: built.house)
    return built


@pytest.fixture
def signed_in(town: Town):
    """A browser in which somebody has signed in."""

    def enter(name: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=name))
        return client

    return enter

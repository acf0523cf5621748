"""应诉、附带审查、司法建议和检察建议、协议、法律顾问、三项制度、执法监督、报备: what examples alone cannot say."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.definition import Definition
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.catalogue.printed_numbers import numbers_not_in_their_articles

IDS = (
    "litigation",
    "state_compensation",
    "document_challenge",
    "judicial_suggestion",
    "procuratorial_suggestion",
    "public_interest_suggestion",
    "government_contract",
    "small_firm_payment",
    "arrears_publication",
    "house_expropriation",
    "legal_adviser",
    "legal_opinion",
    "enforcement_body",
    "enforcement_disclosure",
    "enforcement_statistics",
    "discretion_standard",
    "legal_review_catalogue",
    "case_file_review",
    "enforcement_supervision",
    "enforcement_dispute",
    "enforcement_complaint",
    "enforcement_evaluation",
    "consumer_complaint",
    "standing_committee_filing",
    "rule_filing",
    "filing_yearly_list",
)


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


def versions() -> list[Definition]:
    return [one for name in IDS for one in catalogue().procedures.versions(name)]


def named(one: Definition) -> str:
    return f"{one.id}-{one.since}"


@pytest.mark.parametrize("one", versions(), ids=named)
def test_every_gate_is_seen_to_close_in_an_example(one):
    told = {str(e.raw.get(key, "")) for e in one.examples for key in ("refused", "warned")}
    assert [gate.id for gate in one.gates if f"gate:{gate.id}" not in told] == []


@pytest.mark.parametrize("one", versions(), ids=named)
def test_every_limit_has_an_example_with_its_day(one):
    told = {limit for e in one.examples for limit in e.raw.get("due", {})}
    assert [limit.id for limit in one.limits if limit.id not in told and not limit.blocks] == []


@pytest.mark.parametrize("one", versions(), ids=named)
def test_the_number_of_every_limit_stands_in_its_articles(shared, one):
    by_calendar = ("enforcement_statistics", "arrears_publication", "filing_yearly_list")
    found = [] if one.id in by_calendar else numbers_not_in_their_articles(one, shared / "law/texts")
    assert found == []


@pytest.mark.parametrize(
    ("procedure", "last", "first"),
    [
        ("enforcement_supervision", date(2026, 1, 31), date(2026, 2, 1)),
        ("rule_filing", date(2024, 10, 31), date(2024, 11, 1)),
    ],
)
def test_the_new_text_takes_over_on_its_first_day(procedure, last, first):
    procedures = catalogue().procedures
    assert procedures.at(procedure, last).until == last
    assert procedures.at(procedure, first).since == first


def test_the_agency_has_no_limit_in_working_days_in_court():
    (litigation,) = catalogue().procedures.versions("litigation")
    assert {limit.version.span.unit for limit in litigation.limits} == {"calendar_day", "month", "year"}

"""Suits, suggestions, contracts and the supervision of enforcement are lived through in the demonstration year."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.facts import limit_rows
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.procedure.switch import switch_faults
from tests.catalogue.test_demo_district import catalogue, lived, told

END = date(2024, 1, 31)
LIVED = (
    "enforcement_supervision",
    "enforcement_complaint",
    "consumer_complaint",
    "litigation",
    "state_compensation",
    "document_challenge",
    "judicial_suggestion",
    "procuratorial_suggestion",
    "public_interest_suggestion",
    "government_contract",
    "house_expropriation",
    "legal_adviser",
    "legal_opinion",
    "enforcement_disclosure",
    "enforcement_statistics",
    "discretion_standard",
    "legal_review_catalogue",
    "case_file_review",
    "audit_review",
    "rule_switch",
)
GONE_BADLY = {
    "not_defendant", "quashed", "confirmed_unlawful", "ordered_duty", "refused", "not_adopted",
    "suggestion_withdrawn", "pil_duty", "not_concluded", "dropped", "unlawful", "withdrawn", "restored",
}  # fmt: skip


@cache
def matters() -> dict[str, list[Matter]]:
    """The matters of the year by procedure."""
    found: dict[str, list[Matter]] = defaultdict(list)
    for matter in lived().matters.values():
        found[matter.definition.id].append(matter)
    return found


@cache
def corrected() -> frozenset[str]:
    """The keys of matters in which an act was corrected."""
    return frozenset(act.key for act in told().acts if act.step == "@correct")


def overdue(matter: Matter) -> list[str]:
    """The limits of a matter that were missed by the end of the record."""
    rows = limit_rows(matter, catalogue().calendar, END)
    return [str(row["limit"]) for row in rows if row["in_time"] is False]


def late(procedure: str) -> int:
    return sum(1 for row in lived().facts["acts"] if row["procedure"] == procedure and row["late"])


@pytest.mark.parametrize("procedure", LIVED)
def test_ten_matters_of_it_are_lived_through(procedure):
    assert len(matters()[procedure]) >= 10


@pytest.mark.parametrize("procedure", LIVED)
def test_not_all_of_them_go_well(procedure):
    bad = [
        matter.id
        for matter in matters()[procedure]
        if matter.outcome in GONE_BADLY or overdue(matter) or lived().keys[matter.id] in corrected()
    ]
    assert bad or late(procedure)
    assert len(bad) < len(matters()[procedure])


@pytest.mark.parametrize(
    ("procedure", "limit"),
    [
        ("enforcement_supervision", "report_correction"),
        ("consumer_complaint", "accept"),
        ("litigation", "answer_papers"),
        ("litigation", "redo_by_day"),
        ("state_compensation", "finance_pays"),
        ("document_challenge", "answer_reviewer"),
        ("judicial_suggestion", "reply_general"),
        ("procuratorial_suggestion", "reply"),
        ("public_interest_suggestion", "fulfil"),
        ("government_contract", "sign"),
        ("enforcement_disclosure", "publish"),
        ("enforcement_statistics", "publish"),
        ("case_file_review", "answer_recheck"),
    ],
)
def test_somebody_is_late_with_it(procedure, limit):
    assert any(limit in overdue(matter) for matter in matters()[procedure])


def test_a_penalty_is_followed_through_reconsideration_to_the_judgment():
    links = {
        (str(matter.values().get("sued_matter", "")).split("-")[0], matter.values().get("reconsidered_in"))
        for matter in matters()["litigation"]
    }
    through = [case for sued, case in links if sued == "penalty" and case]
    assert len(through) == 2
    outcomes = {matter.id: matter.outcome for matter in matters()["reconsideration"]}
    assert {outcomes[str(case)] for case in through} == {"upheld"}


def test_a_fine_quashed_in_court_is_paid_back_to_the_yuan():
    fines = {matter.id: matter.values().get("fine_amount") for matter in matters()["penalty"]}
    suits = {matter.id: matter for matter in matters()["litigation"]}
    paid = [matter for matter in matters()["state_compensation"] if matter.values().get("claimed_in_suit")]
    assert len(paid) == 2
    for matter in paid:
        suit = suits[str(matter.values()["claimed_in_suit"])]
        assert suit.outcome == "quashed"
        assert matter.values()["paid_amount"] == fines[str(suit.values()["sued_matter"])]


def test_compensation_never_exceeds_the_claim():
    for matter in matters()["state_compensation"]:
        values = matter.values()
        if values.get("awarded_amount") is not None:
            assert values["awarded_amount"] <= values["claimed_amount"]


def test_a_district_makes_no_rules_and_files_none():
    assert Counter(act.procedure for act in told().acts)["rule_filing"] == 0
    assert not matters()["government_rule"]


def test_only_rules_that_no_statute_states_are_switched_off():
    switched = [matter.done[0] for matter in matters()["rule_switch"]]
    assert [switch_faults(catalogue().procedures, None, first) for first in switched] == [[]] * len(switched)
    assert len({first.fields["rule_key"] for first in switched}) == len(switched)

"""Penalties' course, compulsion, referral, inspection and oversight in the demonstration year: lived, some badly."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.facts import limit_rows
from guiju.kernel.procedure.fold import Matter
from tests.catalogue.test_demo_district import catalogue, lived, told

END = date(2024, 1, 31)
LIVED = (
    "penalty_summary", "penalty_execution", "fine_collection_agreement", "compulsory_seizure",
    "compulsory_freeze", "compulsory_restraint", "compulsory_execution", "court_enforcement",
    "criminal_referral", "reverse_referral", "accountability_lead", "sanction_remedy", "inspection",
    "inspection_plan", "inspector_pool", "special_inspection", "special_work_report",
    "finance_supervision_report", "review_opinion_handling", "interpellation", "question_investigation",
    "rule_of_law_inspection", "rule_of_law_inspection_plan", "government_inspection", "annual_report",
    "publicity_plan", "publicity_duty_item", "publicity_content", "publicity_roster", "constitution_day",
    "constitution_oath", "leader_law_study", "must_know_list", "rule_of_law_venue", "school_vice_principal",
    "legal_service_request", "legal_service_platform", "legal_service_credit", "legal_service_paper",
    "village_legal_adviser", "enterprise_law_checkup",
)  # fmt: skip
NOT_YET = ("inspection_cap", "special_inquiry", "standing_committee_filing", "publicity_reminder")
GONE_BADLY = frozenset({
    "refused", "not_accepted", "court_refused", "court_not_accepted", "reversed", "dropped", "unanswered",
    "warning_and_fine", "test_missed", "left", "removed", "replaced", "withdrawn", "graded_poor",
    "lifted_no_violation", "released_disapproved", "out_of_scope",
})  # fmt: skip
UNFINISHED = {
    "legal_service_platform": "lacking", "legal_service_credit": "breach", "legal_service_paper": "issued",
    "village_legal_adviser": "vacant", "rule_of_law_inspection_plan": "drafted", "leader_law_study": "running",
}  # fmt: skip
"""Procedures without a limit of their own, and the stage in which some of their matters were left."""


@cache
def matters() -> dict[str, list[Matter]]:
    """The matters of the year by procedure."""
    found: dict[str, list[Matter]] = defaultdict(list)
    for matter in lived().matters.values():
        found[matter.definition.id].append(matter)
    return found


@cache
def overdue() -> Counter[tuple[str, str]]:
    """How often each limit of these procedures was missed by the end of the record."""
    rows = (
        row for name in LIVED for m in matters()[name] for row in limit_rows(m, catalogue().calendar, END)
    )
    return Counter((str(row["procedure"]), str(row["limit"])) for row in rows if row["in_time"] is False)


def recorded_late(procedure: str) -> int:
    return sum(1 for row in lived().facts["acts"] if row["procedure"] == procedure and row["late"])


def field(matter: Matter, step: str, name: str) -> object:
    done = matter.latest(step)
    return done.fields.get(name) if done else None


@pytest.mark.parametrize("procedure", LIVED)
def test_ten_matters_of_it_are_lived_through(procedure):
    assert len(matters()[procedure]) >= 10


@pytest.mark.parametrize("procedure", LIVED)
def test_not_all_of_them_go_well(procedure):
    missed = [limit for name, limit in overdue() if name == procedure]
    outcomes = [one.id for one in matters()[procedure] if one.outcome in GONE_BADLY]
    unfinished = [one.id for one in matters()[procedure] if one.stage == UNFINISHED.get(procedure)]
    assert missed or outcomes or unfinished or recorded_late(procedure)


@pytest.mark.parametrize("procedure", LIVED)
def test_nor_do_all_of_them_go_badly(procedure):
    limits = [limit_rows(one, catalogue().calendar, END) for one in matters()[procedure]]
    assert any(all(row["in_time"] is not False for row in rows) for rows in limits)


@pytest.mark.parametrize("procedure", NOT_YET)
def test_what_begins_after_the_record_is_not_lived(procedure):
    assert matters()[procedure] == []
    assert not any(one.in_force(END) for one in catalogue().procedures.versions(procedure))


@pytest.mark.parametrize(
    ("procedure", "limit"),
    [
        ("penalty_summary", "pay"),
        ("penalty_summary", "hand_over_cash"),
        ("penalty_execution", "pay"),
        ("penalty_execution", "pay_deferred"),
        ("fine_collection_agreement", "file_agreement"),
        ("compulsory_seizure", "seizure"),
        ("compulsory_seizure", "report_late"),
        ("compulsory_freeze", "deliver_decision"),
        ("compulsory_restraint", "tell_family"),
        ("compulsory_restraint", "release"),
        ("compulsory_execution", "tell_removed"),
        ("court_enforcement", "apply"),
        ("criminal_referral", "decide_referral"),
        ("criminal_referral", "supplement"),
        ("reverse_referral", "answer"),
        ("accountability_lead", "decide_discipline"),
        ("sanction_remedy", "decide_review"),
        ("inspection", "publish_result"),
        ("inspection_plan", "publish_plan"),
        ("special_work_report", "send_for_comments"),
        ("review_opinion_handling", "report_in_three_months"),
        ("rule_of_law_inspection", "report_rectification"),
        ("government_inspection", "decide_review"),
        ("annual_report", "report_up"),
        ("publicity_duty_item", "complete_duty"),
        ("constitution_oath", "take_oath"),
    ],
)
def test_this_limit_is_missed_by_somebody(procedure, limit):
    assert overdue()[procedure, limit] >= 1


def test_a_fine_is_followed_to_the_court_and_back():
    courts = {one.id: one for one in matters()["court_enforcement"]}
    executions = {one.id: one for one in matters()["penalty_execution"]}
    chains = [
        (penalty, executions[str(link)])
        for penalty in matters()["penalty"]
        if (link := field(penalty, "record_performance", "execution_matter"))
    ]
    assert all(field(done, "open_execution", "penalty_case") == penalty.id for penalty, done in chains)
    courted = [
        courts[str(field(done, "apply_court", "court_case"))]
        for _, done in chains
        if done.latest("apply_court")
    ]
    assert [one.outcome for one in courted] == ["executed"] * 3
    ends = Counter(one.outcome for one in executions.values())
    assert {"court_refused", "court_not_accepted", "agreement", "auctioned", "reversed"} <= set(ends)


def test_a_case_goes_to_criminal_justice_and_comes_back_as_a_penalty():
    penalties = {one.id: one for one in matters()["penalty"]}
    referrals = {one.id: one for one in matters()["criminal_referral"]}
    returned = [
        one for one in matters()["reverse_referral"] if field(one, "receive_transfer", "referral_case")
    ]
    assert len(returned) == 2
    for one in returned:
        referral = referrals[str(field(one, "receive_transfer", "referral_case"))]
        first = penalties[str(field(referral, "find_suspicion", "penalty_case"))]
        second = penalties[str(field(one, "decide_handling", "penalty_case"))]
        assert field(referral, "note_criminal_result", "reverse_case") == one.id
        assert (first.outcome, second.outcome) == ("referred", "penalty")
        assert field(second, "register_lead", "lead_source") == "司法机关移送"


def test_a_report_called_off_is_not_late():
    called_off = [one for one in matters()["special_work_report"] if one.outcome == "called_off"]
    assert called_off
    assert all(
        row["in_time"] is not False
        for one in called_off
        for row in limit_rows(one, catalogue().calendar, END)
    )


def test_only_the_tax_bureau_freezes_and_its_officers_are_not_the_districts_to_verify():
    assert {one.body for one in matters()["compulsory_freeze"]} == {"990101.swju"}
    cards = [act for act in told().acts if act.procedure == "certificate" and act.step == "issue"]
    assert sum(str(act.fields["number"]).startswith("SWJ-") for act in cards) == 4

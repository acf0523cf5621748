"""Licences, open government, services, suggestions and legal services in the demonstration year: lived, some badly."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import pytest

from guiju.kernel.procedure.fold import Matter
from tests.catalogue.living import LAST
from tests.catalogue.test_demo_district import catalogue, lived, told

LIVED = (
    "licence", "licence_item", "disclosure_application", "disclosure_record_correction", "proactive_disclosure",
    "disclosure_guide", "disclosure_report", "fair_competition_review", "service_case", "service_item",
    "proof_item", "commitment_item", "gap_acceptance_item", "hotline_case", "deputy_suggestion",
    "cppcc_proposal", "suggestion_report", "legal_aid", "legal_advice", "notarization",
)  # fmt: skip
NOT_YET = (
    "fair_competition_check", "fair_competition_cleanup", "fair_competition_complaint",
    "fair_competition_channel", "data_catalogue", "data_correction", "data_share",
)  # fmt: skip


def matters() -> dict[str, list[Matter]]:
    found: dict[str, list[Matter]] = defaultdict(list)
    for matter in lived().matters.values():
        found[matter.definition.id].append(matter)
    return found


def gone_badly() -> dict[str, Counter[str]]:
    """By procedure: limits overrun, acts recorded late, entries corrected."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in lived().facts["limits"]:
        found[row["procedure"]]["overdue"] += row["in_time"] is False
    for row in lived().facts["acts"]:
        found[row["procedure"]]["late"] += bool(row["late"])
    for act in told().acts:
        found[act.procedure]["corrected"] += act.step == "@correct"
    return found


@pytest.mark.parametrize("procedure", LIVED)
def test_ten_matters_of_each_are_lived_through(procedure):
    assert len(matters()[procedure]) >= 10


@pytest.mark.parametrize("procedure", LIVED)
def test_some_of_each_go_badly(procedure):
    counted = gone_badly()[procedure]
    assert counted["late"] + counted["overdue"] >= 1
    assert counted["corrected"] >= 1


@pytest.mark.parametrize("procedure", NOT_YET)
def test_what_begins_after_the_record_is_not_lived(procedure):
    assert matters()[procedure] == []
    assert not any(one.in_force(date(2024, 1, 31)) for one in catalogue().procedures.versions(procedure))


@pytest.mark.parametrize(
    ("procedure", "outcome"),
    [
        ("licence", "refused"),
        ("licence", "declined_false"),
        ("licence", "withdrawn"),
        ("licence", "deemed_renewed"),
        ("disclosure_application", "refused_process"),
        ("disclosure_application", "abandoned_uncorrected"),
        ("disclosure_record_correction", "not_corrected"),
        ("fair_competition_review", "failed"),
        ("service_case", "promise_revoked"),
        ("service_case", "deemed_withdrawn"),
        ("service_case", "withdrawn"),
        ("hotline_case", "returned"),
        ("deputy_suggestion", "withdrawn"),
        ("cppcc_proposal", "passed_on"),
        ("legal_aid", "upheld"),
        ("legal_aid", "terminated"),
        ("notarization", "refused"),
        ("notarization", "revoked"),
    ],
)
def test_not_everything_ends_as_it_was_asked_for(procedure, outcome):
    assert outcome in {matter.outcome for matter in matters()[procedure]}


@pytest.mark.parametrize(
    "procedure", ["licence", "disclosure_application", "service_case", "hotline_case", "notarization"]
)
def test_something_is_still_owed_at_the_end_of_the_year(procedure):
    open_then = [
        row for row in lived().facts["limits"]
        if row["procedure"] == procedure and row["done_on"] is None and row["started_on"] <= LAST
    ]  # fmt: skip
    assert open_then


def test_a_licence_is_struck_out_by_the_penalty_it_names():
    struck = [m for m in matters()["licence"] if m.latest("note_penalty")]
    assert len(struck) == 1
    named = struck[0].latest("note_penalty").fields["penalty_case"]
    penalty = next(m for m in matters()["penalty"] if m.id == named)
    assert penalty.outcome == "penalty"
    assert penalty.latest("decide_penalty").fields["penalty_kinds"] == ["吊销许可证件"]
    assert struck[0].outcome == "cancelled"


def test_a_refusal_to_disclose_goes_on_to_reconsideration_and_comes_back():
    challenged = [m for m in matters()["disclosure_application"] if m.latest("note_challenge")]
    named = {m.latest("note_challenge").fields.get("challenged_in") for m in challenged} - {None}
    upheld = [m for m in matters()["reconsideration"] if m.id in named]
    assert [m.outcome for m in upheld] == ["upheld"]


def test_cases_rest_on_items_that_are_on_the_list():
    items = {m.id: m.outcome for name in ("licence_item", "service_item") for m in matters()[name]}
    for matter in (*matters()["licence"], *matters()["service_case"]):
        assert items[matter.latest("receive").fields["item"]] == "listed"

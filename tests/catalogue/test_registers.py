"""Registers, lists and rosters: what their declarations promise beyond their own worked examples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.definition import Definition, Example
from guiju.kernel.procedure.example import run_example
from guiju.kernel.procedure.prove import prove
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.catalogue.playing import Player

REGISTERS = (
    "complaint_channel demonstration_application demonstration_evidence dispute_screening "
    "double_random_inspection double_random_item duty_report enforcement_exam enterprise_rule_training "
    "essay_award governance_meeting governing_document inspection_object law_person_training "
    "law_study_session leader_visit lecture_service model_unit online_law_exam online_law_exam_sitting "
    "publicity_event rule_of_law_supervisor supervision_campaign supervision_contact_point "
    "themed_service vice_principal_lecture"
).split()
MASS = (
    "online_law_exam_sitting",
    "leader_visit",
    "law_person_training",
    "vice_principal_lecture",
    "publicity_event",
)


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


def versions() -> list[Definition]:
    return [one for name in REGISTERS for one in catalogue().procedures.versions(name)]


@dataclass(frozen=True)
class Worked:
    definition: Definition
    example: Example


WORKED = [Worked(one, example) for one in versions() for example in one.examples]


def player(name: str, on: date) -> Player:
    return Player(catalogue(), catalogue().procedures.at(name, on))


@pytest.mark.parametrize("one", WORKED, ids=lambda one: f"{one.definition.id}-{one.example.title}")
def test_the_worked_example_comes_out_as_declared(one):
    assert run_example(catalogue().procedures, one.definition, one.example, catalogue().calendar) == []


@pytest.mark.parametrize("one", versions(), ids=lambda one: f"{one.id}-{one.since}")
def test_no_gate_can_be_walked_round_and_every_outcome_is_reached(one):
    assert [finding.message for finding in prove(one) if finding.level != "note"] == []


@pytest.mark.parametrize("one", versions(), ids=lambda one: f"{one.id}-{one.since}")
def test_no_finding_speaks_of_the_file(one):
    assert [f.message for f in catalogue().findings if one.place in f.place] == []


@pytest.mark.parametrize("one", versions(), ids=lambda one: f"{one.id}-{one.since}")
def test_each_has_examples_a_system_and_a_reason_for_its_governing_day(one):
    assert one.examples
    assert set(one.systems) <= set(catalogue().systems)
    assert one.systems
    assert one.governed_why


@pytest.mark.parametrize("name", MASS)
def test_what_comes_in_hundreds_is_one_act(name):
    (one,) = catalogue().procedures.versions(name)
    assert any(len(example.raw["acts"]) == 1 and "stage" in example.raw for example in one.examples)


def test_names_of_people_are_personal_everywhere():
    fields = [f for one in versions() for step in one.steps for f in step.fields if f.type == "person"]
    assert len(fields) >= 6
    assert all(f.personal for f in fields)


def test_our_list_of_systems_is_whole():
    assert list(catalogue().systems) == [f"S{n:02d}" for n in range(1, 150)]


def test_a_law_repealed_before_the_session_is_not_study():
    session = player("law_study_session", date(2022, 3, 1))
    session.act("plan_session", date(2022, 2, 1), law_studied="合同法")
    assert session.act("hold_session", date(2022, 3, 1), law_in_force=False, study_hours=1) == [
        "gate:law_must_be_in_force"
    ]


def test_no_item_without_a_basis_in_law():
    item = player("double_random_item", date(2023, 1, 5))
    assert item.act("enter_item", date(2023, 1, 5), basis_kind="无依据") == ["gate:no_basis_no_inspection"]


def test_a_county_does_not_campaign_since_the_regulation_of_2026():
    before, after = date(2026, 1, 30), date(2026, 2, 2)
    assert player("supervision_campaign", before).act("plan_campaign", before) == []
    campaign = player("supervision_campaign", after)
    wanted = {"supervision_mode": "专项监督", "supervisor_level": "县级"}
    assert campaign.act("plan_campaign", after, **wanted) == ["gate:special_belongs_to_province"]
    assert campaign.act("plan_campaign", after, supervision_mode="重点监督") == []


def test_nobody_approves_a_paper_of_his_own():
    paper = player("governing_document", date(2023, 2, 1))
    paper.act("draft_paper", date(2023, 2, 1), is_normative=False)
    assert paper.act("approve_paper", date(2023, 2, 6), approval="同意印发") == [
        "separation:drafter_not_approver"
    ]
    assert paper.act("approve_paper", date(2023, 2, 6), by="乙", approval="同意印发") == []


def test_inspectors_without_certificates_are_sent_home():
    inspection = player("double_random_inspection", date(2023, 4, 3))
    assert "certificate" in inspection.act("draw", date(2023, 4, 3), officers=["甲", "乙"])

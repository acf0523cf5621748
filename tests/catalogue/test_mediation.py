"""人民调解 and 司法确认: what the declarations promise beyond their own worked examples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.definition import Definition, Example
from guiju.kernel.procedure.example import run_example
from guiju.kernel.procedure.prove import prove
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.catalogue.printed_numbers import numbers_not_in_their_articles

FILES = ("mediation", "judicial_confirmation")


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


@cache
def declared(name: str) -> Definition:
    (definition,) = catalogue().procedures.versions(name)
    return definition


@dataclass(frozen=True)
class Worked:
    definition: Definition
    example: Example


WORKED = [Worked(declared(name), example) for name in FILES for example in declared(name).examples]


def said_of(raw: dict) -> list[str]:
    """What comes out otherwise than the example says."""
    procedures, calendar = catalogue().procedures, catalogue().calendar
    found = run_example(procedures, declared("mediation"), Example("golden", raw), calendar)
    return [finding.message for finding in found]


def agreed(on: date, effective: date) -> list[dict]:
    fields = {"agreement_form": "书面协议", "signed_and_sealed": True}
    return [
        {"step": "register", "on": date(2023, 9, 1)},
        {"step": "mediate", "on": date(2023, 9, 1), "fields": {"consent": True}},
        {"step": "agree", "on": on, "effective": effective, "fields": fields},
        {"step": "ask_confirmation", "on": effective},
    ]


@pytest.mark.parametrize("one", WORKED, ids=lambda one: f"{one.definition.id}-{one.example.title}")
def test_the_worked_example_comes_out_as_declared(one):
    assert run_example(catalogue().procedures, one.definition, one.example, catalogue().calendar) == []


@pytest.mark.parametrize("name", FILES)
def test_no_gate_can_be_walked_round_and_every_outcome_is_reached(name):
    assert prove(declared(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_no_finding_speaks_of_the_file(name):
    assert [f.message for f in catalogue().findings if f"{name}.toml" in f.place] == []


def test_the_ordinary_dispute_is_at_most_five_acts():
    archived = [e for e in declared("mediation").examples if e.raw.get("stage") == "archived"]
    assert {len(e.raw["acts"]) for e in archived} == {4, 5}


@pytest.mark.parametrize(
    ("effective", "due"),
    [
        (date(2023, 9, 5), date(2023, 10, 7)),  # 三十日为 10-05（假期至 10-06），10-07 是调休上班的星期六
        (date(2023, 9, 8), date(2023, 10, 8)),  # 三十日为 10-08，调休上班的星期日，不顺延
        (date(2023, 12, 1), date(2024, 1, 2)),  # 三十日为 12-31（星期日），元旦假期后第一日
    ],
)
def test_the_thirty_days_run_from_effect_and_end_on_a_working_day(effective, due):
    acts = agreed(min(effective, date(2023, 9, 4)), effective)
    assert said_of({"acts": acts, "due": {"joint_confirmation": due}}) == []


def test_without_the_wish_of_both_sides_nobody_owes_an_application():
    acts = agreed(date(2023, 9, 4), date(2023, 9, 4))[:-1]
    assert said_of({"acts": acts, "due": {"joint_confirmation": None}}) == []


def test_an_agreement_mended_later_no_longer_counts_as_reached():
    assert "agree" in declared("mediation").step_of["mediate_again"].voids


@pytest.mark.parametrize("name", FILES)
def test_the_number_of_every_limit_stands_in_its_articles(shared, name):
    assert numbers_not_in_their_articles(declared(name), shared / "law/texts") == []

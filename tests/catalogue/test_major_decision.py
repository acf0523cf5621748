"""重大行政决策: what its declarations promise beyond their own worked examples."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.definition import Definition, Example
from guiju.kernel.procedure.example import run_example
from guiju.kernel.procedure.prove import prove
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.catalogue.playing import Player

FILES = ("major_decision", "major_decision_catalogue")
PARTS = ("steps", "gates", "limits", "separations", "disclosures", "outcomes")


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


@cache
def definition(name: str = "major_decision") -> Definition:
    (found,) = catalogue().procedures.versions(name)
    return found


def examples() -> list[tuple[str, Example]]:
    return [(name, example) for name in FILES for example in definition(name).examples]


def basis_rows() -> set[str]:
    return {
        r for name in FILES for part in PARTS for e in getattr(definition(name), part) for r in e.basis.rows
    }


def sent() -> Player:
    """A decision sent for legality review."""
    player = Player(catalogue(), definition())
    for step, day in (("propose", 2), ("study", 2), ("start", 3), ("draft", 5), ("take_opinions", 8)):
        assert player.act(step, date(2024, 4, day)) == []
    assert player.act("sort_opinions", date(2024, 4, 9)) == []
    assert player.act("send_for_review", date(2024, 4, 10)) == []
    return player


@pytest.mark.parametrize("case", examples(), ids=lambda case: case[1].title)
def test_the_worked_example_comes_out_as_declared(case):
    name, example = case
    assert run_example(catalogue().procedures, definition(name), example, catalogue().calendar) == []


@pytest.mark.parametrize("name", FILES)
def test_no_gate_can_be_walked_round_and_every_outcome_is_reached(name):
    assert prove(definition(name)) == []


def test_no_warning_about_its_citations():
    assert [f.message for f in catalogue().findings if "procedures/major_decision" in f.place] == []


def test_the_diagram_fits_on_a_page():
    assert len(definition().stages) <= 15


def test_every_gate_is_shown_closed_by_a_worked_example():
    shown = {e.raw.get(key) for e in definition().examples for key in ("refused", "warned")}
    assert [g.id for g in definition().gates if f"gate:{g.id}" not in shown] == []


def test_the_numbers_of_the_regulation_and_which_way_they_run():
    told = {
        x.id: (x.version.span.amount, x.version.span.unit, x.version.direction) for x in definition().limits
    }
    assert told == {
        "open_call": (30, "calendar_day", "earliest_day"),
        "hearing_papers": (7, "calendar_day", "latest_before"),
        "legality_review": (7, "workday", "earliest_day"),
        "publication": (20, "workday", "last_day"),
    }


def test_the_two_floors_that_say_generally_warn_and_the_hearing_papers_refuse():
    force = {x.id: x.basis.force for x in definition().limits}
    assert (force["open_call"], force["legality_review"], force["hearing_papers"]) == (
        "generally",
        "generally",
        "must",
    )


def test_each_judgement_of_a_condition_names_a_person_and_a_reason():
    judged = [
        (step, one)
        for step in definition().steps
        for one in step.fields
        if one.id.startswith("test_") and one.type == "choice"
    ]
    assert len(judged) == 10
    for step, one in judged:
        assert step.field("judged_by").required
        assert step.field(f"{one.id}_why").required


def test_a_call_shortened_with_its_reason_is_closed_early_without_a_warning():
    player = Player(catalogue(), definition())
    for step, day in (("propose", 2), ("study", 2), ("start", 3), ("draft", 5)):
        player.act(step, date(2024, 4, day))
    assert player.act("open_call", date(2024, 4, 8), shortened=True, shorten_reason="汛期临近") == []
    assert player.act("close_call", date(2024, 4, 15)) == []


def test_who_drafted_may_not_review():
    player = sent()
    assert player.act("accept_materials", date(2024, 4, 11), by="乙") == []
    assert player.act("counsel_opinion", date(2024, 4, 15)) == []
    assert player.act("give_opinion", date(2024, 4, 22), by="甲") == ["separation:drafter_not_reviewer"]
    assert player.act("give_opinion", date(2024, 4, 22), by="乙") == []


def test_who_sent_the_papers_may_not_take_them_in():
    assert sent().act("accept_materials", date(2024, 4, 11), by="甲") == ["separation:sender_not_receiver"]


def test_a_redraft_voids_every_act_made_for_the_old_draft():
    player = sent()
    player.act("accept_materials", date(2024, 4, 11), by="乙")
    assert player.act("redraft", date(2024, 4, 12)) == []
    gone = {done.step for done in player.matter.done if not done.valid}
    assert gone == {"draft", "take_opinions", "sort_opinions", "send_for_review", "accept_materials"}
    assert player.matter.stage == "drafting"


def test_a_revision_keeps_participation_and_voids_the_review():
    player = sent()
    assert player.act("revise", date(2024, 4, 12)) == []
    assert player.matter.latest("sort_opinions") is not None
    assert player.matter.latest("send_for_review") is None


def test_the_proposer_of_a_citizens_proposal_is_personal_and_never_public():
    proposer = definition().step_of["propose"].field("proposer")
    assert proposer.personal
    assert not proposer.public

"""行政复议 under both texts: what the declarations promise beyond their own worked examples."""

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


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


@cache
def text_of(year: int) -> Definition:
    return next(d for d in catalogue().procedures.versions("reconsideration") if str(year) in d.place)


@dataclass(frozen=True)
class Worked:
    definition: Definition
    example: Example


WORKED = [Worked(text_of(year), example) for year in (2017, 2023) for example in text_of(year).examples]


def said_of(year: int, raw: dict) -> list[str]:
    """What comes out otherwise than the example says."""
    found = run_example(catalogue().procedures, text_of(year), Example("golden", raw), catalogue().calendar)
    return [finding.message for finding in found]


def act(step: str, on: date, **fields: object) -> dict:
    return {"step": step, "on": on, "fields": fields}


def opened(received: date, accepted: date) -> list[dict]:
    return [act("receive", received), act("accept", accepted, conditions_met=True), act("assign", accepted)]


@pytest.mark.parametrize("one", WORKED, ids=lambda one: f"{one.definition.since.year}-{one.example.title}")
def test_the_worked_example_comes_out_as_declared(one):
    assert run_example(catalogue().procedures, one.definition, one.example, catalogue().calendar) == []


@pytest.mark.parametrize("year", [2017, 2023])
def test_no_gate_can_be_walked_round_and_every_outcome_is_reached(year):
    assert prove(text_of(year)) == []


@pytest.mark.parametrize("year", [2017, 2023])
def test_no_finding_speaks_of_the_file(year):
    assert [f.message for f in catalogue().findings if f"reconsideration_{year}" in f.place] == []


def test_the_two_texts_meet_at_new_year_2024():
    assert text_of(2017).until == date(2023, 12, 31)
    assert text_of(2023).since == date(2024, 1, 1)
    assert text_of(2017).governed_by == text_of(2023).governed_by == ("accept", "deemed_accept")


def test_what_comes_before_acceptance_is_shared_so_that_a_matter_can_cross_the_year():
    early = {"received", "correcting", "corrected", "not_accepted", "accepted"}
    assert early <= set(text_of(2017).stage_of) & set(text_of(2023).stage_of)
    before = {
        s.id for s in text_of(2017).steps if set(s.from_stages) & {"received", "correcting", "corrected"}
    }
    assert before - set(text_of(2023).step_of) == {"forward"}


def test_ten_days_of_the_reply_are_calendar_days_in_2017_and_working_days_in_2023():
    def span(year: int) -> tuple[int, str]:
        limit = next(limit for limit in text_of(year).limits if limit.id == "reply")
        return limit.version.span.amount, limit.version.span.unit

    assert span(2017) == (10, "calendar_day")
    assert span(2023) == (10, "workday")


@pytest.mark.parametrize(
    ("year", "received", "copied", "due"),
    [
        # 09-22 起十日为 10-02（中秋、国庆假期 09-29 至 10-06），顺延到 10-07（调休上班的星期六）
        (2017, date(2023, 9, 18), date(2023, 9, 22), date(2023, 10, 7)),
        # 工作日 09、10、11、12、13、14（调休上班的星期六）、18、19、20、23
        (2023, date(2024, 9, 2), date(2024, 9, 6), date(2024, 9, 23)),
    ],
)
def test_the_last_day_of_the_reply_over_the_autumn_holidays(year, received, copied, due):
    acts = [*opened(received, received), act("send_copy", copied, copy_received_on=copied)]
    assert said_of(year, {"acts": acts, "due": {"reply": due}}) == []


@pytest.mark.parametrize(("year", "approver"), [(2017, "organ_head"), (2023, "office_head")])
def test_extension_is_approved_by_the_organ_under_2017_and_by_the_office_under_2023(year, approver):
    assert text_of(year).step_of["extend"].by == (approver,)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (10, date(2024, 5, 10)),  # 04-30 加十日
        (30, date(2024, 5, 30)),
    ],
)
def test_an_extension_adds_the_days_that_were_granted(days, due):
    acts = [*opened(date(2024, 2, 29), date(2024, 3, 1)), act("extend", date(2024, 4, 29), extended_by=days)]
    assert said_of(2023, {"acts": acts, "due": {"decide": due}}) == []


def test_a_second_extension_is_refused():
    acts = [
        *opened(date(2024, 2, 29), date(2024, 3, 1)),
        act("extend", date(2024, 4, 10), extended_by=10),
        act("extend", date(2024, 4, 20), extended_by=10),
    ]
    assert said_of(2023, {"acts": acts, "refused": "once:extend"}) == []


def test_days_of_a_suspension_and_of_an_appraisal_do_not_count():
    # 03-01 起六十日为 04-30；03-11 至 03-20 中止十日，04-08 至 04-12 鉴定五日：移到 05-15
    acts = [
        *opened(date(2024, 2, 29), date(2024, 3, 1)),
        act("suspend", date(2024, 3, 11)),
        act("resume", date(2024, 3, 21)),
        act("start_appraisal", date(2024, 4, 8)),
        act("end_appraisal", date(2024, 4, 12)),
    ]
    assert said_of(2023, {"acts": acts, "due": {"decide": date(2024, 5, 15)}}) == []


def test_what_only_the_2023_text_knows_is_not_offered_under_2017():
    assert not {"apply_simplified", "consult_committee", "note_no_reply_simplified"} & set(
        text_of(2017).step_of
    )
    assert {"invalid", "claim_rejected", "agreement_liability"} & {
        o.id for o in text_of(2017).outcomes
    } == set()


def test_one_outcome_has_one_name_in_both_texts():
    names = {outcome.id: outcome.title for outcome in text_of(2017).outcomes}
    shared = {o.id: o.title for o in text_of(2023).outcomes if o.id in names}
    differing = {name for name, title in shared.items() if title != names[name]}
    assert differing == {"dismissed", "terminated_criminal"}


@pytest.mark.parametrize("year", [2017, 2023])
def test_every_gate_before_a_decision_names_its_article(year):
    steps = ("draft_opinion", "approve", "decide")
    gates = [gate for step in steps for gate in text_of(year).gates_on.get(step, ())]
    assert len(gates) >= 5
    assert all(gate.basis.cites for gate in gates)


@pytest.mark.parametrize("year", [2017, 2023])
def test_the_number_of_every_limit_stands_in_its_articles(shared, year):
    assert numbers_not_in_their_articles(text_of(year), shared / "law/texts") == []

"""行政规范性文件及其备案、清理、指导，党内文件备案审查: what the declarations promise beyond their examples."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from guiju.errors import NotFound
from guiju.kernel.procedure.definition import Definition, Example
from guiju.kernel.procedure.example import run_example
from guiju.kernel.procedure.limits import limit_states
from guiju.kernel.procedure.prove import prove
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.catalogue.playing import Player

IDS = (
    "normative_document",
    "normative_document_filing",
    "normative_document_cleanup",
    "normative_document_cleanup_campaign",
    "normative_document_guidance",
    "party_document_review",
)
PARTS = ("steps", "gates", "limits", "separations", "disclosures", "outcomes")
PAGES = {"normative-documents": "NOR", "filing-review": "FIL"}


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


def definitions() -> list[Definition]:
    return [version for name in IDS for version in catalogue().procedures.versions(name)]


def at(name: str, on: date) -> Definition:
    return catalogue().procedures.at(name, on)


def examples() -> list[tuple[Definition, Example]]:
    return [(version, example) for version in definitions() for example in version.examples]


def basis_rows() -> set[str]:
    return {r for d in definitions() for part in PARTS for e in getattr(d, part) for r in e.basis.rows}


@pytest.mark.parametrize("case", examples(), ids=lambda case: f"{case[0].id}: {case[1].title}")
def test_the_worked_example_comes_out_as_declared(case):
    version, example = case
    assert run_example(catalogue().procedures, version, example, catalogue().calendar) == []


@pytest.mark.parametrize("version", definitions(), ids=lambda version: version.place)
def test_no_gate_can_be_walked_round_and_every_outcome_is_reached(version):
    assert prove(version) == []


def test_no_warning_about_their_citations():
    places = tuple(version.place for version in definitions())
    assert [f.message for f in catalogue().findings if f.place.startswith(places)] == []


@pytest.mark.parametrize("version", definitions(), ids=lambda version: version.place)
def test_every_gate_is_shown_closed_by_a_worked_example(version):
    shown = {e.raw.get(key) for e in version.examples for key in ("refused", "warned")}
    assert [g.id for g in version.gates if f"gate:{g.id}" not in shown] == []


def test_what_rests_on_papers_not_read_does_not_claim_the_text():
    unread = ("国办发〔2018〕37号", "国办发〔2018〕115号", "中国共产党党内法规和规范性文件备案审查规定")
    for version in definitions():
        for part in PARTS:
            for entry in getattr(version, part):
                cites = entry.basis.cites
                if cites and all(cite.split("#")[0] in unread for cite in cites):
                    assert entry.basis.source in ("knowledge", "derived"), (version.place, entry.id)


def test_the_business_environment_regulation_asks_for_thirty_calendar_days_and_only_generally():
    limit = next(x for x in at("normative_document", date(2024, 1, 1)).limits if x.id == "open_call")
    assert (limit.version.span.amount, limit.version.span.unit) == (30, "calendar_day")
    assert (limit.version.direction, limit.basis.force) == ("earliest_day", "generally")


def test_a_ban_found_bars_every_opinion_but_unlawful_and_names_its_own_article():
    version = at("normative_document", date(2024, 1, 1))
    cites = {gate.id: gate.basis.cites for gate in version.gates if gate.id.startswith("ban_")}
    assert cites["ban_licence"] == ("行政许可法(2019)#17",)
    assert cites["ban_penalty"] == ("行政处罚法(2021)#16",)
    assert cites["ban_compulsion"] == ("行政强制法(2011)#10.4",)
    assert len(cites) == 7


def in_review() -> Player:
    """A document drafted by 甲, checked by 乙, taken in for review by 丙."""
    player = Player(catalogue(), at("normative_document", date(2024, 1, 1)))
    for step in ("plan", "draft", "assess", "open_call"):
        assert player.act(step, date(2024, 3, 1)) == []
    for step in ("close_call", "sort_opinions", "send_to_office"):
        assert player.act(step, date(2024, 4, 8)) == []
    assert player.act("office_check", date(2024, 4, 9), by="乙") == []
    assert player.act("accept_materials", date(2024, 4, 9), by="丙") == []
    return player


def test_two_bans_found_at_once_are_both_named():
    found = in_review().act(
        "give_opinion", date(2024, 4, 16), "丙", bans_found=["设定行政许可", "设定行政处罚"]
    )
    assert found == ["gate:ban_licence", "gate:ban_penalty"]


def test_who_drafted_a_document_may_not_review_it():
    assert in_review().act("give_opinion", date(2024, 4, 16), "甲") == ["separation:drafter_not_reviewer"]
    assert in_review().act("give_opinion", date(2024, 4, 16), "丙") == []


def test_filing_has_a_version_on_each_side_of_the_first_of_november_2024():
    before, after = (at("normative_document_filing", date(2024, m, d)) for m, d in ((10, 31), (11, 1)))
    assert before.digest != after.digest
    assert "supplement_up" not in {x.id for x in before.limits}
    assert next(x for x in after.limits if x.id == "supplement_up").version.span.amount == 15


def test_there_is_no_filing_version_before_article_75():
    with pytest.raises(NotFound):
        at("normative_document_filing", date(2022, 3, 11))


def test_every_number_of_days_of_filing_is_marked_derived_since_the_regulation_applies_by_reference():
    for version in catalogue().procedures.versions("normative_document_filing"):
        assert {limit.basis.source for limit in version.limits} == {"derived"}


def test_a_filing_on_the_thirtieth_day_is_in_time_and_on_the_next_is_late():
    from_day = date(2025, 1, 15)  # 16 days of January, 14 of February: the last day is 14 February
    for day, status in ((14, "met"), (15, "late")):
        player = Player(catalogue(), at("normative_document_filing", date(2025, 2, 14)))
        assert player.act("report_up", date(2025, 2, day), published_on=from_day) == []
        assert state_of(player, "file_up") == (date(2025, 2, 14), status)


def state_of(player: Player, limit: str) -> tuple[date | None, str]:
    today = player.matter.done[-1].happened_on
    states = limit_states(player.matter, catalogue().calendar, today)
    return next((s.due_on, s.status) for s in states if s.limit.id == limit)


def test_cleanup_counts_documents_one_matter_each_linked_to_their_campaign():
    opening = at("normative_document_cleanup", date(2023, 1, 1)).step_of["list_document"]
    campaign = opening.field("campaign")
    assert opening.opens
    assert campaign.required
    assert campaign.of == "normative_document_cleanup_campaign"


def test_guidance_is_given_as_often_as_needed():
    player = Player(catalogue(), at("normative_document_guidance", date(2023, 3, 1)))
    assert player.act("request_guidance", date(2023, 3, 1)) == []
    assert player.act("give_guidance", date(2023, 3, 2), by="乙") == []
    assert player.act("give_guidance", date(2023, 3, 9), by="乙") == []
    assert player.act("give_guidance", date(2023, 3, 9), by="甲") == ["separation:requester_not_guide"]
    assert len(player.matter.valid("give_guidance")) == 2


def test_party_documents_are_restricted_and_disclose_nothing():
    version = at("party_document_review", date(2023, 1, 1))
    assert version.access == "party_document_reviewer"
    assert version.access in version.roles
    assert version.disclosures == ()
    assert not any(field.public for step in version.steps for field in step.fields)
    assert {role for step in version.steps for role in step.by} == {version.access}


@pytest.mark.parametrize("page", PAGES)
def test_no_encoded_row_is_invented(shared, page):
    text = (shared / f"law/facts/{page}.md").read_text(encoding="utf-8")
    named = [row for row in basis_rows() if row.startswith(f"{PAGES[page]}-")]
    assert [row for row in named if f"| {row} |" not in text] == []

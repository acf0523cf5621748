"""An invented amendment of the reconsideration law: what it would touch is told, and nothing is changed."""

from __future__ import annotations

import json
from datetime import date

import pytest

from guiju.errors import InputFault
from guiju.store.catalogue import SHIPPED
from guiju.usecases.preview_amendment import preview_amendment
from tests.cli.conftest import typed
from tests.usecases.small_town import GOV, JUSTICE, at, do

__all__ = ["typed"]
PLACE = "procedures/reconsideration_2023.toml"
GATE = """
[[gate]]
id = "refusal_signed"
title = "不予受理须先补正"
blocks = ["refuse"]
needs = [{ step = "corrected" }]
cites = ["行政复议法(2023)#30"]
gist = "虚构的修订：没有补正过的，不得不予受理。"
besides = ["accept", "deemed_accept", "abandon", "withdraw_application", "organ_settled"]
"""


@pytest.fixture
def amendment(tmp_path):
    """The reconsideration law as it might be amended from 2027: three working days, forty-five days, a new gate."""
    text = (SHIPPED / PLACE).read_text(encoding="utf-8")
    folder = tmp_path / "amendment"
    (folder / "procedures").mkdir(parents=True)
    old = text.replace("since = 2024-01-01\n", "since = 2024-01-01\nuntil = 2026-12-31\n", 1)
    (folder / PLACE).write_text(old, encoding="utf-8")
    new = text.replace("since = 2024-01-01\n", "since = 2027-01-01\n", 1)
    new = new[: new.index("[[example]]")].replace("until = 2026-06-30\n", "")
    new = new.replace(
        'span = "5 工作日"\nstart = { step = "receive" }', 'span = "3 工作日"\nstart = { step = "receive" }'
    )
    new = new.replace('span = "60 日"\nstart = [', 'span = "45 日"\nstart = [')
    example = (
        '[[example]]\ntitle = "收到"\nacts = [{ step = "receive", on = 2027-03-01 }]\nstage = "received"\n'
    )
    (folder / "procedures/reconsideration_2027.toml").write_text(f"{new}{GATE}{example}", encoding="utf-8")
    return folder


def application(house, day):
    """An application for reconsideration, received."""
    definition = house.catalogue.procedures.at("reconsideration", day)
    fields: dict[str, object] = {}
    for field in definition.step_of["receive"].fields:
        if field.required and not field.when:
            options = field.options[0] if field.options else ""
            kinds = {"int": 1, "bool": False, "date": day, "body": GOV, "choice": options}
            fields[field.id] = kinds.get(field.type, "某")
    return do(house, "reconsideration", "receive", "p1", JUSTICE, day, **fields).matter.id


@pytest.fixture
def cases(town):
    """One application refused on the fifth working day, one not yet accepted, one accepted."""
    refused = application(town, date(2024, 3, 1))
    definition = town.catalogue.procedures.at("reconsideration", date(2024, 3, 1))
    step = definition.step_of["refuse"]
    fields = {"refusal_ground": step.field("refusal_ground").options[2], "refusal_reasons": "没有利害关系"}
    do(town, "reconsideration", "refuse", "p2", JUSTICE, date(2024, 3, 8), refused, **fields)
    waiting = application(town, date(2024, 3, 11))
    accepted = application(town, date(2024, 3, 11))
    fields = {"conditions_met": True, "court_accepted": False}
    do(town, "reconsideration", "accept", "p1", JUSTICE, date(2024, 3, 13), accepted, **fields)
    at(town, date(2024, 3, 14))
    return {"refused": refused, "waiting": waiting, "accepted": accepted}


def test_each_rule_touched_is_told_with_before_after_and_article(town, amendment):
    told = preview_amendment(town, amendment)
    assert [f for f in told["findings"] if f["level"] == "error"] == []
    new = next(one for one in told["procedures"] if one["change"] == "new")
    assert (new["since"], new["held_against"]) == (date(2027, 1, 1), date(2024, 1, 1))
    rules = {rule["rule"]: rule for rule in new["rules"]}
    review = rules["reconsideration.limit.review"]
    assert (review["before"]["span"], review["after"]["span"]) == ("5 工作日", "3 工作日")
    assert "第三十条" in review["citation"]
    assert rules["reconsideration.gate.refusal_signed"]["change"] == "added"
    ended = next(one for one in told["procedures"] if one["change"] == "changed")
    assert [rule["after"].get("until") for rule in ended["rules"]] == [date(2026, 12, 31)]


def test_it_is_told_which_version_governs_each_open_matter_and_why(town, cases, amendment):
    told = {one["matter"]: one for one in preview_amendment(town, amendment)["open_matters"]}
    assert told.keys() == {cases["waiting"], cases["accepted"]}
    assert told[cases["waiting"]]["governed_by"] == "undecided"
    assert "2027-01-01 以后" in told[cases["waiting"]]["why"]
    assert told[cases["accepted"]]["governed_by"] == "pinned"
    assert "2024-03-13" in told[cases["accepted"]]["why"]
    due = {one["limit"]: one for one in told[cases["waiting"]]["due"]}
    assert (due["review"]["before"], due["review"]["after"]) == (date(2024, 3, 18), date(2024, 3, 14))


def test_closed_matters_are_lived_again_under_the_amendment(town, cases, amendment):
    closed = preview_amendment(town, amendment)["closed_matters"]
    assert closed["replayed"] == 1
    rules = {(one["matter"], one["step"], one["rule"]) for one in closed["refused"]}
    assert (cases["refused"], "refuse", "limit:review") in rules
    assert (cases["refused"], "refuse", "gate:refusal_signed") in rules
    assert [(one["matter"], one["limit"], one["due"]) for one in closed["late"]] == [
        (cases["refused"], "review", date(2024, 3, 6))
    ]


def test_figures_and_sentences_that_count_the_procedure_are_named(town, amendment):
    told = preview_amendment(town, amendment)
    assert "reconsideration_cases_concluded" in {one["id"] for one in told["indicators"]}
    assert "penalty_decisions" not in {one["id"] for one in told["indicators"]}
    named = {code for one in told["report_sentences"] for code in one["indicators"]}
    assert "reconsideration_cases_concluded" in named


def test_nothing_is_changed(town, cases, amendment):
    size, digest = town.ledger().size(), town.catalogue.digest
    preview_amendment(town, amendment)
    assert (town.ledger().size(), town.catalogue.digest) == (size, digest)
    at(town, date(2027, 3, 1))
    assert town.catalogue.procedures.at("reconsideration", date(2027, 3, 1)).since == date(2024, 1, 1)


def test_an_amendment_with_a_mistake_is_told_of_it(town, amendment):
    file = amendment / "procedures/reconsideration_2027.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"refuse"', '"refusee"', 1), encoding="utf-8")
    assert [f["level"] for f in preview_amendment(town, amendment)["findings"]][:1] == ["error"]


def test_a_folder_without_declarations_is_bad_input(town, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputFault, match="TOML"):
        preview_amendment(town, tmp_path / "empty")


def test_the_command_prints_a_table_or_json(house, town, cases, amendment, typed):
    told = typed("catalogue", "preview", amendment).out
    assert "span：5 工作日 → 3 工作日" in told
    assert "重演已结事项 1 件" in told
    answer = json.loads(typed("catalogue", "preview", amendment, "--json").out)
    assert set(answer) == {
        "findings",
        "procedures",
        "shared_rules",
        "indicators",
        "report_sentences",
        "open_matters",
        "closed_matters",
    }

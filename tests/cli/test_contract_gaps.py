"""Bad input ends with exit code 2 and one Chinese message; what depends on a day takes it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.usecases.small_town import GOV, JUSTICE, at

RULE = ("deadline", "reconsideration.decide", "--from", "2024-03-01")


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "null",
        '"suspend"',
        "[1]",
        '[{"on": "2024-04-01"}]',
        '[{"type": "stop", "on": "2024-04-01"}]',
        '[{"type": "suspend"}]',
        '[{"type": "suspend", "on": "2024-02-30"}]',
        '[{"type": "suspend", "on": 20240401}]',
        '[{"type": "exclude", "from": "2024-04-02", "to": "2024-04-01"}]',
        '[{"type": "extend", "on": "2024-04-01", "amount": "30", "unit": "calendar_day"}]',
        '[{"type": "extend", "on": "2024-04-01", "amount": 30, "unit": "days"}]',
        '[{"type": "suspend", "on": "2024-04-01", "becuase": "x"}]',
        "[",
    ],
)
def test_events_that_cannot_be_read_are_bad_input(typed, tmp_path, text):
    file = tmp_path / "events.json"
    file.write_text(text, encoding="utf-8")
    told = typed(*RULE, "--events", file, code=2)
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert "事件" in told.err or "文件" in told.err


def test_a_file_of_events_that_is_not_there_is_bad_input(typed, tmp_path):
    assert "读不出" in typed(*RULE, "--events", tmp_path / "none.json", code=2).err


def test_an_event_that_the_rule_does_not_allow_is_a_finding(told, tmp_path):
    file = tmp_path / "events.json"
    event = {"type": "extend", "on": "2024-05-01", "amount": 30, "unit": "calendar_day", "by": ""}
    file.write_text(json.dumps([event]), encoding="utf-8")
    answer = told(*RULE, "--events", file, code=1)
    assert answer["last_day"] == "2024-04-30"
    assert [finding["rule"] for finding in answer["findings"]] == ["deadline.extend_too_late"]


def test_while_a_count_is_stayed_today_says_up_to_when_it_is_reckoned(told, tmp_path):
    file = tmp_path / "events.json"
    file.write_text('[{"type": "suspend", "on": "2024-04-01"}]', encoding="utf-8")
    assert told(*RULE, "--events", file)["last_day"] is None
    answer = told(*RULE, "--events", file, "--today", "2024-04-10")
    assert (answer["last_day"], answer["status"]) == ("2024-05-10", "provisional")


@pytest.mark.parametrize("who", [("--official", "nobody"), ("--body", "999999")])
def test_duties_of_somebody_unknown_are_bad_input(typed, town, who):
    told = typed("duties", *who, code=2)
    assert told.out == ""
    assert "登记中没有" in told.err


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("reconsideration", "procedure"),
        ("penalty_decisions", "indicator"),
        ("annual", "report"),
        ("reconsideration.decide", "rule"),
        ("disclosure.publish", "rule"),
    ],
)
def test_every_kind_of_declaration_can_be_shown(told, name, kind):
    answer = told("catalogue", "show", name)
    assert (answer["id"], answer["kind"]) == (name, kind)
    assert answer["rung"] == "national"


def test_a_rule_is_shown_as_it_was_on_a_day(told):
    versions = told("catalogue", "show", "reconsideration.reply", "--on", "2023-06-01")["versions"]
    assert [(one["amount"], one["unit"]) for one in versions] == [(10, "calendar_day")]
    assert typed_units(told("catalogue", "show", "reconsideration.reply", "--on", "2024-06-01")) == [
        "workday"
    ]


def typed_units(answer) -> list[str]:
    return [one["unit"] for one in answer["versions"]]


def test_a_declaration_that_is_not_there_is_bad_input(typed):
    assert "目录中没有" in typed("catalogue", "show", "no_such_thing", code=2).err


def test_an_empty_folder_is_no_catalogue(told, tmp_path):
    assert [finding["rule"] for finding in told("catalogue", "check", tmp_path, code=1)] == [
        "catalogue.empty"
    ]


def test_a_folder_that_is_not_there_is_bad_input(typed, tmp_path):
    assert "没有文件夹" in typed("catalogue", "check", tmp_path / "none", code=2).err


# --- today ---------------------------------------------------------------------------------------


@pytest.fixture
def application(tmp_path):
    """The fields of an application, as a file."""
    file = tmp_path / "fields.json"
    fields = {
        "title": "不服处罚",
        "applicant": "某甲",
        "applicant_kind": "公民",
        "respondent": GOV,
        "field_of_administration": "市场监管",
        "act_kind": "行政处罚",
    }
    file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return file


def test_an_act_is_judged_by_the_day_that_is_given(told, town, application):
    at(town, date(2024, 3, 10))
    open_it = ("open", "leader_visit", "--by", "p1", "--on", "2024-03-08", "--body", JUSTICE)
    refused = told(*open_it, "--today", "2024-03-07", code=1)
    assert "date.future" in [finding["rule"] for finding in refused]
    judged = told(*open_it, "--today", "2024-03-08", code=1)
    assert "date.future" not in [finding["rule"] for finding in judged]


def test_today_is_never_a_day_to_come(typed, town):
    at(town, date(2024, 3, 10))
    open_it = ("open", "leader_visit", "--by", "p1", "--on", "2024-03-08", "--body", JUSTICE)
    assert "将来" in typed(*open_it, "--today", "2024-03-11", code=2).err


def test_a_report_is_written_as_of_a_day(typed, town, tmp_path):
    at(town, date(2024, 3, 10))
    early = typed("report", "annual", "--period", "2023", "--out", tmp_path / "a.md", "--today", "2023-06-01")
    late = typed("report", "annual", "--period", "2023", "--out", tmp_path / "b.md", "--today", "2024-02-01")
    assert "尚未结束" in early.err
    assert "尚未结束" not in late.err

"""The demonstration district: every act of its year passes the check, and its figures come out."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from guiju.kernel.indicator.definition import Indicator, Tally
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.scenario import Expansion, expand
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.catalogue.counting import value_of
from tests.catalogue.living import Lived, live

FOLDER = SHIPPED / "scenarios/demo_2023"
YEAR = (date(2023, 1, 1), date(2023, 12, 31))
PERIODS = {"2023": YEAR, "2023-08": (date(2023, 8, 1), date(2023, 8, 31))}
STATED = {
    "shufa_units": 46,
    "rule_of_law_governance_meetings": 2,
    "online_law_exam_participants": 8468,
    "online_law_exam_pass_rate": 100,
    "double_random_check_items": 100,
    "double_random_entities_inspected": 1496,
    "major_decisions_published": 1,
    "normative_docs_cleaned": 36,
    "enforcement_cert_verified": 207,
    "enforcement_exam_passed": 64,
    "reconsideration_cases_concluded": 103,
    "vice_principal_student_attendances": 100_000,
}

NOT_OF_A_DISTRICT = {"government_rule", "government_rule_project", "rule_filing", "filing_yearly_list"}
"""Rules (规章) are made by provinces and cities; a district has no power to make them."""
ONCE_A_YEAR = {
    "major_decision",
    "major_decision_catalogue",
    "normative_document_cleanup_campaign",
    "online_law_exam",
}
"""What a district does once a year or a few times: one catalogue of decisions, one issued, one exam."""
NOTHING_TO_COUNT = {
    "decision_hearings_held": "the year's decisions were heard in meetings and by open call",
    "decision_evaluations": "its one decision was issued in the year, too late to be evaluated",
    "decision_adjusted": "its one decision was neither adjusted nor stopped",
    "normative_docs_stopped_or_corrected": "no clause was stopped (in force from 2024) and no document annulled",
    "licence_hearings_not_held": "every hearing that was asked for was held in time",
    "false_promises": "no promise was found to be false",
    "judicial_suggestions_in_time_rate": "the rules began on 2023-11-16: two months end in the next year",
    "document_suggestions_in_time_rate": "the rules began on 2023-11-16: no period ends within the year",
}
"""Indicators that count nothing in the year, and why."""


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


@cache
def told() -> Expansion:
    tables = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}
    return expand(tables, catalogue().procedures, catalogue().calendar)


@cache
def lived() -> Lived:
    return live(catalogue(), told().acts)


def figure(name: str, period: tuple[date, date] = YEAR) -> Decimal | None:
    indicator: Indicator = catalogue().indicators[name]
    return value_of(indicator, lived().facts, period)


def test_the_tables_are_without_fault():
    assert told().findings == ()


def test_the_story_says_that_it_is_invented():
    story = told().story
    assert story is not None
    assert "虚构" in story.notice
    assert all(area.code.startswith("99") for area in story.areas)


def test_the_check_refuses_none_of_its_acts():
    assert lived().refused == []


def test_it_is_some_thousands_of_matters_and_few_acts_each():
    matters = len({act.key for act in told().acts})
    assert 15_000 <= matters <= 25_000
    assert len(told().acts) <= 46_000


@pytest.mark.parametrize(("name", "value"), STATED.items())
def test_a_figure_of_the_year_comes_out(name, value):
    assert figure(name) == value


def test_all_annotated_figures_come_out(shared):
    lines = (shared / "gold/004.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        wanted, found = row["value"] * row["scale"], figure(row["indicator"], PERIODS[row["period"]])
        assert found is not None
        assert found >= wanted if row["approx"] == "at_least" else found == wanted, row["indicator"]
        assert catalogue().indicators[row["indicator"]].unit == row["unit"]


def test_codes_that_others_know_keep_their_unit(shared):
    table = (shared / "gold/indicators.csv").read_text(encoding="utf-8").splitlines()[1:]
    units = {line.split(",")[0]: line.split(",")[2].split("|") for line in table}
    ours = {name: one.unit for name, one in catalogue().indicators.items() if name in units}
    assert len(ours) >= 60
    assert {name: unit for name, unit in ours.items() if unit not in units[name]} == {}


def test_every_indicator_of_the_report_counts_something():
    told = {name for report in catalogue().reports.values() for name in report.indicators}
    assert len(told) > 20
    assert [name for name in sorted(told) if not figure(name)] == []


def test_every_procedure_in_force_is_lived_through_ten_times():
    matters = Counter(matter.definition.id for matter in lived().matters.values())
    in_force = {one.id for one in catalogue().procedures if any(one.in_force(day) for day in YEAR)}
    few = {name for name in in_force - NOT_OF_A_DISTRICT - ONCE_A_YEAR if matters[name] < 10}
    assert sorted(few) == []
    assert all(1 <= matters[name] < 10 for name in ONCE_A_YEAR)


def test_every_indicator_counts_something():
    """Unless nothing of it can have happened in the year, or the list says why nothing did."""
    missing = {name for name, one in catalogue().indicators.items() if not figure(name) and can_count(one)}
    assert sorted(missing - NOTHING_TO_COUNT.keys()) == []


def test_what_is_said_to_count_nothing_does_count_nothing():
    assert sorted(name for name in NOTHING_TO_COUNT if figure(name)) == []
    assert sorted(NOTHING_TO_COUNT.keys() - catalogue().indicators.keys()) == []


def can_count(indicator: Indicator) -> bool:
    """Whether all it speaks of was in force in the year, at a body that a district has."""
    tallies = (indicator.tally, indicator.numerator, indicator.denominator)
    return all(can_tally(tally) for tally in tallies if tally is not None)


def can_tally(tally: Tally) -> bool:
    """Whether a version in force in the year has the steps or limits that the tally asks for."""
    ids = asked(tally, "procedure") or set(catalogue().procedures.ids())
    versions = [one for name in ids - NOT_OF_A_DISTRICT for one in catalogue().procedures.versions(name)]
    lived = [one for one in versions if one.in_force(YEAR[0]) or one.in_force(YEAR[1])]
    wanted = asked(tally, "limit" if tally.fact == "limits" else "step")
    return any((not wanted or wanted & parts(one, tally.fact)) and has_fields(one, tally) for one in lived)


def has_fields(version: Definition, tally: Tally) -> bool:
    """Whether the version has the fields that the tally asks for, and one of the options."""
    options = {one.id: set(one.options) for step in version.steps for one in step.fields}
    for where in tally.where:
        name = where.column.removeprefix("f_")
        if where.column.startswith("f_") and name not in options:
            return False
        if where.comparison in ("eq", "in") and options.get(name) and not options[name] & set(where.values):
            return False
    return True


def asked(tally: Tally, column: str) -> set[str]:
    return {
        str(v) for w in tally.where if w.column == column and w.comparison in ("eq", "in") for v in w.values
    }


def parts(version: Definition, fact: str) -> set[str]:
    """The steps (for limits, the limits) that applied in the year."""
    entries = version.limits if fact == "limits" else version.steps
    return {one.id for one in entries if any(one.basis.applies_on(day) for day in YEAR)}


def test_the_year_has_what_a_real_one_has():
    steps = Counter((act.procedure, act.step) for act in told().acts)
    assert steps["reconsideration", "withdraw_application"] >= 1
    assert steps["reconsideration", "extend"] >= 1
    assert sum(count for (_, step), count in steps.items() if step == "@correct") >= 20
    outcomes = Counter((m.definition.id, m.outcome) for m in lived().matters.values())
    assert outcomes["major_decision", "rejected"] == 1
    late = Counter(row["procedure"] for row in lived().facts["acts"] if row["late"])
    assert late["double_random_inspection"] >= 10
    overdue = Counter(row["procedure"] for row in lived().facts["limits"] if row["in_time"] is False)
    assert {"reconsideration", "penalty", "double_random_inspection", "duty_report"} <= set(overdue)


def test_reconsideration_crosses_from_the_old_text_to_the_new():
    texts = Counter(
        (m.definition.since.year, m.opened_on.year)
        for m in lived().matters.values()
        if m.definition.id == "reconsideration" and m.latest("accept")
    )
    assert texts[2024, 2023] == 5
    assert texts[2018, 2022] >= 1
    assert texts[2018, 2023] > 90


def test_nothing_is_recorded_outside_office_hours_by_much():
    hours = Counter(act.recorded_at.hour for act in told().acts)
    assert min(hours) >= 8
    assert sum(count for hour, count in hours.items() if hour >= 18) < len(told().acts) / 100

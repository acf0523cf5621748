"""Instruments and their versions through time."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.kernel.finding import Finding
from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.instrument import Instrument, Instruments, InstrumentVersion, name_clashes

OLD = InstrumentVersion(
    "2017", "2017年修正", in_force_from=date(2018, 1, 1), in_force_until=date(2023, 12, 31)
)
NEW = InstrumentVersion("2023", "2023年修订", in_force_from=date(2024, 1, 1))
RECONSIDERATION = Instrument("行政复议法", "中华人民共和国行政复议法", "法律", (OLD, NEW), ("复议法",))
MEDIATION = Instrument("人民调解法", "中华人民共和国人民调解法", "法律", (InstrumentVersion("2010"),))
ALL = Instruments.of([RECONSIDERATION, MEDIATION])


@pytest.mark.parametrize(("on", "in_force"), [(date(2023, 12, 31), False), (date(2024, 1, 1), True)])
def test_a_version_is_in_force_from_its_first_day(on, in_force):
    assert ALL.in_force(parse_compact("行政复议法(2023)#62"), on) is in_force


def test_the_version_of_a_day_is_found():
    assert RECONSIDERATION.at(date(2023, 12, 31)) is OLD
    assert RECONSIDERATION.at(date(2024, 1, 1)) is NEW
    assert RECONSIDERATION.at(date(2010, 1, 1)) is None


@pytest.mark.parametrize("name", ["行政复议法", "复议法", "中华人民共和国行政复议法"])
def test_short_name_alias_and_title_lead_to_one_instrument(name):
    assert ALL.find(name) is RECONSIDERATION
    assert ALL.canonical(parse_compact(f"{name}(2023)#1")).compact() == "行政复议法(2023)#1"


@pytest.mark.parametrize("text", ["人民调解法#33", "人民调解法(2010)#33"])
def test_the_year_may_be_left_out_where_there_is_one_version(text):
    assert ALL.resolve(parse_compact(text)) == MEDIATION.versions[0]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("行政复议法#62", "citation.version_missing"),
        ("行政复议法(1999)#62", "citation.unknown_version"),
        ("复审法#62", "citation.unknown_instrument"),
    ],
)
def test_what_cannot_be_resolved_is_a_finding_with_what_is_known(text, rule):
    finding = ALL.resolve(parse_compact(text), "a.toml:gate")
    assert isinstance(finding, Finding)
    assert (finding.level, finding.rule, finding.place) == ("error", rule, "a.toml:gate")


def test_a_missing_year_is_answered_with_the_known_years():
    finding = ALL.resolve(parse_compact("行政复议法#62"))
    assert "行政复议法(2017)、行政复议法(2023)" in finding.message


def test_a_declaration_may_not_rest_on_a_text_not_in_force():
    cited = parse_compact("行政复议法(2023)#62")
    assert ALL.check(cited, date(2024, 1, 1), None, "x") == []
    (finding,) = ALL.check(cited, date(2023, 6, 1), None, "x")
    assert (finding.level, finding.rule) == ("warning", "citation.not_in_force")
    assert "2024-01-01至今" in finding.message


def test_an_unknown_first_day_is_not_held_against_the_text():
    assert ALL.in_force(parse_compact("人民调解法#1"), date(1990, 1, 1))


def test_two_instruments_may_not_share_a_name():
    twin = Instrument("复议法", "另一部复议法", "法律", (InstrumentVersion("2020"),))
    (finding,) = name_clashes([RECONSIDERATION, twin], "law/instruments.toml")
    assert finding.rule == "instrument.name_clash"
    assert "复议法" in finding.message


def test_versions_may_not_overlap():
    late = InstrumentVersion("2023", in_force_from=date(2023, 12, 31))
    (finding,) = name_clashes([Instrument("甲法", "甲法", "法律", (OLD, late))], "x")
    assert (finding.rule, finding.place) == ("instrument.overlap", "x:instrument[甲法]")


def test_the_title_of_an_unknown_instrument_is_its_name():
    assert ALL.title_of(parse_compact("复审法(2020)#1")) == ("复审法", "2020")

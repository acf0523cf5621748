"""Rules as dated values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from guiju.errors import NotFound
from guiju.kernel.ids import RuleId
from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.rule import Rule, RuleBook, RuleVersion
from guiju.kernel.law.span import Span

OLD = RuleVersion(
    RuleId("service.penalty"),
    Span(7, "calendar_day"),
    "last_day",
    "自宣告之日起",
    (parse_compact("行政处罚法(2017)#40"),),
    until=date(2021, 7, 14),
)
NEW = replace(
    OLD,
    span=Span(7, "workday"),
    cites=(parse_compact("行政处罚法(2021)#61.1"), parse_compact("行政处罚法(2021)#85")),
    since=date(2021, 7, 15),
    until=None,
)
RULE = Rule(RuleId("service.penalty"), "送达", "start", (OLD, NEW))


def test_seven_days_are_working_days_since_2021_07_15():
    book = RuleBook.of([RULE])
    assert book.at("service.penalty", date(2021, 7, 14)).span == Span(7, "calendar_day")
    assert book.at("service.penalty", date(2021, 7, 15)).span == Span(7, "workday")


def test_a_rule_prints_all_its_articles():
    assert NEW.citation() == "《行政处罚法》（2021）第六十一条第一款；《行政处罚法》（2021）第八十五条"


def test_an_unknown_rule_is_not_found():
    with pytest.raises(NotFound, match="没有期限规则“x”"):
        RuleBook.of([RULE]).at("x", date(2024, 1, 1))


def test_a_day_that_no_version_covers_is_answered_with_those_that_are():
    book = RuleBook.of([Rule(RULE.id, "送达", "start", (NEW,))])
    with pytest.raises(NotFound, match="2021-07-15至今"):
        book.at("service.penalty", date(2020, 1, 1))


def test_a_misspelt_rule_is_answered_with_the_nearest():
    with pytest.raises(NotFound, match=r"相近的有service\.penalty"):
        RuleBook.of([RULE]).at("service.penalti", date(2024, 1, 1))


def test_a_day_between_two_texts_is_answered_with_the_rule_that_stands_in_for_them():
    stand_in = Rule(RuleId("service.penalty_before"), "送达（此前）", "start", (OLD,))
    book = RuleBook.of([Rule(RULE.id, "送达", "start", (NEW,)), stand_in])
    with pytest.raises(NotFound, match=r"2020-01-01适用的另见service\.penalty_before"):
        book.at("service.penalty", date(2020, 1, 1))


def test_versions_kept_in_two_files_make_one_rule():
    book = RuleBook.of([Rule(RULE.id, "送达", "start", (OLD,))], [Rule(RULE.id, "送达", "start", (NEW,))])
    assert len(book) == 1
    assert book.at("service.penalty", date(2022, 1, 1)).span.unit == "workday"


def test_two_versions_that_count_differently_on_one_day_conflict():
    (finding,) = RuleBook.of([replace(RULE, versions=(replace(OLD, until=None), NEW))]).check()
    assert (finding.level, finding.rule) == ("error", "rule.conflict")
    assert "2021-07-15" in finding.message
    assert "7 日" in finding.message


def test_two_versions_that_count_alike_are_only_a_warning():
    twin = replace(NEW, cites=(parse_compact("行政处罚法(2021)#61"),), gist="另一种说法")
    (finding,) = RuleBook.of([replace(RULE, versions=(NEW, twin))]).check()
    assert (finding.level, finding.rule) == ("warning", "rule.duplicate")


def test_versions_that_follow_one_another_are_in_order():
    assert RuleBook.of([RULE]).check() == []

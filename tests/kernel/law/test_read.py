"""Data → instruments, rules and limits, or every finding at once."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.read import instruments_from_table, rule_version_from_limit, rules_from_tables
from guiju.kernel.law.span import Span

INSTRUMENTS = """
format = 1
[[instrument]]
short = "行政复议法"
title = "中华人民共和国行政复议法"
rank = "法律"
aliases = ["复议法"]
[[instrument.version]]
key = "2023"
label = "2023年修订"
in_force_from = 2024-01-01
texts = ["行政复议法(2023-09-01)"]
"""
RULES = """
format = 1
[[rule]]
id = "service.penalty"
title = "送达"
governs_by = "start"
  [[rule.version]]
  since = 2021-07-15
  span = "7 工作日"
  start_text = "自宣告之日起"
  cites = ["行政处罚法(2021)#61.1"]
"""
LIMIT = """
id = "decide"
title = "作出复议决定的期限"
duty = "decide"
span = "60 日"
start = { step = "accept", day = "happened_on" }
start_text = "自受理行政复议申请之日起"
rolls = "民事诉讼法(2023)#85.3"
extend = [{ step = "extend", span = "30 日", times = 1, approver = "行政复议机构的负责人", cites = ["行政复议法(2023)#62.1"] }]
suspend = [{ from = "suspend", to = "resume", cites = ["行政复议法(2023)#39"] }]
exclude = [{ from = "send_appraisal", to = "appraisal_back", cites = ["行政复议法(2023)#46"] }]
restart = [{ step = "resubmit", cites = ["行政复议法(2023)#31"] }]
consequence = "逾期未作出的，申请人可以依法起诉。"
cites = ["行政复议法(2023)#62.1"]
source = "text"
"""


def limit(change: str = "", old: str = "", new: str = ""):
    table = tomllib.loads(LIMIT.replace(old, new) if old else LIMIT + change)
    return rule_version_from_limit(
        table, "p.toml:limit[1]", date(2024, 1, 1), None, (), "reconsideration.decide"
    )


def test_instruments_are_read():
    (instrument,) = instruments_from_table(tomllib.loads(INSTRUMENTS))
    assert instrument.versions[0].in_force_from == date(2024, 1, 1)
    assert instrument.aliases == ("复议法",)


def test_rules_are_read_with_their_articles():
    (rule,) = rules_from_tables({"service.toml": tomllib.loads(RULES)})
    assert rule.governs_by == "start"
    assert rule.at(date(2021, 7, 15)).cites == (parse_compact("行政处罚法(2021)#61.1"),)


def test_a_limit_of_a_procedure_is_a_rule():
    version = limit()
    assert (version.rule, version.span, version.direction) == (
        "reconsideration.decide",
        Span(60, "calendar_day"),
        "last_day",
    )
    assert version.rolls == parse_compact("民事诉讼法(2023)#85.3")
    assert version.extensions[0].step == "extend"
    assert (version.suspensions[0].begins, version.suspensions[0].ends) == ("suspend", "resume")
    assert version.restarts[0].begins == "resubmit"
    assert (version.since, version.until) == (date(2024, 1, 1), None)


def test_a_limit_without_articles_takes_those_of_its_procedure():
    table = {"span": "60 日"}
    version = rule_version_from_limit(table, "p.toml:limit[1]", None, None, (parse_compact("甲法#1"),))
    assert version.cites == (parse_compact("甲法#1"),)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('span = "60 日"', 'span = "60"', "span"),
        ('span = "60 日"\n', "", "span"),
        ('cites = ["行政复议法(2023)#62.1"]\nsource', 'cites = ["行政复议法 62"]\nsource', "cites"),
        ('cites = ["行政复议法(2023)#62.1"]\nsource', "cites = []\nsource", "cites"),
        ('source = "text"', 'source = "guess"', "source"),
        ('rolls = "民事诉讼法(2023)#85.3"', "rolls = true", "rolls"),
        ("times = 1", "times = 0", "times"),
        ("times = 1", "twice = true", "twice"),
        ('span = "30 日"', 'span = "三十"', "span"),
        ('id = "decide"', 'id = "decide"\nforce = "should"', "force"),
        ('id = "decide"', 'id = "decide"\ndirection = "back"', "direction"),
        ('id = "decide"', 'id = "decide"\ndirection = "latest_before"', "rolls"),
    ],
)
def test_a_fault_in_a_limit_is_found_with_its_key(old, new, key):
    findings = limit(old=old, new=new)
    assert isinstance(findings, list)
    assert [finding.place for finding in findings if finding.place.endswith(f".{key}")]
    assert all(finding.place.startswith("p.toml:limit[1]") for finding in findings)


def test_all_faults_of_a_file_are_found_at_once():
    broken = RULES.replace('governs_by = "start"', "").replace("7 工作日", "七周").replace("#61.1", "第61条")
    findings = rules_from_tables({"service.toml": tomllib.loads(broken)})
    assert {finding.place.rsplit(".", 1)[-1] for finding in findings} == {"governs_by", "span", "cites"}
    assert all(finding.place.startswith("service.toml:rule[service.penalty]") for finding in findings)


def test_which_day_governs_has_no_default():
    (finding,) = rules_from_tables({"a.toml": tomllib.loads(RULES.replace('governs_by = "start"', ""))})
    assert "没有默认值" in finding.message


def test_a_rule_may_be_declared_once():
    findings = rules_from_tables({"a.toml": tomllib.loads(RULES), "b.toml": tomllib.loads(RULES)})
    assert [finding.rule for finding in findings] == ["rule.duplicate_id"]


def test_conflicting_versions_are_found_when_read():
    more = '  [[rule.version]]\n  span = "7 日"\n  start_text = "自宣告之日起"\n  cites = ["行政处罚法(2017)#40"]\n'
    findings = rules_from_tables({"a.toml": tomllib.loads(RULES + more)})
    assert [finding.rule for finding in findings] == ["rule.conflict"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("format = 1", "format = 2", "format = 1"),
        ('rank = "法律"', 'rank = "法"', "rank"),
        ('key = "2023"', 'key = "23"', "四位年份"),
        ("in_force_from = 2024-01-01", 'in_force_from = "2024-01-01"', "不加引号"),
        (
            "in_force_from = 2024-01-01",
            "in_force_from = 2024-01-01\nin_force_until = 2023-01-01",
            "早于施行日",
        ),
        ('label = "2023年修订"', "adopted = 2024-09-01", "早于通过或者公布日"),
        ('label = "2023年修订"', "adopted = 2022-09-01", "应当是该文本的年份2022"),
        ('short = "行政复议法"', 'short = "行政复议法(新)"', "半角括号"),
        ('aliases = ["复议法"]', 'alias = "复议法"', "不认识的键"),
        (
            "[[instrument.version]]",
            '[[instrument.version]]\nkey = "2023"\n[[instrument.version]]',
            "登记了两次",
        ),
    ],
)
def test_a_fault_in_the_instruments_says_what_instead(old, new, words):
    findings = instruments_from_table(tomllib.loads(INSTRUMENTS.replace(old, new)))
    assert isinstance(findings, list)
    assert any(words in finding.message for finding in findings)

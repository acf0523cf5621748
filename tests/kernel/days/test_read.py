"""Data → calendar, or every finding at once."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from guiju.errors import Refused
from guiju.kernel.days.calendar import YearTable
from guiju.kernel.days.read import calendar_from_tables, year_from_table

YEAR = """
format = 1
year = 2027
status = "official"
source = "试验用通知"
[[festival]]
name = "春节"
rest = [2027-02-05, 2027-02-06]
work = [2027-02-07]
"""


def test_a_year_is_read():
    table = year_from_table(tomllib.loads(YEAR), "2027.toml")
    assert isinstance(table, YearTable)
    assert table.rest == {date(2027, 2, 5): "春节", date(2027, 2, 6): "春节"}
    assert table.work == {date(2027, 2, 7): "春节"}


@pytest.mark.parametrize("name", ["2027", "2027.toml", "days/2027.toml"])
def test_files_may_be_named_with_or_without_folder_and_ending(name):
    assert calendar_from_tables({name: tomllib.loads(YEAR)}).day(date(2027, 2, 5)).rest


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("format = 1", "", "format = 1"),
        ("year = 2027", "", "缺少“year”"),
        ('status = "official"', "", "缺少“status”"),
        ('status = "official"', 'status = "final"', "official、provisional"),
        ('source = "试验用通知"', "", "缺少“source”"),
        ("rest = [2027-02-05", 'rest = ["2027-02-05"', "不加引号"),
        ("2027-02-06]", "2026-02-06]", "不在2027年"),
        ("work = [2027-02-07]", "work = [2027-02-06]", "已登记过"),
        ("work = [2027-02-07]", "work = [2027-02-08]", "本来就是周一至周五"),
        ("work =", "labour =", "不认识的键"),
        ('name = "春节"', "", "缺少“name”"),
    ],
)
def test_a_fault_is_found_with_what_instead(old, new, words):
    findings = year_from_table(tomllib.loads(YEAR.replace(old, new)), "2027.toml")
    assert isinstance(findings, list)
    assert any(words in finding.message for finding in findings)
    assert all(finding.place.startswith("2027.toml") for finding in findings)


def test_all_faults_of_all_files_are_refused_together():
    broken = tomllib.loads(YEAR.replace('status = "official"', "").replace("2027-02-07", "2027-02-08"))
    with pytest.raises(Refused) as refused:
        calendar_from_tables({"2027": broken, "2028": tomllib.loads(YEAR)})
    rules = [finding.rule for finding in refused.value.findings]
    assert rules == ["declaration.missing", "days.not_weekend", "days.duplicate"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"format": 1, "version": [{"cites": ["甲法(2020)#2"]}]}, "缺少“since”"),
        ({"format": 1, "version": [{"since": date(2025, 1, 1)}]}, "缺少“cites”"),
        (
            {
                "format": 1,
                "version": [
                    {
                        "since": date(2025, 1, 1),
                        "cites": ["甲法#2"],
                        "fixed": [{"name": "元旦", "days": ["1-1"]}],
                    }
                ],
            },
            "10-01",
        ),
    ],
)
def test_faults_in_the_fixed_holidays_are_found(table, words):
    with pytest.raises(Refused) as refused:
        calendar_from_tables({"statutory.toml": table})
    assert any(words in finding.message for finding in refused.value.findings)

"""Reading an outline: every fault at once, with its key and what to write instead."""

from __future__ import annotations

import pytest

from guiju.kernel.document.outline import unknown_indicators
from guiju.kernel.document.read import read_outline
from tests.kernel.document.sample import outline, tables


def section(**changes):
    return {"id": "s", "title": "部分", "sentences": [{"text": "句。"}], **changes}


def sentence(**changes):
    return [section(sentences=[changes])]


def test_a_good_outline_has_no_findings_and_knows_its_indicators():
    assert outline().indicators == ("cases", "mediated", "copies", "pass_rate")


BROKEN = {
    "no format": ({"format": None}, "format", "format = 1"),
    "another format": ({"format": 2}, "format", "format = 1"),
    "unknown key": ({"titel": "报告"}, "titel", "title"),
    "a number for a title": ({"title": 3}, "title", "文字"),
    "no citation": ({"cites": None}, "cites", "缺少"),
    "a citation that is none": ({"cites": ["行政复议法(2023)#0"]}, "cites", "引用"),
    "no section": ({"section": []}, "section", "[[section]]"),
    "an empty section": ({"section": [section(sentences=[])]}, "sentences", "空"),
    "braces that say nothing": ({"section": sentence(text="{案件}件")}, "text", "空位"),
    "a form that does not exist": ({"section": sentence(text="{cases:yi}件")}, "text", "wan"),
    "an undeclared field": ({"section": sentence(text="{text:nowhere}")}, "text", "nowhere"),
    "a zero statement without a figure": ({"section": sentence(text="句。", zero="无。")}, "zero", "删去"),
    "a condition that is none": ({"section": sentence(text="句。", when=[["cases", "gt", 1]])}, "when", "ge"),
    "a condition without a number": (
        {"section": sentence(text="句。", when=[["cases", "ge", "多"]])},
        "when",
        "ge",
    ),
    "two sections of one id": ({"section": [section(), section()]}, "section", "两次"),
    "a date as text": ({"since": "2019-04-15"}, "since", "日期"),
    "a flag as text": ({"section": [section(required="是")]}, "required", "true"),
    "sentences as text": ({"section": [section(sentences="句。")]}, "sentences", "列表"),
}


@pytest.mark.parametrize(("change", "key", "hint"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_outline_is_refused_with_its_key_and_what_instead(change, key, hint):
    data = {name: value for name, value in tables(**change).items() if value is not None}
    read, findings = read_outline(data, "reports/sample.toml")
    assert read is None
    assert any(key in finding.place and hint in finding.message for finding in findings)
    assert all(finding.place.startswith("reports/sample.toml") for finding in findings)


def test_all_faults_are_told_at_once():
    _, findings = read_outline(tables(format=9, title=1, cites=["#"], since="x"), "f")
    assert len(findings) >= 4


def test_headings_go_four_levels_deep_and_no_deeper():
    deepest = {"id": "e", "title": "五层", "sentences": [{"text": "句。"}]}
    for level in ("d", "c", "b"):
        deepest = {"id": level, "title": level, "item": [deepest]}
    _, findings = read_outline(tables(section=[section(item=[deepest])]), "f")
    assert [finding.rule for finding in findings if "四层" in finding.message] == ["declaration.level"]


def test_an_indicator_the_catalogue_does_not_know_is_found():
    found = unknown_indicators(outline(), {"cases", "copies", "pass_rate"})
    assert ["mediated" in finding.message for finding in found] == [True]

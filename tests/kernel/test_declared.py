"""Declared data is read with care: every fault is told with file, key and what to write instead."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from guiju.kernel.declared import Table, inside, nearest, opened
from guiju.kernel.law.read_citation import read_citation, read_cites

WHOLE = """
format = 1
title = "表"
names = ["甲", "乙"]
open = true
count = 3
since = 2024-01-01
rest = [2024-02-10, 2024-02-11]
kind = "full"
cites = ["行政复议法(2023)#62.1"]
[one]
key = 1
[[many]]
id = "first"
[[many]]
title = "no id"
[[many]]
id = "first"
"""


def table(text: str = WHOLE) -> Table:
    return Table(tomllib.loads(text), "x.toml", [])


def told(read, text: str) -> tuple[str, str, str]:
    given = table(text)
    read(given)
    (finding,) = given.findings
    assert finding.level == "error"
    return finding.rule, finding.place, finding.message


def test_what_is_well_written_is_read_as_it_stands():
    t = opened(tomllib.loads(WHOLE), "x.toml", [], 1)
    assert (t.text("title", required=True), t.texts("names"), t.flag("open")) == ("表", ("甲", "乙"), True)
    assert (t.number("count", least=3), t.day("since")) == (3, date(2024, 1, 1))
    assert t.days("rest") == (date(2024, 2, 10), date(2024, 2, 11))
    assert t.one_of("kind", ("full", "part")) == "full"
    assert [citation.compact() for citation in read_cites(t)] == ["行政复议法(2023)#62.1"]
    assert t.table("one").number("key") == 1
    assert len(t.tables("many")) == 3
    t.close()
    assert t.findings == []


def test_what_is_left_out_has_its_default_without_a_fault():
    t = table("")
    assert (t.text("a"), t.text("a", "b"), t.texts("a"), t.flag("a", default=True)) == ("", "b", (), True)
    assert (t.number("a"), t.number("a", 2), t.day("a"), t.days("a")) == (None, 2, None, ())
    assert (t.one_of("a", ("full",), "full"), t.table("a"), t.tables("a")) == ("full", None, [])
    assert (read_cites(t, default=()), read_citation(t, "a")) == ((), None)
    assert t.findings == []


FAULTS = {
    "a required text missing": (lambda t: t.text("a", required=True), "", "missing", "文字"),
    "a required text blank": (lambda t: t.text("a", required=True), 'a = " "', "type", "非空"),
    "a number for a text": (lambda t: t.text("a"), "a = 3", "type", "数 3"),
    "required texts missing": (lambda t: t.texts("a", required=True), "", "missing", "列表"),
    "a number among texts": (lambda t: t.texts("a"), 'a = ["甲", 2]', "type", "却有数 2"),
    "a single text where a list must stand": (
        lambda t: t.texts("a", alone=False),
        'a = "甲"',
        "type",
        "列表",
    ),
    "a text for a flag": (lambda t: t.flag("a"), 'a = "true"', "type", "true 或 false"),
    "a flag for a number": (lambda t: t.number("a"), "a = true", "type", "整数"),
    "a number too small": (lambda t: t.number("a", least=1), "a = 0", "type", "不小于1"),
    "a date in quotes": (lambda t: t.day("a"), 'a = "2024-01-01"', "type", "不加引号"),
    "a moment for a date": (lambda t: t.day("a"), "a = 2024-01-01T08:00:00", "type", "日期"),
    "a required date missing": (lambda t: t.day("a", required=True), "", "missing", "日期"),
    "a moment among dates": (lambda t: t.days("a"), "a = [2024-01-01T08:00:00]", "type", "却有日期"),
    "a choice missing": (lambda t: t.one_of("a", ("full", "part")), "", "missing", "full、part"),
    "a choice misspelt": (lambda t: t.one_of("a", ("full", "part")), 'a = "ful"', "choice", "是不是“full”"),
    "a choice left blank": (lambda t: t.one_of("a", ("full",), "full"), 'a = ""', "choice", "full"),
    "a choice that is no text": (lambda t: t.one_of("a", ("full",), "full"), "a = [1]", "type", "full"),
    "a list for a table": (lambda t: t.table("a"), "a = [1]", "type", "[a]"),
    "a table for a list of tables": (lambda t: t.tables("a"), "a = { b = 1 }", "type", "[[a]]"),
    "an unknown key with a near one": (lambda t: (t.text("ab"), t.close()), "a = 1", "unknown_key", "“ab”？"),
    "an unknown key": (lambda t: (t.text("title"), t.close()), "a = 1", "unknown_key", "可选：title"),
    "citations missing": (lambda t: read_cites(t, "a"), "", "uncited", "行政复议法(2023)#62"),
    "no citation in the list": (lambda t: read_cites(t, "a"), "a = []", "uncited", "行政复议法(2023)#62"),
    "a citation outside a list": (lambda t: read_cites(t, "a"), 'a = "行政复议法(2023)#62"', "type", "列表"),
    "a citation that is none": (lambda t: read_cites(t, "a"), 'a = ["第62条 "]', "citation", "应写成"),
    "a single citation that is none": (lambda t: read_citation(t, "a"), "a = true", "citation", "应写成"),
}


@pytest.mark.parametrize(("read", "text", "rule", "instead"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_key_and_what_instead(read, text, rule, instead):
    found, place, message = told(read, text)
    assert (found, place) == (f"declaration.{rule}", "x.toml:a")
    assert "“a”" in message or rule == "citation"
    assert instead in message


@pytest.mark.parametrize("text", ["", "format = 2", "format = true", "format = 1.0", 'format = "1"'])
def test_a_file_of_another_format_is_refused(text):
    (finding,) = opened(tomllib.loads(text), "x.toml", [], 1).findings
    assert (finding.rule, finding.place) == ("declaration.format", "x.toml:format")
    assert "format = 1" in finding.message


def test_a_place_is_file_colon_key_and_names_entries_by_id_else_by_number():
    t = table()
    assert [below.place for below in t.tables("many")] == [f"x.toml:many[{n}]" for n in ("first", "2", "3")]
    assert t.tables("many", by="title")[1].place == "x.toml:many[no id]"
    assert t.table("one").below("deep[1]", {}).place == "x.toml:one.deep[1]"
    assert (inside("x.toml", "a"), inside("x.toml:a[b]", "c"), inside("x.toml", "")) == (
        "x.toml:a",
        "x.toml:a[b].c",
        "x.toml",
    )


def test_faults_of_inner_tables_are_gathered_with_those_outside():
    t = table()
    for below in (t, t.table("one"), *t.tables("many")):
        below.text("name", required=True)
    assert [finding.place for finding in t.findings] == [
        "x.toml:name",
        "x.toml:one.name",
        "x.toml:many[first].name",
        "x.toml:many[2].name",
        "x.toml:many[3].name",
    ]


def test_keys_left_to_another_reader_are_not_unknown():
    t = table("a = 1\nb = 2")
    t.leave("a")
    t.close()
    assert [finding.place for finding in t.findings] == ["x.toml:b"]


def test_the_nearest_name_is_asked_for_and_else_all_are_listed():
    assert nearest("titel", {"title", "gist"}) == "是不是“title”？"
    assert nearest("zzz", {"title", "gist"}) == "可选：gist、title"
    assert nearest("zzz", ("title", "gist")) == "可选：title、gist"

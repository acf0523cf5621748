"""A declaration is read whole, or every fault in it is told at once with what to write instead."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from guiju.kernel.indicator.definition import Measure, Where
from guiju.kernel.indicator.read import read
from tests.exams.figure_questions import COLUMNS

WHOLE = """
format = 1

[[indicator]]
id = "reconsideration_cases_concluded"
title = "审结行政复议案件件数"
unit = "件"
systems = ["S96"]
cites = ["行政复议法(2023)#62"]
gist = "报告期内以决定、终止等方式结案的行政复议案件。"
fact = "matters"
where = [["procedure", "eq", "reconsideration"], ["closed_on", "within_period"]]
measure = "count"

[[indicator]]
id = "fines"
title = "罚款金额"
unit = "元"
cites = ["行政处罚法(2021)#57"]
fact = "acts"
where = [["happened_on", "within_period"], ["f_amount", "between", [0.5, 100000]], ["f_result", "in", ["维持", "撤销"]]]
measure = "sum:f_amount"

[[indicator]]
id = "in_time_rate"
title = "按期办结率"
unit = "%"
cites = ["行政复议法(2023)#62.1"]
[indicator.numerator]
fact = "limits"
where = [["due_on", "within_period"], ["in_time", "eq", true]]
measure = "count"
[indicator.denominator]
fact = "limits"
where = [["due_on", "within_period"]]
measure = "count"
"""
OPTIONS = {"matters": {"procedure": {"reconsideration", "penalty"}}, "acts": {"f_result": {"维持", "撤销"}}}


def findings_of(text, **more):
    return read({"x.toml": tomllib.loads(text)}, COLUMNS, OPTIONS, **more).findings


def test_a_sound_file_is_read_without_findings():
    reading = read({"x.toml": tomllib.loads(WHOLE)}, COLUMNS, OPTIONS)
    assert reading.findings == ()
    assert reading.is_clean
    concluded, fines, rate = reading.indicators
    assert concluded.tally.where == (
        Where("procedure", "eq", ("reconsideration",)),
        Where("closed_on", "within_period"),
    )
    assert (fines.tally.measure, fines.decimals) == (Measure("sum", "f_amount"), 2)
    assert fines.tally.where[1] == Where("f_amount", "between", (Decimal("0.5"), Decimal(100000)))
    assert (rate.is_ratio, rate.decimals, concluded.decimals) == (True, 2, 0)


BROKEN = {
    "an unknown column": ('"closed_on", "within', '"close_on", "within', "declaration.column", "where[2]", "closed_on"),
    "an unknown comparison": ('"procedure", "eq"', '"procedure", "is"', "declaration.comparison", "where[1]", "in"),
    "a comparison that the column's type has not": ('"eq", "recon', '"ge", "recon', "declaration.comparison", "where[1]", "eq"),
    "a value of another type": ('"in_time", "eq", true', '"in_time", "eq", "是"', "declaration.type", "numerator.where[2]", "true"),
    "a misspelt value of a closed set": ('"维持", "撤销"', '"维特", "撤销"', "declaration.reference", "where[3]", "维持"),
    "an unknown measure": ('measure = "count"\n\n', 'measure = "number"\n\n', "declaration.measure", "measure", "count"),
    "a sum of what is no number": ("sum:f_amount", "sum:f_result", "declaration.measure", "measure", "distinct:f_result"),
    "an unknown unit": ('unit = "元"', 'unit = "圆"', "declaration.unit", "unit", "元"),
    "a duplicate id": ('id = "fines"', 'id = "in_time_rate"', "declaration.twice", "id", "x.toml:indicator[in_time_rate]"),
    "a missing citation": ('cites = ["行政处罚法(2021)#57"]', "", "declaration.uncited", "cites", "行政复议法"),
    "a citation that is none": ("行政处罚法(2021)#57", "行政处罚法(2021)#57.", "declaration.citation", "cites", "行政复议法(2023)#62.1"),
    "a condition about the period forgotten": (', ["closed_on", "within_period"]', "", "declaration.period", "where", "by_period_end"),
    "an unknown fact": ('fact = "matters"', 'fact = "cases"', "declaration.choice", "fact", "matters"),
    "an unknown key": ('gist = "', 'gits = "', "declaration.unknown_key", "gits", "gist"),
    "half a ratio": ("[indicator.denominator]", "[indicator.denominater]", "declaration.missing", "denominator", "measure"),
    "a range turned round": ("[0.5, 100000]", "[100000, 0.5]", "declaration.type", "where[2]", "对调"),
    "a value where none belongs": (
        '"closed_on", "within_period"', '"closed_on", "within_period", 2023', "declaration.type", "where[2]", "删去",
    ),
    "an empty title": ('title = "罚款金额"', 'title = ""', "declaration.type", "title", "非空"),
    "percent of a count": ('unit = "件"', 'unit = "%"', "declaration.unit", "unit", "numerator"),
    "another format": ("format = 1", "format = 2", "declaration.format", "format", "1"),
    "a misplaced key of a ratio": ('unit = "%"', 'unit = "%"\nfact = "limits"', "declaration.twice", "fact", "numerator"),
    "decimals that cannot be": ('unit = "元"', 'unit = "元"\ndecimals = 2.5', "declaration.type", "decimals", "0 至 6"),
    "a monthly minimum without a month": (
        '"within_period"]]\nmeasure = "count"', '"by_period_end"]]\nmeasure = "min_per_month:count"',
        "declaration.measure", "measure", "within_period",
    ),
    "a system that is no system": ('"S96"', '"96"', "declaration.type", "systems", "S96"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_is_found_with_its_place_and_what_instead(fault):
    before, after, rule, place, instead = BROKEN[fault]
    assert before in WHOLE
    found = findings_of(WHOLE.replace(before, after, 1))
    matching = [f for f in found if f.rule == rule and f.place.endswith(place)]
    assert matching, found
    assert instead in matching[0].message
    assert matching[0].place.startswith("x.toml:")


def test_a_faulty_indicator_is_left_out_and_the_others_are_read():
    reading = read({"x.toml": tomllib.loads(WHOLE.replace('unit = "元"', 'unit = "圆"'))}, COLUMNS)
    assert [i.id for i in reading.indicators] == ["reconsideration_cases_concluded", "in_time_rate"]
    assert not reading.is_clean


def test_an_unknown_key_of_a_file_is_told_with_the_file():
    found = findings_of(WHOLE.replace("format = 1", "format = 1\ntitle = 1"))
    assert [(f.rule, f.place) for f in found] == [("declaration.unknown_key", "x.toml:title")]


def test_a_ratio_has_no_monthly_minimum():
    least = 'measure = "min_per_month:count"\n[indicator.denominator]'
    found = findings_of(WHOLE.replace('measure = "count"\n[indicator.denominator]', least))
    assert [(f.rule, f.place) for f in found] == [
        ("declaration.measure", "x.toml:indicator[in_time_rate].numerator.measure")
    ]


def test_all_faults_of_all_files_are_told_at_once():
    one = WHOLE.replace('"closed_on", "within', '"close_on", "within').replace('unit = "元"', 'unit = "圆"')
    reading = read({"a.toml": tomllib.loads(one), "b.toml": tomllib.loads("format = 1")}, COLUMNS)
    assert sorted((f.rule, f.place.partition(":")[0]) for f in reading.findings) == [
        ("declaration.column", "a.toml"),
        ("declaration.missing", "b.toml"),
        ("declaration.unit", "a.toml"),
    ]


def test_an_id_used_in_two_files_is_told_with_both_places():
    reading = read({"a.toml": tomllib.loads(WHOLE), "b.toml": tomllib.loads(WHOLE)}, COLUMNS)
    assert len(reading.indicators) == 3
    assert {f.rule for f in reading.findings} == {"declaration.twice"}
    assert all("a.toml:" in f.message and f.place.startswith("b.toml:") for f in reading.findings)


def test_a_date_is_a_date_and_not_a_moment():
    moment = WHOLE.replace(
        '["procedure", "eq", "reconsideration"]', '["opened_on", "ge", 2023-01-01T08:00:00]'
    )
    assert [f.rule for f in findings_of(moment)] == ["declaration.type"]
    day = WHOLE.replace('["procedure", "eq", "reconsideration"]', '["opened_on", "ge", 2023-01-01]')
    reading = read({"x.toml": tomllib.loads(day)}, COLUMNS)
    assert reading.indicators[0].tally.where[0] == Where("opened_on", "ge", (date(2023, 1, 1),))


@pytest.mark.parametrize(
    "wrong",
    ["where = 5", "where = []", 'where = ["closed_on"]', "where = [[1, 2]]", 'where = [["closed_on"]]'],
)
def test_conditions_of_a_wrong_shape_are_told(wrong):
    text = WHOLE.replace(
        'where = [["procedure", "eq", "reconsideration"], ["closed_on", "within_period"]]', wrong
    )
    assert {f.rule for f in findings_of(text)} <= {"declaration.missing", "declaration.type"}
    assert findings_of(text)


def test_further_units_can_be_made_known():
    assert findings_of(WHOLE.replace('unit = "元"', 'unit = "亩"'), units=("件", "%", "亩")) == ()

"""A list of records says what the figure says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guiju.errors import HouseFault
from guiju.kernel.indicator.definition import Measure
from guiju.kernel.indicator.period import Period
from guiju.kernel.indicator.record import Record, Records, value_of

YEAR = Period.parse("2023")


@pytest.mark.parametrize(
    ("measure", "parts", "value"),
    [
        (Measure(), [1, 1, 1], 3),
        (Measure("sum", "f_amount"), [Decimal("1.25"), Decimal("2.50")], Decimal("3.75")),
        (Measure("sum", "f_amount"), [], 0),
        (Measure("distinct", "by"), ["甲", "乙", "甲"], 2),
        (Measure("min_per_month"), [f"2023-{n:02}" for n in range(1, 13)] * 2, 2),
        (Measure("min_per_month"), ["2023-01"] * 9, 0),
    ],
)
def test_the_parts_make_the_value(measure, parts, value):
    assert value_of(measure, parts, YEAR) == value


def test_a_sum_of_what_is_not_a_number_is_a_broken_promise():
    with pytest.raises(HouseFault, match="不是数"):
        value_of(Measure("sum", "f_amount"), ["三"], YEAR)


def test_a_matter_stands_in_the_list_once_for_each_row_that_counts():
    found = Records((Record("a", entry=3), Record("a", entry=9), Record("b", entry=4)))
    assert found.as_dict() == {"records": ["a", "a", "b"], "entries": [3, 9, 4]}


def test_a_ratio_has_two_lists():
    found = Records(numerator=(Record("a"),), denominator=(Record("a"), Record("b")))
    assert found.as_dict() == {"numerator_records": ["a"], "denominator_records": ["a", "b"]}

"""What a figure says and how it is rounded."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.indicator.definition import Indicator, Tally
from guiju.kernel.indicator.figure import Stamp, Tallied, figure_of, half_up, quotient

STAMP = Stamp("2023", 48211, "sm3:catalogue")
COUNT = Indicator(
    "concluded",
    "审结件数",
    "件",
    Tally("matters"),
    gist="以决定、终止等方式结案的",
    cites=("行政复议法(2023)#62",),
)
RATE = Indicator("rate", "按期率", "%", None, Tally("limits"), Tally("limits"), 2)
MEAN = Indicator("mean", "平均办理天数", "日", None, Tally("limits"), Tally("limits"), 1)


def figure(indicator, *values):
    return figure_of(indicator, tuple(Tallied(Decimal(v), int(Decimal(v))) for v in values), "990101", STAMP)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("2.5", 0, "3"),
        ("0.5", 0, "1"),
        ("-0.125", 2, "-0.13"),
        ("-0.001", 2, "0.00"),
        ("1.005", 2, "1.01"),
        ("7", 2, "7.00"),
    ],
)
def test_halves_are_rounded_away_from_zero(value, decimals, rounded):
    assert str(half_up(Decimal(value), decimals)) == rounded


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**9), st.integers(0, 6))
def test_a_quotient_is_rounded_from_its_exact_value(above, below, decimals):
    exact = Fraction(above, below) * 10**decimals
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    expected = (-whole if above < 0 else whole) / Decimal(10**decimals)
    assert quotient(Decimal(above), Decimal(below), decimals) == expected.quantize(
        Decimal(1).scaleb(-decimals), ROUND_HALF_UP
    )


def test_a_share_that_would_be_rounded_to_all_is_shown_with_its_numbers():
    almost = figure(RATE, 99999, 100000)
    assert (almost.text(), almost.numerator, almost.denominator) == ("100.00%", 99999, 100000)


def test_a_ratio_over_nothing_has_no_value_and_is_not_a_hundred_percent():
    nothing = figure(RATE, 0, 0)
    assert (nothing.value, nothing.text(), nothing.as_dict()["value"]) == (None, "—", None)


def test_only_a_percentage_is_multiplied_by_a_hundred():
    assert figure(RATE, 1, 800).text() == "0.13%"
    assert figure(MEAN, 25, 2).text() == "12.5日"


def test_a_figure_names_indicator_period_body_and_size():
    assert figure(COUNT, 103).id == "concluded@2023@990101#48211"


def test_a_figure_carries_the_digest_of_its_definition_and_of_the_catalogue():
    one = figure(COUNT, 103)
    assert (one.definition_digest, one.catalogue_digest) == (COUNT.digest, "sm3:catalogue")


def test_the_keys_that_others_rely_on_are_there_and_are_json():
    told = json.loads(json.dumps(figure(RATE, 1, 3).as_dict()))
    fixed = {
        "indicator",
        "name",
        "value",
        "numerator",
        "denominator",
        "unit",
        "period",
        "body",
        "ledger_size",
        "definition_digest",
    }
    assert fixed <= told.keys()
    assert (told["value"], told["numerator"], told["denominator"], told["name"]) == (33.33, 1, 3, "按期率")


def test_whole_numbers_are_written_as_integers():
    assert json.dumps(figure(COUNT, 103).as_dict()["value"]) == "103"
    assert json.dumps(figure(RATE, 3, 3).as_dict()["value"]) == "100"

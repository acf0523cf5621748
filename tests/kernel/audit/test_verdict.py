"""What a printed number is true of, and what is said when it is not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.audit.claim import Claim, Quantity
from guiju.kernel.audit.verdict import Recorded, bounds, holds, judge, place_of


def quantity(text: str, value: str | None, **rest: Any) -> Quantity:
    return Quantity(0, len(text), text, None if value is None else Decimal(value), **rest)


CASES = [
    (quantity("103件", "103", unit="件"), "103", True),
    (quantity("103件", "103", unit="件"), "104", False),
    (quantity("10万人次", "10", scale=10000), "100321", True),
    (quantity("10万人次", "10", scale=10000), "105000", False),
    (quantity("98.5%", "98.5", unit="%"), "98.53", True),
    (quantity("98.5%", "98.5", unit="%"), "98.55", False),
    (quantity("100%", "100", unit="%"), "100.00", True),
    (quantity("100%", "100", unit="%"), "99.6", False),
    (quantity("3000余件", "3000", approx="at_least"), "3000", True),
    (quantity("3000余件", "3000", approx="at_least"), "3999", True),
    (quantity("3000余件", "3000", approx="at_least"), "4000", False),
    (quantity("3000余件", "3000", approx="at_least"), "2999", False),
    (quantity("450余人", "450", approx="at_least"), "461", False),
    (quantity("6万余份", "6", scale=10000, approx="at_least"), "69999", True),
    (quantity("6万余份", "6", scale=10000, approx="at_least"), "70000", False),
    (quantity("2次以上", "2", approx="at_least"), "9", True),
    (quantity("2次以上", "2", approx="at_least"), "1", False),
    (quantity("约300人", "300", approx="about"), "271", True),
    (quantity("约300人", "300", approx="about"), "331", False),
    (quantity("5日以内", "5", approx="at_most"), "5", True),
    (quantity("5日以内", "5", approx="at_most"), "6", False),
    (quantity("2-3卷", "2", value_max=Decimal(3)), "3", True),
    (quantity("2-3卷", "2", value_max=Decimal(3)), "4", False),
    (quantity("***件", None, masked=True), "4", False),
]


@pytest.mark.parametrize(("printed", "recorded", "true"), CASES, ids=lambda v: getattr(v, "text", v))
def test_a_printed_number_is_true_of_what_it_says_and_of_nothing_else(
    printed: Quantity, recorded: str, true: bool
) -> None:
    assert holds(printed, Decimal(recorded)) is true


@given(st.integers(1, 10**9), st.sampled_from([1, 10000]))
def test_a_number_printed_exactly_is_true_of_itself(number: int, scale: int) -> None:
    assert holds(quantity("x", str(number), scale=scale), Decimal(number * scale))


@given(st.decimals(min_value="0.01", max_value=10**6, places=2))
def test_the_place_of_the_last_figure_divides_the_number(value: Decimal) -> None:
    assert value % place_of(value) == 0
    assert (value / place_of(value)) % 10 != 0


def test_the_bounds_of_a_number_with_more_leave_the_next_step_out() -> None:
    assert bounds(quantity("170多万", "170", scale=10000, approx="at_least")) == (1700000, 1800000, True)


def claim(printed: Quantity, indicator: str | None = "x") -> Claim:
    return Claim(printed, indicator=indicator)


def test_a_masked_number_and_one_nobody_knows_cannot_be_checked() -> None:
    assert judge(claim(quantity("*件", None, masked=True)), None).verdict == "uncheckable"
    assert judge(claim(quantity("3件", "3"), None), None).verdict == "uncheckable"


def test_a_number_that_is_known_but_not_recorded_says_so() -> None:
    assert judge(claim(quantity("3件", "3")), None).verdict == "unrecorded"


def test_a_share_is_not_compared_with_a_count() -> None:
    judged = judge(claim(quantity("90%", "90", unit="%")), Recorded(Decimal(90), "件"))
    assert judged.verdict == "uncheckable"
    assert "不能比较" in judged.remark


def test_a_difference_tells_by_how_much_and_keeps_the_records() -> None:
    judged = judge(claim(quantity("100件", "100", unit="件")), Recorded(Decimal(103), "件", ("a", "b")))
    assert (judged.verdict, judged.recorded, judged.records) == ("differs", Decimal(103), ("a", "b"))
    assert "记录为103件" in judged.remark
    assert "报告少3件" in judged.remark


def test_a_number_counted_too_early_names_the_matters_left_out() -> None:
    months = ((Decimal(60), ("a",)), (Decimal(40), ("b",)), (Decimal(3), ("c", "d", "e")))
    judged = judge(claim(quantity("100件", "100", unit="件")), Recorded(Decimal(103), "件", (), months))
    assert "截至2月" in judged.remark
    assert "c、d、e" in judged.remark


def test_last_years_number_is_recognised() -> None:
    judged = judge(
        claim(quantity("88件", "88", unit="件")), Recorded(Decimal(103), "件", last_year=Decimal(88))
    )
    assert "沿用了上年的数" in judged.remark

"""A number and its unit as the statute says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.law.span import UNITS, Span, parse_span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("60 日", Span(60, "calendar_day")),
        ("60天", Span(60, "calendar_day")),
        ("7 工作日", Span(7, "workday")),
        ("七个工作日", Span(7, "workday")),
        ("3 个月", Span(3, "month")),
        ("六个月", Span(6, "month")),
        ("2 年", Span(2, "year")),
        ("24 小时", Span(24, "hour")),
    ],
)
def test_a_span_is_read_with_its_unit(text, span):
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["", "60", "日", "0 日", "-3 日", "3 周", "60 日内"])
def test_a_bare_number_or_a_strange_unit_is_no_span(text):
    assert parse_span(text) is None


@given(st.integers(1, 9999), st.sampled_from(UNITS))
def test_a_printed_span_is_read_back(amount, unit):
    assert parse_span(str(Span(amount, unit))) == Span(amount, unit)

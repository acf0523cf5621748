"""A sieve lets through everything that its expression matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.audit.sieve import Sieve, weaker

EXPRESSIONS = (
    r"没有[^，。；：]{0,40}?(?:发生|出现|(?:情况|案件)(?=[，。；]|$))",
    r"(?:^|[，；])[^，。；]{0,3}?累计(?!折旧)",
    r"(?<![A-Za-z0-9])[Xx×]{2,}(?![A-Za-z0-9]|[省市县])",
    r"(?<![\d.\-—至/])(\d{1,6})(?:[-—]|至)(\d{1,6})(?=[件次\]]|小时)",
    r"(?P<how>率先|首创)(?!精神(?:的|[(（]x))\s?[\u4e00-\u9fff]",
)
PIECES = st.sampled_from(
    [*"没有发生出现情况案件，。；累计折旧Xx×a省12至-—件次小时率先首创精神 \n\u3000\ud800😀"]
)


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(content=st.lists(PIECES, max_size=60).map("".join))
def test_a_sieve_finds_what_its_expression_finds(expression, content):
    pattern = re.compile(expression)
    found = [match.span() for match in Sieve(pattern).finditer(content)]
    assert found == [match.span() for match in pattern.finditer(content)]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(content=st.lists(PIECES, max_size=60).map("".join))
def test_every_match_begins_in_a_span(expression, content):
    pattern = re.compile(expression)
    spans = Sieve(pattern).spans(content)
    starts = [match.start() for match in pattern.finditer(content)]
    assert spans is None or all(any(a <= at < b for a, b in spans) for at in starts)


@pytest.mark.parametrize("expression", [r"(一)\1", r"\w+", r"\b一", r"a{,3}b", r"(?!x)?y"])
def test_what_re2_says_otherwise_is_looked_for_everywhere(expression):
    assert weaker(expression) is None or Sieve(re.compile(expression)).spans("一一 aab xy") is None


def test_an_expression_that_may_match_nothing_is_looked_for_everywhere():
    assert Sieve(re.compile("x*")).spans("abc") is None


def test_looking_around_and_anchors_are_left_out():
    assert weaker(r"^(?<!甲[)(])乙(?=丙(?:丁))[^\s)]$") == (
        r"乙[^\s\p{Z}\x0b\x1c-\x1f\x{85})]",
        r"乙[^\s)]",
    )

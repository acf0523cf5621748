"""Slots of a sentence, and the forms in which a figure is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.document.slots import BadSlot, FigureSlot, WordSlot, print_value, split_template


def test_a_sentence_falls_into_words_and_slots():
    assert split_template("审结{cases}件，{text:more}，{rate:rate1}。{issuer}") == (
        "审结",
        FigureSlot("cases"),
        "件，",
        WordSlot("more", narrative=True),
        "，",
        FigureSlot("rate", "rate1"),
        "。",
        WordSlot("issuer"),
    )


def test_doubled_braces_stand_for_themselves():
    assert split_template("集合{{甲}}") == ("集合{甲}",)


@pytest.mark.parametrize(
    "template", ["{", "}", "{}", "{Cases}", "{案件}", "{cases:}", "{cases:万}", "{text:}", "{a b}"]
)
def test_braces_that_say_nothing_are_refused(template):
    with pytest.raises(BadSlot):
        split_template(template)


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        ("103", "", "103"),
        ("1496", "", "1496"),
        ("61834", "wan", "6.2万"),
        ("61500", "wan", "6.2万"),
        ("61499", "wan", "6.1万"),
        ("60000", "wan", "6万"),
        ("61834", "wan2", "6.18万"),
        ("9999", "wan", "9999"),
        ("100.00", "rate", "100%"),
        ("98.53", "rate", "98.53%"),
        ("98.45", "rate1", "98.5%"),
        ("98.44", "rate1", "98.4%"),
    ],
)
def test_a_form_prints_the_value_half_up_and_without_separators(value, form, printed):
    assert print_value(Decimal(value), form) == printed


def test_an_unknown_form_says_which_there_are():
    with pytest.raises(BadSlot, match="wan"):
        print_value(Decimal(1), "yi")


@given(st.integers(0, 10**12))
def test_without_a_form_a_count_is_printed_as_computed(value):
    assert print_value(Decimal(value)) == str(value)

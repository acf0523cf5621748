"""统一社会信用代码: the check character of GB 32100-2015, and slips told apart from faults."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.registry.uscc import ALPHABET, check_character, fault, normal

FIRST = st.text(alphabet=ALPHABET, min_size=17, max_size=17)


@given(FIRST)
def test_a_code_with_its_check_character_has_no_fault(first):
    assert fault(first + check_character(first)) == ""


@given(FIRST, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(first, place, other):
    code = first + check_character(first)
    broken = code[:place] + other + code[place + 1 :]
    assert (fault(broken) == "") == (broken == code)


def test_the_published_example_is_right():
    assert fault("91350100M000100Y43") == ""


def test_full_width_and_lower_case_are_read():
    assert normal("９１350100m000100y43") == "91350100M000100Y43"


def test_a_likely_slip_is_suggested():
    assert "91350100M000100Y43" in fault("9135O1OOMOOO1OOY43")


def test_the_length_is_told():
    assert "18位" in fault("123")

"""Acts become canonical bytes and come back; old formats are lifted; personal values stay outside."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.errors import HouseFault
from guiju.kernel.procedure.act import ERASED, Act
from guiju.kernel.procedure.codec import canonical, decode, encode, personal_fields

VALUES = st.one_of(
    st.text(max_size=20),
    st.integers(-(2**53), 2**53),
    st.booleans(),
    st.dates(),
    st.lists(st.text(max_size=5), max_size=3),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**6), max_value=10**6),
)


def act(fields):
    return Act("m-1", "p", "d" * 64, "s", "甲", "990101", date(2023, 5, 4), fields)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), VALUES, max_size=6))
def test_what_is_encoded_is_what_is_decoded(fields):
    assert decode(encode(act(fields), {})) == act(fields)


def test_the_bytes_do_not_depend_on_the_order_of_fields():
    assert encode(act({"a": 1, "b": 2}), {}) == encode(act({"b": 2, "a": 1}), {})


def test_a_personal_value_does_not_stand_in_the_bytes():
    one = act({"applicant": "张某某", "result": "维持"})
    values = personal_fields(one, frozenset({"applicant"}))
    payload = encode(one, {"applicant": "ab" * 32})
    assert "张某某".encode() not in payload
    assert decode(payload, {v.field: v.value for v in values}) == one


def test_an_erased_value_reads_as_erased():
    payload = encode(act({"applicant": "张某某"}), {"applicant": "ab" * 32})
    assert decode(payload).fields["applicant"] is ERASED


def test_format_1_is_lifted_to_the_present_one():
    old = {
        "v": 1,
        "matter": "m-1",
        "procedure": "p",
        "definition": "d" * 64,
        "step": "s",
        "by": "甲",
        "body": "990101",
        "on": "2023-05-04",
        "fields": {"n": {"$n": "1.50"}},
    }
    assert decode(json.dumps(old).encode()) == act({"n": Decimal("1.50")})


def test_an_unknown_format_is_not_guessed_at():
    with pytest.raises(HouseFault, match="v9"):
        decode(b'{"v":9}')


def test_a_float_never_enters_the_record():
    assert canonical({"a": Decimal("0.10")}) == b'{"a":{"$n":"0.10"}}'
    with pytest.raises(HouseFault):
        canonical({"a": object()})

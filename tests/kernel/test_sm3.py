"""Digests: the vectors of GB/T 32905-2016, and the two implementations against each other."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.errors import InputFault
from guiju.kernel.sm3 import SHA256, SM3, PureSm3, hash_named, sm3

VECTORS = [  # GB/T 32905-2016 A.1 and A.2
    (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
]


def pure(data: bytes) -> bytes:
    hasher = PureSm3()
    hasher.update(data)
    return hasher.digest()


@pytest.mark.parametrize(("data", "digest"), VECTORS)
def test_sm3_gives_the_digests_printed_in_the_standard(data, digest):
    assert sm3(data).hex() == digest
    assert pure(data).hex() == digest


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="本机的 OpenSSL 没有 SM3")
@given(st.binary(max_size=300))
def test_sm3_in_pure_python_agrees_with_openssl(data):
    assert pure(data) == hashlib.new("sm3", data).digest()


@given(st.binary(max_size=200), st.binary(max_size=200), st.binary(max_size=200))
def test_a_copied_digest_goes_on_alone(begin, one, two):
    first = PureSm3()
    first.update(begin)
    second = first.copy()
    first.update(one)
    second.update(two)
    assert (first.digest(), second.digest()) == (pure(begin + one), pure(begin + two))


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_digest_begun_with_a_prefix_is_the_digest_of_the_whole(prefix, rest):
    for choice in (SM3, SHA256):
        hasher = choice.begun(prefix).copy()
        hasher.update(rest)
        assert hasher.digest() == choice.digest(prefix + rest)


def test_a_digest_is_chosen_by_its_name():
    assert hash_named("sm3").digest(b"abc") == sm3(b"abc")
    assert hash_named("sha256").digest(b"abc") == hashlib.sha256(b"abc").digest()


def test_an_unknown_digest_is_refused_with_those_that_are_known():
    with pytest.raises(InputFault, match=r"md5.*sm3、sha256"):
        hash_named("md5")

"""Checking Ed25519 signatures: the vectors of RFC 8032 and the library that signs for us."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.kernel.ledger.ed25519 import is_signed

VECTORS = [  # RFC 8032 section 7.1, tests 1 and 2
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
]
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = SECRET.public_key().public_bytes_raw()


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_signatures_of_the_standard_hold(key, message, signature):
    assert is_signed(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200))
def test_what_the_library_signs_holds(message):
    assert is_signed(KEY, message, SECRET.sign(message))


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=50), st.integers(0, 511))
def test_a_flipped_bit_of_the_signature_does_not_hold(message, bit):
    signature = int.from_bytes(SECRET.sign(message), "big") ^ (1 << bit)
    assert not is_signed(KEY, message, signature.to_bytes(64, "big"))


@pytest.mark.parametrize(
    ("key", "signature"),
    [
        (KEY, b""),
        (KEY[:31], b"\x00" * 64),
        (b"\xff" * 32, b"\x00" * 64),
        (KEY, b"\xff" * 64),
        (KEY, b"\x00" * 64),
    ],
)
def test_nonsense_is_no_signature(key, signature):
    assert not is_signed(key, b"message", signature)


def test_a_scalar_beyond_the_order_is_refused():
    order = 2**252 + 27742317777372353535851937790883648493
    good = SECRET.sign(b"message")
    raised = int.from_bytes(good[32:], "little") + order
    assert not is_signed(KEY, b"message", good[:32] + raised.to_bytes(32, "little"))

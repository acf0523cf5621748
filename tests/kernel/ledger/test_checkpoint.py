"""Checkpoints: text that survives a round trip and no editing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.errors import InputFault
from guiju.kernel.ledger import (
    Checkpoint,
    PublicKey,
    cosign,
    parse_checkpoint,
    parse_public_key,
    sign,
    signed_by,
    take_checkpoint,
)
from tests.kernel.ledger.samples import LOG, SIGNER, TIME, KnownSigner, log_of, note_of

UPPER = KnownSigner(9, "guiju/990100")


def test_a_checkpoint_reads_as_log_size_root_algorithm_head_and_time():
    ledger = log_of(3)
    point = take_checkpoint(ledger, TIME)
    assert point == Checkpoint(LOG, "sm3", 3, point.root, ledger.head().digest, TIME)
    lines = sign(point, SIGNER).text().splitlines()
    assert lines[:2] == ["guiju/990101", "3"]
    assert lines[3:7] == ["algorithm sm3", f"head {point.head.hex()}", f"time {TIME}", ""]
    assert lines[7].startswith("— guiju/990101 ")


def test_the_text_reads_back_as_the_same_checkpoint():
    note = note_of(log_of(300))
    assert parse_checkpoint(note).text() == note


def test_a_signature_is_that_of_its_key_and_of_no_other():
    signed = parse_checkpoint(note_of(log_of(3)))
    stranger = KnownSigner(8).public_key
    assert signed_by(signed, [stranger, SIGNER.public_key]) == (SIGNER.public_key,)


def test_a_witness_adds_a_signature_and_takes_none_away():
    signed = cosign(parse_checkpoint(note_of(log_of(3))), UPPER)
    again = parse_checkpoint(signed.text())
    keys = (SIGNER.public_key, UPPER.public_key)
    assert signed_by(again, keys) == keys


def readers_of(note: str) -> tuple[PublicKey, ...]:
    try:
        return signed_by(parse_checkpoint(note), [SIGNER.public_key])
    except InputFault:
        return ()


@given(st.data())
def test_an_edited_checkpoint_is_unsigned_or_unreadable(data):
    note = note_of(log_of(3))
    text = note[: note.index("\n\n") + 1]
    place = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(st.sampled_from("0a9+/= \n—甲").filter(lambda drawn: drawn != text[place]))
    edited = text[:place] + character + text[place + 1 :] + note[len(text) :]
    assert readers_of(edited) == ()


@pytest.mark.parametrize(
    "text",
    ["", "garbage", "guiju/990101\n3\n\n", "\n\n", "guiju/990101\n03\n" + "A" * 43 + "=\n\n"],
)
def test_garbage_is_no_checkpoint(text):
    with pytest.raises(InputFault, match="检查点"):
        parse_checkpoint(text)


@pytest.mark.parametrize("line", ["— guiju/990101", "— guiju/990101 AAAA", "x guiju AAAAAAAA", "— a AAAAA"])
def test_a_torn_signature_line_is_refused(line):
    note = note_of(log_of(3))
    with pytest.raises(InputFault, match="签名"):
        parse_checkpoint(note[: note.index("—")] + line + "\n")


def test_a_public_key_travels_as_one_line():
    key = SIGNER.public_key
    assert parse_public_key(key.text() + "\n") == key
    assert key.text().startswith("guiju/990101+")


@pytest.mark.parametrize(
    "spoil", [lambda t: t.replace("+", " ", 1), lambda t: t[:-4] + "AAA=", lambda t: "x" + t]
)
def test_a_spoiled_public_key_is_refused(spoil):
    with pytest.raises(InputFault, match="公钥"):
        parse_public_key(spoil(SIGNER.public_key.text()))


def test_a_key_of_an_unknown_kind_signs_nothing():
    key = PublicKey(SIGNER.name, SIGNER.public_key.value, algorithm=200)
    assert signed_by(parse_checkpoint(note_of(log_of(3))), [key]) == ()

"""Proof documents: they hold on their own, and no forgery of one does."""

from __future__ import annotations

import base64
import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.errors import EvidenceFault, InputFault, NotFound
from guiju.kernel.ledger import (
    MemoryLedger,
    check_proof,
    is_extension,
    parse_checkpoint,
    prove,
    prove_consistency,
    take_checkpoint,
)
from guiju.kernel.sm3 import SHA256
from tests.kernel.ledger.samples import LOG, SIGNER, TIME, KnownSigner, draft, drafts, log_of, note_of

LEDGER = log_of(20)
LEDGER.append([draft(20, [("applicant", "甲".encode()), ("phone", b"13800000000")])])
LEDGER.append(drafts(9, 21))
NOTE = note_of(LEDGER)
KEYS = [SIGNER.public_key]


def document(index: int = 11, *, personal: bool = False) -> dict:
    return json.loads(json.dumps(prove(LEDGER, index, NOTE, personal=personal), ensure_ascii=False))


def kinds(forged) -> set[str]:
    return {fault.kind for fault in check_proof(forged, KEYS).faults}


@pytest.mark.parametrize("index", range(30))
def test_every_entry_can_be_proved_with_file_and_checkpoint_alone(index):
    verdict = check_proof(document(index), KEYS)
    assert verdict.ok
    assert verdict.entry == LEDGER.entry(index)
    assert verdict.signed_by == tuple(KEYS)


def test_proofs_work_with_sha256_too():
    ledger = MemoryLedger(LOG, SHA256)
    ledger.append(drafts(7))
    assert check_proof(prove(ledger, 3, note_of(ledger)), KEYS).ok


def test_a_proof_with_the_wrong_index_is_refused():
    forged = document()
    forged["entry"]["index"] = 12
    assert kinds(forged) == {"altered", "proof_mismatch"}


def test_a_proof_of_another_entry_on_this_ones_path_is_refused():
    forged = document(11)
    forged["entry"] = document(12)["entry"]
    assert kinds(forged) == {"proof_mismatch"}


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_proof_with_one_bit_of_the_payload_flipped_is_refused(data):
    forged = document()
    payload = bytearray(base64.b64decode(forged["entry"]["payload"]))
    bit = data.draw(st.integers(0, len(payload) * 8 - 1))
    payload[bit // 8] ^= 1 << (bit % 8)
    forged["entry"]["payload"] = base64.b64encode(bytes(payload)).decode()
    assert kinds(forged) == {"altered"}


@pytest.mark.parametrize("step", range(5))
def test_a_proof_with_one_bit_of_the_path_flipped_is_refused(step):
    forged = document()
    flipped = bytes.fromhex(forged["path"][step])
    forged["path"][step] = (bytes([flipped[0] ^ 1]) + flipped[1:]).hex()
    assert kinds(forged) == {"proof_mismatch"}


@pytest.mark.parametrize(
    "forge",
    [
        lambda path: [],
        lambda path: ["00" * 32, *path],
        lambda path: [*path, "00" * 32],
        lambda path: [*path[:2], "00" * 32, *path[2:]],
        lambda path: path[:-1],
    ],
    ids=["empty path", "garbage in front", "garbage behind", "component inserted", "component removed"],
)
def test_a_proof_with_a_forged_path_is_refused(forge):
    forged = document()
    forged["path"] = forge(forged["path"])
    assert kinds(forged) == {"proof_mismatch"}


def test_a_proof_over_an_edited_checkpoint_is_refused():
    forged = document()
    forged["checkpoint"] = forged["checkpoint"].replace("\n30\n", "\n31\n", 1)
    assert "checkpoint_mismatch" in kinds(forged)


def test_a_proof_whose_checkpoint_a_stranger_signed_is_refused():
    verdict = check_proof(document(), [KnownSigner(8).public_key])
    assert [fault.kind for fault in verdict.faults] == ["checkpoint_mismatch"]


def test_a_proof_of_another_log_is_refused():
    other = MemoryLedger("990102")
    other.append(drafts(30))
    forged = document()
    forged["entry"] = json.loads(json.dumps(prove(other, 11, note_of(other))))["entry"]
    assert kinds(forged) == {"checkpoint_mismatch", "proof_mismatch"}


def test_a_disclosed_personal_value_is_checked_against_its_commitment():
    forged = document(20, personal=True)
    assert check_proof(forged, KEYS).personal[0].value.decode() == "甲"
    forged["personal"][0]["value"] = base64.b64encode("乙".encode()).decode()
    assert kinds(forged) == {"personal_altered"}


@pytest.mark.parametrize("key", ["format", "algorithm", "entry", "path", "checkpoint"])
@pytest.mark.parametrize("value", [None, 7, "garbage", [], {}, ["zz"], [7]])
def test_a_malformed_document_is_told_and_never_breaks_the_checker(key, value):
    forged = copy.deepcopy(document())
    forged[key] = value
    assert kinds(forged) & {"malformed", "proof_mismatch"}


@pytest.mark.parametrize("key", ["log", "index", "body", "year", "matter", "previous", "payload", "digest"])
@pytest.mark.parametrize("value", [None, True, -1, 2**70, "zz", "甲"])
def test_a_malformed_entry_is_told_and_never_breaks_the_checker(key, value):
    forged = document()
    forged["entry"][key] = value
    assert kinds(forged)


@pytest.mark.parametrize("nonsense", [None, 7, "x", [], {}])
def test_what_is_no_document_is_malformed(nonsense):
    assert kinds(nonsense) == {"malformed"}


def test_an_entry_younger_than_the_checkpoint_cannot_be_proved_with_it():
    with pytest.raises(NotFound, match="新的检查点"):
        prove(LEDGER, 30, NOTE)


def test_no_proof_is_made_from_another_logs_checkpoint():
    other = MemoryLedger("990102")
    with pytest.raises(InputFault, match="990102"):
        prove(LEDGER, 3, note_of(other))


def test_a_log_that_left_its_checkpoint_makes_no_proof():
    other = MemoryLedger(LOG)
    other.append(drafts(30, 100))
    with pytest.raises(EvidenceFault, match="不一致"):
        prove(other, 3, NOTE)


@pytest.mark.parametrize("old_size", [0, 1, 16, 29, 30])
def test_a_later_checkpoint_is_shown_to_extend_an_earlier_one(old_size):
    old = take_checkpoint(log_of(0), TIME)
    if old_size:
        part = MemoryLedger(LOG)
        part.append([*drafts(20), draft(20, [("applicant", "甲".encode()), ("phone", b"13800000000")]),
                     *drafts(9, 21)][:old_size])  # fmt: skip
        old = take_checkpoint(part, TIME)
    new = parse_checkpoint(NOTE).checkpoint
    path = prove_consistency(LEDGER, old.size, new.size)
    assert is_extension(old, new, path)
    assert not is_extension(old, new, [*path, b"\x00" * 32])


def test_a_checkpoint_of_another_log_is_no_extension():
    old = take_checkpoint(MemoryLedger("990102"), TIME)
    assert not is_extension(old, parse_checkpoint(NOTE).checkpoint, [])

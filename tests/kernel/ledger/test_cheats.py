"""Every way of cheating with a log, each found by the verifier and called by its name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.errors import EvidenceFault
from guiju.kernel.ledger import Entry, MemoryLedger, genesis, sign, take_checkpoint, verify
from guiju.kernel.ledger.entry import entry_digest
from guiju.kernel.ledger.scan import MAX_FAULTS, scan
from guiju.kernel.ledger.verify import join
from guiju.kernel.sm3 import SHA256, SM3
from tests.kernel.ledger.samples import LOG, SIGNER, TIME, KnownSigner, draft, drafts, log_of, note_of

SIZE = 600
ENTRIES = list(log_of(SIZE).read())
NOTES = [note_of(log_of(size)) for size in (0, 1, 256, 300, 512, SIZE)]
KEYS = [SIGNER.public_key]


def verdict(entries, notes=NOTES, keys=KEYS, log=LOG):
    return verify(entries, log, SM3, notes, keys)


def faults(entries, notes=NOTES):
    return {(fault.entry, fault.kind) for fault in verdict(entries, notes).faults}


def with_entry(index: int, **changes) -> list[Entry]:
    entries = ENTRIES.copy()
    entries[index] = entries[index]._replace(**changes)
    return entries


def resealed(entry: Entry) -> Entry:
    return entry._replace(digest=entry_digest(SM3, entry))


def chained(entries: list[Entry], start: int) -> list[Entry]:
    """The entries from ``start`` on sealed anew, as a cheat with the program at hand would."""
    done = entries[:start]
    for entry in entries[start:]:
        previous = done[-1].digest if done else genesis(LOG, SM3)
        done.append(resealed(entry._replace(index=len(done), previous=previous)))
    return done


def test_a_log_nobody_touched_is_whole():
    found = verdict(ENTRIES)
    assert found.ok
    assert (found.entries, found.checkpoints) == (SIZE, len(NOTES))
    assert found.root == take_checkpoint(log_of(SIZE), TIME).root
    assert found.as_dict()["root"] == found.root.hex()


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512])
def test_a_log_of_any_size_is_whole_and_has_the_root_of_its_checkpoint(size):
    found = verdict(ENTRIES[:size], [note_of(log_of(size))])
    assert found.ok
    assert found.head == log_of(size).head().digest


def test_a_log_with_sha256_is_whole():
    ledger = log_of(300, SHA256)
    assert verify(ledger.read(), LOG, SHA256, [note_of(ledger)], KEYS).ok


@settings(max_examples=150, deadline=None)
@given(st.integers(0, SIZE - 1), st.data())
def test_a_changed_byte_of_any_payload(index, data):
    payload = bytearray(ENTRIES[index].payload)
    place = data.draw(st.integers(0, len(payload) - 1))
    payload[place] ^= data.draw(st.integers(1, 255))
    assert faults(with_entry(index, payload=bytes(payload))) == {(index, "altered")}


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, SIZE - 1), st.sampled_from(["body", "year", "matter", "recorded_at", "previous", "digest"])
)
def test_a_changed_column_of_any_header(index, column):
    old = getattr(ENTRIES[index], column)
    new = {str: "x", int: 1999, bytes: b"\x00" * 32}[type(old)]
    found = faults(with_entry(index, **{column: new}))
    assert (index, "altered") in found
    assert {kind for _, kind in found} <= {"altered", "checkpoint_mismatch", "forked"}


def test_a_changed_log_column():
    assert (7, "altered") in faults(with_entry(7, log="990102"))


@pytest.mark.parametrize("spoiled", [{"payload": None}, {"digest": "text"}, {"year": None}, {"previous": 7}])
def test_a_column_of_the_wrong_type(spoiled):
    assert (300, "altered") in faults(with_entry(300, **spoiled))


def test_a_row_with_too_few_columns():
    assert (300, "altered") in faults([*ENTRIES[:300], ENTRIES[300][:5], *ENTRIES[301:]])


@pytest.mark.parametrize("index", [0, 1, 255, 256, 300, SIZE - 2])
def test_a_rewritten_entry_with_a_fitting_digest(index):
    entries = ENTRIES.copy()
    entries[index] = resealed(entries[index]._replace(payload=b"{}"))
    assert (index, "altered") in faults(entries)


@pytest.mark.parametrize("index", [0, 1, 255, 256, 300, 598])
def test_a_deleted_entry(index):
    found = verdict(ENTRIES[:index] + ENTRIES[index + 1 :])
    assert [(fault.entry, fault.kind) for fault in found.faults] == [(index, "missing")]
    assert found.root is None


def test_a_run_of_deleted_entries_is_one_fault():
    found = verdict(ENTRIES[:100] + ENTRIES[200:]).faults
    assert [(fault.entry, fault.kind) for fault in found] == [(100, "missing")]
    assert "第 100 条至第 199 条" in found[0].detail


def test_a_deleted_entry_with_all_later_ones_sealed_anew():
    forged = chained(ENTRIES[:300] + ENTRIES[301:], 300)
    assert faults(forged) == {(511, "forked"), (SIZE - 1, "truncated")}


@pytest.mark.parametrize(("one", "two"), [(3, 4), (0, 599), (255, 256)])
def test_two_swapped_entries(one, two):
    """All columns but the index have changed places."""
    entries = ENTRIES.copy()
    entries[one], entries[two] = ENTRIES[two]._replace(index=one), ENTRIES[one]._replace(index=two)
    assert {(one, "swapped"), (two, "swapped")} <= faults(entries)


def test_two_swapped_payloads():
    entries = ENTRIES.copy()
    entries[3] = ENTRIES[3]._replace(payload=ENTRIES[9].payload)
    entries[9] = ENTRIES[9]._replace(payload=ENTRIES[3].payload)
    assert faults(entries) == {(3, "swapped"), (9, "swapped")}


def test_two_swapped_entries_that_kept_index_link_and_digest():
    entries = ENTRIES.copy()
    for here, there in ((3, 9), (9, 3)):
        kept = ENTRIES[here]
        entries[here] = ENTRIES[there]._replace(index=here, previous=kept.previous, digest=kept.digest)
    assert faults(entries) == {(3, "swapped"), (9, "swapped")}


def test_two_entries_in_the_wrong_order():
    entries = ENTRIES.copy()
    entries[3], entries[4] = entries[4], entries[3]
    assert (3, "out_of_order") in faults(entries)
    assert "missing" not in {kind for _, kind in faults(entries)}


def test_an_entry_that_stands_there_twice():
    assert faults([*ENTRIES[:5], ENTRIES[4], *ENTRIES[5:]]) == {(4, "duplicate")}


def test_an_entry_slipped_in():
    forged = ENTRIES[4]._replace(index=5, payload=b"{}", previous=ENTRIES[4].digest)
    entries = [
        *ENTRIES[:5],
        resealed(forged),
        *(entry._replace(index=entry.index + 1) for entry in ENTRIES[5:]),
    ]
    found = verdict(entries)
    assert {fault.kind for fault in found.faults} >= {"altered"}
    assert min(fault.entry for fault in found.faults if fault.entry is not None) in (5, 6)


def test_a_truncated_tail_with_an_older_checkpoint():
    found = verdict(ENTRIES[:-1])
    assert [(fault.entry, fault.kind) for fault in found.faults] == [(SIZE - 1, "truncated")]


def test_a_log_emptied_with_an_older_checkpoint():
    assert {kind for _, kind in faults([])} == {"truncated"}


def test_a_tail_written_anew_after_the_checkpoint_was_given():
    forged = chained([*ENTRIES[:590], ENTRIES[590]._replace(payload=b"{}"), *ENTRIES[591:]], 590)
    assert faults(forged) == {(SIZE - 1, "forked")}


def test_a_log_begun_under_another_name():
    other = MemoryLedger("990102")
    other.append(drafts(3))
    renamed = [resealed(entry._replace(log=LOG)) for entry in other.read()]
    assert (0, "altered") in faults(renamed, [])


def test_a_checkpoint_whose_root_was_edited():
    point = take_checkpoint(log_of(300), TIME)
    forged = sign(type(point)(LOG, "sm3", 300, b"\x07" * 32, point.head, TIME), SIGNER).text()
    assert faults(ENTRIES, [forged]) == {(299, "checkpoint_mismatch")}


def test_a_checkpoint_whose_size_was_edited_loses_its_signature():
    forged = NOTES[3].replace("\n300\n", "\n299\n", 1)
    assert faults(ENTRIES, [forged]) == {(298, "checkpoint_mismatch")}


def test_a_checkpoint_signed_by_a_stranger():
    forged = sign(take_checkpoint(log_of(300), TIME), KnownSigner(8)).text()
    assert faults(ENTRIES, [forged]) == {(299, "checkpoint_mismatch")}


def test_a_checkpoint_of_another_log():
    other = MemoryLedger("990102")
    other.append(drafts(3))
    assert faults(ENTRIES, [note_of(other)]) == {(2, "checkpoint_mismatch")}


def test_a_checkpoint_torn_or_taken_away():
    assert faults(ENTRIES, ["", NOTES[0][:40]]) == {(None, "checkpoint_mismatch")}


def test_a_fork_shown_by_two_checkpoints_of_one_size():
    fork = chained([*ENTRIES[:-1], ENTRIES[-1]._replace(payload=b"{}")], SIZE - 1)
    assert verdict(ENTRIES).ok
    assert faults(fork) == {(SIZE - 1, "forked")}


def test_a_store_that_cannot_be_read_to_the_end():
    def torn():
        yield from ENTRIES[:300]
        raise EvidenceFault("磁盘映像损坏")

    found = verdict(torn(), NOTES[:2])
    assert [(fault.entry, fault.kind) for fault in found.faults] == [(300, "unreadable")]


def test_a_thousand_faults_are_listed_and_the_rest_counted():
    entries = [entry._replace(payload=b"") for entry in log_of(MAX_FAULTS + 50).read()]
    found = verdict(entries, [])
    assert (len(found.faults), found.unlisted, found.ok) == (MAX_FAULTS, 50, False)


def segments(entries, cuts, notes=NOTES):
    from guiju.kernel.ledger.verify import checkpoint_sizes

    sizes = checkpoint_sizes(notes)
    parts = []
    for start, stop in zip(cuts, [*cuts[1:], None], strict=True):
        rows = [entry for entry in entries if start <= entry.index and (stop is None or entry.index < stop)]
        before = [entry.digest for entry in entries if entry.index == start - 1]
        previous = before[0] if before else genesis(LOG, SM3) if start == 0 else None
        mine = {size for size in sizes if start < size and (stop is None or size <= stop)}
        parts.append(scan(rows, LOG, SM3, start=start, stop=stop, previous=previous, sizes=mine))
    return join(parts, LOG, SM3, notes, KEYS)


@pytest.mark.parametrize("cuts", [[0], [0, 256], [0, 512], [0, 256, 512]])
def test_segments_scanned_apart_give_the_verdict_of_the_whole(cuts):
    assert segments(ENTRIES, cuts) == verdict(ENTRIES)


@pytest.mark.parametrize("index", [0, 100, 255, 256, 300, 511, 512])
def test_a_deleted_entry_is_missing_in_segments_too(index):
    found = segments(ENTRIES[:index] + ENTRIES[index + 1 :], [0, 256, 512])
    assert [(fault.entry, fault.kind) for fault in found.faults] == [(index, "missing")]


@pytest.mark.parametrize("index", [0, 100, 255, 256, 511, 512])
def test_a_rewritten_entry_is_found_across_segments(index):
    entries = ENTRIES.copy()
    entries[index] = resealed(entries[index]._replace(payload=b"{}"))
    found = {(fault.entry, fault.kind) for fault in segments(entries, [0, 256, 512]).faults}
    assert (index, "altered") in found


def test_entries_swapped_across_segments_are_called_swapped():
    entries = ENTRIES.copy()
    entries[3], entries[300] = ENTRIES[300]._replace(index=3), ENTRIES[3]._replace(index=300)
    found = {(fault.entry, fault.kind) for fault in segments(entries, [0, 256, 512]).faults}
    assert {(3, "swapped"), (300, "swapped")} <= found


def test_progress_tells_every_entry():
    told = []
    verify(ENTRIES, LOG, SM3, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == SIZE


def test_the_chain_alone_can_be_checked_without_the_tree():
    segment = scan(ENTRIES, LOG, SM3, previous=genesis(LOG, SM3), tree=False)
    assert (segment.faults, segment.tiles, segment.stop) == ([], [], SIZE)


def test_details_are_chinese_and_name_entry_and_matter():
    fault = verdict(with_entry(7, payload=b"{}")).faults[0]
    assert "第 7 条" in fault.detail
    assert draft(7).matter in fault.detail

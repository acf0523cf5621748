"""The exam of every LedgerStore: make it one of yours with the fixture ``store``, and inherit."""

from __future__ import annotations

import pytest

from guiju.errors import Conflict, HouseFault, InputFault, NotFound
from guiju.kernel.ledger import PersonalValue, check_proof, genesis, parse_checkpoint, prove, take_checkpoint
from guiju.kernel.ledger.port import LedgerStore
from guiju.kernel.sm3 import SM3
from guiju.store.ledger_check import verify_store
from tests.kernel.ledger.samples import LOG, SIGNER, TIME, draft, drafts, log_of, note_of

PERSONAL = [("applicant", "甲".encode()), ("phone", b"13800000000")]


class LedgerStoreExam:
    """Inherit and give a fixture ``store``: an empty store of the log ``samples.LOG`` with SM3."""

    def test_an_empty_log_ends_at_its_genesis_link(self, store: LedgerStore):
        assert store.head() == (0, genesis(LOG, SM3))
        assert (store.size(), list(store.read()), store.digests(0, 5)) == (0, [], [])

    def test_appended_entries_are_those_of_the_log_in_memory(self, store: LedgerStore):
        appended = [*store.append(drafts(1)), *store.append(drafts(9, 1)), *store.append([])]
        assert appended == list(store.read()) == list(log_of(10).read())

    def test_a_long_log_is_read_in_order_and_in_part(self, store: LedgerStore):
        store.append(drafts(5000))
        assert [entry.index for entry in store.read()] == list(range(5000))
        assert [entry.index for entry in store.read(2040, 2060)] == list(range(2040, 2060))
        assert [entry.index for entry in store.read(4999)] == [4999]

    def test_an_entry_is_found_by_its_index(self, store: LedgerStore):
        store.append(drafts(3))
        assert store.entry(1) == log_of(3).entry(1)

    @pytest.mark.parametrize("index", [-1, 3, 2**70])
    def test_there_is_no_entry_beyond_the_ends(self, store: LedgerStore, index):
        store.append(drafts(3))
        with pytest.raises(NotFound, match="现有 3 条"):
            store.entry(index)

    def test_the_entries_of_a_matter_come_in_order(self, store: LedgerStore):
        store.append(drafts(20))
        assert [entry.index for entry in store.of_matter(draft(7).matter)] == [5, 6, 7, 8, 9]
        assert store.of_matter("nothing") == []

    def test_an_expected_size_that_is_no_longer_so_is_a_conflict(self, store: LedgerStore):
        store.append(drafts(3))
        with pytest.raises(Conflict, match="3 条"):
            store.append(drafts(1, 3), expected_size=2)
        assert store.size() == 3
        assert store.append(drafts(1, 3), expected_size=3)[0].index == 3

    def test_of_several_drafts_all_are_appended_or_none(self, store: LedgerStore):
        with pytest.raises(InputFault):
            store.append([draft(0), draft(1)._replace(body="a\nb")])
        with pytest.raises(HouseFault):
            store.append([draft(0), draft(1, PERSONAL)._replace(payload=b"{}")])
        assert store.size() == 0

    def test_a_transaction_holds_the_end_for_check_and_append(self, store: LedgerStore):
        with store.transaction():
            size = store.size()
            store.append(drafts(2), expected_size=size)
            store.append(drafts(1, 2), expected_size=size + 2)
        assert store.size() == 3

    def test_personal_values_are_kept_beside_the_chain_until_erased(self, store: LedgerStore):
        store.append([draft(0), draft(1, PERSONAL)])
        kept = [(index, value.field, value.value) for index, value in store.personal_of([0, 1, 1])]
        assert kept == [(1, "applicant", "甲".encode()), (1, "phone", b"13800000000")]
        assert store.erase_personal(1, ["phone", "unknown"]) == 1
        assert [value.field for _, value in store.personal_of([1])] == ["applicant"]
        assert [(row[0], row[2]) for row in store.personal_rows()] == [(1, store.entry(1).payload)]

    def test_personal_values_of_many_entries_are_read(self, store: LedgerStore):
        store.append(draft(number, PERSONAL[:1]) for number in range(1200))
        assert [index for index, _ in store.personal_of(range(1300))] == list(range(1200))

    def test_erasing_a_personal_value_keeps_every_proof_valid(self, store: LedgerStore):
        store.append([draft(0), draft(1, PERSONAL), draft(2)])
        note = note_of(store)
        store.checkpoints.save(note)
        before = prove(store, 1, note)
        assert store.erase_personal(1, ["applicant", "phone"]) == 2
        assert prove(store, 1, note) == before
        assert check_proof(before, [SIGNER.public_key]).ok
        assert verify_store(store, [SIGNER.public_key]).ok

    def test_checkpoints_are_kept_in_order(self, store: LedgerStore):
        notes = []
        for start in range(0, 6, 2):
            store.append(drafts(2, start))
            notes.append(note_of(store))
            store.checkpoints.save(notes[-1])
        assert store.checkpoints.all() == notes
        assert verify_store(store, [SIGNER.public_key]).checkpoints == 3

    def test_a_text_that_is_no_checkpoint_of_this_log_is_not_kept(self, store: LedgerStore):
        store.append(drafts(2))
        note = note_of(store)
        for unfit in ("garbage", note.replace("guiju/990101\n", "guiju/990102\n", 1)):
            with pytest.raises(InputFault, match="检查点"):
                store.checkpoints.save(unfit)
        assert store.checkpoints.all() == []

    def test_tiles_are_kept_as_first_saved(self, store: LedgerStore):
        store.tiles.save(1, {0: b"a" * 32, 3: b"d" * 32})
        store.tiles.save(1, {0: b"x" * 32, 4: b"e" * 32})
        assert store.tiles.load(1, 0, 4) == {0: b"a" * 32, 3: b"d" * 32}
        assert store.tiles.load(2, 0, 4) == {}

    def test_every_proof_of_a_log_with_tiles_holds(self, store: LedgerStore):
        store.append(drafts(700))
        note = note_of(store)
        assert sorted(store.tiles.load(1, 0, 9)) == [0, 1]
        for index in (0, 255, 256, 511, 512, 699):
            assert check_proof(prove(store, index, note), [SIGNER.public_key]).ok

    def test_the_store_is_whole_and_its_verdict_that_of_the_log_in_memory(self, store: LedgerStore):
        store.append(drafts(700))
        found = verify_store(store)
        assert found.ok
        assert (found.entries, found.root) == (700, take_checkpoint(log_of(700), TIME).root)

    def test_a_personal_value_that_was_changed_is_found(self, store: LedgerStore):
        store.append([draft(0), draft(1, PERSONAL)])
        rows = list(store.personal_rows())
        changed = PersonalValue(rows[0][1].field, rows[0][1].salt, "乙".encode())
        from guiju.kernel.ledger.verify import check_personal

        assert check_personal(SM3, rows) == []
        assert [fault.entry for fault in check_personal(SM3, [(1, changed, rows[0][2])])] == [1]

    def test_a_checkpoint_names_the_log_and_its_algorithm(self, store: LedgerStore):
        point = parse_checkpoint(note_of(store)).checkpoint
        assert (point.log, point.algorithm, point.size) == (LOG, "sm3", 0)

"""Entries: what is hashed, and what cannot be sealed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.errors import Conflict, HouseFault, InputFault
from guiju.kernel.ledger import Draft, MemoryLedger, genesis, merkle
from guiju.kernel.ledger.entry import entry_digest, is_well_formed
from guiju.kernel.sm3 import SHA256, SM3
from tests.kernel.ledger.samples import LOG, draft, drafts, log_of


def test_the_header_is_seven_lines_of_the_columns():
    entry = log_of(2).entry(1)
    lines = entry.header.decode().splitlines()
    assert lines == [
        "990101", "1", "990101.sfj", "2023", "reconsideration-990101.sfj-2023-00000",
        "2023-03-01T09:00:01+08:00", entry.previous.hex(),
    ]  # fmt: skip


@pytest.mark.parametrize("hash_", [SM3, SHA256])
def test_the_digest_is_link_of_the_chain_and_leaf_of_the_tree(hash_):
    first, second = log_of(2, hash_).read()
    assert second.previous == first.digest
    assert first.digest == merkle.leaf_hash(hash_, first.header + first.payload)
    assert first.digest == hash_.digest(b"\x00" + first.header + first.payload)


def test_a_log_begins_with_its_name_and_algorithm():
    starts = {genesis(log, hash_) for log in ("990101", "990102") for hash_ in (SM3, SHA256)}
    assert len(starts) == 4
    assert log_of(1).entry(0).previous == genesis(LOG, SM3)


@given(st.sampled_from(range(9)), st.data())
def test_any_changed_column_changes_the_digest(column, data):
    entry = log_of(3).entry(2)
    value = entry[column]
    other = {
        str: st.text(alphabet=st.characters(codec="utf-8")),
        int: st.integers(0, 2**60),
        bytes: st.binary(max_size=40),
    }[type(value)]
    changed = list(entry)
    changed[column] = data.draw(other.filter(lambda drawn: drawn != value))
    altered = entry._make(changed)
    assert entry_digest(SM3, altered) != altered.digest or not is_well_formed(altered)


@pytest.mark.parametrize("field", ["body", "matter", "recorded_at"])
def test_a_line_end_in_a_column_cannot_be_sealed(field):
    with pytest.raises(InputFault, match="换行"):
        log_of(0).append([draft(0)._replace(**{field: "2023-03-01\n09:00"})])


@pytest.mark.parametrize("moment", ["2023-03-01", "2023-03-01T09:00:00", "三月一日", ""])
def test_a_moment_without_offset_cannot_be_sealed(moment):
    with pytest.raises(InputFault, match="ISO 8601"):
        log_of(0).append([draft(0)._replace(recorded_at=moment)])


@pytest.mark.parametrize("name", ["", "a\nb"])
def test_a_log_needs_a_name_of_one_line(name):
    with pytest.raises(InputFault, match="名称"):
        MemoryLedger(name)


def test_a_payload_without_the_commitment_of_a_personal_value_is_refused():
    good = draft(0, [("applicant", "甲".encode())])
    with pytest.raises(HouseFault, match="applicant"):
        log_of(0).append([good._replace(payload=b"{}")])


def test_of_several_drafts_all_are_appended_or_none():
    ledger = log_of(1)
    with pytest.raises(InputFault):
        ledger.append([draft(1), draft(2)._replace(body="a\nb")])
    assert ledger.size() == 1


def test_who_acts_on_an_old_size_is_told_how_many_came_between():
    ledger = log_of(5)
    with pytest.raises(Conflict, match=r"5 条.*3 条"):
        ledger.append(drafts(1, 5), expected_size=3)
    assert ledger.append([Draft(*draft(5))], expected_size=5)[0].index == 5

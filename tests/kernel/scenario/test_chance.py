from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.scenario.chance import Chance, quotas, summing_to

counts = st.integers(0, 400)
weights = st.lists(st.integers(1, 50), min_size=1, max_size=20)


def test_the_numbers_are_fixed_for_all_time():
    chance = Chance("云泽 2023", "flow", "event")
    assert [chance.below(1000) for _ in range(6)] == [78, 521, 363, 927, 490, 389]


def test_another_label_gives_other_numbers():
    assert [Chance("a", 1).bits() for _ in range(3)] != [Chance("a", 2).bits() for _ in range(3)]


def test_labels_do_not_run_into_one_another():
    assert Chance("ab", "c").bits() != Chance("a", "bc").bits()


@given(st.text(), st.integers(-50, 50), st.integers(0, 100))
def test_a_number_between_bounds_keeps_them(seed, low, width):
    chance = Chance(seed)
    assert all(low <= chance.between(low, low + width) <= low + width for _ in range(20))


def test_every_number_between_the_bounds_turns_up():
    chance = Chance("alle")
    assert {chance.between(3, 7) for _ in range(200)} == {3, 4, 5, 6, 7}


@given(st.text(), st.lists(st.integers(), max_size=30))
def test_shuffling_loses_and_adds_nothing(seed, items):
    assert sorted(Chance(seed).shuffled(items)) == sorted(items)


def test_weights_are_kept_roughly_and_zero_never_comes():
    chance = Chance("gewichte")
    drawn = [chance.weighted(["a", "b", "c"], [8, 2, 0]) for _ in range(1000)]
    assert "c" not in drawn
    assert 700 < drawn.count("a") < 900


@given(counts, weights)
def test_shares_add_up_to_the_whole_and_lie_within_one_of_their_due(count, shares):
    found = quotas(count, shares)
    assert sum(found) == count
    assert all(abs(n - count * w / sum(shares)) < 1 for n, w in zip(found, shares, strict=True))


@given(st.integers(1, 60), st.integers(0, 20), st.integers(0, 30), st.data())
def test_parts_of_a_total_add_up_within_their_bounds(count, low, width, data):
    total = data.draw(st.integers(low * count, (low + width) * count))
    parts = summing_to(total, count, low, low + width, Chance("teile"))
    assert (sum(parts), len(parts)) == (total, count)
    assert all(low <= part <= low + width for part in parts)


def test_an_impossible_total_says_so():
    with pytest.raises(ValueError, match="3 个 10 至 20 的数加不出 100"):
        summing_to(100, 3, 10, 20, Chance("x"))

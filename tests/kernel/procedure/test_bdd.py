"""The symbolic sets agree with plain sets of states."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.procedure.bdd import ALL, NONE, Diagrams

VARIABLES = 4
STATES = list(product((False, True), repeat=VARIABLES))
plain_sets = st.sets(st.sampled_from(STATES))


def symbolic(sets: Diagrams, states) -> int:
    """The set of these states."""
    return sets.any_of(
        sets.all_of(sets.literal(v, value) for v, value in enumerate(state)) for state in states
    )


@given(plain_sets, plain_sets)
def test_union_intersection_and_difference_are_those_of_plain_sets(a, b):
    sets = Diagrams()
    x, y = symbolic(sets, a), symbolic(sets, b)
    assert sets.either(x, y) == symbolic(sets, a | b)
    assert sets.both(x, y) == symbolic(sets, a & b)
    assert sets.minus(x, y) == symbolic(sets, a - b)
    assert sets.count(x, VARIABLES) == len(a)


@given(plain_sets, st.sets(st.integers(0, VARIABLES - 1)))
def test_forgetting_a_variable_frees_it(a, forgotten):
    sets = Diagrams()
    agree = {
        s for s in STATES if any(all(s[v] == t[v] for v in range(VARIABLES) if v not in forgotten) for t in a)
    }
    assert sets.forget(symbolic(sets, a), frozenset(forgotten)) == symbolic(sets, agree)


def test_everything_and_nothing_are_the_two_leaves():
    sets = Diagrams()
    assert symbolic(sets, STATES) == ALL
    assert symbolic(sets, []) == NONE

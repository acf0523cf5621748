"""Random acts never pass a closed gate, never lose an act, never leave the diagram: for every procedure shipped.

A state machine for each version and each local variant. What an act says follows from one drawn seed, so
that a counterexample shrinks to the fewest acts.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from guiju.kernel.procedure.definition import Definition
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.kernel.procedure.wanderer import Wanderer

SEEDS = st.integers(0, 2**32)
EXAMPLES, STEPS = 20, 40


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


def declared() -> list[Definition]:
    """Every version of every procedure, local variants included."""
    procedures = catalogue().procedures
    return [*procedures, *procedures.variants()]


class Wandering(RuleBasedStateMachine):
    """Lives one matter of a version after another; ``taken`` notes what was accepted."""

    definition: ClassVar[Definition]
    taken: ClassVar[list[str]]

    def __init__(self) -> None:
        super().__init__()
        self.wanderer = Wanderer(catalogue().procedures, self.definition, catalogue().calendar)

    @rule(seed=SEEDS)
    def anything(self, seed: int) -> None:
        """Any step, whatever the stage."""
        self.wanderer.attempt(Random(seed), anywhere=True)

    @rule(seed=SEEDS)
    def something_fitting(self, seed: int) -> None:
        """A step that the stage allows, in a few tries."""
        chance = Random(seed)
        for _ in range(6):
            if self.wanderer.attempt(chance, anywhere=False):
                break

    @rule(seed=SEEDS)
    def a_correction(self, seed: int) -> None:
        """A field of an earlier act, mended."""
        self.wanderer.mend(Random(seed))

    @invariant()
    def no_act_is_lost(self) -> None:
        """Each accepted act stands in the matter, in its order, under its entry."""
        matter = self.wanderer.matter
        assert (matter.size if matter else 0) == len(self.wanderer.accepted)
        if matter:
            assert [d.step for d in matter.done] == [a.step for a in self.wanderer.accepted]
            assert [d.entry for d in matter.done] == list(range(matter.size))

    @invariant()
    def the_stage_is_one_of_the_diagram(self) -> None:
        """So is the outcome; and a matter is closed exactly where its stage is final."""
        matter = self.wanderer.matter
        if matter:
            assert matter.stage in matter.definition.stage_of
            assert matter.outcome in {"", *(one.id for one in matter.definition.outcomes)}
            assert (matter.closed_on is not None) is matter.at.final

    def teardown(self) -> None:
        """Folding all of it anew comes to the same."""
        matter = self.wanderer.matter
        self.taken.extend(act.step for act in self.wanderer.accepted)
        if matter:
            again = self.wanderer.again()
            assert (again.stage, again.outcome, again.closed_on) == (
                matter.stage,
                matter.outcome,
                matter.closed_on,
            )
            assert [d.fields for d in again.done] == [d.fields for d in matter.done]


@pytest.mark.parametrize("definition", declared(), ids=lambda d: f"{d.id}-{d.since}-{d.area or 'national'}")
def test_no_sequence_of_acts_gets_round_a_gate(definition):
    taken: list[str] = []
    run_state_machine_as_test(
        type("Wandering", (Wandering,), {"definition": definition, "taken": taken}),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
    assert set(taken) & {step.id for step in definition.opening()}

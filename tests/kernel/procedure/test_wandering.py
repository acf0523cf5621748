"""Random acts never pass a closed gate, never lose an act, never leave the diagram: for every procedure shipped."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.kernel.procedure.act import Recorded
from guiju.kernel.procedure.fold import fold
from tests.kernel.procedure.wanderer import Wanderer


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_sequence_of_acts_gets_round_a_gate(data, procedures, calendar):
    definition = data.draw(st.sampled_from(sorted(procedures, key=lambda d: (d.id, d.since))))
    wanderer = Wanderer(procedures, definition, calendar)
    for _ in range(25):
        wanderer.attempt(data)
        if wanderer.matter is not None:
            matter = wanderer.matter
            assert matter.stage in matter.definition.stage_of
            assert matter.size == len(wanderer.accepted)
    if wanderer.matter is not None:
        recorded = [
            Recorded(d.entry, d.recorded_at, a)
            for d, a in zip(wanderer.matter.done, wanderer.accepted, strict=True)
        ]
        again = fold(procedures, recorded, calendar, lambda _: "")
        assert (again.stage, again.outcome, again.size) == (
            wanderer.matter.stage,
            wanderer.matter.outcome,
            wanderer.matter.size,
        )

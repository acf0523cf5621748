"""What the asker may open today."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.kernel.procedure.definition import Definition, Step
from guiju.usecases.asking import Asking
from guiju.usecases.choose_body import bodies_for
from guiju.usecases.house import House
from guiju.usecases.permit import may_see_definition
from guiju.usecases.registry import registry


@dataclass(frozen=True, slots=True)
class Opening:
    """A step that opens a matter, and the bodies in whose name the asker may take it."""

    definition: Definition
    step: Step
    bodies: tuple[str, ...]


def list_openings(house: House, asking: Asking) -> list[Opening]:
    """Every opening step of a procedure in force today for which the asker holds a role."""
    known, today = registry(house), house.today()
    found = []
    for definition in house.catalogue.procedures:
        if not definition.in_force(today) or not may_see_definition(asking, definition):
            continue
        for step in definition.opening():
            bodies = bodies_for(known, asking, step, None, today)
            if bodies and step.basis.applies_on(today):
                found.append(Opening(definition, step, tuple(bodies)))
    return found

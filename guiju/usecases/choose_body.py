"""For which of his or her bodies may the asker take a step?"""

from __future__ import annotations

from datetime import date

from guiju.kernel.procedure.definition import Step
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.registry.registry import Registry
from guiju.usecases.asking import Asking


def bodies_for(known: Registry, asking: Asking, step: Step, matter: Matter | None, on: date) -> list[str]:
    """The bodies in whose name the asker holds a role of the step and may act in the matter; ``check`` has the last word."""
    found = []
    for body in sorted(asking.bodies):
        if not known.roles(asking.official, body, on) & set(step.by):
            continue
        if matter is None or step.at == "any" or _owns(known, step, matter, body, on):
            found.append(body)
    return found


def _owns(known: Registry, step: Step, matter: Matter, body: str, on: date) -> bool:
    owner = matter.body
    if step.at.startswith("field:"):
        value = matter.values().get(step.at[6:])
        if value is None:  # the act itself may name it
            return True
        owner = str(value)
    return known.within(body, owner, on)

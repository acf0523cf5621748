"""May this asker see or do this? Unset means no."""

from __future__ import annotations

from guiju.errors import Denied
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.fold import Matter
from guiju.usecases.asking import Asking

OVERSEERS = frozenset(("leader", "legal_officer", "registrar"))
"""Roles that see the whole subtree of their body; others see the matters of their own bodies."""


def visible_bodies(asking: Asking) -> frozenset[str]:
    """The bodies whose matters the asker may see."""
    if asking.kind != "official":
        return frozenset()
    return asking.scope if asking.roles & OVERSEERS else asking.bodies


def may_see_body(asking: Asking, body: str) -> bool:
    """Whether matters and figures of the body may be shown."""
    return body in visible_bodies(asking)


def may_see(asking: Asking, matter: Matter) -> bool:
    """Whether the matter may be shown: its body is in scope, or the asker's body is a party to it."""
    if matter.definition.access and matter.definition.access not in asking.roles:
        return False
    return may_see_body(asking, matter.body) or bool(parties(matter) & asking.bodies)


def parties(matter: Matter) -> frozenset[str]:
    """The bodies that a matter gives a step to, beside its own."""
    values = matter.values()
    names = {step.at[6:] for step in matter.definition.steps if step.at.startswith("field:")}
    return frozenset(str(values[name]) for name in names if values.get(name))


def require_sight(asking: Asking, matter: Matter) -> None:
    """Raises Denied unless the matter may be shown."""
    if not may_see(asking, matter):
        raise Denied("您无权查看该事项：它不属于您任职的机关")


def require_body(asking: Asking, body: str) -> None:
    """Raises Denied unless the body's figures may be shown."""
    if not may_see_body(asking, body):
        raise Denied("您无权查看该机关的数据")


def may_see_definition(asking: Asking, definition: Definition) -> bool:
    """Procedures are open to everyone who can sign in, restricted ones to their role."""
    return not definition.access or definition.access in asking.roles

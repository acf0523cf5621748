"""Who asks: an official in a post on a day, or one of the administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guiju.kernel.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Asking:
    """The asker: ``official`` is "" for an administrator; ``bodies`` are those he or she serves."""

    official: str
    bodies: frozenset[str]
    roles: frozenset[str]
    scope: frozenset[str]
    kind: str = "official"


def asking(registry: Registry, official: str, on: date, kind: str = "official") -> Asking:
    """The asker as of a day; the scope is every body at or below one that he or she serves."""
    posts = registry.posts(official, on) if official else []
    bodies = frozenset(post.body for post in posts)
    roles = frozenset(role for post in posts for role in post.roles)
    scope = frozenset(
        body.code for body in registry.bodies(on) if bodies & set(registry.ancestors(body.code, on))
    )
    return Asking(official, bodies, roles, scope, kind)

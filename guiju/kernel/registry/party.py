"""Bodies (机关) and officials (人员) through time: renamed, merged, abolished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Body:
    """A body from ``since`` to ``until`` (inclusive; None = still there) under one name.

    ``parent`` is the body above it ("" for the top); ``successor`` took over its duties.
    """

    code: str
    name: str
    parent: str = ""
    kind: str = ""
    uscc: str = ""
    since: date = date.min
    until: date | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """A person who may act; ``since``/``until`` bound the service."""

    id: str
    name: str
    since: date = date.min
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post (职务) of a body held by an official, with the roles it carries."""

    official: str
    body: str
    title: str
    roles: tuple[str, ...]
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate (执法证 …) valid from ``since`` to ``until``, except where suspended."""

    holder: str
    kind: str
    number: str
    since: date
    until: date
    suspended: tuple[tuple[date, date | None], ...] = ()
    revoked_on: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it may be used on ``day``."""
        if not self.since <= day <= self.until or (self.revoked_on is not None and day >= self.revoked_on):
            return False
        return not any(a <= day and (b is None or day < b) for a, b in self.suspended)

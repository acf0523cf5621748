"""The registry: who may act, for which body, on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from guiju.kernel.registry.party import Body, Certificate, Official, Post


def _covers(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day <= until)


class Registry:
    """Bodies, officials, posts and certificates as of any day. Immutable once built."""

    def __init__(
        self,
        bodies: Iterable[Body] = (),
        officials: Iterable[Official] = (),
        posts: Iterable[Post] = (),
        certificates: Iterable[Certificate] = (),
    ) -> None:
        self._bodies: dict[str, list[Body]] = defaultdict(list)
        for body in bodies:
            self._bodies[body.code].append(body)
        self.officials = {official.id: official for official in officials}
        self._posts: dict[str, list[Post]] = defaultdict(list)
        for post in posts:
            self._posts[post.official].append(post)
        self._certificates: dict[str, list[Certificate]] = defaultdict(list)
        for certificate in certificates:
            self._certificates[certificate.holder].append(certificate)

    @property
    def codes(self) -> Collection[str]:
        """The codes of all bodies there ever were."""
        return self._bodies.keys()

    def body(self, code: str, on: date) -> Body | None:
        """The body under that code on ``on``, or None."""
        return next((b for b in self._bodies.get(code, ()) if _covers(b.since, b.until, on)), None)

    def name_of_body(self, code: str, on: date) -> str:
        """Its name on that day (or the last known name, or the code)."""
        body = self.body(code, on)
        known = self._bodies.get(code)
        return body.name if body else known[-1].name if known else code

    def bodies(self, on: date) -> list[Body]:
        """All bodies of the day, by code."""
        found = (self.body(code, on) for code in sorted(self._bodies))
        return [body for body in found if body is not None]

    def ancestors(self, code: str, on: date) -> list[str]:
        """The body itself and all above it on that day, nearest first."""
        chain: list[str] = []
        while code and code not in chain:
            chain.append(code)
            body = self.body(code, on) or (self._bodies[code][-1] if code in self._bodies else None)
            code = body.parent if body else ""
        return chain

    def within(self, upper: str, lower: str, on: date) -> bool:
        """Whether ``lower`` is ``upper`` or stands below it on that day."""
        return upper in self.ancestors(lower, on)

    def top(self, on: date) -> str:
        """The code of the first body without a parent ("" for an empty registry)."""
        return next((body.code for body in self.bodies(on) if not body.parent), "")

    def name_of_official(self, official: str) -> str:
        """The person's name, or the id where unknown."""
        known = self.officials.get(official)
        return known.name if known else official

    def posts(self, official: str, on: date) -> list[Post]:
        """The posts the person holds on that day."""
        return [post for post in self._posts.get(official, ()) if _covers(post.since, post.until, on)]

    def holders(self, role: str, body: str, on: date) -> list[str]:
        """The officials who hold the role at the body on that day, by id."""
        found = {
            post.official
            for posts in self._posts.values()
            for post in posts
            if role in post.roles and post.body == body and _covers(post.since, post.until, on)
        }
        return sorted(found)

    def roles(self, official: str, body: str, on: date) -> frozenset[str]:
        """The roles the person holds at that very body on that day."""
        return frozenset(
            role for post in self.posts(official, on) if post.body == body for role in post.roles
        )

    def certificates(self, official: str) -> list[Certificate]:
        """All certificates the person ever held."""
        return list(self._certificates.get(official, ()))

    def certified(self, official: str, kind: str, on: date) -> bool:
        """Whether the person holds a valid certificate of that kind on that day."""
        return any(c.kind == kind and c.valid_on(on) for c in self._certificates.get(official, ()))

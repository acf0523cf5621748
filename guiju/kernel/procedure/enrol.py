"""Registry matters → registry: bodies, officials and certificates are folded from acts like all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from guiju.kernel.procedure.fold import Done, Matter
from guiju.kernel.registry.party import Body, Certificate, Official, Post
from guiju.kernel.registry.registry import Registry

DAY = timedelta(days=1)


def registry_of(matters: Iterable[Matter]) -> Registry:
    """The registry that these matters (of procedures body, official, certificate) declare."""
    bodies: list[Body] = []
    officials: list[Official] = []
    posts: list[Post] = []
    certificates: list[Certificate] = []
    for matter in matters:
        kind = matter.definition.id
        if kind == "body":
            bodies += _bodies(matter)
        elif kind == "official":
            officials.append(_official(matter))
            posts += _posts(matter)
        elif kind == "certificate":
            certificates.append(_certificate(matter))
    return Registry(bodies, officials, posts, certificates)


def _text(done: Done, field: str) -> str:
    value = done.fields.get(field)
    return value if isinstance(value, str) else ""


def _day(done: Done, field: str) -> date | None:
    value = done.fields.get(field)
    return value if isinstance(value, date) else None


def _since(done: Done) -> date:
    return done.effective_on or done.happened_on


def _bodies(matter: Matter) -> Iterator[Body]:
    """One Body per span of an unchanged name."""
    current: Body | None = None
    for done in matter.valid("establish", "rename", "merge", "abolish"):
        since = _since(done)
        if done.step == "establish":
            current = Body(
                _text(done, "code"),
                _text(done, "title"),
                _text(done, "parent"),
                _text(done, "body_kind"),
                _text(done, "uscc"),
                since,
            )
        elif current is not None:
            ended = replace(current, until=since - DAY, successor=_text(done, "successor"))
            yield ended
            current = (
                replace(current, name=_text(done, "new_name"), since=since) if done.step == "rename" else None
            )
    if current is not None:
        yield current


def _official(matter: Matter) -> Official:
    first = matter.done[0]
    left = matter.latest("leave")
    name = first.fields.get("title")
    return Official(
        _text(first, "official_id"), str(name), _since(first), _since(left) - DAY if left else None
    )


def _posts(matter: Matter) -> Iterator[Post]:
    person = _text(matter.done[0], "official_id")
    left = matter.latest("leave")
    ends = {_text(d, "appointment"): _since(d) - DAY for d in matter.valid("relieve")}
    for done in matter.valid("appoint"):
        roles = done.fields.get("roles")
        names = tuple(str(role) for role in roles) if isinstance(roles, list | tuple) else ()
        key = _text(done, "appointment")
        until = ends.get(key) or (_since(left) - DAY if left else None)
        yield Post(person, _text(done, "post_body"), _text(done, "post"), names, _since(done), until)


def _certificate(matter: Matter) -> Certificate:
    first = matter.done[0]
    until = _day(first, "valid_until") or date.max
    suspended: list[tuple[date, date | None]] = []
    revoked: date | None = None
    for done in matter.valid("verify", "renew", "suspend", "resume", "revoke"):
        if done.step in ("verify", "renew"):
            until = _day(done, "valid_until") or until
        elif done.step == "suspend":
            suspended.append((_since(done), None))
        elif done.step == "resume" and suspended:
            suspended[-1] = (suspended[-1][0], _since(done))
        elif done.step == "revoke":
            revoked = _since(done)
    return Certificate(
        _text(first, "holder"),
        _text(first, "kind"),
        _text(first, "number"),
        _since(first),
        until,
        tuple(suspended),
        revoked,
    )

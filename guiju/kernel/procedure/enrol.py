"""Registry matters → registry: bodies, officials and certificates are folded from acts like all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from guiju.kernel.procedure.fold import Done, Matter
from guiju.kernel.registry.party import Body, Certificate, Official, Post
from guiju.kernel.registry.registry import Registry

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What one registry matter contributes to the registry."""

    bodies: tuple[Body, ...] = ()
    officials: tuple[Official, ...] = ()
    posts: tuple[Post, ...] = ()
    certificates: tuple[Certificate, ...] = ()


def enrolment_of(matter: Matter) -> Enrolment:
    """The contribution of a matter of the procedures body, official or certificate (else none)."""
    kind = matter.definition.id
    if kind == "body":
        return Enrolment(bodies=tuple(_bodies(matter)))
    if kind == "official":
        return Enrolment(officials=(_official(matter),), posts=tuple(_posts(matter)))
    return Enrolment(certificates=(_certificate(matter),)) if kind == "certificate" else Enrolment()


def registry_of(enrolments: Iterable[Enrolment]) -> Registry:
    """The registry that all enrolments together make."""
    known = list(enrolments)
    return Registry(
        (body for one in known for body in one.bodies),
        (official for one in known for official in one.officials),
        (post for one in known for post in one.posts),
        (certificate for one in known for certificate in one.certificates),
    )


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

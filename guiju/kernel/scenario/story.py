"""The scenario as declared: areas, bodies, posts, certificates, words and flows. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guiju.kernel.scenario.pace import Delay, Recording

Spec = object
"""How a field's value is made: a plain value, a text with {variables}, or a table such as { pick = […] }."""


@dataclass(frozen=True, slots=True)
class Area:
    """A government of the story: six-digit code, name, the name used in compounds, level, and the area above."""

    code: str
    name: str
    short: str
    level: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class BodyPattern:
    """A body that every area of ``level`` has, under the code ``<area>.<slug>`` (the area's own if slug is "")."""

    slug: str
    name: str
    kind: str
    level: str
    tags: frozenset[str]
    parent: str
    weight: int
    since: date


@dataclass(frozen=True, slots=True)
class PostPattern:
    """A post that every body with ``tag`` (or the slug ``body``) has ``count`` times, and its roles."""

    id: str
    title: str
    roles: tuple[str, ...]
    tag: str
    body: str
    count: int
    since: date
    recorded_on: date | None


@dataclass(frozen=True, slots=True)
class CertificatePattern:
    """Certificates of the holders of ``role``: number of those verified, refused, lapsed; the rest as issued.

    With ``tag`` only of those at bodies with that tag; without, of all whom no other pattern names by a tag.
    """

    kind: str
    role: str
    tag: str
    prefix: str
    issued: tuple[date, date]
    valid_until: date
    verified: int
    refused: int
    retired: int
    verified_between: tuple[date, date]
    extended_until: date


@dataclass(frozen=True, slots=True)
class Total:
    """Numbers that add up to ``total`` over all matters of the flow on one of ``paths`` (all if empty)."""

    id: str
    total: int
    low: int
    high: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActPattern:
    """One act of a path; ``of`` puts it into a companion matter of that procedure (``procedure/2`` a second).

    ``after`` counts from the previous act (from the latest act of ``since`` where given); ``on`` is a
    fixed day, or a variable that holds one. ``by`` is a role or ``system``, ``at`` the acting body's
    slug or a variable; both default to what the step declares. ``each`` repeats the act for every body
    with that tag, which then acts; with ``deal`` those bodies are dealt out among the flow's matters.
    """

    step: str
    after: Delay
    since: str = ""
    on: date | str | None = None
    by: str = ""
    at: str = ""
    of: str = ""
    rest_days: bool = False
    effective: Delay | None = None
    recording: Recording | None = None
    corrects: str = ""
    repeat: int = 1
    each: str = ""
    deal: bool = False
    fields: Mapping[str, Spec] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Path:
    """One course a matter may take: exactly ``count`` matters, or a share by ``weight`` of the rest."""

    id: str
    acts: tuple[ActPattern, ...]
    count: int | None
    weight: float
    between: tuple[date, date] | None
    months: tuple[float, ...]
    on: tuple[date, ...]
    variables: Mapping[str, Spec]


@dataclass(frozen=True, slots=True)
class Flow:
    """Many matters of one procedure: how many, whose, when, by which paths.

    Matters belong to the bodies with one of ``tags`` or ``slugs``, shared out by the bodies' weights
    (evenly if ``even``), or to each holder of the role ``over``.
    """

    id: str
    procedure: str
    count: int
    level: str
    tags: tuple[str, ...]
    slugs: tuple[str, ...]
    even: bool
    over: str
    between: tuple[date, date]
    months: tuple[float, ...]
    rest_days: bool
    recording: Recording
    variables: Mapping[str, Spec]
    totals: Mapping[str, Total]
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A whole scenario. What would be recorded after ``ends_on`` has not happened yet and is left out."""

    id: str
    title: str
    notice: str
    seed: str
    begins_on: date
    ends_on: date
    areas: tuple[Area, ...]
    bodies: tuple[BodyPattern, ...]
    posts: tuple[PostPattern, ...]
    certificates: tuple[CertificatePattern, ...]
    words: Mapping[str, tuple[str, ...]]
    flows: tuple[Flow, ...]

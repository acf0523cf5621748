"""The whole vocabulary of a procedure (程序) on one page.

A :class:`Definition` is one version of one procedure, register, list or roster, as declared in
one file of the catalogue. It is data: nothing here knows a matter, a clock or a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from functools import cached_property
from typing import Literal

from guiju.kernel.law.rule import RuleVersion
from guiju.kernel.procedure.basis import Basis

Kind = Literal["procedure", "register", "list", "roster"]

FIELD_TYPES = frozenset(
    "text texts longtext int decimal money date bool choice choices body bodies official officials "
    "matter matters file files person uscc region".split()
)
COUNTABLE_TYPES = frozenset("int decimal money bool date choice body official matter".split())
KINDS = frozenset(("procedure", "register", "list", "roster"))
CORRECT = "@correct"
ERASE = "@erase"
BUILT_IN = frozenset((CORRECT, ERASE))
REASON = "@reason"


@dataclass(frozen=True, slots=True)
class Condition:
    """One closed question about a matter or about the act now being recorded.

    ``op``: ``done`` (a valid act of ``step`` exists), ``eq in ge le is_set`` (on ``field`` of the
    latest valid act of ``step``, or of the act itself where ``step`` is empty), ``after`` (the
    latest ``step`` came after the latest ``value``), ``outcome`` (the matter linked by the
    opening act's field ``link`` has one of the outcomes ``value``). ``negate`` turns it round.
    """

    op: str
    step: str = ""
    field: str = ""
    link: str = ""
    value: object = None
    negate: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a step's form; ``personal`` values enter the chain as salted commitments."""

    id: str
    title: str
    type: str
    required: bool = False
    personal: bool = False
    public: bool = False
    options: tuple[str, ...] = ()
    of: str = ""
    minimum: int | None = None
    help: str = ""
    when: tuple[Condition, ...] = ()
    rows: tuple[str, ...] = ()
    not_before: date | None = None
    years_ahead: int | None = None

    @property
    def countable(self) -> bool:
        """Whether indicators may count over it."""
        return not self.personal and self.type in COUNTABLE_TYPES


@dataclass(frozen=True, slots=True)
class Officers:
    """At least ``minimum`` officials named in ``field`` hold a valid ``certificate`` on the day."""

    field: str
    minimum: int = 2
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document (文书) that a step produces, and for whom."""

    title: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The stage after a step: fixed, or chosen by a choice field (``branches``)."""

    stage: str = ""
    field: str = ""
    branches: Mapping[str, str] = made(default_factory=dict)

    def stages(self) -> tuple[str, ...]:
        """Every stage that may follow."""
        return (self.stage,) if self.stage else tuple(dict.fromkeys(self.branches.values()))

    def after(self, fields: Mapping[str, object]) -> str:
        """The next stage given the act's fields, or "" to stay."""
        if not self.field:
            return self.stage
        return self.branches.get(str(fields.get(self.field, "")), self.stage)


@dataclass(frozen=True, slots=True)
class Step:
    """A step (步骤): who may take it, in which stages, what it records, where it leads."""

    id: str
    title: str
    by: tuple[str, ...]
    basis: Basis
    at: str = "own"
    opens: bool = False
    from_stages: tuple[str, ...] = ()
    to: Target = Target()
    once: bool = False
    voids: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    papers: tuple[Paper, ...] = ()
    officers: Officers | None = None

    def field(self, field_id: str) -> Field | None:
        """The field of that id, or None."""
        return next((f for f in self.fields if f.id == field_id), None)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage (阶段): a place of the diagram; a final one owes nothing more."""

    id: str
    title: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate (闸口): ``blocks`` until all of ``needs`` or all of one of ``alternatives`` hold.

    ``besides`` names steps that lawfully lead to the same stage without it; the proof holds every
    other one against the gate.
    """

    id: str
    title: str
    basis: Basis
    blocks: tuple[str, ...]
    needs: tuple[Condition, ...]
    alternatives: tuple[tuple[Condition, ...], ...] = ()
    when: tuple[Condition, ...] = ()
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """Which day of which act starts a limit: ``happened_on``, ``effective_on`` or ``field:<id>``."""

    step: str
    day: str = "happened_on"


@dataclass(frozen=True, slots=True)
class Window:
    """An interval that does not count (suspension or exclusion): from a step to the first of those that end it."""

    from_step: str
    to_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit (期限) bound to steps; the counting itself is the rule's.

    ``rule`` is the id under which it is published; ``version`` the counting (span, direction,
    rolling, extensions …). ``blocks``: steps not before the floor; ``bars``: steps refused after
    the last day; ``lapse``: the step that may be recorded only once the last day has passed (on the
    last day already where the article says so: ``lapse_on_last_day``). ``is_right`` (declared as
    ``right``): it limits a right of somebody, or is another organ's and only watched: unused it
    expires, and nobody here is late. ``late_is_recorded`` (``late = "recorded"``): a backward limit
    that was missed is told as a warning and counted late, and the act recorded as it happened.
    """

    id: str
    title: str
    rule: str
    version: RuleVersion
    basis: Basis
    duty: str
    start: tuple[Start, ...]
    ends: tuple[str, ...]
    when: tuple[Condition, ...] = ()
    extend_steps: tuple[str, ...] = ()
    suspend: tuple[Window, ...] = ()
    exclude: tuple[Window, ...] = ()
    restart_steps: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    lapse: str = ""
    lapse_on_last_day: bool = False
    is_right: bool = False
    late_is_recorded: bool = False

    @property
    def owed_after(self) -> str:
        """The step owed once the last day has passed: the lapse where the duty itself is barred by then."""
        return self.lapse if self.lapse and self.duty in self.bars else self.duty


@dataclass(frozen=True, slots=True)
class Separation:
    """Separation of duty (职责分离): no person takes two of these steps in one matter."""

    id: str
    steps: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What must be published (公示), of which step, where; ``span`` is information."""

    id: str
    title: str
    step: str
    basis: Basis
    fields: tuple[str, ...] = ()
    where: str = ""
    span: str = ""
    unless: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the closed set of outcomes: reached by ``step``, with ``field`` = ``value`` if given."""

    id: str
    title: str
    step: str
    basis: Basis
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: acts and what must come of them; ``raw`` keeps the table as declared."""

    title: str
    raw: Mapping[str, object]


@dataclass(frozen=True)
class Definition:
    """One version of one procedure, in force from ``since`` to ``until`` (both included)."""

    id: str
    title: str
    kind: str
    systems: tuple[str, ...]
    cites: tuple[str, ...]
    since: date
    until: date | None
    governed_by: tuple[str, ...]
    governed_why: str
    record_within: RuleVersion
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    gates: tuple[Gate, ...] = ()
    limits: tuple[Limit, ...] = ()
    separations: tuple[Separation, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    examples: tuple[Example, ...] = ()
    roles: Mapping[str, str] = made(default_factory=dict)
    access: str = ""
    verified_on: date | None = None
    place: str = ""
    digest: str = ""
    area: str = ""
    """The region code for whose bodies this variant is declared, "" for the nation."""

    @cached_property
    def step_of(self) -> Mapping[str, Step]:
        """Steps by id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def stage_of(self) -> Mapping[str, Stage]:
        """Stages by id."""
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def gates_on(self) -> Mapping[str, tuple[Gate, ...]]:
        """Gates by the step that they may block, those that block an outcome of it included."""
        found: dict[str, list[Gate]] = {}
        outcome_step = {outcome.id: outcome.step for outcome in self.outcomes}
        for gate in self.gates:
            for target in gate.blocks:
                step = outcome_step[target[8:]] if target.startswith("outcome:") else target
                if gate not in found.setdefault(step, []):
                    found[step].append(gate)
        return {step: tuple(gates) for step, gates in found.items()}

    @cached_property
    def limits_on(self) -> Mapping[str, tuple[Limit, ...]]:
        """Limits that may refuse a step: floors, bars, lapses and backward limits."""
        found: dict[str, list[Limit]] = {}
        for limit in self.limits:
            steps = {*limit.blocks, *limit.bars, *limit.extend_steps, *filter(None, (limit.lapse,))}
            if limit.version.direction == "latest_before":
                steps |= {limit.duty, *(start.step for start in limit.start)}
            for step in steps:
                found.setdefault(step, []).append(limit)
        return {step: tuple(limits) for step, limits in found.items()}

    @cached_property
    def outcomes_of(self) -> Mapping[str, tuple[Outcome, ...]]:
        """Outcomes by step."""
        found: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            found.setdefault(outcome.step, []).append(outcome)
        return {step: tuple(outcomes) for step, outcomes in found.items()}

    def opening(self) -> tuple[Step, ...]:
        """The steps that may open a matter."""
        return tuple(step for step in self.steps if step.opens)

    def in_force(self, day: date) -> bool:
        """Whether this version is in force on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)

    def outcome_after(self, step: str, fields: Mapping[str, object]) -> Outcome | None:
        """The outcome that an act of ``step`` with these fields brings, if any."""
        for outcome in self.outcomes_of.get(step, ()):
            if not outcome.field or str(fields.get(outcome.field, "")) == outcome.value:
                return outcome
        return None

"""A procedure as a finite graph: stages plus the facts its gates ask about, searched symbolically.

Time is left out (it can always pass), and so are people: what remains is exactly what gates can
see, so a property proved here holds for every sequence of acts. One variable stands for each
distinct condition on past acts; a move is one way to take a step: a guard (which states allow it)
and a relation (which values its facts and the stage may have afterwards).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from guiju.kernel.law.force import level_of
from guiju.kernel.procedure.bdd import ALL, NONE, Diagrams
from guiju.kernel.procedure.condition import compare
from guiju.kernel.procedure.definition import Condition, Definition, Field, Gate, Step

Given = dict[str, object]


@dataclass(frozen=True, slots=True)
class Move:
    """One way to take a step: ``given`` are the values that its stage, outcome or gates ask about."""

    step: Step
    given: tuple[tuple[str, object], ...]
    stage: str
    outcome: str
    allowed: int
    guard: int
    after: int
    changes: frozenset[int]


class Graph:
    """All reachable states of a definition, as one set."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.sets = Diagrams()
        self.gates = [gate for gate in definition.gates if level_of(gate.basis.force) == "error"]
        self._stage_bits = max(1, (len(definition.stages)).bit_length())
        self._stage_number = {stage.id: number + 1 for number, stage in enumerate(definition.stages)}
        self._stage_number[""] = 0
        self.fact = {condition: self._stage_bits + n for n, condition in enumerate(self._ordered())}
        self.moves = [move for step in definition.steps for move in self._moves(step)]
        self.reached = self._forward(self._start())

    @property
    def states(self) -> int:
        """How many states are reachable."""
        return self.sets.count(self.reached, self._stage_bits + len(self.fact))

    # --- facts --------------------------------------------------------------------------------

    def _ordered(self) -> list[Condition]:
        order = {step.id: number for number, step in enumerate(self.definition.steps)}
        found = dict.fromkeys(plain(c) for c in self._conditions() if c.step or c.link)
        return sorted(found, key=lambda c: (order.get(c.step, -1), c.op, c.field, str(c.value)))

    def _conditions(self) -> Iterator[Condition]:
        for gate in self.gates:
            yield from conditions_of(gate)
        for step in self.definition.steps:
            if step.once:
                yield Condition("done", step=step.id)

    # --- sets ---------------------------------------------------------------------------------

    def in_stage(self, stage: str) -> int:
        """All states in a stage ("" = not opened)."""
        number = self._stage_number[stage]
        return self.sets.all_of(self.sets.literal(b, bool(number >> b & 1)) for b in range(self._stage_bits))

    def in_stages(self, step: Step) -> int:
        """All states whose stage allows the step."""
        if step.opens and not step.from_stages:
            return self.in_stage("")
        allowed = {s for s in step.from_stages if s in self._stage_number}
        for stage in self.definition.stages:
            if "*" in step.from_stages or ("open" in step.from_stages and not stage.final):
                allowed.add(stage.id)
        if step.opens:
            allowed.add("")
        return self.sets.any_of(self.in_stage(stage) for stage in sorted(allowed))

    def open(self, gate: Gate, given: Given) -> int:
        """All states in which the gate is open for an act with these fields."""
        ways = [self._hold(gate.needs, given)] if gate.needs else []
        ways += [self._hold(alternative, given) for alternative in gate.alternatives]
        return self.sets.either(self.sets.other(self._hold(gate.when, given)), self.sets.any_of(ways))

    def _hold(self, conditions: Iterable[Condition], given: Given) -> int:
        return self.sets.all_of(self._holds(condition, given) for condition in conditions)

    def _holds(self, condition: Condition, given: Given) -> int:
        if condition.step or condition.link:
            return self.sets.literal(self.fact[plain(condition)], not condition.negate)
        true = compare(condition.op, given.get(condition.field), condition.value)
        return ALL if true is not condition.negate else NONE

    # --- moves --------------------------------------------------------------------------------

    def speaks(self, gate: Gate, step: str, outcome: str) -> bool:
        """Whether the gate blocks the step, or the outcome it would bring."""
        return step in gate.blocks or (bool(outcome) and f"outcome:{outcome}" in gate.blocks)

    @cached_property
    def _own(self) -> dict[str, set[str]]:
        """Fields of the act itself that gates ask about, by step."""
        by_outcome = {outcome.id: outcome.step for outcome in self.definition.outcomes}
        found: dict[str, set[str]] = {}
        for gate in self.gates:
            names = {c.field for c in conditions_of(gate) if not c.step and not c.link}
            for name in gate.blocks:
                step = by_outcome[name[8:]] if name.startswith("outcome:") else name
                found.setdefault(step, set()).update(names)
        return found

    def _moves(self, step: Step) -> Iterator[Move]:
        definition = self.definition
        told = {
            o.field: {x.value for x in definition.outcomes_of[step.id] if x.field == o.field}
            for o in definition.outcomes_of.get(step.id, ())
            if o.field
        }
        if step.to.field:
            told.setdefault(step.to.field, set()).update(step.to.branches)
        names = self._own.get(step.id, set()) | told.keys()
        fields = [field for field in step.fields if field.id in names]
        choices = [list(representatives(f, self._asked(step, f), told.get(f.id, set()))) for f in fields]
        for values in product(*choices):
            given = {f.id: v for f, v in zip(fields, values, strict=True) if v is not None}
            yield self._move(step, given, names)

    def _asked(self, step: Step, field: Field) -> list[Condition]:
        return [
            c
            for gate in self.gates
            for c in conditions_of(gate)
            if c.field == field.id and c.step in ("", step.id)
        ]

    def _move(self, step: Step, given: Given, names: set[str]) -> Move:
        outcome = self.definition.outcome_after(step.id, given)
        name = outcome.id if outcome else ""
        sets = self.sets
        allowed = self.in_stages(step)
        if step.once:
            allowed = sets.both(allowed, sets.literal(self.fact[Condition("done", step=step.id)], False))
        guards = [self.open(gate, given) for gate in self.gates if self.speaks(gate, step.id, name)]
        stage = step.to.after(given)
        after, changes = self._effect(step, given, names)
        if stage:
            after = sets.both(after, self.in_stage(stage))
            changes |= set(range(self._stage_bits))
        return Move(
            step,
            tuple(given.items()),
            stage,
            name,
            allowed,
            sets.all_of([allowed, *guards]),
            after,
            frozenset(changes),
        )

    def _effect(self, step: Step, given: Given, names: set[str]) -> tuple[int, set[int]]:
        after, changes = ALL, set()
        free: dict[str, list[Condition]] = {}
        for condition, variable in self.fact.items():
            value: bool | None = None
            if condition.step == step.id and condition.op in ("done", "after"):
                value = True
            elif condition.step == step.id and condition.field in names:
                value = compare(condition.op, given.get(condition.field), condition.value)
            elif condition.step == step.id:
                free.setdefault(condition.field, []).append(condition)
                changes.add(variable)
                continue
            elif condition.step in step.voids or (condition.op == "after" and condition.value == step.id):
                value = False
            if value is not None:
                changes.add(variable)
                after = self.sets.both(after, self.sets.literal(variable, value))
        for name, conditions in free.items():
            after = self.sets.both(after, self._any_value(step, name, conditions))
        return after, changes

    def _any_value(self, step: Step, name: str, conditions: list[Condition]) -> int:
        field = step.field(name)
        values = representatives(field, conditions, set()) if field else [None]
        return self.sets.any_of(
            self.sets.all_of(self.sets.literal(self.fact[c], compare(c.op, v, c.value)) for c in conditions)
            for v in values
        )

    # --- search -------------------------------------------------------------------------------

    def _start(self) -> int:
        unknown = [v for c, v in self.fact.items() if c.op == "outcome"]
        known = [self.sets.literal(v, False) for c, v in self.fact.items() if c.op != "outcome"]
        del unknown
        return self.sets.all_of([self.in_stage(""), *known])

    def _forward(self, start: int) -> int:
        reached = start
        while True:
            before = reached
            for move in self.moves:
                reached = self.sets.either(reached, self.image(reached, move))
            if reached == before:
                return reached

    def image(self, states: int, move: Move) -> int:
        """Where the move leads from these states."""
        here = self.sets.both(states, move.guard)
        return self.sets.both(self.sets.forget(here, move.changes), move.after)

    def backward(self, goal: int) -> int:
        """The reachable states from which some sequence of moves leads into ``goal``."""
        found = self.sets.both(goal, self.reached)
        while True:
            before = found
            for move in self.moves:
                into = self.sets.forget(self.sets.both(found, move.after), move.changes)
                found = self.sets.either(found, self.sets.all_of((into, move.guard, self.reached)))
            if found == before:
                return found

    def told(self, states: int) -> tuple[str, list[Condition]]:
        """The stage and the true facts of one state of the set."""
        values = dict(self.sets.example(states))
        number = sum(1 << bit for bit in range(self._stage_bits) if values.get(bit))
        stage = next((s for s, n in self._stage_number.items() if n == number), "")
        return stage, [condition for condition, variable in self.fact.items() if values.get(variable)]


def plain(condition: Condition) -> Condition:
    """The condition without its negation."""
    return Condition(condition.op, condition.step, condition.field, condition.link, condition.value)


def conditions_of(gate: Gate) -> Iterator[Condition]:
    """Every condition a gate speaks of."""
    yield from gate.when
    yield from gate.needs
    for alternative in gate.alternatives:
        yield from alternative


def representatives(field: Field, conditions: list[Condition], told: set[str]) -> Iterator[object]:
    """Values of a field that tell all its conditions apart, and one that satisfies none."""
    if field.type == "bool":
        yield from (True, False)
        return
    if field.type == "choices":
        yield from (field.options, *((option,) for option in field.options), None)
        return
    values: list[object] = [option for option in field.options if option in told]
    for condition in conditions:
        value = condition.value
        if condition.op in ("eq", "in"):
            values += list(value) if isinstance(value, tuple) else [value]
        elif condition.op in ("ge", "le") and isinstance(value, int):
            values += [value, value - 1 if condition.op == "ge" else value + 1]
        elif condition.op == "is_set":
            values.append(field.options[0] if field.options else "某")
    values += [option for option in field.options if option not in values][:1]
    if not field.required or (not field.options and not values):
        values.append(None)
    yield from dict.fromkeys(values)

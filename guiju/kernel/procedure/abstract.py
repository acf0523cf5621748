"""A procedure as a finite graph: stages plus the facts its gates ask about.

Time is left out (it can always pass), and so are people: what remains is exactly what gates can
see, so a property proved here holds for every sequence of acts. One bit stands for each distinct
condition on past acts; a step sets and clears bits according to the values it may record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from guiju.kernel.law.force import level_of
from guiju.kernel.procedure.condition import compare
from guiju.kernel.procedure.definition import Condition, Definition, Field, Gate, Step

BUDGET = 150_000
CHOICES = 96

State = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Move:
    """One way to take a step: with these values of the fields that anything asks about."""

    step: Step
    values: tuple[tuple[str, object], ...]
    sets: int
    clears: int
    stage: str
    outcome: str


class Graph:
    """The reachable states of a definition and the moves between them."""

    def __init__(self, definition: Definition, *, ignore: Gate | None = None) -> None:
        self.definition = definition
        self.gates = [g for g in definition.gates if g is not ignore and level_of(g.basis.force) == "error"]
        self.bits = self._bits()
        self.moves = [move for step in definition.steps for move in self._moves(step)]
        self.exhausted = False
        self.edges: dict[State, list[tuple[Move, State]]] = {}
        self.starts: list[State] = []
        self._search()

    # --- what is asked ------------------------------------------------------------------------

    def _conditions(self) -> Iterator[Condition]:
        for gate in self.gates:
            yield from gate.when
            yield from gate.needs
            for alternative in gate.alternatives:
                yield from alternative
        for step in self.definition.steps:
            if step.once:
                yield Condition("done", step=step.id)

    def _bits(self) -> dict[Condition, int]:
        bits: dict[Condition, int] = {}
        for condition in self._conditions():
            plain = Condition(condition.op, condition.step, condition.field, condition.link, condition.value)
            if (plain.step or plain.link) and plain not in bits:
                bits[plain] = 1 << len(bits)
        return bits

    @cached_property
    def _asked(self) -> dict[str, list[Condition]]:
        asked: dict[str, list[Condition]] = {}
        blocks = {gate.id: self._blocked(gate) for gate in self.gates}
        for gate in self.gates:
            for condition in (*gate.when, *gate.needs, *(c for a in gate.alternatives for c in a)):
                steps = [condition.step] if condition.step else blocks[gate.id]
                for step in steps if condition.field else ():
                    asked.setdefault(step, []).append(condition)
        return asked

    def _blocked(self, gate: Gate) -> list[str]:
        by_outcome = {outcome.id: outcome.step for outcome in self.definition.outcomes}
        return [by_outcome[name[8:]] if name.startswith("outcome:") else name for name in gate.blocks]

    # --- what a step can do -------------------------------------------------------------------

    def _moves(self, step: Step) -> Iterator[Move]:
        conditions = self._asked.get(step.id, [])
        names = {c.field for c in conditions} | ({step.to.field} if step.to.field else set())
        names |= {o.field for o in self.definition.outcomes_of.get(step.id, ()) if o.field}
        fields = [field for field in step.fields if field.id in names]
        tests = {f.id: [c for c in conditions if c.field == f.id] for f in fields}
        values = [list(representatives(f, tests[f.id], self._told(step, f))) for f in fields]
        for combination in _limited(product(*values)):
            given = {f.id: v for f, v in zip(fields, combination, strict=True) if v is not None}
            sets, clears = self._effect(step, given)
            outcome = self.definition.outcome_after(step.id, given)
            yield Move(step, tuple(given.items()), sets, clears, step.to.after(given), outcome.id if outcome else "")

    def _told(self, step: Step, field: Field) -> set[object]:
        told: set[object] = set(step.to.branches) if step.to.field == field.id else set()
        return told | {o.value for o in self.definition.outcomes_of.get(step.id, ()) if o.field == field.id}

    def _effect(self, step: Step, given: dict[str, object]) -> tuple[int, int]:
        sets = clears = 0
        for condition, bit in self.bits.items():
            if condition.step in step.voids or (condition.op == "after" and condition.value == step.id):
                clears |= bit
            if condition.step != step.id:
                continue
            true = condition.op in ("done", "after") or compare(
                condition.op, given.get(condition.field), condition.value
            )
            sets, clears = (sets | bit, clears & ~bit) if true else (sets & ~bit, clears | bit)
        return sets, clears

    # --- the search ---------------------------------------------------------------------------

    def _search(self) -> None:
        links = [bit for condition, bit in self.bits.items() if condition.op == "outcome"]
        frontier: list[State] = []
        for chosen in product((0, 1), repeat=min(len(links), 6)):
            world = sum(bit for bit, on in zip(links, chosen, strict=False) if on)
            for move in self.moves:
                if move.step.opens and self.allowed(move, world, ""):
                    frontier.append(self._after(("", world), move))
        self.starts = list(dict.fromkeys(frontier))
        while frontier:
            state = frontier.pop()
            if state in self.edges:
                continue
            if len(self.edges) >= BUDGET:
                self.exhausted = True
                return
            found = [(move, self._after(state, move)) for move in self.enabled(state)]
            self.edges[state] = found
            frontier += [after for _, after in found if after not in self.edges]

    def _after(self, state: State, move: Move) -> State:
        return move.stage or state[0], (state[1] | move.sets) & ~move.clears

    def enabled(self, state: State) -> Iterator[Move]:
        """The moves that stage, once and gates allow in a state."""
        stage, facts = state
        final = self.definition.stage_of[stage].final
        for move in self.moves:
            allowed = move.step.from_stages
            if stage in allowed or "*" in allowed or ("open" in allowed and not final):
                if self.allowed(move, facts, stage):
                    yield move

    def allowed(self, move: Move, facts: int, stage: str) -> bool:
        """Whether no gate (and no ``once``) stands against the move."""
        once = self.bits.get(Condition("done", step=move.step.id), 0) if move.step.once else 0
        if once & facts:
            return False
        return all(self.open(gate, move, facts) for gate in self.gates if self.speaks(gate, move))

    def speaks(self, gate: Gate, move: Move) -> bool:
        """Whether the gate blocks this move."""
        return move.step.id in gate.blocks or (bool(move.outcome) and f"outcome:{move.outcome}" in gate.blocks)

    def open(self, gate: Gate, move: Move, facts: int) -> bool:
        """Whether the gate is open for the move given the facts."""
        given = dict(move.values)
        if not self._all(gate.when, given, facts):
            return True
        if gate.needs and self._all(gate.needs, given, facts):
            return True
        return any(self._all(conditions, given, facts) for conditions in gate.alternatives)

    def _all(self, conditions: Iterable[Condition], given: dict[str, object], facts: int) -> bool:
        return all(self._true(condition, given, facts) is not condition.negate for condition in conditions)

    def _true(self, condition: Condition, given: dict[str, object], facts: int) -> bool:
        if not condition.step and not condition.link:
            return compare(condition.op, given.get(condition.field), condition.value)
        plain = Condition(condition.op, condition.step, condition.field, condition.link, condition.value)
        bit = self.bits[plain]
        if condition.op == "after" and not facts & bit:
            return False
        return bool(facts & bit)


def representatives(field: Field, conditions: list[Condition], told: set[object]) -> Iterator[object]:
    """Values of a field that tell all its conditions apart, and one that satisfies none."""
    if field.type == "bool":
        yield from (True, False)
        return
    values: list[object] = [value for value in field.options if value in told]
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


def _limited(combinations: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    for number, combination in enumerate(combinations):
        if number >= CHOICES:
            return
        yield combination

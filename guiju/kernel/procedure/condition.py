"""Reading conditions, and judging them against a matter and the act now being recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from guiju.kernel.declared import Table
from guiju.kernel.procedure.definition import Condition

OPERATORS = ("eq", "in", "ge", "le", "is_set")


class Fact(Protocol):
    """What a condition needs of an act that stands in a matter."""

    @property
    def order(self) -> int: ...

    @property
    def fields(self) -> Mapping[str, object]: ...


class Standing(Protocol):
    """What a condition needs of a matter."""

    def latest(self, step: str) -> Fact | None:
        """The latest valid act of a step."""

    def linked_outcome(self, field: str) -> str:
        """The outcome of the matter that the opening act links to, or ""."""


def read_conditions(table: Table, key: str) -> tuple[Condition, ...]:
    """The conditions under ``key``; faults go to the table's findings."""
    raw = table.raw(key)
    if raw is None:
        return ()
    return conditions_from(raw, table, key)


def conditions_from(raw: Any, table: Table, key: str) -> tuple[Condition, ...]:
    """A list of conditions from a parsed value."""
    if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
        table.fault(key, f'“{key}”应为条件列表，如 [{{ step = "accept" }}]', "declaration.type")
        return ()
    found = (_condition(table.below(f"{key}[{number}]", item)) for number, item in enumerate(raw, 1))
    return tuple(condition for condition in found if condition is not None)


def _condition(table: Table) -> Condition | None:
    step, field, link = table.text("step"), table.text("field"), table.text("link")
    negate = table.flag("not")
    after, outcomes = table.text("after"), table.texts("outcome")
    given = [operator for operator in OPERATORS if table.has(operator)]
    values = {operator: table.raw(operator) for operator in OPERATORS}
    table.close()
    if link:
        return Condition("outcome", link=link, value=outcomes, negate=negate)
    if after:
        return Condition("after", step=step, value=after, negate=negate)
    if not field and step:
        return Condition("done", step=step, negate=negate)
    if not field or len(given) != 1:
        table.fault(
            "", "条件须写明 step，或 field 加一个比较（eq、in、ge、le、is_set）", "declaration.condition"
        )
        return None
    value = values[given[0]]
    if given[0] == "in":
        value = tuple(value) if isinstance(value, list) else (value,)
    return Condition(given[0], step=step, field=field, value=value, negate=negate)


def holds(condition: Condition, standing: Standing, fields: Mapping[str, object]) -> bool:
    """Whether the condition holds; ``fields`` are those of the act now being recorded."""
    return _plain(condition, standing, fields) is not condition.negate


def all_hold(conditions: Iterable[Condition], standing: Standing, fields: Mapping[str, object]) -> bool:
    """Whether all of them hold (true for none)."""
    return all(holds(condition, standing, fields) for condition in conditions)


def any_set_holds(
    sets: Sequence[Sequence[Condition]], standing: Standing, fields: Mapping[str, object]
) -> bool:
    """Whether all conditions of at least one set hold."""
    return any(all_hold(conditions, standing, fields) for conditions in sets)


def _plain(condition: Condition, standing: Standing, fields: Mapping[str, object]) -> bool:
    if condition.op == "outcome":
        outcomes = condition.value if isinstance(condition.value, tuple) else ()
        return standing.linked_outcome(condition.link) in outcomes
    if not condition.step:
        return compare(condition.op, fields.get(condition.field), condition.value)
    fact = standing.latest(condition.step)
    if fact is None:
        return False
    if condition.op == "done":
        return True
    if condition.op == "after":
        other = standing.latest(str(condition.value))
        return other is None or fact.order > other.order
    return compare(condition.op, fact.fields.get(condition.field), condition.value)


def compare(op: str, left: object, right: object) -> bool:
    """The closed comparisons; an unset left side satisfies only ``is_set = false`` and ``eq = false``."""
    if op == "is_set":
        return (left not in (None, "", (), [])) is bool(right)
    if left is None:
        return op == "eq" and right is False
    if op == "eq":
        return _number_or_same(left) == _number_or_same(right)
    if op == "in":
        options = right if isinstance(right, tuple) else (right,)
        if isinstance(left, list | tuple):
            return any(item in options for item in left)
        return left in options
    try:
        a, b = Decimal(str(left)), Decimal(str(right))
    except InvalidOperation:
        return False
    return a >= b if op == "ge" else a <= b


def _number_or_same(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    return Decimal(value)

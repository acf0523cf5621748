"""A field's value in words: names for codes, 是 and 否, money with its unit; personal values covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guiju.kernel.procedure.act import ERASED
from guiju.kernel.procedure.definition import Field
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.registry.registry import Registry
from guiju.usecases.asking import Asking
from guiju.usecases.permit import parties

COVERED = "〔个人信息，仅承办机关可见〕"
GONE = "〔已依法删除〕"


@dataclass(frozen=True, slots=True)
class Told:
    """A value in words; ``matters`` are ids that it names, ``mark`` is "", "covered" or "erased"."""

    text: str
    matters: tuple[str, ...] = ()
    mark: str = ""


def sees_personal(asking: Asking, matter: Matter) -> bool:
    """Whether personal values may be shown: the asker serves the matter's body, or one that acts in it."""
    return matter.body in asking.bodies or bool(parties(matter) & asking.bodies)


def tell(field: Field | None, value: object, known: Registry, on: date, *, personal: bool = True) -> Told:
    """The value in words; with ``personal=False`` a personal one is covered."""
    if value is ERASED:
        return Told(GONE, mark="erased")
    if field is not None and field.personal and not personal:
        return Told(COVERED, mark="covered")
    if value in (None, "", [], ()):
        return Told("—")
    items = list(value) if isinstance(value, list | tuple) else [value]
    kind = field.type if field else "text"
    if kind in ("matter", "matters"):
        return Told("、".join(map(str, items)), tuple(map(str, items)))
    return Told("、".join(_word(kind, item, known, on) for item in items))


def _word(kind: str, value: object, known: Registry, on: date) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if kind in ("official", "officials"):
        return known.name_of_official(str(value))
    if kind in ("body", "bodies"):
        return known.name_of_body(str(value), on)
    if kind == "money" and isinstance(value, int | Decimal):
        return f"{value:,} 元"
    return str(value)


def told_all(values: Sequence[Told]) -> str:
    """Several values on one line."""
    return "；".join(value.text for value in values)

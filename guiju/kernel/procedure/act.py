"""An act (行为): one thing that happened in one matter, before and after it is in the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final


class Erased:
    """Stands where a personal value was lawfully erased; its commitment stays in the chain."""

    def __repr__(self) -> str:
        return "〔已依法删除〕"

    __str__ = __repr__


ERASED: Final = Erased()


@dataclass(frozen=True, slots=True)
class Act:
    """One act of ``step`` in ``matter``.

    ``by`` is the official, ``body`` the organ he or she acts for; ``definition`` the digest (hex)
    of the procedure version the act is judged by. ``happened_on`` (发生日) and ``effective_on``
    (生效日) are the actor's statement; when it was recorded is the record's own word and not here.
    ``corrects`` is the entry index of the act that a ``@correct`` or ``@erase`` speaks of.
    """

    matter: str
    procedure: str
    definition: str
    step: str
    by: str
    body: str
    happened_on: date
    fields: Mapping[str, object] = field(default_factory=dict)
    effective_on: date | None = None
    corrects: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act with its place in the record: entry index and the moment it was recorded."""

    entry: int
    recorded_at: datetime
    act: Act

"""Claim 断言: a number that a report states, what it counts, and what the record says to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Approx = Literal["", "at_least", "about", "at_most"]
Kind = Literal[
    "count", "rate", "duration", "amount", "target", "ordinal_or_period", "document_number", "other"
]
Verdict = Literal["agrees", "differs", "unrecorded", "uncheckable"]
VERDICT_WORDS: dict[str, str] = {
    "agrees": "与记录一致",
    "differs": "与记录不符",
    "unrecorded": "尚无记录",
    "uncheckable": "无法核对",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure word, as printed: ``text`` is ``content[start:end]``.

    ``value`` is the number as written, before ``scale`` (1, 10000, 100000000); None where it is masked or
    dropped. ``value_max`` ends a range (``2-3卷``). ``unit`` is normalised (％ → %, 万元 → 元 with the scale);
    "" where none is printed.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    value_max: Decimal | None = None
    scale: int = 1
    unit: str = ""
    approx: Approx = ""
    masked: bool = False
    kind: Kind = "count"

    @property
    def magnitude(self) -> Decimal | None:
        """``value`` × ``scale``."""
        return None if self.value is None else self.value * self.scale


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a number may be counting; ``score`` from 0 to 1 with the Chinese ``reasons`` for it."""

    indicator: str | None
    system: str
    title: str
    score: float
    reasons: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "indicator": self.indicator,
            "system": self.system,
            "title": self.title,
            "score": round(self.score, 3),
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity understood. ``system`` and ``indicator`` are None rather than guesses.

    ``period`` is a year ``2023`` or month ``2023-08``; ``body`` a name as printed ("" = the reporting body).
    ``recorded`` and ``records`` (matter ids) are set by the comparison with the record; ``remark`` says in
    Chinese why the verdict is what it is.
    """

    quantity: Quantity
    subject: str = ""
    period: str | None = None
    body: str = ""
    system: str | None = None
    indicator: str | None = None
    candidates: tuple[Candidate, ...] = ()
    verdict: Verdict = "uncheckable"
    recorded: Decimal | None = None
    records: tuple[str, ...] = ()
    remark: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The claim with the keys that the contract fixes."""
        quantity = self.quantity
        return {
            "start": quantity.start,
            "end": quantity.end,
            "text": quantity.text,
            "value": _plain(quantity.value),
            "value_max": _plain(quantity.value_max),
            "scale": quantity.scale,
            "unit": quantity.unit or None,
            "approx": quantity.approx,
            "masked": quantity.masked,
            "kind": quantity.kind,
            "subject": self.subject,
            "period": self.period,
            "body": self.body,
            "system": self.system,
            "indicator": self.indicator,
            "candidates": [candidate.as_dict() for candidate in self.candidates],
            "verdict": self.verdict,
            "recorded": _plain(self.recorded),
            "records": list(self.records),
            "remark": self.remark,
        }


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

"""Figure 数字: one computed value with everything needed to open it and to compute it again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from guiju.kernel.indicator.definition import Indicator

NOT_COMPUTABLE = "—"
_PLACES = tuple(Decimal(1).scaleb(-places) for places in range(10))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; ``value`` is None where a ratio has nothing below the line (never 100 %).

    ``records`` is the number of rows counted, of a ratio the rows of its denominator.
    """

    indicator: str
    title: str
    unit: str
    decimals: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    period: str
    body: str
    ledger_size: int
    definition_digest: str
    records: int = 0
    catalogue_digest: str | None = None
    gist: str = ""
    cites: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """``<indicator>@<period>@<body>#<ledger size>``: what a report carries beside the number."""
        return f"{self.indicator}@{self.period}@{self.body}#{self.ledger_size}"

    def text(self) -> str:
        """The value with its unit (``103件``, ``98.53%``); ``—`` where there is none."""
        return NOT_COMPUTABLE if self.value is None else f"{self.value:f}{self.unit}"

    def as_dict(self) -> dict[str, Any]:
        """The figure with the keys that the contract fixes; whole numbers as integers."""
        return {
            "id": self.id,
            "indicator": self.indicator,
            "name": self.title,
            "value": plain_number(self.value),
            "numerator": plain_number(self.numerator),
            "denominator": plain_number(self.denominator),
            "unit": self.unit,
            "text": self.text(),
            "period": self.period,
            "body": self.body,
            "ledger_size": self.ledger_size,
            "definition_digest": self.definition_digest,
            "catalogue_digest": self.catalogue_digest,
            "record_count": self.records,
        }


class Tallied(NamedTuple):
    """What a tally came to: its number before rounding, and how many rows made it."""

    value: Decimal
    records: int


NOTHING = Tallied(Decimal(0), 0)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all figures of one evaluation share: the period's code, the ledger's size, the catalogue's digest."""

    period: str
    ledger_size: int
    catalogue_digest: str | None = None


def figure_of(
    indicator: Indicator, tallied: tuple[Tallied, ...], body: str, stamp: Stamp, digest: str = ""
) -> Figure:
    """The figure made of what the indicator's tallies came to (one, or numerator and denominator).

    ``digest`` is the indicator's, when the caller has it at hand already.
    """
    top, base = tallied[0], tallied[-1]
    numerator, denominator = (top.value, base.value) if indicator.is_ratio else (None, None)
    value: Decimal | None
    if not indicator.is_ratio:
        value = half_up(top.value, indicator.decimals)
    elif base.value == 0:
        value = None
    else:
        value = quotient(top.value * indicator.times, base.value, indicator.decimals)
    return Figure(
        indicator.id, indicator.title, indicator.unit, indicator.decimals, value, numerator, denominator,
        stamp.period, body, stamp.ledger_size, digest or indicator.digest, base.records, stamp.catalogue_digest,
        indicator.gist, indicator.cites,
    )  # fmt: skip


def half_up(value: Decimal | int, decimals: int) -> Decimal:
    """The value with that many decimal places, halves rounded away from zero (四舍五入): 0.125 → 0.13."""
    rounded = Decimal(value).quantize(_PLACES[decimals], ROUND_HALF_UP)
    return rounded or abs(rounded)


def quotient(above: Decimal, below: Decimal, decimals: int) -> Decimal:
    """``above / below`` rounded half up from the exact quotient, never from a rounded one."""
    (a, b), (c, d) = above.as_integer_ratio(), below.as_integer_ratio()
    scaled, divisor = abs(a * d) * 10**decimals, abs(b * c)
    digits = (2 * scaled + divisor) // (2 * divisor)
    is_negative = digits > 0 and (above < 0) != (below < 0)
    return Decimal((int(is_negative), tuple(map(int, str(digits))), -decimals))


def plain_number(value: Decimal | None) -> int | float | None:
    """The number as JSON writes it: an integer where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

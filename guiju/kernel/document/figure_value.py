"""FigureValue 数字: what a report needs to know of a computed figure. Any object with these names will do."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol


class FigureValue(Protocol):
    """One computed figure: value exactly as computed (percentages as 98.53, half-up), and where it came from."""

    @property
    def id(self) -> str:
        """``<indicator>@<period>@<body>#<ledger size>``."""

    @property
    def indicator(self) -> str:
        """The indicator's code."""

    @property
    def title(self) -> str:
        """Its Chinese title."""

    @property
    def unit(self) -> str:
        """件, 人, % …"""

    @property
    def period(self) -> str:
        """``2023``, ``2023-Q1``, ``2023-06``."""

    @property
    def body(self) -> str:
        """The body's code."""

    @property
    def value(self) -> Decimal | None:
        """None where it cannot be computed (a ratio over nothing)."""

    @property
    def numerator(self) -> Decimal | None:
        """Of a ratio."""

    @property
    def denominator(self) -> Decimal | None:
        """Of a ratio."""

    @property
    def records(self) -> int:
        """How many matters or acts stand behind it (of a ratio: behind the denominator)."""

    @property
    def ledger_size(self) -> int:
        """Entries of the ledger when it was computed."""

    @property
    def definition_digest(self) -> str:
        """Digest of the declaration it was computed by."""

    @property
    def gist(self) -> str:
        """What is counted (口径), in our words."""

    @property
    def cites(self) -> Sequence[str]:
        """Articles of the indicator."""

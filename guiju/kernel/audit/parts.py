"""Parts 其中: the numbers by which another one is taken apart belong to its row of the list of systems."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from guiju.kernel.audit.claim import Claim

_APART = ("其中", "包括")


class Parts:
    """One paragraph's numbers, followed in order.

    行政权力409项，其中行政许可19项、行政处罚345项: all of them are items of power, no licences and no penalties. Only
    rows in ``wholes`` are taken apart so; a part has the measure word of its whole and stands in its half
    sentence. A part that names such a row itself keeps it (诉讼案件72起，其中行政复议8起).
    """

    def __init__(self, content: str, wholes: Collection[str]) -> None:
        self._content = content
        self._wholes = wholes
        self._before: Claim | None = None
        self._whole: Claim | None = None

    def settled(self, claim: Claim) -> Claim:
        """The claim, or where it is a part of the number before 其中 the claim of that number's row."""
        before, self._before = self._before, claim
        if before is None:
            return claim
        between = self._content[before.quantity.end : claim.quantity.start]
        if any(mark in between for mark in "。；;！？"):
            self._whole = None
            return claim
        if any(word in between for word in _APART):
            self._whole = before if before.system in self._wholes else None
        whole = self._whole
        if whole is None or claim.quantity.unit != whole.quantity.unit or claim.system in self._wholes:
            return claim
        return replace(claim, system=whole.system, indicator=None)

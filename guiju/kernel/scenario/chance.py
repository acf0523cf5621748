"""Chance without chance: numbers that follow from a seed and a label alone (splitmix64 over SM3).

The same seed and label give the same numbers on every machine and in every release, so that a
scenario's records can be built again to the byte; each matter has a label and thus numbers of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

from guiju.kernel.sm3 import sm3

_MASK = 0xFFFFFFFFFFFFFFFF
_STEP = 0x9E3779B97F4A7C15
T = TypeVar("T")


class Chance:
    """A stream of numbers named by its labels."""

    __slots__ = ("_state",)

    def __init__(self, *labels: object) -> None:
        name = "\x1f".join(str(label) for label in labels)
        self._state = int.from_bytes(sm3(name.encode())[:8], "big")

    def bits(self) -> int:
        """The next 64 bits."""
        self._state = (self._state + _STEP) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, count: int) -> int:
        """A whole number from 0 up to ``count`` - 1."""
        return (self.bits() * count) >> 64

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def happens(self, share: float) -> bool:
        """True in about that share of cases."""
        return self.bits() < share * (_MASK + 1)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, each as likely as its weight."""
        sums = list(accumulate(weights))
        mark = self.bits() / (_MASK + 1) * sums[-1]
        return next((item for item, upto in zip(items, sums, strict=True) if mark < upto), items[-1])

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order (Fisher and Yates)."""
        found = list(items)
        for last in range(len(found) - 1, 0, -1):
            other = self.below(last + 1)
            found[last], found[other] = found[other], found[last]
        return found


def quotas(count: int, weights: Sequence[float]) -> list[int]:
    """``count`` divided by weight into whole shares that add up to it (largest remainder)."""
    total = sum(weights)
    exact = [count * weight / total for weight in weights]
    shares = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: count - sum(shares)]:
        shares[i] += 1
    return shares


def summing_to(total: int, count: int, low: int, high: int, chance: Chance) -> list[int]:
    """``count`` whole numbers from ``low`` to ``high`` that add up to ``total``.

    Raises: ValueError where no such numbers exist.
    """
    if not low * count <= total <= high * count:
        raise ValueError(f"{count} 个 {low} 至 {high} 的数加不出 {total}")
    found = [chance.between(low, high) for _ in range(count)]
    missing = total - sum(found)
    while missing:
        for i in range(count):
            room = (high - found[i]) if missing > 0 else (low - found[i])
            part = missing // count or (1 if missing > 0 else -1)
            step = min(part, room) if missing > 0 else max(part, room)
            found[i] += step
            missing -= step
            if not missing:
                break
    return found

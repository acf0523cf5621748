"""Binary decision diagrams: sets of states too many to list, as one canonical graph.

Just enough for reachability: conjunction, disjunction, negation, quantification. A set is an
integer (0 = none, 1 = all); equal sets are equal integers. Source: R. E. Bryant, "Graph-Based
Algorithms for Boolean Function Manipulation", IEEE Trans. Computers C-35(8), 1986.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

NONE, ALL = 0, 1
_LEAF = 1 << 30


class Diagrams:
    """The shared graph; variables are numbered from 0, smaller ones nearer the root."""

    def __init__(self) -> None:
        self._level = [_LEAF, _LEAF]
        self._low = [0, 1]
        self._high = [0, 1]
        self._unique: dict[tuple[int, int, int], int] = {}
        self._and: dict[tuple[int, int], int] = {}
        self._not: dict[int, int] = {0: 1, 1: 0}
        self._some: dict[tuple[int, frozenset[int]], int] = {}

    def _node(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (level, low, high)
        found = self._unique.get(key)
        if found is None:
            found = self._unique[key] = len(self._level)
            self._level.append(level)
            self._low.append(low)
            self._high.append(high)
        return found

    def literal(self, variable: int, value: bool) -> int:
        """All states in which the variable has the value."""
        return self._node(variable, int(not value), int(value))

    def both(self, a: int, b: int) -> int:
        """The states in both sets."""
        if a == b or b == ALL:
            return a
        if a == ALL:
            return b
        if a == NONE or b == NONE:
            return NONE
        key = (a, b) if a < b else (b, a)
        found = self._and.get(key)
        if found is None:
            la, lb = self._level[a], self._level[b]
            top = min(la, lb)
            al, ah = (self._low[a], self._high[a]) if la == top else (a, a)
            bl, bh = (self._low[b], self._high[b]) if lb == top else (b, b)
            found = self._and[key] = self._node(top, self.both(al, bl), self.both(ah, bh))
        return found

    def other(self, a: int) -> int:
        """The states not in the set."""
        found = self._not.get(a)
        if found is None:
            found = self._node(self._level[a], self.other(self._low[a]), self.other(self._high[a]))
            self._not[a], self._not[found] = found, a
        return found

    def either(self, a: int, b: int) -> int:
        """The states in one of the sets or both."""
        return self.other(self.both(self.other(a), self.other(b)))

    def all_of(self, sets: Iterable[int]) -> int:
        """The states in every set."""
        found = ALL
        for one in sets:
            found = self.both(found, one)
        return found

    def any_of(self, sets: Iterable[int]) -> int:
        """The states in at least one set."""
        found = NONE
        for one in sets:
            found = self.either(found, one)
        return found

    def minus(self, a: int, b: int) -> int:
        """The states in ``a`` and not in ``b``."""
        return self.both(a, self.other(b))

    def forget(self, a: int, variables: frozenset[int]) -> int:
        """The states that agree with one of the set in all variables but these."""
        if a < 2 or not variables:
            return a
        key = (a, variables)
        found = self._some.get(key)
        if found is None:
            low, high = self.forget(self._low[a], variables), self.forget(self._high[a], variables)
            level = self._level[a]
            found = self.either(low, high) if level in variables else self._node(level, low, high)
            self._some[key] = found
        return found

    def example(self, a: int) -> Iterator[tuple[int, bool]]:
        """The variables that one state of a non-empty set fixes, with their values."""
        while a > 1:
            value = self._low[a] == NONE
            yield self._level[a], value
            a = self._high[a] if value else self._low[a]

    def count(self, a: int, variables: int) -> int:
        """How many states a set over that many variables holds."""
        memo: dict[int, int] = {NONE: 0, ALL: 1}

        def inner(node: int) -> int:
            if node not in memo:
                low, high, level = self._low[node], self._high[node], self._level[node]
                memo[node] = inner(low) * 2 ** (depth(low) - level - 1) + inner(high) * 2 ** (
                    depth(high) - level - 1
                )
            return memo[node]

        def depth(node: int) -> int:
            return min(self._level[node], variables)

        return int(inner(a) * 2 ** depth(a))

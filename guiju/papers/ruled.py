"""Ruled tables 表格线: words between ruled lines of a page lifted out as rows of cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from guiju.papers.lines import Word, lines_of

_NEAR = 2.5
"""Lines less than this apart (points) are one."""
_MOST_GRID = 200
Table = tuple[float, list[list[tuple[int, str]]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, upright or level; places from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left > self.bottom - self.top


def lift_tables(words: Sequence[Word], rules: Sequence[Rule]) -> tuple[list[Word], list[Table]]:
    """The words outside tables, and the tables: baseline of the first row, rows of (column, characters)."""
    left: list[Word] = list(words)
    tables: list[Table] = []
    for group in _groups(rules):
        grid = _Grid(group)
        if not grid.is_table:
            continue
        inside = [word for word in left if grid.holds(word)]
        if rows := grid.rows(inside):
            left = [word for word in left if not grid.holds(word)]
            tables.append((min(word.base for word in inside), rows))
    return left, tables


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch one another, directly or by others; the upright ones decide what hangs together."""
    upright = sorted((rule for rule in rules if not rule.is_level), key=lambda rule: rule.top)
    groups: list[list[Rule]] = []
    bottom = 0.0
    for rule in upright:
        if groups and rule.top <= bottom + _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
            bottom = rule.bottom
        bottom = max(bottom, rule.bottom)
    spans = [(min(r.top for r in g), max(r.bottom for r in g)) for g in groups]
    starts = [top for top, _ in spans]
    for rule in rules:
        if rule.is_level:
            at = bisect_right(starts, rule.top + _NEAR) - 1
            if at >= 0 and rule.top <= spans[at][1] + _NEAR:
                groups[at].append(rule)
    return groups


class _Grid:
    """The grid of a table: the places of its columns and rows, and which of its walls are really drawn."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._upright = [rule for rule in rules if not rule.is_level]
        self._level = [rule for rule in rules if rule.is_level]
        self._xs = _places([rule.left for rule in self._upright])
        self._ys = _places([rule.top for rule in self._level])

    @property
    def is_table(self) -> bool:
        """At least two columns, and no drawing of hundreds of lines."""
        wide, tall = len(self._xs) - 1, len(self._ys) - 1
        return wide >= 2 and tall >= 1 and max(wide, tall) <= _MOST_GRID

    def holds(self, word: Word) -> bool:
        """Whether a word stands within the outer walls."""
        middle = (word.left + word.right) / 2
        return self._xs[0] <= middle <= self._xs[-1] and self._ys[0] <= word.base <= self._ys[-1]

    def rows(self, words: Sequence[Word]) -> list[list[tuple[int, str]]]:
        """Rows of (column, characters); a cell over several columns or rows counts where it begins."""
        cells: dict[tuple[int, int], list[Word]] = {}
        homes = self._homes()
        for word in words:
            column = bisect_right(self._xs, (word.left + word.right) / 2) - 1
            row = bisect_right(self._ys, word.base) - 1
            at = (min(row, len(self._ys) - 2), min(column, len(self._xs) - 2))
            cells.setdefault(homes[at], []).append(word)
        if len(cells) < 2:
            return []
        found: dict[int, list[tuple[int, str]]] = {}
        for row, column in sorted(set(homes.values())):
            text = "".join(line.text for line in lines_of(cells.get((row, column), [])))
            found.setdefault(row, []).append((column + 1, text))
        return [cells for cells in found.values() if any(text for _, text in cells)]

    def _homes(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Of every field of the grid, the field at which its cell begins."""
        homes: dict[tuple[int, int], tuple[int, int]] = {}
        walls = self._walls()
        for row in range(len(self._ys) - 1):
            for column in range(len(self._xs) - 1):
                at = (row, column)
                if column and ("upright", row, column) not in walls:
                    homes[at] = homes[row, column - 1]
                elif row and ("level", row, column) not in walls:
                    homes[at] = homes[row - 1, column]
                else:
                    homes[at] = at
        return homes

    def _walls(self) -> set[tuple[str, int, int]]:
        """The walls drawn: left of a field (upright), above it (level)."""
        walls: set[tuple[str, int, int]] = set()
        for rule in self._upright:
            column = _nearest(self._xs, rule.left)
            for row in range(len(self._ys) - 1):
                middle = (self._ys[row] + self._ys[row + 1]) / 2
                if rule.top - _NEAR <= middle <= rule.bottom + _NEAR:
                    walls.add(("upright", row, column))
        for rule in self._level:
            row = _nearest(self._ys, rule.top)
            for column in range(len(self._xs) - 1):
                middle = (self._xs[column] + self._xs[column + 1]) / 2
                if rule.left - _NEAR <= middle <= rule.right + _NEAR:
                    walls.add(("level", row, column))
        return walls


def _places(values: Sequence[float]) -> list[float]:
    """Distinct places in order, near ones taken together."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _nearest(places: Sequence[float], value: float) -> int:
    at = bisect_right(places, value)
    return min(
        (each for each in (at - 1, at) if 0 <= each < len(places)),
        key=lambda each: abs(places[each] - value),
        default=0,
    )

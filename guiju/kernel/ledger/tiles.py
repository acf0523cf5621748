"""Tiles 片: roots of complete runs of 256 leaves, kept so that a proof need not hash the whole log.

Level 1 holds the root of each complete run of 256 leaves, level 2 of each 256 roots of level 1, and
so on. A tile is a cache: it can be thrown away, and the verifier compares it with the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from guiju.kernel.ledger.merkle import CompactRange, complete_root
from guiju.kernel.sm3 import Hash

TILE_HEIGHT: Final = 8
TILE_LEAVES: Final = 1 << TILE_HEIGHT

ReadLeaves = Callable[[int, int], Sequence[bytes]]
"""(start, stop) → the leaf hashes start … stop-1."""
LoadTiles = Callable[[int, int, int], Mapping[int, bytes]]
"""(level, start, stop) → the kept roots among the tiles start … stop-1 of that level."""
SaveTiles = Callable[[int, Mapping[int, bytes]], None]
"""(level, roots by tile) → nothing; keeps them."""


class TiledTree:
    """The tree over a stored log; ``subtree`` and ``root`` read kept tiles and keep new ones."""

    def __init__(self, hash_: Hash, leaves: ReadLeaves, load: LoadTiles, save: SaveTiles) -> None:
        self._hash, self._leaves, self._load, self._save = hash_, leaves, load, save
        self._fresh: dict[int, dict[int, bytes]] = {}
        self._recent: dict[tuple[int, int, int], Sequence[bytes]] = {}

    def root(self, size: int) -> bytes:
        """The root over the first ``size`` leaves."""
        return self.subtree(0, size)

    def subtree(self, start: int, stop: int) -> bytes:
        """The root over leaves start … stop-1; start aligned as ``merkle.Subtree`` requires."""
        peaks = CompactRange(self._hash)
        level = _level_of(stop - start)
        while start < stop:
            width = TILE_LEAVES**level
            first, last = start // width, stop // width
            if first < last:
                peaks.extend(self._roots(level, first, last), level * TILE_HEIGHT)
                start = last * width
            level -= 1
        return peaks.root()

    def keep(self) -> None:
        """Keep the tiles computed since the last call."""
        for level, roots in self._fresh.items():
            self._save(level, roots)
        self._fresh.clear()

    def _roots(self, level: int, first: int, last: int) -> Sequence[bytes]:
        """The roots of complete tiles first … last-1 of a level; level 0: leaf hashes."""
        key = (level, first, last)
        if key not in self._recent:
            self._recent[key] = self._leaves(first, last) if level == 0 else self._tiles(*key)
        return self._recent[key]

    def _tiles(self, level: int, first: int, last: int) -> Sequence[bytes]:
        known = {**self._load(level, first, last), **self._fresh.get(level, {})}
        roots = []
        for tile in range(first, last):
            if tile not in known:
                below = self._below(level, tile)
                self._fresh.setdefault(level, {})[tile] = known[tile] = complete_root(self._hash, below)
            roots.append(known[tile])
        return roots

    def _below(self, level: int, tile: int) -> Sequence[bytes]:
        first, last = tile * TILE_LEAVES, (tile + 1) * TILE_LEAVES
        return self._leaves(first, last) if level == 1 else self._tiles(level - 1, first, last)


def _level_of(count: int) -> int:
    """The highest level of which ``count`` leaves can hold a complete tile."""
    return max(count.bit_length() - 1, 0) // TILE_HEIGHT

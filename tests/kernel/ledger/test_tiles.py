"""Tiles: the same hashes as without them, and little to read once they are kept."""

from __future__ import annotations

import pytest

from guiju.kernel.ledger import merkle
from guiju.kernel.ledger.tiles import TILE_LEAVES, TiledTree
from guiju.kernel.sm3 import SM3

LEAVES = [SM3.digest(b"%d" % n) for n in range(TILE_LEAVES**2 + 3 * TILE_LEAVES + 7)]


class Shelf:
    """Leaves and kept tiles, counting what is read."""

    def __init__(self) -> None:
        self.kept: dict[tuple[int, int], bytes] = {}
        self.read = 0

    def leaves(self, start, stop):
        self.read += stop - start
        return LEAVES[start:stop]

    def load(self, level, start, stop):
        return {tile: root for (at, tile), root in self.kept.items() if at == level and start <= tile < stop}

    def save(self, level, roots):
        self.kept |= {(level, tile): root for tile, root in roots.items()}

    def tree(self) -> TiledTree:
        return TiledTree(SM3, self.leaves, self.load, self.save)


@pytest.mark.parametrize("size", [0, 1, 5, 255, 256, 257, 1000, 65535, 65536, 65537, len(LEAVES)])
def test_the_root_over_tiles_is_the_root_over_leaves(size):
    assert Shelf().tree().root(size) == merkle.root(SM3, LEAVES[:size])


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 700), (511, 700), (699, 700), (66000, len(LEAVES))])
def test_proofs_over_tiles_hold(index, size):
    path = merkle.inclusion_proof(index, size, Shelf().tree().subtree)
    assert merkle.is_included(SM3, LEAVES[index], index, size, path, merkle.root(SM3, LEAVES[:size]))


def test_a_consistency_proof_over_tiles_holds():
    path = merkle.consistency_proof(700, len(LEAVES), Shelf().tree().subtree)
    before, after = merkle.root(SM3, LEAVES[:700]), merkle.root(SM3, LEAVES)
    assert merkle.is_consistent(SM3, 700, before, len(LEAVES), after, path)


def test_kept_tiles_spare_the_reading_of_all_but_two_tiles():
    shelf = Shelf()
    tree = shelf.tree()
    tree.root(len(LEAVES))
    tree.keep()
    assert {level for level, _ in shelf.kept} == {1, 2}
    shelf.read = 0
    merkle.inclusion_proof(300, len(LEAVES), shelf.tree().subtree)
    assert shelf.read <= 2 * TILE_LEAVES

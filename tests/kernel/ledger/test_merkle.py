"""The tree against the naive one, the published vectors, and against forgery."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.ledger import merkle
from guiju.kernel.sm3 import SHA256, SM3
from tests.kernel.ledger import naive_tree

# The reference leaves and roots of the Certificate Transparency test suite, SHA-256.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PUBLISHED = [bytes.fromhex(leaf) for leaf in LEAVES]

sizes = st.integers(min_value=1, max_value=70)
hashes = st.sampled_from([SM3, SHA256])


def data(size: int) -> list[bytes]:
    return [b"leaf %d" % n for n in range(size)]


def hashed(hash_, size):
    return [merkle.leaf_hash(hash_, leaf) for leaf in data(size)]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_published_for_sha256(size):
    leaves = [merkle.leaf_hash(SHA256, leaf) for leaf in PUBLISHED[:size]]
    assert merkle.root(SHA256, leaves).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_digest_of_nothing():
    assert merkle.root(SHA256, []) == SHA256.digest(b"") == merkle.empty_root(SHA256)


@given(hashes, sizes)
def test_the_root_is_the_naive_root(hash_, size):
    assert merkle.root(hash_, hashed(hash_, size)) == naive_tree.mth(hash_, data(size))


@given(st.integers(0, 7))
def test_a_complete_tree_has_the_same_root_level_by_level(height):
    leaves = hashed(SM3, 2**height)
    assert merkle.complete_root(SM3, leaves) == merkle.root(SM3, leaves)


@given(hashes, sizes, st.data())
def test_an_inclusion_proof_is_the_naive_one_and_holds(hash_, size, draw):
    index = draw.draw(st.integers(0, size - 1))
    leaves = hashed(hash_, size)
    path = merkle.inclusion_proof(index, size, merkle.subtree_of(hash_, leaves))
    assert path == naive_tree.path(hash_, index, data(size))
    assert merkle.is_included(hash_, leaves[index], index, size, path, merkle.root(hash_, leaves))


@given(hashes, sizes, st.data())
def test_a_consistency_proof_is_the_naive_one_and_holds(hash_, size, draw):
    old = draw.draw(st.integers(1, size))
    leaves = hashed(hash_, size)
    path = merkle.consistency_proof(old, size, merkle.subtree_of(hash_, leaves))
    assert path == naive_tree.proof(hash_, old, data(size))
    roots = merkle.root(hash_, leaves[:old]), merkle.root(hash_, leaves)
    assert merkle.is_consistent(hash_, old, roots[0], size, roots[1], path)


def test_the_empty_tree_is_the_beginning_of_every_tree():
    root = merkle.root(SM3, hashed(SM3, 5))
    assert merkle.is_consistent(SM3, 0, merkle.empty_root(SM3), 5, root, [])
    assert not merkle.is_consistent(SM3, 0, root, 5, root, [])


def forgeries(path: list[bytes]) -> list[tuple[str, list[bytes]]]:
    """Every way of cheating with a path, named."""
    bent = [bytes([path[0][0] ^ 1]) + path[0][1:], *path[1:]] if path else [b"\x00" * 32]
    return [
        ("empty path", []),
        ("one bit flipped", bent),
        ("garbage in front", [b"\x07" * 32, *path]),
        ("garbage behind", [*path, b"\x07" * 32]),
        ("component inserted", [*path[:1], b"\x07" * 32, *path[1:]]),
        ("component removed", path[:-1]),
        ("turned round", path[::-1]),
    ]


@given(sizes, st.data())
def test_no_forged_inclusion_proof_holds(size, draw):
    index = draw.draw(st.integers(0, size - 1))
    leaves = hashed(SM3, size)
    root, path = merkle.root(SM3, leaves), naive_tree.path(SM3, index, data(size))
    for name, forged in forgeries(path):
        if forged != path:
            assert not merkle.is_included(SM3, leaves[index], index, size, forged, root), name
    for wrong in {index - 1, index + 1, -1, size} - {index}:
        assert not merkle.is_included(SM3, leaves[index], wrong, size, path, root)
    assert not merkle.is_included(SM3, leaves[index], index, size, path, b"\x00" * 32)
    assert not merkle.is_included(SM3, b"\x00" * 32, index, size, path, root)


@given(st.integers(2, 70), st.data())
def test_no_forged_consistency_proof_holds(size, draw):
    old = draw.draw(st.integers(1, size - 1))
    leaves = hashed(SM3, size)
    before, after = merkle.root(SM3, leaves[:old]), merkle.root(SM3, leaves)
    path = naive_tree.proof(SM3, old, data(size))
    for name, forged in forgeries(path):
        if forged != path:
            assert not merkle.is_consistent(SM3, old, before, size, after, forged), name
    assert not merkle.is_consistent(SM3, old, after, size, after, path)
    assert not merkle.is_consistent(SM3, old, before, size, before, path)
    assert not merkle.is_consistent(SM3, size, before, size, after, path)

"""Merkle tree 默克尔树: roots, inclusion proofs and consistency proofs as RFC 9162 section 2.1 defines them.

Maker functions ask a ``Subtree`` for hashes; checker functions need nothing but their arguments.
Leaves are already hashed: the digest of an entry is its leaf hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from guiju.kernel.sm3 import Hash

NODE_PREFIX: Final = b"\x01"

Subtree = Callable[[int, int], bytes]
"""(start, stop) → root over the leaf hashes start … stop-1; requires start < stop, and start a
multiple of the smallest power of two that is not below stop - start, as in every proof."""


def leaf_hash(hash_: Hash, data: bytes) -> bytes:
    """H(0x00 ‖ data): the hash of a leaf with these bytes. Source: RFC 9162 2.1.1."""
    return hash_.digest(b"\x00" + data)


def node_hash(hash_: Hash, left: bytes, right: bytes) -> bytes:
    """H(0x01 ‖ left ‖ right): the hash of an inner node. Source: RFC 9162 2.1.1."""
    return hash_.digest(NODE_PREFIX + left + right)


def empty_root(hash_: Hash) -> bytes:
    """H(): the root of a log without entries. Source: RFC 9162 2.1.1."""
    return hash_.digest(b"")


class CompactRange:
    """The roots of the complete subtrees to the left of the growing edge: one per 1-bit of the size."""

    __slots__ = ("_copy", "_hash", "_peaks")

    def __init__(self, hash_: Hash) -> None:
        self._hash = hash_
        self._copy = hash_.begun(NODE_PREFIX).copy
        self._peaks: list[tuple[int, bytes]] = []

    def copy(self) -> CompactRange:
        """A second range that grows on its own."""
        twin = CompactRange(self._hash)
        twin._peaks = self._peaks.copy()
        return twin

    def extend(self, hashes: Iterable[bytes], height: int = 0) -> None:
        """Take in roots of complete subtrees of 2**height leaves each, left to right.

        Requires: the number of leaves so far is a multiple of 2**height.
        """
        for digest in hashes:
            self.append(digest, height)

    def append(self, digest: bytes, height: int = 0) -> None:
        """Take in one complete subtree of 2**height leaves."""
        peaks = self._peaks
        while peaks and peaks[-1][0] == height:
            hasher = self._copy()
            hasher.update(peaks.pop()[1] + digest)
            digest = hasher.digest()
            height += 1
        peaks.append((height, digest))

    def root(self) -> bytes:
        """The root over every leaf taken in so far."""
        if not self._peaks:
            return empty_root(self._hash)
        digest = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            digest = node_hash(self._hash, left, digest)
        return digest


def complete_root(hash_: Hash, hashes: Sequence[bytes]) -> bytes:
    """The root over 2**k hashes, level by level. Requires: their number is a power of two."""
    copy = hash_.begun(NODE_PREFIX).copy

    def join(left: bytes, right: bytes) -> bytes:
        hasher = copy()
        hasher.update(left + right)
        return hasher.digest()

    while len(hashes) > 1:
        hashes = list(map(join, hashes[::2], hashes[1::2]))
    return hashes[0]


def root(hash_: Hash, leaves: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes; of none, ``empty_root``."""
    peaks = CompactRange(hash_)
    peaks.extend(leaves)
    return peaks.root()


def subtree_of(hash_: Hash, leaves: Sequence[bytes]) -> Subtree:
    """A ``Subtree`` over leaf hashes that are all in memory."""
    return lambda start, stop: root(hash_, leaves[start:stop])


def _split(count: int) -> int:
    """The largest power of two below ``count``. Requires: count > 1."""
    return 1 << ((count - 1).bit_length() - 1)


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The audit path of leaf ``index`` in the tree of ``size`` leaves, leaf side first.

    Requires: 0 <= index < size. Source: RFC 9162 2.1.3.1.
    """
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            path.append(subtree(middle, stop))
            stop = middle
        else:
            path.append(subtree(start, middle))
            start = middle
    path.reverse()
    return path


def consistency_proof(old: int, size: int, subtree: Subtree) -> list[bytes]:
    """The proof that the tree of ``size`` leaves begins with the tree of ``old`` leaves.

    Requires: 0 < old <= size. Source: RFC 9162 2.1.4.1.
    """
    path: list[bytes] = []
    start, stop = 0, size
    while old != stop:
        middle = start + _split(stop - start)
        if old <= middle:
            path.append(subtree(middle, stop))
            stop = middle
        else:
            path.append(subtree(start, middle))
            start = middle
    if start:
        path.append(subtree(start, stop))
    path.reverse()
    return path


def is_included(hash_: Hash, leaf: bytes, index: int, size: int, path: Sequence[bytes], root_: bytes) -> bool:
    """Whether the path leads from this leaf hash at ``index`` to the root of ``size`` leaves.

    Source: RFC 9162 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    fn, sn, digest = index, size - 1, leaf
    for step in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            digest = node_hash(hash_, step, digest)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            digest = node_hash(hash_, digest, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and digest == root_


def is_consistent(
    hash_: Hash, old: int, old_root: bytes, size: int, root_: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the path shows that the tree with ``root_`` begins with the tree with ``old_root``.

    Source: RFC 9162 2.1.4.2. An empty old tree is the beginning of every tree.
    """
    if old == size:
        return not path and old_root == root_
    if old == 0:
        return not path and old_root == empty_root(hash_)
    if not 0 < old < size:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not steps:
        return False
    fn, sn = old - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old_digest = digest = steps[0]
    for step in steps[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            old_digest = node_hash(hash_, step, old_digest)
            digest = node_hash(hash_, step, digest)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            digest = node_hash(hash_, digest, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and old_digest == old_root and digest == root_

"""The slow reference: RFC 9162 section 2.1 word for word, recursive, over plain leaf data."""

from __future__ import annotations

from guiju.kernel.sm3 import Hash


def _k(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(hash_: Hash, data: list[bytes]) -> bytes:
    """MTH(D[n])."""
    if not data:
        return hash_.digest(b"")
    if len(data) == 1:
        return hash_.digest(b"\x00" + data[0])
    k = _k(len(data))
    return hash_.digest(b"\x01" + mth(hash_, data[:k]) + mth(hash_, data[k:]))


def path(hash_: Hash, m: int, data: list[bytes]) -> list[bytes]:
    """PATH(m, D[n])."""
    if len(data) == 1:
        return []
    k = _k(len(data))
    if m < k:
        return [*path(hash_, m, data[:k]), mth(hash_, data[k:])]
    return [*path(hash_, m - k, data[k:]), mth(hash_, data[:k])]


def proof(hash_: Hash, m: int, data: list[bytes]) -> list[bytes]:
    """PROOF(m, D[n])."""
    return subproof(hash_, m, data, True)


def subproof(hash_: Hash, m: int, data: list[bytes], known: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b)."""
    if m == len(data):
        return [] if known else [mth(hash_, data)]
    k = _k(len(data))
    if m <= k:
        return [*subproof(hash_, m, data[:k], known), mth(hash_, data[k:])]
    return [*subproof(hash_, m - k, data[k:], False), mth(hash_, data[:k])]

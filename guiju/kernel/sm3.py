"""Digests 摘要: SM3 (GB/T 32905-2016) and the choice of a digest by name (hash agility).

The platform's OpenSSL computes SM3 where it can; the pure Python class below stands in where it
cannot and is the second opinion in tests. SHA-256 is there for records that need it; which one a
record uses is named in its genesis link and in every checkpoint.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, Protocol

from guiju.errors import InputFault

DIGEST_BYTES: Final = 32
_MASK: Final = 0xFFFFFFFF
_BLOCK: Final = 64
_START: Final = (
    0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600,
    0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
)  # fmt: skip


class Hasher(Protocol):
    """A digest under way, shaped as in ``hashlib``; a copy continues from the bytes taken in so far."""

    def copy(self) -> Hasher:
        """A second digest with the same bytes taken in."""

    def update(self, data: bytes, /) -> None:
        """Take in more bytes."""

    def digest(self) -> bytes:
        """The 32 bytes of the digest so far."""


def _rotl(word: int, count: int) -> int:
    return ((word << count) | (word >> (32 - count))) & _MASK


_ROUND: Final = tuple(_rotl(0x79CC4519 if j < 16 else 0x7A879D8A, j % 32) for j in range(64))


def _expand(block: bytes) -> list[int]:
    """The 68 words of GB/T 32905-2016 5.3.2."""
    words = [int.from_bytes(block[i : i + 4], "big") for i in range(0, _BLOCK, 4)]
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _rotl(words[j - 3], 15)
        mixed ^= _rotl(mixed, 15) ^ _rotl(mixed, 23)
        words.append(mixed ^ _rotl(words[j - 13], 7) ^ words[j - 6])
    return words


def _compress(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    """The state after one block, GB/T 32905-2016 5.3.3."""
    words = _expand(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        turned = _rotl(a, 12)
        ss1 = _rotl((turned + e + _ROUND[j]) & _MASK, 7)
        if j < 16:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & g)
        tt1 = (ff + d + (ss1 ^ turned) + (words[j] ^ words[j + 4])) & _MASK
        tt2 = (gg + h + ss1 + words[j]) & _MASK
        a, b, c, d = tt1, a, _rotl(b, 9), c
        e, f, g, h = tt2 ^ _rotl(tt2, 9) ^ _rotl(tt2, 17), e, _rotl(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))


class PureSm3:
    """SM3 in pure Python, some hundred times slower than OpenSSL's; same digests."""

    __slots__ = ("_length", "_rest", "_state")

    def __init__(self) -> None:
        self._state: tuple[int, ...] = _START
        self._rest = b""
        self._length = 0

    def copy(self) -> PureSm3:
        """A second digest with the same bytes taken in."""
        twin = PureSm3()
        twin._state, twin._rest, twin._length = self._state, self._rest, self._length
        return twin

    def update(self, data: bytes, /) -> None:
        """Take in more bytes."""
        self._length += len(data)
        data = self._rest + data
        whole = len(data) - len(data) % _BLOCK
        for i in range(0, whole, _BLOCK):
            self._state = _compress(self._state, data[i : i + _BLOCK])
        self._rest = data[whole:]

    def digest(self) -> bytes:
        """The 32 bytes of the digest so far."""
        padding = b"\x80" + b"\x00" * ((55 - self._length) % _BLOCK)
        tail = self._rest + padding + (self._length * 8).to_bytes(8, "big")
        state = self._state
        for i in range(0, len(tail), _BLOCK):
            state = _compress(state, tail[i : i + _BLOCK])
        return b"".join(word.to_bytes(4, "big") for word in state)


def _prototype() -> Hasher:
    try:
        return hashlib.new("sm3")
    except ValueError:  # this platform's OpenSSL was built without SM3
        return PureSm3()


_SM3: Final = _prototype()


def sm3(data: bytes) -> bytes:
    """The 32-byte SM3 digest of ``data``. Source: GB/T 32905-2016.

    >>> sm3(b"abc").hex()[:16]
    '66c7f0f462eeedd9'
    """
    hasher = _SM3.copy()  # copying a prototype costs less than looking the algorithm up each time
    hasher.update(data)
    return hasher.digest()


@dataclass(frozen=True, slots=True)
class Hash:
    """A digest algorithm by its name; ``empty`` has taken in nothing and is only ever copied."""

    name: str
    empty: Hasher

    def digest(self, data: bytes) -> bytes:
        """The 32-byte digest of ``data``."""
        hasher = self.empty.copy()
        hasher.update(data)
        return hasher.digest()

    def begun(self, prefix: bytes) -> Hasher:
        """A digest that has taken in ``prefix``; copy it for each continuation."""
        hasher = self.empty.copy()
        hasher.update(prefix)
        return hasher


SM3: Final = Hash("sm3", _SM3)
SHA256: Final = Hash("sha256", hashlib.sha256())
_BY_NAME: Final = {choice.name: choice for choice in (SM3, SHA256)}


def hash_named(name: str) -> Hash:
    """The digest algorithm of that name (``sm3`` or ``sha256``).

    Raises: InputFault for any other name.
    """
    try:
        return _BY_NAME[name]
    except KeyError:
        known = "、".join(_BY_NAME)
        raise InputFault(f"不认识的摘要算法“{name}”；可用的有：{known}。") from None

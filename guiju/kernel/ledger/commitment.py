"""Commitments 承诺值: how a personal value enters the chain without standing in it.

    commitment = H(0x02 ‖ salt ‖ field ‖ 0x00 ‖ value)        salt: 16 random bytes, one per value

The payload carries the commitment in hex; salt and value are kept beside the chain. Erasing both
leaves every digest and every proof as it was, and without the salt a value cannot be guessed back
from its commitment, however few values are possible.
Source: 个人信息保护法(2021)#47 (deletion on request or when the purpose is met).
"""

from __future__ import annotations

from typing import Final

from guiju.errors import HouseFault
from guiju.kernel.ledger.entry import Draft, PersonalValue
from guiju.kernel.sm3 import Hash

SALT_BYTES: Final = 16
_PREFIX: Final = b"\x02"


def commit(hash_: Hash, personal: PersonalValue) -> bytes:
    """The 32-byte commitment of one personal value.

    Raises: HouseFault when the salt is not 16 bytes or the field's name holds a zero byte: either
    would let two different values share one commitment.
    """
    field, salt, value = personal
    if len(salt) != SALT_BYTES or "\x00" in field:
        raise HouseFault(f"字段“{field}”的盐值须为 {SALT_BYTES} 字节，字段名不得含零字节。")
    return hash_.digest(_PREFIX + salt + field.encode() + b"\x00" + value)


def is_carried(hash_: Hash, personal: PersonalValue, payload: bytes) -> bool:
    """Whether the payload carries the commitment of this value."""
    try:
        return commit(hash_, personal).hex().encode() in payload
    except HouseFault:
        return False


def check_carried(hash_: Hash, draft: Draft) -> None:
    """Nothing, if the draft's payload carries the commitment of each of its personal values.

    Raises: HouseFault naming the field whose commitment is missing.
    """
    for personal in draft.personal:
        if commit(hash_, personal).hex().encode() not in draft.payload:
            raise HouseFault(f"字段“{personal.field}”的承诺值不在条目内容之中，不能入记录。")

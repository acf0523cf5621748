"""Chain 链: what comes after what, and how a log begins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from guiju.errors import Conflict
from guiju.kernel.ledger.commitment import check_carried
from guiju.kernel.ledger.entry import Draft, Entry, Seal, check_log_name
from guiju.kernel.sm3 import Hash


class Head(NamedTuple):
    """The end of a log: how many entries it has and the digest of the last (or the genesis link)."""

    size: int
    digest: bytes


def genesis(log: str, hash_: Hash) -> bytes:
    """The ``previous`` of entry 0: binds the format, the name of the log and the digest algorithm.

    Raises: InputFault when the name is empty or holds a line end.
    """
    check_log_name(log)
    return hash_.digest(f"guiju-log 1\n{log}\n{hash_.name}\n".encode())


def extend(seal: Seal, hash_: Hash, head: Head, drafts: Iterable[Draft]) -> list[Entry]:
    """The drafts as sealed entries that follow ``head``, in order.

    Raises: InputFault for a draft that cannot be sealed; HouseFault when a payload does not carry
    the commitment of a personal value.
    """
    index, previous = head
    entries = []
    for draft in drafts:
        if draft.personal:
            check_carried(hash_, draft)
        entry = seal(index, draft, previous)
        entries.append(entry)
        index, previous = index + 1, entry.digest
    return entries


def check_expected(head: Head, expected_size: int | None) -> None:
    """Nothing, if the log still ends where the caller saw it end (None: the caller does not mind).

    Raises: Conflict when entries have been appended in between.
    """
    if expected_size is not None and head.size != expected_size:
        raise Conflict(
            f"记录已有 {head.size} 条，而您办理时看到的是 {expected_size} 条：期间有人先行记入，"
            "请刷新后核对再办。"
        )

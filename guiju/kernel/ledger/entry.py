"""Entry 条目: one line of the record, sealed by a digest over every column and every payload byte.

    preimage = 0x00 ‖ header ‖ payload
    header   = log ⏎ index ⏎ body ⏎ year ⏎ matter ⏎ recorded_at ⏎ previous digest (hex) ⏎
    digest   = H(preimage)

The digest is at once the link of the chain and the leaf hash of RFC 9162 (2.1.1), whose leaf
data is ``header ‖ payload``. Entries are named tuples rather than data classes: a verifier walks
through millions of them, and a tuple is what a database hands over.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from guiju.errors import InputFault
from guiju.kernel.sm3 import Hash

LEAF_PREFIX: Final = b"\x00"
HEADER_LINES: Final = 7

EntryRow = tuple[str, int, str, int, str, str, bytes, bytes, bytes]
"""The columns of an entry in their order; an ``Entry`` is one."""


class PersonalValue(NamedTuple):
    """A personal value 个人信息 kept beside the chain; the payload carries its commitment alone."""

    field: str
    salt: bytes
    value: bytes


PersonalRow = tuple[int, PersonalValue, bytes | None]
"""(entry, kept value, that entry's payload or None where there is no such entry)."""


class Draft(NamedTuple):
    """What is to be appended. ``recorded_at`` is ISO 8601 with an offset from UTC, set by the program.

    ``payload`` carries, in hex, the commitment of each value in ``personal``
    (``commitment.commit``).
    """

    body: str
    year: int
    matter: str
    recorded_at: str
    payload: bytes
    personal: tuple[PersonalValue, ...] = ()


class Entry(NamedTuple):
    """One sealed entry. ``index`` counts from 0; ``previous`` is the digest of the entry before it."""

    log: str
    index: int  # type: ignore[assignment]  # the field of RFC 9162; tuple.index is not called here
    body: str
    year: int
    matter: str
    recorded_at: str
    previous: bytes
    payload: bytes
    digest: bytes

    @property
    def header(self) -> bytes:
        """The seven lines that stand before the payload in what is hashed."""
        return f"{self.log}\n{columns_text(*self[1:7])}".encode()


def columns_text(index: int, body: str, year: int, matter: str, recorded_at: str, previous: bytes) -> str:
    """The header without its first line, the name of the log."""
    return f"{index}\n{body}\n{year}\n{matter}\n{recorded_at}\n{previous.hex()}\n"


def entry_digest(hash_: Hash, entry: Entry) -> bytes:
    """The digest that this entry's columns and payload ought to have."""
    return hash_.digest(LEAF_PREFIX + entry.header + entry.payload)


def is_well_formed(entry: Entry) -> bool:
    """Whether no column holds a line end, so that header and payload can be told apart in one way only."""
    return entry.header.count(b"\n") == HEADER_LINES


Seal = Callable[[int, Draft, bytes], Entry]


def sealer(hash_: Hash, log: str) -> Seal:
    """A function (index, draft, previous digest) → sealed entry of that log.

    Raises (the function): InputFault when a column holds a line end, or when the moment of
    recording is not ISO 8601 with an offset.
    """
    check_log_name(log)
    copy = hash_.begun(LEAF_PREFIX + f"{log}\n".encode()).copy
    known: str | None = None

    def seal(index: int, draft: Draft, previous: bytes) -> Entry:
        nonlocal known
        body, year, matter, recorded_at, payload, _ = draft
        text = columns_text(index, body, year, matter, recorded_at, previous)
        if text.count("\n") != HEADER_LINES - 1:
            raise InputFault(f"第 {index} 条的机关、事项或者记录时刻含有换行，不能入记录。")
        if recorded_at != known:
            _check_moment(index, recorded_at)
            known = recorded_at
        hasher = copy()
        hasher.update(text.encode() + payload)
        return Entry(log, index, body, year, matter, recorded_at, previous, payload, hasher.digest())

    return seal


def check_log_name(log: str) -> None:
    """Nothing, if a log may bear this name. Raises: InputFault when it is empty or holds a line end."""
    if not log or "\n" in log:
        raise InputFault("记录的名称不能为空，也不能含有换行。")


def _check_moment(index: int, text: str) -> None:
    try:
        aware = datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise InputFault(
            f"第 {index} 条的记录时刻“{text}”不是带时区的 ISO 8601 时刻，例如 2023-03-01T09:00:00+08:00。"
        )

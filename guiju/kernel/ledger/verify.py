"""Verify 核验: is the record whole, in order, unaltered, and the one that its checkpoints describe?

Needs its siblings that check, a digest, and the standard library; no store, no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.ledger.chain import genesis
from guiju.kernel.ledger.checkpoint import (
    CHECKS,
    PublicKey,
    SignatureCheck,
    SignedCheckpoint,
    parse_checkpoint,
    signed_by,
)
from guiju.kernel.ledger.commitment import is_carried
from guiju.kernel.ledger.entry import Entry, EntryRow, PersonalRow, entry_digest
from guiju.kernel.ledger.fault import Fault
from guiju.kernel.ledger.merkle import CompactRange
from guiju.kernel.ledger.scan import Progress, Segment, scan
from guiju.kernel.ledger.tiles import TILE_HEIGHT, TILE_LEAVES
from guiju.kernel.sm3 import Hash


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was verified: the number of entries, the root over them (None: not computable), the faults."""

    entries: int
    root: bytes | None
    head: bytes | None
    faults: tuple[Fault, ...]
    unlisted: int
    checkpoints: int

    @property
    def ok(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.faults and not self.unlisted

    def with_faults(self, more: Iterable[Fault]) -> Verdict:
        """The verdict with further faults."""
        return replace(self, faults=(*self.faults, *more))

    def as_dict(self) -> dict[str, Any]:
        """The verdict with the keys that the contract fixes."""
        return {
            "entries": self.entries,
            "ok": self.ok,
            "faults": [fault.as_dict() for fault in self.faults],
            "root": self.root.hex() if self.root is not None else None,
            "head": self.head.hex() if self.head is not None else None,
            "checkpoints": self.checkpoints,
            "unlisted_faults": self.unlisted,
        }


def verify(
    rows: Iterable[EntryRow],
    log: str,
    hash_: Hash,
    checkpoints: Sequence[str] = (),
    keys: Sequence[PublicKey] = (),
    *,
    checks: Mapping[int, SignatureCheck] = CHECKS,
    progress: Progress | None = None,
) -> Verdict:
    """The verdict on a whole log read from its beginning, and on its checkpoints (signed notes).

    With ``keys``, every checkpoint must bear a good signature of one of them; without, sizes, roots
    and heads alone are compared.
    """
    sizes = checkpoint_sizes(checkpoints)
    segment = scan(rows, log, hash_, previous=genesis(log, hash_), sizes=sizes, progress=progress)
    return join([segment], log, hash_, checkpoints, keys, checks=checks)


def checkpoint_sizes(checkpoints: Iterable[str]) -> set[int]:
    """The sizes named by those notes that can be read."""
    return {signed.checkpoint.size for signed in map(_readable, checkpoints) if signed is not None}


def join(
    segments: Sequence[Segment],
    log: str,
    hash_: Hash,
    checkpoints: Sequence[str] = (),
    keys: Sequence[PublicKey] = (),
    *,
    checks: Mapping[int, SignatureCheck] = CHECKS,
) -> Verdict:
    """The verdict on consecutive segments that together are the log. Requires: at least one segment."""
    faults = _name_swaps(hash_, segments)
    size = segments[-1].stop
    wanted = checkpoint_sizes(checkpoints)
    roots = _roots(hash_, segments, wanted | {size})
    heads = {k: v for segment in segments for k, v in segment.heads.items()}
    heads[0] = genesis(log, hash_)
    judge = _CheckpointJudge(log, hash_.name, size, roots, heads, keys, checks)
    for number, note in enumerate(checkpoints, 1):
        faults.extend(judge.faults(number, note))
    return Verdict(
        entries=size,
        root=roots.get(size),
        head=segments[-1].last_digest,
        faults=tuple(faults),
        unlisted=sum(segment.unlisted for segment in segments),
        checkpoints=len(checkpoints),
    )


def check_personal(hash_: Hash, rows: Iterable[PersonalRow]) -> list[Fault]:
    """A fault for each kept personal value that is not the one its entry is committed to."""
    faults = []
    for index, personal, payload in rows:
        if payload is None:
            words = f"第 {index} 条不存在，却留有其字段“{personal.field}”的个人信息。"
            faults.append(Fault(index, "personal_altered", words))
        elif not is_carried(hash_, personal, payload):
            words = f"第 {index} 条字段“{personal.field}”所留的值或盐与条目中的承诺值不符。"
            faults.append(Fault(index, "personal_altered", words))
    return faults


def check_tiles(segments: Sequence[Segment], kept: Mapping[int, bytes]) -> list[Fault]:
    """A fault for each kept level-1 tile root that is not the root of its 256 entries."""
    found = {segment.start // TILE_LEAVES + n: t for segment in segments for n, t in enumerate(segment.tiles)}
    faults = []
    for tile, digest in kept.items():
        if found.get(tile, digest) != digest:
            first = tile * TILE_LEAVES
            words = f"第 {first} 条至第 {first + TILE_LEAVES - 1} 条的缓存片根与条目不符；缓存可删去重建。"
            faults.append(Fault(first, "tile_altered", words))
    return faults


@dataclass(frozen=True, slots=True)
class _CheckpointJudge:
    log: str
    algorithm: str
    size: int
    roots: Mapping[int, bytes]
    heads: Mapping[int, bytes]
    keys: Sequence[PublicKey]
    checks: Mapping[int, SignatureCheck]

    def faults(self, number: int, note: str) -> list[Fault]:
        """What is wrong with the ``number``-th checkpoint, at most one fault."""
        signed = _readable(note)
        if signed is None:
            return [Fault(None, "checkpoint_mismatch", f"第 {number} 个检查点读不出，格式不合。")]
        point = signed.checkpoint
        name = f"第 {number} 个检查点（{point.time}，{point.size} 条）"
        last = point.size - 1 if point.size else None
        if (point.log, point.algorithm) != (self.log, self.algorithm):
            words = (
                f"{name}属于记录“{point.log}”（{point.algorithm}），不属于“{self.log}”（{self.algorithm}）。"
            )
            return [Fault(last, "checkpoint_mismatch", words)]
        if self.keys and not signed_by(signed, self.keys, self.checks):
            return [Fault(last, "checkpoint_mismatch", f"{name}没有所给公钥的有效签名，可能被改动。")]
        if point.size > self.size:
            words = f"{name}之后被截去：现只有 {self.size} 条，缺第 {self.size} 条至第 {point.size - 1} 条。"
            return [Fault(self.size, "truncated", words)]
        return self._compare(signed, name, last)

    def _compare(self, signed: SignedCheckpoint, name: str, last: int | None) -> list[Fault]:
        point = signed.checkpoint
        root, head = self.roots.get(point.size), self.heads.get(point.size)
        if root is None or head is None or (root, head) == (point.root, point.head):
            return []
        if root != point.root and head != point.head:
            words = (
                f"记录与{name}分叉：检查点的根为 {point.root.hex()}，现算为 {root.hex()}；"
                f"末条摘要也不同。此前的条目在检查点之后被改写。"
            )
            return [Fault(last, "forked", words)]
        which, said, found = (
            ("根", point.root, root) if root != point.root else ("末条摘要", point.head, head)
        )
        words = f"{name}的{which}为 {said.hex()}，现算为 {found.hex()}。"
        return [Fault(last, "checkpoint_mismatch", words)]


def _readable(note: str) -> SignedCheckpoint | None:
    try:
        return parse_checkpoint(note)
    except InputFault:
        return None


def _roots(hash_: Hash, segments: Sequence[Segment], sizes: set[int]) -> dict[int, bytes]:
    """The root at each size up to which the tree can be built."""
    roots = {}
    peaks = CompactRange(hash_)
    if 0 in sizes:
        roots[0] = peaks.root()
    for segment in segments:
        done = 0
        for size in sorted(set(segment.partials)):
            tiles = (size - segment.start) // TILE_LEAVES
            peaks.extend(segment.tiles[done:tiles], TILE_HEIGHT)
            done = tiles
            roots[size] = _with_tail(peaks, segment.partials[size])
        peaks.extend(segment.tiles[done:], TILE_HEIGHT)
        if segment.broken_at is not None:
            return roots
        if segment is segments[-1]:
            roots[segment.stop] = _with_tail(peaks, segment.tail)
    return roots


def _with_tail(peaks: CompactRange, leaves: Sequence[bytes]) -> bytes:
    grown = peaks.copy()
    grown.extend(leaves)
    return grown.root()


def _name_swaps(hash_: Hash, segments: Sequence[Segment]) -> list[Fault]:
    """The faults of all segments, with "altered" made "swapped" where two entries changed places."""
    altered = {index: entry for segment in segments for index, entry in segment.altered.items()}
    partner = {index: _partner(hash_, entry, altered) for index, entry in altered.items()}
    faults = []
    for fault in (fault for segment in segments for fault in segment.faults):
        other = partner.get(fault.entry) if fault.entry is not None and fault.kind == "altered" else None
        if other is not None:
            words = f"第 {fault.entry} 条处放的是第 {other} 条的内容：两条被调换。"
            fault = Fault(fault.entry, "swapped", words)
        faults.append(fault)
    return faults


def _partner(hash_: Hash, entry: Entry, altered: Mapping[int, Entry]) -> int | None:
    """The index of the altered entry with which this one has changed places, if there is one."""
    for index, other in altered.items():
        tries = (
            entry._replace(index=index),
            entry._replace(index=index, previous=other.previous),
            entry._replace(payload=other.payload),
            other._replace(index=entry.index, previous=entry.previous, digest=entry.digest),
        )
        if index != entry.index and any(entry_digest(hash_, one) == entry.digest for one in tries):
            return index
    return None

"""An entry of the record: its header, its act, and the way from it to a signed root, step by step."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.ledger.checkpoint import Checkpoint, parse_checkpoint
from guiju.kernel.ledger.commitment import commit
from guiju.kernel.ledger.entry import Entry, entry_digest
from guiju.kernel.ledger.merkle import node_hash
from guiju.kernel.ledger.prove import prove
from guiju.kernel.sm3 import Hash
from guiju.usecases.asking import Asking
from guiju.usecases.house import House
from guiju.usecases.open_matter import ActLine, Opened, open_matter


@dataclass(frozen=True, slots=True)
class Climb:
    """One step up the tree: the sibling, on which side it stands, and the hash of both (hex)."""

    level: int
    sibling: str
    side: str
    result: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A personal field of the entry: its commitment in the chain, and whether the value kept beside agrees.

    ``agrees`` is None where the value was erased.
    """

    field: str
    commitment: str
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class EntryShown:
    """Everything an entry's page shows. ``proof`` is None where no checkpoint covers the entry yet."""

    entry: Entry
    size: int
    is_intact: bool
    act: ActLine
    opened: Opened
    personal: tuple[Kept, ...]
    proof: dict[str, Any] | None
    checkpoint: Checkpoint | None
    climb: tuple[Climb, ...]
    reaches_root: bool


def show_entry(house: House, asking: Asking, index: int) -> EntryShown:
    """The entry, if its matter is in the asker's sight; raises NotFound, Denied."""
    ledger = house.ledger()
    entry = ledger.entry(index)
    opened = open_matter(house, asking, entry.matter)
    act = next(one for one in opened.acts if one.done.entry == index)
    note = covering(house, index)
    proof = prove(ledger, index, note) if note else None
    point = parse_checkpoint(note).checkpoint if note else None
    steps: tuple[Climb, ...] = ()
    reached = False
    if proof is not None and point is not None:
        path = [bytes.fromhex(one) for one in proof["path"]]
        steps, root = climb(ledger.hash, entry.digest, index, point.size, path)
        reached = root == point.root
    return EntryShown(
        entry=entry,
        size=ledger.size(),
        is_intact=entry_digest(ledger.hash, entry) == entry.digest,
        act=act,
        opened=opened,
        personal=_personal(house, entry),
        proof=proof,
        checkpoint=point,
        climb=steps,
        reaches_root=reached,
    )


def covering(house: House, index: int) -> str:
    """The newest signed checkpoint, if it covers the entry; else ""."""
    for note in reversed(house.ledger().checkpoints.all()):
        try:
            return note if parse_checkpoint(note).checkpoint.size > index else ""
        except InputFault:
            continue
    return ""


def climb(
    hash_: Hash, leaf: bytes, index: int, size: int, path: list[bytes]
) -> tuple[tuple[Climb, ...], bytes]:
    """Each hash on the way up and the root reached (RFC 9162 2.1.3.2)."""
    place, last, digest = index, size - 1, leaf
    steps: list[Climb] = []
    for level, sibling in enumerate(path, 1):
        if place & 1 or place == last:
            digest, side = node_hash(hash_, sibling, digest), "左"
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            digest, side = node_hash(hash_, digest, sibling), "右"
        place, last = place >> 1, last >> 1
        steps.append(Climb(level, sibling.hex(), side, digest.hex()))
    return tuple(steps), digest


def _personal(house: House, entry: Entry) -> tuple[Kept, ...]:
    ledger = house.ledger()
    kept = {value.field: value for _, value in ledger.personal_of([entry.index])}
    found = []
    for field, commitment in commitments(entry).items():
        value = kept.get(field)
        agrees = None if value is None else commit(ledger.hash, value).hex() == commitment
        found.append(Kept(field, commitment, agrees))
    return tuple(found)


def commitments(entry: Entry) -> dict[str, str]:
    """Field → commitment (hex) of the personal values that stand beside the entry."""
    found: dict[str, str] = json.loads(entry.payload).get("~", {})
    return found


def proof_file(house: House, asking: Asking, index: int) -> bytes:
    """The proof document of an entry in the asker's sight, as a file; raises NotFound, Denied, InputFault.

    Personal values are not in it: whoever needs them shown takes the commitment's opening by another road.
    """
    proof = show_entry(house, asking, index).proof
    if proof is None:
        raise InputFault("还没有检查点覆盖这一条；请先在记录页做检查点")
    return json.dumps(proof, ensure_ascii=False, indent=1).encode()

"""Prove 出具: checkpoints, proof documents and consistency proofs made from a store.

Whoever checks them needs ``proof`` and nothing of this file.
"""

from __future__ import annotations

import base64
from typing import Any

from guiju.errors import EvidenceFault, NotFound
from guiju.kernel.ledger.checkpoint import Checkpoint, check_belongs
from guiju.kernel.ledger.entry import Entry, PersonalValue
from guiju.kernel.ledger.merkle import consistency_proof, inclusion_proof
from guiju.kernel.ledger.port import LedgerStore
from guiju.kernel.ledger.proof import FORMAT, check_proof
from guiju.kernel.ledger.tiles import TiledTree


def tree_of(store: LedgerStore) -> TiledTree:
    """The tree over a store, reading its tiles."""
    return TiledTree(store.hash, store.digests, store.tiles.load, store.tiles.save)


def take_checkpoint(store: LedgerStore, time: str) -> Checkpoint:
    """The log as it is now, unsigned; ``time`` is ISO 8601 with an offset."""
    head = store.head()
    tree = tree_of(store)
    root = tree.root(head.size)
    tree.keep()
    return Checkpoint(store.log, store.hash.name, head.size, root, head.digest, time)


def prove(store: LedgerStore, index: int, note: str, *, personal: bool = False) -> dict[str, Any]:
    """A proof document: this entry stands in the log that the signed note describes.

    ``personal=True`` discloses the kept personal values with their salts.
    Raises: NotFound when the entry is not among those of the checkpoint; EvidenceFault when the
    store no longer agrees with the checkpoint.
    """
    point = check_belongs(note, store.log, store.hash.name).checkpoint
    if not 0 <= index < point.size:
        raise NotFound(f"检查点只有 {point.size} 条，没有第 {index} 条；请先做新的检查点。")
    tree = tree_of(store)
    path = inclusion_proof(index, point.size, tree.subtree)
    tree.keep()
    values = [value for _, value in store.personal_of([index])] if personal else []
    document = {
        "format": FORMAT,
        "algorithm": point.algorithm,
        "entry": _entry_data(store.entry(index)),
        "path": [step.hex() for step in path],
        "checkpoint": note,
        "personal": [_personal_data(value) for value in values],
    }
    verdict = check_proof(document)
    if verdict.faults:
        raise EvidenceFault(f"第 {index} 条的证明不成立，记录与检查点不一致：{verdict.faults[0].detail}")
    return document


def prove_consistency(store: LedgerStore, old_size: int, size: int) -> list[bytes]:
    """The proof that the log at ``size`` begins with the log at ``old_size``; of an empty one, no steps."""
    if old_size == 0:
        return []
    tree = tree_of(store)
    path = consistency_proof(old_size, size, tree.subtree)
    tree.keep()
    return path


def _entry_data(entry: Entry) -> dict[str, Any]:
    data = entry._asdict()
    data["previous"], data["digest"] = entry.previous.hex(), entry.digest.hex()
    data["payload"] = base64.b64encode(entry.payload).decode()
    return data


def _personal_data(value: PersonalValue) -> dict[str, str]:
    text = base64.b64encode(value.value).decode()
    return {"field": value.field, "salt": value.salt.hex(), "value": text}

"""Proof 证明: a document that shows one entry to stand in the record, checked with the file alone.

    {"format": "guiju-proof 1", "algorithm": "sm3",
     "entry": {log, index, body, year, matter, recorded_at, previous, payload, digest},
     "path": [hex …], "checkpoint": "signed note", "personal": [{field, salt, value} …]}

``previous``, ``digest``, ``salt`` and the path are hex, ``payload`` and ``value`` base64.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from guiju.errors import InputFault
from guiju.kernel.ledger.checkpoint import (
    CHECKS,
    Checkpoint,
    PublicKey,
    SignatureCheck,
    parse_checkpoint,
    signed_by,
)
from guiju.kernel.ledger.commitment import is_carried
from guiju.kernel.ledger.entry import Entry, PersonalValue, entry_digest, is_well_formed
from guiju.kernel.ledger.fault import Fault, Kind
from guiju.kernel.ledger.merkle import is_consistent, is_included
from guiju.kernel.sm3 import Hash, hash_named

FORMAT: Final = "guiju-proof 1"
_MAX_PATH: Final = 64


@dataclass(frozen=True, slots=True)
class ProofVerdict:
    """What a proof document shows. ``signed_by`` are the given keys whose signatures hold."""

    faults: tuple[Fault, ...]
    entry: Entry | None = None
    checkpoint: Checkpoint | None = None
    personal: tuple[PersonalValue, ...] = ()
    signed_by: tuple[PublicKey, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the entry stands in the log that the checkpoint describes."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Document:
    hash: Hash
    entry: Entry
    path: tuple[bytes, ...]
    note: str
    personal: tuple[PersonalValue, ...]


def check_proof(
    document: Any, keys: Sequence[PublicKey] = (), checks: Mapping[int, SignatureCheck] = CHECKS
) -> ProofVerdict:
    """The verdict on a proof document as read from JSON, whatever it holds.

    With ``keys`` the checkpoint must bear a good signature of one of them. Without, the document is
    only shown to agree with its own checkpoint: compare that with one obtained elsewhere.
    """
    try:
        proof = _read(document)
        signed = parse_checkpoint(proof.note)
    except InputFault as fault:
        return ProofVerdict((Fault(None, "malformed", fault.message),))
    signers = signed_by(signed, keys, checks)
    faults = _faults(proof, signed.checkpoint)
    if keys and not signers:
        words = "检查点没有所给公钥的有效签名，可能被改动，或者出自他人。"
        faults.append(Fault(proof.entry.index, "checkpoint_mismatch", words))
    return ProofVerdict(tuple(faults), proof.entry, signed.checkpoint, proof.personal, signers)


def is_extension(old: Checkpoint, new: Checkpoint, path: Sequence[bytes]) -> bool:
    """Whether the consistency proof shows the newer checkpoint's log to begin with the older's.

    Raises: InputFault for an unknown digest algorithm.
    """
    if (old.log, old.algorithm) != (new.log, new.algorithm):
        return False
    return is_consistent(hash_named(new.algorithm), old.size, old.root, new.size, new.root, path)


def _faults(proof: _Document, point: Checkpoint) -> list[Fault]:
    entry, faults = proof.entry, []

    def add(kind: Kind, words: str) -> None:
        faults.append(Fault(entry.index, kind, words))

    if (point.log, point.algorithm) != (entry.log, proof.hash.name):
        add("checkpoint_mismatch", f"检查点属于记录“{point.log}”，条目属于“{entry.log}”，或者算法不同。")
    if not is_well_formed(entry) or entry_digest(proof.hash, entry) != entry.digest:
        add("altered", f"第 {entry.index} 条被改动：按各列和内容重算的摘要与所记摘要不同。")
    if not is_included(proof.hash, entry.digest, entry.index, point.size, proof.path, point.root):
        add("proof_mismatch", f"从第 {entry.index} 条沿路径算不到检查点的根：条目不在该检查点的记录之中。")
    for value in proof.personal:
        if not is_carried(proof.hash, value, entry.payload):
            add("personal_altered", f"字段“{value.field}”所附的值或盐与条目中的承诺值不符。")
    return faults


def _read(document: Any) -> _Document:
    """The parts of the document. Raises: InputFault naming the key at fault."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputFault(f"不是证明文件：“format”应为“{FORMAT}”。")
    data = document.get("entry")
    if not isinstance(data, dict):
        raise InputFault("证明文件缺少“entry”。")
    path, personal = document.get("path"), document.get("personal", [])
    if not isinstance(path, list) or len(path) > _MAX_PATH or not isinstance(personal, list):
        raise InputFault(f"证明文件的“path”应为至多 {_MAX_PATH} 步的列表，“personal”应为列表。")
    return _Document(
        hash=hash_named(_text(document, "algorithm")),
        entry=_entry(data),
        path=tuple(_hex({"path": step}, "path", 32) for step in path),
        note=_text(document, "checkpoint"),
        personal=tuple(_personal(item) for item in personal),
    )


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(
        log=_text(data, "log"),
        index=_number(data, "index"),
        body=_text(data, "body"),
        year=_number(data, "year"),
        matter=_text(data, "matter"),
        recorded_at=_text(data, "recorded_at"),
        previous=_hex(data, "previous", 32),
        payload=_base64(data, "payload"),
        digest=_hex(data, "digest", 32),
    )


def _personal(item: Any) -> PersonalValue:
    if not isinstance(item, dict):
        raise InputFault("证明文件的“personal”每项应含 field、salt、value。")
    return PersonalValue(_text(item, "field"), _hex(item, "salt", 16), _base64(item, "value"))


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise InputFault(f"证明文件的“{key}”应为文字。")
    return value


def _number(data: dict[str, Any], key: str) -> int:
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise InputFault(f"证明文件的“{key}”应为不小于 0 的整数。")
    return value


def _hex(data: dict[str, Any], key: str, length: int) -> bytes:
    text = _text(data, key)
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != length or value.hex() != text:
        raise InputFault(f"证明文件的“{key}”应为 {length} 字节的小写十六进制。")
    return value


def _base64(data: dict[str, Any], key: str) -> bytes:
    text = _text(data, key)
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError:
        value = None
    if value is None or base64.b64encode(value).decode() != text:
        raise InputFault(f"证明文件的“{key}”应为规范的 Base64。")
    return value

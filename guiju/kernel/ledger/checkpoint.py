"""Checkpoint 检查点: what a log was at a moment, short enough to be signed, printed and deposited.

    guiju/990101                                          the log
    5120                                                  its size
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=          the root over that many entries
    algorithm sm3
    head 3f0c…                                            the digest of the last entry
    time 2023-12-31T18:00:00+08:00
                                                          an empty line, then a line per signature
    — guiju/990101 x7Qm…=

The form is that of C2SP ``tlog-checkpoint`` inside ``signed-note``, so that witnesses elsewhere can
read and cosign it. What is signed is the text up to and including the line end before the empty
line; a signature line carries base64 of a 4-byte key id and the signature.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from guiju.errors import InputFault
from guiju.kernel.ledger import ed25519
from guiju.kernel.sm3 import DIGEST_BYTES

ORIGIN: Final = "guiju/"
ED25519: Final = 1
SignatureCheck = Callable[[bytes, bytes, bytes], bool]
"""(public key, message, signature) → is it good? SM2 or a server for signatures plugs in here."""
CHECKS: Final[Mapping[int, SignatureCheck]] = {ED25519: ed25519.is_signed}

_BODY: Final = re.compile(
    r"guiju/(?P<log>[^\n]+)\n(?P<size>0|[1-9][0-9]{0,18})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"algorithm (?P<algorithm>[a-z0-9]+)\nhead (?P<head>[0-9a-f]{64})\ntime (?P<time>[^\n ]+)\n"
)
_SIGNATURE: Final = re.compile(r"— (?P<name>[^ +\n]+) (?P<value>[A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Size, root and head of a log at a moment (ISO 8601 with offset)."""

    log: str
    algorithm: str
    size: int
    root: bytes
    head: bytes
    time: str

    def text(self) -> str:
        """What is signed."""
        root = base64.b64encode(self.root).decode()
        return (
            f"{ORIGIN}{self.log}\n{self.size}\n{root}\n"
            f"algorithm {self.algorithm}\nhead {self.head.hex()}\ntime {self.time}\n"
        )


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature under a checkpoint: who says they signed, the 4-byte id of their key, the bytes."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """The signature as a line of the note."""
        return f"— {self.name} {base64.b64encode(self.key_id + self.value).decode()}\n"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with the signatures of the log's keeper and of its witnesses."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...] = ()

    def text(self) -> str:
        """The signed note."""
        return self.checkpoint.text() + "\n" + "".join(signature.line() for signature in self.signatures)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that signatures are checked with; its text form is ``name+id+base64``."""

    name: str
    value: bytes
    algorithm: int = ED25519

    @property
    def key_id(self) -> bytes:
        """The first 4 bytes of SHA-256 over name, line end, algorithm byte and key (signed-note)."""
        return hashlib.sha256(f"{self.name}\n".encode() + self._tagged()).digest()[:4]

    def text(self) -> str:
        """The key on one line, to be published and handed to those who check."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(self._tagged()).decode()}"

    def _tagged(self) -> bytes:
        return bytes([self.algorithm]) + self.value


class Signer(Protocol):
    """Whoever can sign a checkpoint: a key file, a UKey, a cryptographic server."""

    @property
    def public_key(self) -> PublicKey:
        """The key that others check with."""

    def sign(self, message: bytes) -> bytes:
        """The signature over the message."""


def sign(checkpoint: Checkpoint, *signers: Signer) -> SignedCheckpoint:
    """The checkpoint with a signature of each signer."""
    return cosign(SignedCheckpoint(checkpoint), *signers)


def cosign(signed: SignedCheckpoint, *signers: Signer) -> SignedCheckpoint:
    """The checkpoint with further signatures: an upper level or a witness adds its own."""
    message = signed.checkpoint.text().encode()
    added = (Signature(s.public_key.name, s.public_key.key_id, s.sign(message)) for s in signers)
    return SignedCheckpoint(signed.checkpoint, (*signed.signatures, *added))


def signed_by(
    signed: SignedCheckpoint, keys: Sequence[PublicKey], checks: Mapping[int, SignatureCheck] = CHECKS
) -> tuple[PublicKey, ...]:
    """Those of the keys that have signed this checkpoint, each signature checked."""
    message = signed.checkpoint.text().encode()

    def has_signed(key: PublicKey) -> bool:
        check = checks.get(key.algorithm)
        mine = [s for s in signed.signatures if (s.name, s.key_id) == (key.name, key.key_id)]
        return check is not None and any(check(key.value, message, s.value) for s in mine)

    return tuple(key for key in keys if has_signed(key))


def parse_checkpoint(text: str) -> SignedCheckpoint:
    """The checkpoint in a signed note. Raises: InputFault when the text is not one."""
    body, gap, signatures = text.partition("\n\n")
    found = _BODY.fullmatch(body + "\n")
    if not gap or found is None:
        raise InputFault("不是检查点：应为名称、条数、根值、算法、末条摘要、时间六行，空一行后为签名。")
    root = base64.b64decode(found["root"])
    if base64.b64encode(root).decode() != found["root"] or len(root) != DIGEST_BYTES:
        raise InputFault("检查点的根值不是规范的 Base64。")
    checkpoint = Checkpoint(
        found["log"],
        found["algorithm"],
        int(found["size"]),
        root,
        bytes.fromhex(found["head"]),
        found["time"],
    )
    return SignedCheckpoint(checkpoint, tuple(map(_signature, signatures.splitlines())))


def check_belongs(note: str, log: str, algorithm: str) -> SignedCheckpoint:
    """The checkpoint in the note. Raises: InputFault when it is none, or one of another log."""
    signed = parse_checkpoint(note)
    point = signed.checkpoint
    if (point.log, point.algorithm) != (log, algorithm):
        raise InputFault(
            f"检查点属于记录“{point.log}”（{point.algorithm}），不属于“{log}”（{algorithm}），不能存入。"
        )
    return signed


def _signature(line: str) -> Signature:
    found = _SIGNATURE.fullmatch(line)
    try:
        value = base64.b64decode(found["value"], validate=True) if found else b""
    except binascii.Error:
        value = b""
    if found is None or len(value) <= 4:
        raise InputFault(f"检查点的签名行不合格式：{line!r}。")
    return Signature(found["name"], value[:4], value[4:])


def parse_public_key(text: str) -> PublicKey:
    """The key in ``name+id+base64``. Raises: InputFault when it is not one or the id is not the key's."""
    try:
        name, key_id, value = text.strip().split("+", 2)
        tagged = base64.b64decode(value, validate=True)
        key = PublicKey(name, tagged[1:], tagged[0])
    except (ValueError, IndexError):
        raise InputFault("不是公钥：应为“名称+编号+Base64”一行。") from None
    if key.key_id.hex() != key_id:
        raise InputFault(f"公钥的编号应为 {key.key_id.hex()}，文中为 {key_id}：公钥可能被改动。")
    return key

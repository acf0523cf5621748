"""Signing of checkpoints with an Ed25519 key kept in a file of the home that only its owner can read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guiju.errors import InputFault
from guiju.kernel.ledger.checkpoint import PublicKey


@dataclass(frozen=True, slots=True)
class FileSigner:
    """A ``Signer`` over a secret key; ``name`` stands on each signature line, without spaces or "+"."""

    name: str
    secret: Ed25519PrivateKey

    @property
    def public_key(self) -> PublicKey:
        """The key that others check with."""
        raw = self.secret.public_key().public_bytes_raw()
        return PublicKey(self.name, raw)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature over the message."""
        return self.secret.sign(message)


def make_key(path: Path, name: str) -> FileSigner:
    """A new key in a new file with mode 0600. Raises: InputFault for an existing file or an unfit name."""
    if not name or any(character.isspace() or character == "+" for character in name):
        raise InputFault(f"签名者名称“{name}”不能为空，不能含空白和“+”。")
    secret = Ed25519PrivateKey.generate()
    text = f"{name}\n".encode() + secret.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise InputFault(f"密钥文件 {path} 已存在，不予覆盖。") from None
    with os.fdopen(handle, "wb") as file:
        file.write(text)
    return FileSigner(name, secret)


def read_key(path: Path) -> FileSigner:
    """The key in a file that ``make_key`` wrote. Raises: InputFault when there is none or it is unfit."""
    try:
        name, _, pem = path.read_bytes().partition(b"\n")
        secret = serialization.load_pem_private_key(pem, password=None)
    except FileNotFoundError:
        raise InputFault(f"没有密钥文件 {path}；请先运行 guiju init。") from None
    except ValueError:
        raise InputFault(f"密钥文件 {path} 读不出：应为名称一行，其后为 PEM 私钥。") from None
    if not isinstance(secret, Ed25519PrivateKey):
        raise InputFault(f"密钥文件 {path} 中不是 Ed25519 私钥。")
    return FileSigner(name.decode(), secret)

"""Drafts, logs and signers for the ledger's tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guiju.kernel.ledger import Draft, MemoryLedger, PersonalValue, PublicKey, commit, sign, take_checkpoint
from guiju.kernel.ledger.port import LedgerStore
from guiju.kernel.sm3 import SM3, Hash

LOG = "990101"
TIME = "2023-12-31T18:00:00+08:00"


@dataclass(frozen=True)
class KnownSigner:
    """Signs with a key made from a seed, for tests only."""

    seed: int = 7
    name: str = "guiju/990101"

    @property
    def secret(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)

    @property
    def public_key(self) -> PublicKey:
        return PublicKey(self.name, self.secret.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        return self.secret.sign(message)


SIGNER = KnownSigner()


def draft(number: int, personal: Sequence[tuple[str, bytes]] = (), hash_: Hash = SM3) -> Draft:
    """The ``number``-th act of some matter, five acts to a matter."""
    values = tuple(
        PersonalValue(field, bytes([number % 256, place]) * 8, value)
        for place, (field, value) in enumerate(personal)
    )
    commitments = ",".join(f'"{value.field}":"{commit(hash_, value).hex()}"' for value in values)
    payload = f'{{"act":{number},"note":"收到申请","personal":{{{commitments}}}}}'
    matter = f"reconsideration-990101.sfj-2023-{number // 5:05}"
    return Draft(
        "990101.sfj", 2023, matter, f"2023-03-01T09:00:{number % 60:02}+08:00", payload.encode(), values
    )


def drafts(count: int, start: int = 0) -> list[Draft]:
    return [draft(number) for number in range(start, start + count)]


def log_of(count: int, hash_: Hash = SM3) -> MemoryLedger:
    """A log in memory with that many entries."""
    ledger = MemoryLedger(LOG, hash_)
    ledger.append(drafts(count))
    return ledger


def note_of(store: LedgerStore, time: str = TIME) -> str:
    """A signed checkpoint of the store as it is."""
    return sign(take_checkpoint(store, time), SIGNER).text()

"""The ledger 记录: a log that does not know what it stores. Public names of the room."""

from guiju.kernel.ledger.chain import Head, extend, genesis
from guiju.kernel.ledger.checkpoint import (
    Checkpoint,
    PublicKey,
    SignedCheckpoint,
    Signer,
    cosign,
    parse_checkpoint,
    parse_public_key,
    sign,
    signed_by,
)
from guiju.kernel.ledger.commitment import SALT_BYTES, commit
from guiju.kernel.ledger.entry import Draft, Entry, PersonalValue
from guiju.kernel.ledger.fault import Fault
from guiju.kernel.ledger.memory import MemoryLedger
from guiju.kernel.ledger.port import LedgerStore
from guiju.kernel.ledger.proof import ProofVerdict, check_proof, is_extension
from guiju.kernel.ledger.prove import prove, prove_consistency, take_checkpoint
from guiju.kernel.ledger.verify import Verdict, verify

__all__ = [
    "SALT_BYTES",
    "Checkpoint",
    "Draft",
    "Entry",
    "Fault",
    "Head",
    "LedgerStore",
    "MemoryLedger",
    "PersonalValue",
    "ProofVerdict",
    "PublicKey",
    "SignedCheckpoint",
    "Signer",
    "Verdict",
    "check_proof",
    "commit",
    "cosign",
    "extend",
    "genesis",
    "is_extension",
    "parse_checkpoint",
    "parse_public_key",
    "prove",
    "prove_consistency",
    "sign",
    "signed_by",
    "take_checkpoint",
    "verify",
]

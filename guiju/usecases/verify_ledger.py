"""Is the record whole? Chain, tree, checkpoints, personal values — and do the views agree with it?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.ledger.checkpoint import SignedCheckpoint, parse_checkpoint, parse_public_key, sign
from guiju.kernel.ledger.fault import Fault
from guiju.kernel.ledger.proof import ProofVerdict, check_proof
from guiju.kernel.ledger.prove import prove, take_checkpoint
from guiju.kernel.ledger.scan import Progress
from guiju.kernel.ledger.verify import Verdict
from guiju.kernel.procedure.duty import duties
from guiju.store import views
from guiju.store.ledger_check import verify_store
from guiju.store.signing import FileSigner, make_key, read_key
from guiju.store.view_check import compared
from guiju.usecases.acts import all_matters
from guiju.usecases.house import House

KEY = "checkpoint.key"


def verify_ledger(house: House, *, processes: int = 1, progress: Progress | None = None) -> Verdict:
    """The verdict on the record and on the views that are drawn from it."""
    path = house.home / "keys" / KEY
    keys = [read_key(path).public_key] if path.exists() else []
    verdict = verify_store(house.ledger(), keys, processes=processes, progress=progress)
    if verdict.faults:
        return verdict
    return verdict.with_faults(view_faults(house))


def view_faults(house: House) -> list[Fault]:
    """Rows of the views that are not what the record makes of them."""
    today = house.today()
    matters = all_matters(house)
    return compared(views.Projected(matter, duties(matter, house.calendar, today)) for matter in matters)


def signer(house: House) -> FileSigner:
    """The home's own signer; made with the home."""
    return read_key(house.home / "keys" / KEY)


def make_signer(house: House) -> FileSigner:
    """A new signing key in the home."""
    return make_key(house.home / "keys" / KEY, house.log)


def checkpoint(house: House) -> SignedCheckpoint:
    """A signed checkpoint over the record as it stands; kept in the record's own table."""
    ledger = house.ledger()
    with ledger.transaction():
        signed = sign(take_checkpoint(ledger, house.clock().isoformat(timespec="seconds")), signer(house))
        ledger.checkpoints.save(signed.text())
    return signed


def prove_entry(house: House, index: int) -> dict[str, Any]:
    """A proof of one entry, checkable with the file and the signed checkpoint alone; raises NotFound."""
    ledger = house.ledger()
    ledger.entry(index)
    notes = ledger.checkpoints.all()
    if not notes or parse_checkpoint(notes[-1]).checkpoint.size <= index:
        return prove(ledger, index, checkpoint(house).text())
    return prove(ledger, index, notes[-1])


def check_file(path: Path, key: str | None) -> ProofVerdict:
    """The verdict on a proof file; ``key``: the public key it must be signed with. Needs no home."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise InputFault(f"证明文件“{path}”读不出：应为 UTF-8 的 JSON（{fault}）") from fault
    return check_proof(document, (parse_public_key(key),) if key else ())

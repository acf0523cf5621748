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
from guiju.kernel.procedure.act import ERASED
from guiju.kernel.procedure.definition import CORRECT, ERASE
from guiju.kernel.procedure.duty import duties
from guiju.store import views
from guiju.store.ledger_check import verify_store
from guiju.store.signing import FileSigner, make_key, read_key
from guiju.store.view_check import compared
from guiju.usecases.acts import all_matters, recorded
from guiju.usecases.house import House
from guiju.usecases.switches import refresh

KEY = "checkpoint.key"


def verify_ledger(house: House, *, processes: int = 1, progress: Progress | None = None) -> Verdict:
    """The verdict on the record and on the views that are drawn from it."""
    path = key_file(house)
    keys = [read_key(path).public_key] if path.exists() else []
    verdict = verify_store(house.ledger(), keys, processes=processes, progress=progress)
    if verdict.faults:
        return verdict
    return verdict.with_faults([*erasure_faults(house), *view_faults(house)])


def erasure_faults(house: House) -> list[Fault]:
    """Personal values that are gone although no act erased them: an erasure without its ground."""
    ledger = house.ledger()
    kept = {(index, value.field) for index, value, _ in ledger.personal_rows()}
    gone: list[tuple[int, str]] = []
    erased: set[tuple[int | None, str]] = set()
    mends: dict[int, int] = {}
    for entry in ledger.read():
        act = recorded(entry).act
        gone += [(entry.index, name) for name, value in act.fields.items() if value is ERASED]
        if act.step == CORRECT and act.corrects is not None:
            mends[entry.index] = act.corrects
        if act.step == ERASE:
            names = act.fields.get("fields")
            erased |= {(act.corrects, str(name)) for name in (names if isinstance(names, list) else ())}
    erased |= {(index, name) for index, target in mends.items() for at, name in set(erased) if at == target}
    return [
        Fault(index, "personal_missing", f"第 {index} 条字段“{name}”的个人信息不在，记录中没有删除它的行为。")
        for index, name in gone
        if (index, name) not in kept and (index, name) not in erased
    ]


def view_faults(house: House) -> list[Fault]:
    """Rows of the views that are not what the record makes of them."""
    today = house.today()
    refresh(house)
    matters = all_matters(house)
    return compared(views.Projected(matter, duties(matter, house.calendar, today)) for matter in matters)


def signer(house: House) -> FileSigner:
    """The home's own signer; made with the home."""
    return read_key(key_file(house))


def key_file(house: House) -> Path:
    """Where the signing key is kept: outside the home if so configured."""
    return house.signing_key or house.home / "keys" / KEY


def make_signer(house: House) -> FileSigner:
    """The home's signing key: a new one, unless one kept elsewhere was named."""
    path = key_file(house)
    return read_key(path) if house.signing_key and path.exists() else make_key(path, house.log)


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
    return check_proof(document, (parse_public_key(key),) if key is not None else ())

"""A home again from a backup: in a new place, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.errors import EvidenceFault, InputFault
from guiju.exchange.archive import unpack
from guiju.exchange.manifest import Manifest
from guiju.store.snapshot import DATABASE, LedgerState, state_in
from guiju.store.transaction import vendor
from guiju.usecases.make_home import FOLDERS, MARK

KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Restored:
    """A home made from a backup. ``ledger``: the record as the manifest has it; the copy agrees with it."""

    home: Path
    files: int
    database: bool
    keys: bool
    made_at: str
    ledger: LedgerState
    digest: str


def restore(file: Path, home: Path, progress: Callable[[int, int, str], None] | None = None) -> Restored:
    """Unfold a backup into a new home; every digest, the database and its record are compared first.

    Raises: InputFault where the home is there already, or the file is no sound backup; nothing is left behind.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise InputFault(f"“{home}”已经存在，未作任何改动；恢复只写入新的目录")
    if not file.is_file():
        raise InputFault(f"没有文件“{file}”")
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{home.name}-", dir=home.parent) as folder:
            made = Path(folder) / "home"
            made.mkdir()
            written = unpack(file, made, shutil.disk_usage(folder).free, progress)
            state = _checked(made, written.manifest)
            _finish(made)
            made.replace(home)
    except OSError as fault:
        raise InputFault(f"无法写入“{home}”：{fault.strerror or fault}；请检查权限和磁盘空间") from fault
    told = written.manifest
    return Restored(
        home=home,
        files=len(told.files),
        database=told.has(DATABASE),
        keys=any(one.name.startswith(f"{KEYS}/") for one in told.files),
        made_at=str(told.told.get("made_at", "")),
        ledger=state,
        digest=written.digest,
    )


def _checked(made: Path, manifest: Manifest) -> LedgerState:
    """The record's state; raises InputFault where home, database and manifest do not speak of one record."""
    state = _state(manifest.told.get("ledger"))
    if _log(made / MARK) != state.log:
        raise InputFault(f"备份中的 {MARK} 与清单不是同一个记录，未作恢复")
    if not manifest.has(DATABASE):
        return state
    if vendor() != "sqlite":
        raise InputFault("备份含 SQLite 数据库，而 GUIJU_DATABASE_URL 指向别处；请先取消该设置再恢复")
    try:
        found = state_in(made / DATABASE, state.log)
    except EvidenceFault as fault:
        raise InputFault(f"备份中的数据库不能用：{fault.message}；未作恢复") from fault
    if found != state:
        raise InputFault(
            f"备份中的记录有 {found.size} 条、根 {found.root[:16]}…，清单说是 {state.size} 条、"
            f"根 {state.root[:16]}…；未作恢复"
        )
    return state


def _state(told: object) -> LedgerState:
    kinds = {"log": str, "algorithm": str, "size": int, "root": str}
    if isinstance(told, Mapping) and all(isinstance(told.get(key), kind) for key, kind in kinds.items()):
        return LedgerState(*(told[key] for key in kinds))
    raise InputFault("备份的清单没有写明记录的名称、条数和根，未作恢复")


def _log(path: Path) -> str:
    try:
        table: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    return str(table.get("log", "")) if isinstance(table, dict) else ""


def _finish(made: Path) -> None:
    for name in FOLDERS:
        (made / name).mkdir(exist_ok=True)
    (made / KEYS).chmod(0o700)
    for path in (made / KEYS).iterdir():
        path.chmod(0o600)

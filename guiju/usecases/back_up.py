"""One file that holds a home: database, attachments, texts, calendars; keys only where asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from guiju import __version__
from guiju.errors import InputFault
from guiju.exchange.archive import Written, pack
from guiju.exchange.manifest import is_fit
from guiju.store.snapshot import DATABASE, LedgerState, copy_database, state_in, state_of
from guiju.store.transaction import vendor
from guiju.usecases.house import House
from guiju.usecases.make_home import MARK

FOLDERS = ("attachments", "texts", "days")
SECRETS = ("guiju.toml", "keys")
"""What a home keeps to itself: signing and session keys, and the settings, which may hold a password."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup: its file, how much is in it, the record at that moment, the manifest's digest (SM3, hex)."""

    file: Path
    files: int
    bytes: int
    database: bool
    keys: bool
    ledger: LedgerState
    digest: str

    def as_dict(self) -> dict[str, Any]:
        """For ``guiju backup --json``."""
        return {
            "file": str(self.file),
            "files": self.files,
            "bytes": self.bytes,
            "database": self.database,
            "keys": self.keys,
            "ledger": asdict(self.ledger),
            "manifest_digest": self.digest,
        }


def back_up(
    house: House,
    to: Path,
    *,
    with_keys: bool = False,
    files_only: bool = False,
    progress: Progress | None = None,
) -> BackedUp:
    """Write the home into one new file while others may go on working.

    The database is copied first, as at one moment; files are only ever added, so that those the record
    speaks of are among those copied after it. ``files_only``: without the database (PostgreSQL homes).
    Raises: InputFault where there is no home, the file is there already or cannot be written.
    """
    ledger = house.ledger()
    _may_write(house.home, to)
    if vendor() == "postgresql" and not files_only:
        raise InputFault(
            "本库的数据库在 PostgreSQL 中，本命令不能整库备份；请先用 pg_dump 备份数据库，"
            f"再用 guiju backup {to} --files-only 备份附件、法规文本和日历"
        )
    sources = dict(_sources(house.home, with_keys=with_keys))
    if files_only:
        return _written(house, to, state_of(ledger), sources, with_keys, progress)
    with tempfile.TemporaryDirectory(prefix=".guiju-backup-", dir=to.parent) as folder:
        copy = Path(folder) / DATABASE
        copy_database(copy, _pages(progress))
        sources = {DATABASE: copy, **dict(_sources(house.home, with_keys=with_keys))}
        return _written(house, to, state_in(copy, house.log), sources, with_keys, progress)


def _written(
    house: House,
    to: Path,
    state: LedgerState,
    sources: dict[str, Path],
    with_keys: bool,
    progress: Progress | None,
) -> BackedUp:
    told = {
        "made_at": house.clock().isoformat(timespec="seconds"),
        "program": __version__,
        "ledger": asdict(state),
        "catalogue": house.catalogue.digest,
    }
    written: Written = pack(to, sources, told, progress)
    files = written.manifest.files
    return BackedUp(
        to,
        len(files),
        sum(one.size for one in files),
        written.manifest.has(DATABASE),
        with_keys,
        state,
        written.digest,
    )


def _may_write(home: Path, to: Path) -> None:
    if to.exists():
        raise InputFault(f"“{to}”已经存在，不予覆盖；请换一个文件名")
    if not to.parent.is_dir():
        raise InputFault(f"没有文件夹“{to.parent}”；请先建立")
    if any(to.resolve().is_relative_to((home / name).resolve()) for name in (*FOLDERS, "keys")):
        raise InputFault(f"“{to}”在被备份的文件夹之中；请写到数据目录之外，最好是另一块磁盘")


def _sources(home: Path, *, with_keys: bool) -> Iterator[tuple[str, Path]]:
    """Name inside the backup → file of the home."""
    yield MARK, home / MARK
    for name in (*FOLDERS, *(SECRETS if with_keys else ())):
        path = home / name
        if path.is_file():
            yield name, path
        elif path.is_dir():
            yield from _below(path, name)


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        inside = f"{name}/{entry.name}"
        if entry.name.startswith("."):
            continue  # half-written files of others
        if entry.is_symlink() or not (is_fit(inside) and (entry.is_file() or entry.is_dir())):
            raise InputFault(f"“{entry.path}”是链接、特殊文件或者名称不能备份；请先移走或改名")
        if entry.is_dir():
            yield from _below(Path(entry.path), inside)
        else:
            yield inside, Path(entry.path)


def _pages(progress: Progress | None) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(done, total, "复制数据库")

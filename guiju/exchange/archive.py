"""Backup file 备份: a ZIP of a home's files with a manifest of their SM3 digests.

The manifest tells damage, not forgery: whoever can write the file can write a manifest. That the record
is the one once signed is for ``guiju ledger verify`` and the checkpoints kept elsewhere.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from guiju.errors import InputFault
from guiju.exchange.files import told
from guiju.exchange.manifest import MANIFEST, Manifest, Packed, is_fit, manifest_from
from guiju.kernel.sm3 import SM3

CHUNK: Final = 2**20
MOST_ENTRIES: Final = 1_000_000
MOST_MANIFEST: Final = 256 * 2**20
HARMLESS: Final = 2**30
MOST_GROWTH: Final = 200
"""An archive may unfold to 1 GiB, or to 200 times its own size: more is taken for a bomb."""
_PLAIN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """An archive that has been written: its manifest and the SM3 digest of that (hex)."""

    manifest: Manifest
    digest: str


def pack(
    to: Path, sources: Mapping[str, Path], told_of: Mapping[str, Any], progress: Progress | None = None
) -> Written:
    """Write the archive, whole or not at all, readable by its owner alone.

    ``sources``: name inside → file. ``told_of``: what the manifest says beside the files.
    Raises: InputFault where the archive is there already or cannot be written.
    """
    if to.exists():
        raise InputFault(f"“{to}”已经存在，不予覆盖；请换一个文件名")
    part = to.with_name(f".{to.name}.part")
    total = sum(path.stat().st_size for path in sources.values())
    try:
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w+b") as file:
            written = _pack(file, sources, told_of, total, progress)
            file.flush()
            os.fsync(file.fileno())
        part.replace(to)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise InputFault(f"备份写不成“{to}”：{fault.strerror}；请检查权限和磁盘空间") from fault
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return written


def _pack(
    file: IO[bytes],
    sources: Mapping[str, Path],
    told_of: Mapping[str, Any],
    total: int,
    progress: Progress | None,
) -> Written:
    packed, done = [], 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for name, path in sources.items():
            one = _pack_one(archive, name, path)
            packed.append(one)
            done += one.size
            if progress:
                progress(done, max(total, done), name)
        manifest = Manifest(dict(told_of), tuple(packed))
        content = manifest.text().encode()
        archive.writestr(_entry(MANIFEST), content)
    return Written(manifest, SM3.digest(content).hex())


def _pack_one(archive: zipfile.ZipFile, name: str, path: Path) -> Packed:
    size, digest = 0, SM3.empty.copy()
    with path.open("rb") as source, archive.open(_entry(name), "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Packed(name, size, digest.digest().hex())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    return entry


def unpack(file: Path, into: Path, free: int, progress: Progress | None = None) -> Written:
    """Unfold an archive into an empty folder, each file compared with its digest in the manifest.

    ``free``: bytes there is room for. Before anything is written, the whole list is judged: names,
    kinds, sizes. Raises: InputFault for what is no sound archive; the folder is then the caller's to clear.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = _judged(archive, file.stat().st_size, free)
            content = _bounded(archive, entries[MANIFEST], MOST_MANIFEST)
            manifest = manifest_from(content)
            _agree(entries, manifest)
            _unfold(archive, entries, manifest, into, progress)
    except OSError as fault:
        raise InputFault(f"备份“{file}”读不出：{fault.strerror or fault}") from fault
    except _BROKEN as fault:
        raise InputFault(f"“{file}”不是完好的备份文件：{fault}") from fault
    return Written(manifest, SM3.digest(content).hex())


def _judged(archive: zipfile.ZipFile, size: int, free: int) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    if len(archive.infolist()) > MOST_ENTRIES:
        raise InputFault(f"备份中的文件超过 {MOST_ENTRIES} 个，不予展开")
    for entry in archive.infolist():
        name = entry.orig_filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if name in entries:
            raise InputFault(f"备份中有两个“{name}”，不予展开")
        if name != MANIFEST and not is_fit(name):
            raise InputFault(f"备份中有不该有的路径{name[:100]!r}，不予展开")
        if kind not in (0, stat.S_IFREG) or entry.is_dir():
            raise InputFault(f"备份中的“{name}”是链接或者特殊文件，不予展开")
        if entry.flag_bits & 1 or entry.compress_type not in _PLAIN:
            raise InputFault(f"备份中的“{name}”加密或者压缩方式不明，不予展开")
        entries[name] = entry
    if MANIFEST not in entries:
        raise InputFault(f"不是规矩的备份：没有 {MANIFEST}")
    total = sum(entry.file_size for entry in entries.values())
    if total > max(HARMLESS, MOST_GROWTH * size):
        raise InputFault(f"备份只有 {told(size)}，展开却有 {told(total)}，疑为恶意文件，不予展开")
    if total > free:
        raise InputFault(f"展开需要 {told(total)}，磁盘只余 {told(free)}")
    return entries


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.file_size > most:
        raise InputFault(f"备份的 {MANIFEST} 超过 {told(most)}，不予展开")
    with archive.open(entry) as source:
        return source.read(most + 1)


def _agree(entries: Mapping[str, zipfile.ZipInfo], manifest: Manifest) -> None:
    listed = {one.name: one.size for one in manifest.files}
    found = {name: entry.file_size for name, entry in entries.items() if name != MANIFEST}
    odd = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
    if odd or len(listed) != len(manifest.files):
        raise InputFault(f"备份的清单与所含文件不符：{'、'.join(odd[:5]) or '清单有重复'}；不予展开")


def _unfold(
    archive: zipfile.ZipFile,
    entries: Mapping[str, zipfile.ZipInfo],
    manifest: Manifest,
    into: Path,
    progress: Progress | None,
) -> None:
    done, total = 0, sum(one.size for one in manifest.files)
    for one in manifest.files:
        path = into.joinpath(*one.name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        size, digest = 0, SM3.empty.copy()
        with archive.open(entries[one.name]) as source, path.open("xb") as target:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                if size > one.size:
                    break
                target.write(chunk)
                digest.update(chunk)
        if (size, digest.digest().hex()) != (one.size, one.sm3):
            raise InputFault(f"备份中的“{one.name}”与清单的摘要不符：文件已损坏或者被改动，未作恢复")
        done += size
        if progress:
            progress(done, total, one.name)

"""The manifest of a backup: what it holds, each file with its size and SM3 digest."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from guiju.errors import InputFault

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
FILES: Final = frozenset(("guiju.sqlite3", "home.json", "guiju.toml"))
FOLDERS: Final = frozenset(("attachments", "texts", "days", "keys"))
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Packed:
    """One file: its name inside, its size in bytes, its SM3 digest (hex)."""

    name: str
    size: int
    sm3: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``told``: when, by which version, of which record at which size and root; ``files`` in order."""

    told: Mapping[str, Any]
    files: tuple[Packed, ...]

    def text(self) -> str:
        """The manifest as it stands in the archive."""
        files = [{"name": one.name, "size": one.size, "sm3": one.sm3} for one in self.files]
        return json.dumps(
            {"format": FORMAT, **self.told, "files": files}, ensure_ascii=False, indent=1, sort_keys=True
        )

    def has(self, name: str) -> bool:
        """Whether a file of that name is in it."""
        return any(one.name == name for one in self.files)


def is_fit(name: str) -> bool:
    """Whether a name may stand in a backup: a file of the home or one below its folders, nothing else."""
    parts = name.split("/")
    if len(parts) == 1:
        return name in FILES
    return len(parts) <= 12 and parts[0] in FOLDERS and all(_is_plain(part) for part in parts)


def _is_plain(part: str) -> bool:
    shown = all(unicodedata.category(character)[0] != "C" for character in part)
    return (
        bool(part)
        and shown
        and part[0] != "."
        and not set('\\:*?"<>|') & set(part)
        and len(part.encode("utf-8", "replace")) <= 255
    )


def manifest_from(content: bytes) -> Manifest:
    """The manifest read back. Raises: InputFault for one that is not as ``text`` writes it."""
    try:
        table = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise InputFault(f"备份的 {MANIFEST} 读不出：不是 UTF-8 的 JSON") from fault
    if not isinstance(table, dict) or not isinstance(table.get("files"), list):
        raise InputFault(f"备份的 {MANIFEST} 缺少文件清单")
    if table.get("format") != FORMAT:
        raise InputFault(
            f"备份的格式是 {table.get('format')!r}，本程序只认识 {FORMAT}；请用做备份的程序版本恢复"
        )
    files = tuple(_packed(one) for one in table["files"])
    told = {key: value for key, value in table.items() if key not in ("format", "files")}
    return Manifest(told, files)


def _packed(one: object) -> Packed:
    if isinstance(one, dict) and one.keys() == {"name", "size", "sm3"}:
        name, size, digest = one["name"], one["size"], one["sm3"]
        whole = isinstance(size, int) and not isinstance(size, bool) and size >= 0
        if isinstance(name, str) and whole and isinstance(digest, str) and _DIGEST.fullmatch(digest):
            return Packed(name, size, digest)
    raise InputFault(f"备份的 {MANIFEST} 中有一项写法有误：{str(one)[:100]}")

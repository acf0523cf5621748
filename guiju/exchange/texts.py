"""Statute texts 法规文本: a folder of Markdown files brought into a home, read back by their stems."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from guiju.errors import InputFault
from guiju.exchange.files import as_text, put, read_bytes, read_text
from guiju.kernel.law.text import parse_text

MOST_BYTES: Final = 8 * 2**20
MOST_FILES: Final = 20_000
SUFFIX: Final = ".md"

Kind = Literal["new", "replaced", "unchanged"]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A text now in the home under ``stem``."""

    stem: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file left alone, and why; ``declared``: its name is that of a declared text."""

    file: str
    reason: str
    declared: bool


class TextFolder:
    """The texts of a home. Nothing is kept under a name that is not a plain file name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, stem: str) -> str | None:
        """The Markdown of a text, None where it is not there; raises InputFault for one that is no text."""
        path = self._path(stem)
        if path is None or not path.exists():
            return None
        try:
            return read_text(path, MOST_BYTES, follow=True)
        except InputFault as fault:
            raise InputFault(f"法规文本“{path.name}”{fault.message}；请重新导入") from fault

    def has(self, stem: str) -> bool:
        """Whether the text is there."""
        path = self._path(stem)
        return path is not None and path.is_file()

    def take(self, stem: str, content: bytes) -> Kind:
        """Keep a text under its stem, whole or not at all; raises InputFault."""
        path = self._path(stem)
        if path is None:
            raise InputFault("登记的文件名不是单纯的文件名")
        if not path.exists():
            put(path, content)
            return "new"
        if path.read_bytes() == content:
            return "unchanged"
        put(path, content)
        return "replaced"

    def _path(self, stem: str) -> Path | None:
        return self._folder / f"{stem}{SUFFIX}" if is_plain(stem) else None


def is_plain(stem: str) -> bool:
    """Whether a name is one part of a path, shown, and short enough for a file."""
    printable = all(unicodedata.category(c)[0] != "C" for c in stem)
    return (
        bool(stem)
        and printable
        and stem[0] != "."
        and not set("/\\") & set(stem)
        and len(stem.encode("utf-8", "replace")) <= 240
    )


def bring_in(
    source: Path, into: TextFolder, declared: Collection[str], progress: Progress | None = None
) -> Iterator[Accepted | Rejected]:
    """Copy the recognised texts of a folder, one by one, telling of each file in order of its name.

    ``declared``: the stems that instruments name. Subfolders and links are not entered.
    Raises: InputFault where the folder cannot be read; before that nothing has been copied.
    """
    known = {unicodedata.normalize("NFC", stem): stem for stem in declared}
    paths = _listed(source)
    for number, path in enumerate(paths, 1):
        yield _one(path, into, known)
        if progress:
            progress(number, len(paths), shown(path.name))


def _listed(source: Path) -> list[Path]:
    try:
        paths = sorted(path for path in source.iterdir() if not path.name.startswith("."))
    except OSError as fault:
        raise InputFault(f"文件夹“{source}”读不出：{fault.strerror}") from fault
    if len(paths) > MOST_FILES:
        raise InputFault(f"文件夹“{source}”有 {len(paths)} 个文件，超过 {MOST_FILES} 个，未作任何改动")
    return paths


def _one(path: Path, into: TextFolder, known: dict[str, str]) -> Accepted | Rejected:
    name = shown(path.name)
    if path.suffix != SUFFIX:
        told_why = "是文件夹，不读取其中的文件" if path.is_dir() else f"不是 {SUFFIX} 文件"
        return Rejected(name, told_why, False)
    stem = known.get(unicodedata.normalize("NFC", path.stem))
    if stem is None:
        return Rejected(name, "文件名未在 law/instruments.toml 登记", False)
    try:
        content = read_bytes(path, MOST_BYTES)
        opened = parse_text(as_text(content))
        if not opened.articles and not opened.headings:
            return Rejected(name, "既没有“第…条”，也没有“一、”或“（一）”的标题", True)
        return Accepted(stem, into.take(stem, content))
    except InputFault as fault:
        return Rejected(name, fault.message, True)


def shown(name: str) -> str:
    """A foreign file name that is safe to print: control characters and broken bytes are marked."""
    return "".join(c if unicodedata.category(c)[0] != "C" else "�" for c in name)[:200]

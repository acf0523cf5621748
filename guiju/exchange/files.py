"""One file at a time: read with distrust, written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from guiju.errors import InputFault


def read_bytes(path: Path, most: int, *, follow: bool = False) -> bytes:
    """The content of a plain file of at most ``most`` bytes.

    Symbolic links are followed only where ``follow`` says so; pipes and devices never are.
    Raises: InputFault with the reason alone (the caller names the file).
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    if not follow and path.is_symlink():
        raise InputFault("是符号链接，不予读取")
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise InputFault("不是普通文件")
            content = file.read(most + 1)
    except FileNotFoundError as fault:
        raise InputFault("没有这个文件") from fault
    except OSError as fault:
        raise InputFault(f"读不出（{fault.strerror}）") from fault
    if len(content) > most:
        raise InputFault(f"超过 {told(most)}，不予读取")
    return content


def read_text(path: Path, most: int, *, follow: bool = False) -> str:
    """The same as UTF-8 text, a leading byte order mark dropped; raises InputFault with the reason."""
    return as_text(read_bytes(path, most, follow=follow))


def as_text(content: bytes) -> str:
    """Bytes as UTF-8 text; raises InputFault with the reason."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputFault(f"不是 UTF-8 文本（第 {fault.start} 字节）") from fault
    if "\0" in text:
        raise InputFault("含有空字符，不是文本")
    return text


def put(path: Path, content: bytes) -> None:
    """The file at its place with this content, or as it was before; raises InputFault."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise InputFault(f"无法写入“{path}”：{fault.strerror}；请检查权限和磁盘空间") from fault


def told(size: int) -> str:
    """A size in words: ``4 MiB``."""
    for unit, one in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if size >= one:
            return f"{size / one:.4g} {unit}"
    return f"{size} 字节"

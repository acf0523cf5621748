"""Make an empty home: folders, tables, signing key, the name of its log."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from guiju.errors import InputFault

MARK = "home.json"
FOLDERS = ("attachments", "facts", "reports", "keys")


def make_folders(home: Path, log: str) -> None:
    """The folders and the mark of a home; raises InputFault where one is already there."""
    if not log or any(c.isspace() or c == "+" for c in log):
        raise InputFault("记录名称不能为空，也不能含空白或“+”")
    if (home / MARK).exists():
        raise InputFault(f"“{home}”已经是一个数据目录，未作任何改动；请换一个目录")
    try:
        home.mkdir(parents=True, exist_ok=True)
        for name in FOLDERS:
            (home / name).mkdir(exist_ok=True, mode=0o700 if name == "keys" else 0o755)
        (home / MARK).write_text(json.dumps({"format": 1, "log": log}), encoding="utf-8")
    except OSError as fault:
        raise InputFault(f"无法写入“{home}”：{fault.strerror}；请检查权限或换一个目录") from fault


def clear_demonstration(home: Path) -> bool:
    """Throw a demonstration's home away; True if there was one. Raises InputFault for any other home."""
    mark = mark_of(home)
    if not mark:
        return False
    if not mark.get("log", "").startswith("demo-"):
        raise InputFault(f"“{home}”不是演示库，不能重建；请用 --home 另选一个目录")
    for path in (home / MARK, *home.glob("guiju.sqlite3*")):
        path.unlink(missing_ok=True)
    for name in FOLDERS:
        shutil.rmtree(home / name, ignore_errors=True)
    return True


def mark_of(home: Path) -> dict[str, str]:
    """What the mark of a home says; empty where there is none."""
    path = home / MARK
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in found.items()}


def set_clock(home: Path, now: datetime, shown: datetime) -> None:
    """A demonstration's clock: from now on it shows ``shown`` and runs on (its year is long past)."""
    mark = {**mark_of(home), "clock_set": now.isoformat(), "clock_shows": shown.isoformat()}
    (home / MARK).write_text(json.dumps(mark), encoding="utf-8")


def clock_offset(home: Path) -> timedelta:
    """What to add to the world's clock (zero for a real home)."""
    mark = mark_of(home)
    if "clock_set" not in mark or not mark.get("log", "").startswith("demo-"):
        return timedelta(0)
    return datetime.fromisoformat(mark["clock_shows"]) - datetime.fromisoformat(mark["clock_set"])

"""Is everything the program stands on in order?"""

from __future__ import annotations

import hashlib
from typing import Any

from guiju.papers.fonts import installed
from guiju.papers.pdf import families
from guiju.store.transaction import tables_behind, vendor
from guiju.usecases.house import House


def doctor(house: House) -> list[dict[str, Any]]:
    """One row per thing looked at: ``title``, ``ok``, ``told``."""
    size, behind = house.ledger().size(), tables_behind()
    notes = house.ledger().checkpoints.all()
    fast = "sm3" in hashlib.algorithms_available
    fonts = installed("宋体", families())
    return [
        _row(
            "数据库",
            not behind,
            f"{vendor()}；由较早的版本建立，请运行 guiju upgrade" if behind else vendor(),
        ),
        _row(
            "目录",
            True,
            f"{len(house.catalogue.procedures.ids())} 个程序，{len(house.catalogue.indicators)} 个指标",
        ),
        _row("记录", True, f"{house.log}：{size} 条"),
        _row(
            "检查点", bool(notes), f"{len(notes)} 个" if notes else "还没有；请运行 guiju ledger checkpoint"
        ),
        _row("SM3", fast, "由 OpenSSL 提供" if fast else "用纯 Python 计算，较慢"),
        _row("中文字体", bool(fonts), fonts[0] if fonts else "未找到；PDF 不能生成，docx 不受影响"),
    ]


def _row(title: str, ok: bool, told: str) -> dict[str, Any]:
    return {"title": title, "ok": ok, "told": told}

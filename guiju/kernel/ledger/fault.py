"""Fault 记录的毛病: what a verifier finds, in words a court can read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

Kind = Literal[
    "altered",
    "missing",
    "swapped",
    "out_of_order",
    "duplicate",
    "truncated",
    "forked",
    "checkpoint_mismatch",
    "personal_altered",
    "personal_missing",
    "tile_altered",
    "stray",
    "unreadable",
    "malformed",
    "proof_mismatch",
    "view_altered",
    "view_missing",
]

KINDS: Final[dict[Kind, str]] = {
    "altered": "条目被改动",
    "missing": "缺少条目",
    "swapped": "条目被调换",
    "out_of_order": "条目次序颠倒",
    "duplicate": "条目重复",
    "truncated": "末尾被截去",
    "forked": "记录与检查点分叉",
    "checkpoint_mismatch": "检查点不符",
    "personal_altered": "所留个人信息与承诺值不符",
    "personal_missing": "个人信息被删除而没有删除的行为",
    "tile_altered": "缓存的片根不符",
    "stray": "游离条目",
    "unreadable": "读不出",
    "malformed": "格式不合",
    "proof_mismatch": "证明不成立",
    "view_altered": "视图与记录不符",
    "view_missing": "视图缺行",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the index of the entry (None: of no single entry), its kind, and Chinese words."""

    entry: int | None
    kind: Kind
    detail: str

    def as_dict(self) -> dict[str, Any]:
        """The fault with the keys that the contract fixes."""
        return asdict(self)

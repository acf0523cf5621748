"""Act format 1 → 2: one date ``on`` became ``happened``; the day of effect is kept apart."""

from __future__ import annotations

from typing import Any


def lift(data: dict[str, Any]) -> dict[str, Any]:
    """The same act in format 2."""
    lifted = {**data, "v": 2, "happened": data["on"]}
    del lifted["on"]
    return lifted

"""Division codes (行政区划代码, GB/T 2260): county ⊂ prefecture ⊂ province."""

from __future__ import annotations

import re

_CODE = re.compile(r"\d{6}")


def is_region(code: str) -> bool:
    """Whether the text has the form of a six-digit division code."""
    return bool(_CODE.fullmatch(code))


def parent_region(code: str) -> str:
    """The next higher division by form ("" above a province): 990101 → 990100 → 990000 → ""."""
    if code.endswith("0000"):
        return ""
    return code[:2] + "0000" if code.endswith("00") else code[:4] + "00"


def contains(upper: str, lower: str) -> bool:
    """Whether ``lower`` lies in ``upper`` (or is it), by form."""
    code = lower
    while code:
        if code == upper:
            return True
        code = parent_region(code)
    return False

"""统一社会信用代码 (GB 32100-2015): 18 characters, the last a check character modulo 31."""

from __future__ import annotations

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_SLIPS = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"})


def check_character(first17: str) -> str:
    """The check character of the first 17; raises ValueError for a character outside the alphabet."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def normal(text: str) -> str:
    """Half-width, upper case, without blanks and dashes."""
    return unicodedata.normalize("NFKC", text).upper().replace(" ", "").replace("-", "")


def fault(text: str) -> str:
    """What is wrong with a code, in Chinese, with a suggestion where one is likely; "" for none."""
    code = normal(text)
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现为{len(code)}位"
    wrong = sorted({c for c in code if c not in ALPHABET})
    if wrong:
        mended = code.translate(_SLIPS)
        near = (
            f"，是不是“{mended}”？"
            if not any(c not in ALPHABET for c in mended) and not fault(mended)
            else ""
        )
        return f"统一社会信用代码不使用字符“{'”“'.join(wrong)}”{near}"
    if check_character(code[:17]) != code[17]:
        return f"统一社会信用代码校验码不符：末位应为“{check_character(code[:17])}”，现为“{code[17]}”，请核对全部数位"
    return ""

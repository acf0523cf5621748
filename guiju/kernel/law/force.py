"""The force of a duty: 应当 / 不得 / 可以 / 一般 → how loudly its breach is reported."""

from __future__ import annotations

from typing import Literal, TypeGuard, get_args

from guiju.kernel.finding import Level

Force = Literal["must", "must_not", "may", "generally"]
"""must 应当 | must_not 不得 | may 可以 | generally 一般."""

FORCES: tuple[Force, ...] = get_args(Force)
_LEVELS: dict[Force, Level] = {"must": "error", "must_not": "error", "generally": "warning", "may": "note"}
_WORDS: dict[Force, str] = {"must": "应当", "must_not": "不得", "may": "可以", "generally": "一般"}


def is_force(value: object) -> TypeGuard[Force]:
    """Whether the value is one of the four forces."""
    return value in FORCES


def level_of(force: Force) -> Level:
    """The level of a finding about a breach: error for 应当 and 不得, warning for 一般, note for 可以."""
    return _LEVELS[force]


def word_of(force: Force) -> str:
    """The statute's word: 应当, 不得, 可以 or 一般."""
    return _WORDS[force]

"""Passage 文句: the words around a number without the number, by which a reviewer's decision is found again."""

from __future__ import annotations

import re

from guiju.kernel.sm3 import sm3

_STOPS = "。；;！？!?\n\r"
_REACH = 160
"""Characters looked at on either side: a sentence is seldom longer."""
_NUMBERS = re.compile(r"[0-9０-９][0-9０-９,，.．]*|[*＊×○□]+")
_SPACE = re.compile(r"\s+")


def sentence_around(content: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence (ends left out) in which a span lies, at most 160 characters either side."""
    first = max((content.rfind(stop, max(0, start - _REACH), start) for stop in _STOPS), default=-1) + 1
    first = max(first, start - _REACH, 0)
    ends = [at for stop in _STOPS if (at := content.find(stop, end, end + _REACH)) >= 0]
    return first, min(ends, default=min(len(content), end + _REACH))


def passage(content: str, start: int, end: int) -> str:
    """The sentence with numbers masked and white space out: the same next year with other numbers."""
    first, last = sentence_around(content, start, end)
    before = _masked(content[first:start])
    return f"{before}〔#〕{_masked(content[end:last])}"


def fingerprint(content: str, start: int, end: int, what: str = "") -> str:
    """SM3 (first 16 hex digits) of the passage; ``what`` tells apart several things said of one span."""
    return sm3(f"{what}\n{passage(content, start, end)}".encode()).hex()[:16]


def _masked(words: str) -> str:
    return _SPACE.sub("", _NUMBERS.sub("#", words))

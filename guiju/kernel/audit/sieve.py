"""Sieve 筛: where an expression can match at all, told by RE2 in one quick pass before ``re`` looks closely.

RE2 knows no looking around and no back references. A sieve is the expression without what it asks of its
surroundings, so it lets through all that the expression matches and a little more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

try:
    import re2
except ImportError:  # pragma: no cover — a platform without a wheel
    re2 = None

Spans = list[tuple[int, int]]

_TOKEN = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|.", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SPACE = r"\s\p{Z}\x0b\x1c-\x1f\x{85}"
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_REPEATS = ("*", "+", "?", "{")


def matcher(expression: str) -> tuple[Callable[[Any, bytes, int, int], Spans], Any] | None:
    """RE2's own match call and the word for "anywhere" that it takes first; None where RE2 has not got them.

    ``re2.finditer`` makes a Python object of every match, which takes longer than the matching itself.
    """
    if re2 is None:
        return None
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(expression.encode(), options)
    except re2.error:
        return None
    call = getattr(getattr(compiled, "_regexp", None), "Match", None)
    anchors = getattr(getattr(getattr(re2, "_re2", None), "RE2", None), "Anchor", None)
    return (call, anchors.UNANCHORED) if call and anchors else None


def utf8(content: str) -> bytes | None:
    """The text as UTF-8; None where it holds half a surrogate pair, which has no UTF-8."""
    try:
        return content.encode()
    except UnicodeEncodeError:
        return None


class Sieve:
    """An expression of ``re`` with its sieve; without one (RE2 cannot say it) every place is looked at."""

    __slots__ = ("_matcher", "pattern")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        wider = weaker(pattern.pattern) if pattern.flags == re.UNICODE else None
        self._matcher = None if wider is None or re.search(wider[1], "") else matcher(wider[0])

    def spans(self, content: str, data: bytes | None = None) -> Spans | None:
        """Spans in order, one of which holds the beginning of every match; None: look everywhere.

        ``data`` is the content in UTF-8, where the caller has it already.
        """
        data = data or utf8(content) if self._matcher else None
        if self._matcher is None or data is None:
            return None
        call, anywhere = self._matcher
        found: Spans = []
        seen = at = 0
        first, last = call(anywhere, data, 0, len(data))[0]
        while first >= 0:
            start = at + len(data[seen:first].decode())
            at = start + len(data[first:last].decode())
            seen = last
            found.append((start, at))
            first, last = call(anywhere, data, last, len(data))[0]
        return found

    def windows(self, content: str, data: bytes | None, longest: int) -> Spans:
        """Where matches of at most so many letters lie: no two windows overlap; the whole content without RE2."""
        windows: Spans = []
        spans = self.spans(content, data)
        for start, end in [(0, len(content))] if spans is None else spans:
            first = windows.pop()[0] if windows and start < windows[-1][1] else start
            windows.append((first, min(len(content), end + longest)))
        return windows

    def finditer(self, content: str, data: bytes | None = None) -> Iterator[re.Match[str]]:
        """What ``finditer`` of the expression finds."""
        spans = self.spans(content, data)
        if spans is None:
            yield from self.pattern.finditer(content)
            return
        edge = 0
        for first, last in spans:
            at = max(first, edge)
            while at < last:
                found = self.pattern.match(content, at)
                if found is not None:
                    yield found
                at = edge = found.end() if found is not None else at + 1


def weaker(expression: str) -> tuple[str, str] | None:
    """The expression without looking around and without anchors, for RE2 and for ``re``; None where it cannot be said."""
    quick: list[str] = []
    plain: list[str] = []
    depth, dropped = 0, False
    for sign in _TOKEN.findall(expression):
        if depth:
            depth += sign.startswith("(") - (sign == ")")
            dropped = True
            continue
        if dropped and sign in _REPEATS:
            return None
        dropped = sign in _LOOKS or sign in ("^", "$")
        if sign in _LOOKS:
            depth = 1
        elif not dropped:
            said = sign if sign[0] not in "\\[" else _said(sign)
            if said is None:
                return None
            quick.append(said)
            plain.append(sign)
    return None if "{," in expression else ("".join(quick), "".join(plain))


def _said(sign: str) -> str | None:
    """An escape or a class of characters in RE2's words; None for what it says otherwise than ``re``."""
    inside = sign[0] == "["
    words: list[str] = []
    end = 0
    for found in _ESCAPE.finditer(sign):
        escaped = found[1]
        if len(escaped) > 1:
            said = f"\\x{{{escaped[1:]}}}"
        elif escaped == "d":
            said = r"\p{Nd}"
        elif escaped == "s":
            said = _SPACE if inside else f"[{_SPACE}]"
        elif escaped in "nrt" or not escaped.isalnum():
            said = found[0]
        else:
            return None
        words += [sign[end : found.start()], said]
        end = found.end()
    return "".join([*words, sign[end:]])

"""Clauses 分句: a paragraph cut at its punctuation, brackets set apart and names in 《》 kept whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile(
    r"[《，,；;。！!？?：:\t（）()\[\]〔〕【】]"
    r"(?:(?<=《)[^《》\n]{1,80}》|(?<=[（(])(?!含|不含|其中|包括)[^（()）\d*＊，。；\n]{1,5}[)）])?"
)
"""A mark of punctuation, or a whole name in 《》 or short bracket; 《 alone is a letter like any other."""
_OPEN, _CLOSE = "（([〔【", "）)]〕】"
_STOPS = frozenset("，,；;。！!？?：:\t")
_IN_NUMBERS = frozenset(",，:：")
_SENTENCE = "。！!？?"
_HALF = "；;"
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Clause:
    """One clause: its pieces (several where brackets interrupt it), and where it stands.

    ``sentence`` counts from 0 in the paragraph, ``half`` counts the parts between semicolons; ``inside`` is the
    number of the clause whose brackets hold this one, -1 where none do.
    """

    number: int
    spans: list[tuple[int, int]]
    sentence: int
    half: int
    inside: int

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0][0]


@dataclass(frozen=True)
class Clauses:
    """The clauses of one paragraph, in order of their beginnings.

    ``starts`` and ``owners``: where each piece of a clause begins, and the number of that clause; ``openings``: the
    number of the first clause of each sentence.
    """

    all: tuple[Clause, ...]
    starts: list[int]
    owners: list[int]
    openings: list[int]

    def at(self, offset: int) -> Clause:
        """The innermost clause that an offset lies in."""
        return self.all[self.owners[max(0, bisect_right(self.starts, offset) - 1)]]


class _Cutter:
    """Cuts one paragraph; brackets open clauses of their own, the outer one goes on behind them."""

    def __init__(self, start: int) -> None:
        self.done: list[Clause] = []
        self.starts: list[int] = []
        self.owners: list[int] = []
        self.openings: list[int] = [0]
        self.sentence = self.half = 0
        self.stack: list[tuple[int, str]] = []
        self.opened = start
        self.current = self._new(-1)

    def _new(self, inside: int) -> int:
        self.done.append(Clause(len(self.done), [], self.sentence, self.half, inside))
        return len(self.done) - 1

    def close(self, at: int) -> None:
        """End the present piece of the present clause."""
        self.done[self.current].spans.append((self.opened, at))
        self.starts.append(self.opened)
        self.owners.append(self.current)

    def cut(self, at: int, mark: str) -> None:
        """A comma, colon, semicolon or end of sentence."""
        self.close(at)
        if mark in _SENTENCE:
            self.stack.clear()
            self.sentence += 1
            self.openings.append(len(self.done))
        if mark in _SENTENCE or mark in _HALF:
            self.half += 1
        self.current = self._new(self.stack[-1][0] if self.stack else -1)
        self.opened = at + 1

    def open(self, at: int, mark: str) -> None:
        """An opening bracket."""
        self.close(at)
        self.stack.append((self.current, _CLOSE[_OPEN.index(mark)]))
        self.current = self._new(self.current)
        self.opened = at + 1

    def shut(self, at: int, mark: str) -> None:
        """A closing bracket; one that closes nothing is a letter like any other."""
        if not self.stack or self.stack[-1][1] != mark:
            return
        self.close(at)
        self.current = self.stack.pop()[0]
        self.opened = at + 1


def clauses_of(content: str, start: int, end: int) -> Clauses:
    """The clauses of ``content[start:end]``; one pass."""
    cutter = _Cutter(start)
    for found in _MARK.finditer(content, start, end):
        mark, at = found[0], found.start()
        if mark in _STOPS:
            if mark not in _IN_NUMBERS or not _between_digits(content, at):
                cutter.cut(at, mark)
        elif mark in _OPEN:
            cutter.open(at, mark)
        elif mark in _CLOSE:
            cutter.shut(at, mark)
    cutter.close(end)
    return Clauses(tuple(cutter.done), cutter.starts, cutter.owners, cutter.openings)


def _between_digits(content: str, at: int) -> bool:
    """Whether a comma or colon stands inside a number: 1,234 and 12:30."""
    return bool(_DIGIT.match(content[at - 1 : at]) and _DIGIT.match(content[at + 1 : at + 2]))

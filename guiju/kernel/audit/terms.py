"""Terms 词条: all occurrences of all declared words in one pass over the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable
from operator import itemgetter
from typing import TypeAlias

import ahocorasick  # type: ignore[import-not-found]  # the package has no types

Hit: TypeAlias = tuple[int, int, int]
"""Start, end and number of a word: ``content[start:end]`` is that word."""

INNER = 0.88
"""What a word weighs that only occurs inside a longer one, since that may mean another thing."""

_START = itemgetter(0)


class Hits:
    """Occurrences in order of their starts, to be asked by range.

    They are given in order of their ends, and kept twice: of those that start together the shortest first, and
    the longest first.
    """

    __slots__ = ("_found", "_longest_first", "_starts")

    def __init__(self, found: list[Hit]) -> None:
        self._found = sorted(found, key=_START)
        self._longest_first = found[::-1]
        self._longest_first.sort(key=_START)
        self._starts = [hit[0] for hit in self._found]

    def within(self, start: int, end: int) -> list[Hit]:
        """The occurrences that lie wholly in ``content[start:end]``."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [hit for hit in self._found[first:last] if hit[1] <= end]

    def weighed(self, spans: Iterable[tuple[int, int]], words: Container[int]) -> dict[int, float]:
        """Which of the words lie in the spans, with 1, or ``INNER`` where only inside a longer hit.

        The spans do not overlap.
        """
        starts, hits = self._starts, self._longest_first
        found: dict[int, float] = {}
        for start, end in spans:
            reach = start
            for _, last, word in hits[bisect_left(starts, start) : bisect_left(starts, end)]:
                if last > end:
                    continue
                if last > reach:
                    reach = last
                    if word in words:
                        found[word] = 1.0
                elif word in words and word not in found:
                    found[word] = INNER
        return found


class TermIndex:
    """An Aho-Corasick automaton (pyahocorasick) over the words; time linear in text and occurrences."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        self._lengths: list[int] = []
        self._words: list[str] = []
        self._numbers: dict[str, int] = {}
        for word in words:
            if word and word not in self._numbers:
                number = self._numbers[word] = len(self._words)
                self._words.append(word)
                self._lengths.append(len(word))
                self._automaton.add_word(word, number)
        self._automaton.make_automaton()

    def number(self, word: str) -> int:
        """The number of a word. Raises: KeyError for a word that is not in the index."""
        return self._numbers[word]

    def word(self, number: int) -> str:
        """The word with a number."""
        return self._words[number]

    def find(self, content: str, spans: Iterable[tuple[int, int]]) -> Hits:
        """The occurrences inside the spans, overlapping ones too; the spans stand in order and do not overlap.

        Each span is cut out first: the automaton copies whatever string it is given.
        """
        if not self._words:
            return Hits([])
        lengths = self._lengths
        return Hits(
            [
                (start + last - lengths[number], start + last, number)
                for begin, end in spans
                for start in (begin + 1,)
                for last, number in self._automaton.iter(content[begin:end])
            ]
        )

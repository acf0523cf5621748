"""Shingles 片段指纹: an index that finds passages which two texts share, in time linear in their length.

Fingerprints are chosen by winnowing (Schleimer, Wilkerson, Aiken 2003): of every ``WINDOW`` shingles of
``SHINGLE`` characters the least hash is kept, so a shared passage of ``SHINGLE + WINDOW - 1`` characters is
always found. Marks and space do not count; every number and every mask reads the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

SHINGLE = 24
WINDOW = 24
COMMON = 12
"""A fingerprint of more texts than this is a set phrase of the field and finds nothing."""
_KEPT = re.compile(r"[\u4e00-\u9fffA-Za-z]+|[0-9０-９*＊×.%％]+(?:[,，][0-9]{3}(?![0-9]))*")


@dataclass(frozen=True, slots=True)
class Passage:
    """``start:end`` in the text asked about is also ``other_start:other_end`` of the text ``other``."""

    start: int
    end: int
    other: str
    other_start: int
    other_end: int
    chars: int


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without marks; ``at`` leads from runs in it back to the offsets of the original."""

    text: str
    runs: tuple[int, ...]
    at: tuple[int, ...]

    def offset(self, index: int) -> int:
        """The original offset of a character of the plain text."""
        run = bisect_right(self.runs, index) - 1
        return self.at[run] + index - self.runs[run]


def plain(content: str) -> Plain:
    """The text as compared: Chinese characters and letters, every number or mask as one ``#``."""
    parts: list[str] = []
    runs: list[int] = []
    at: list[int] = []
    length = 0
    for found in _KEPT.finditer(content):
        first = found[0][0]
        word = found[0] if "\u4e00" <= first <= "\u9fff" or first.isalpha() else "#"
        parts.append(word)
        runs.append(length)
        at.append(found.start())
        length += len(word)
    return Plain("".join(parts), tuple(runs), tuple(at))


def fingerprints(text: str) -> Iterator[tuple[int, int]]:
    """Hash and place of the chosen shingles, each place once."""
    data = text.encode("utf-16-le")
    width = 2 * SHINGLE
    waiting: deque[tuple[int, int]] = deque()
    last = -1
    for at in range(len(text) - SHINGLE + 1):
        value = crc32(data[2 * at : 2 * at + width])
        while waiting and waiting[-1][0] >= value:
            waiting.pop()
        waiting.append((value, at))
        if waiting[0][1] <= at - WINDOW:
            waiting.popleft()
        if at >= WINDOW - 1 and waiting[0][1] != last:
            last = waiting[0][1]
            yield waiting[0]


class ShingleIndex:
    """Texts by name, asked which of their passages another text shares."""

    def __init__(self) -> None:
        self._texts: list[tuple[str, Plain]] = []
        self._places: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, name: str, content: str) -> None:
        """Take in a text under a name."""
        number = len(self._texts)
        text = plain(content)
        self._texts.append((name, text))
        for value, at in fingerprints(text.text):
            places = self._places.setdefault(value, [])
            if len(places) <= COMMON:
                places.append(number << 32 | at)

    def find(self, content: str, least: int = 60, but: str = "") -> tuple[Passage, ...]:
        """Shared passages of at least ``least`` characters in order, none inside another; ``but`` is left out."""
        mine = plain(content)
        found: list[Passage] = []
        covered = 0
        for value, at in fingerprints(mine.text):
            places = self._places.get(value, ())
            if at < covered or not places or len(places) > COMMON:
                continue
            longest = max(
                (self._extended(mine, at, place) for place in places if self._texts[place >> 32][0] != but),
                key=lambda match: match[1] - match[0],
                default=None,
            )
            if longest is None or longest[1] - longest[0] < least:
                continue
            start, end, number, other = longest
            covered = end
            found.append(self._passage(mine, start, end, number, other))
        return tuple(found)

    def _extended(self, mine: Plain, at: int, place: int) -> tuple[int, int, int, int]:
        """The longest equal stretch around a shared shingle: start, end, number of the text, start there."""
        number, there = place >> 32, place & 0xFFFFFFFF
        one, other = mine.text, self._texts[number][1].text
        if one[at : at + SHINGLE] != other[there : there + SHINGLE]:
            return at, at, number, there
        back = 0
        while back < min(at, there) and one[at - back - 1] == other[there - back - 1]:
            back += 1
        on = SHINGLE
        most = min(len(one) - at, len(other) - there)
        while on < most and one[at + on] == other[there + on]:
            on += 1
        return at - back, at + on, number, there - back

    def _passage(self, mine: Plain, start: int, end: int, number: int, there: int) -> Passage:
        name, other = self._texts[number]
        chars = end - start
        return Passage(
            mine.offset(start),
            mine.offset(end - 1) + 1,
            name,
            other.offset(there),
            other.offset(there + chars - 1) + 1,
            chars,
        )

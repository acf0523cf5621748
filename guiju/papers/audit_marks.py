"""The text of an audit cut where claims, findings and headings begin and end, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from guiju.kernel.audit.reading import Audit
from guiju.kernel.audit.text import Piece


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters under the same claims and findings; indices into the audit's.

    ``opens``: findings that begin here, each with its place among those of its line. ``first``: the claims begin here.
    """

    text: str
    claims: tuple[int, ...]
    findings: tuple[int, ...]
    opens: tuple[int, ...]
    first: bool
    heading: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (a piece, or several that go on over pages) or a cell; ``level`` of the heading that it is."""

    piece: Piece
    segments: tuple[Segment, ...]
    level: int
    is_title: bool

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(segment.text for segment in self.segments)


class Marks:
    """Where the claims and findings of an audit stand."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._content = audit.reading.text.content
        claims = [(claim.quantity.start, claim.quantity.end) for claim in audit.reading.claims]
        findings = [(f.start or 0, f.end or 0) for f in audit.findings]
        placed = [
            index for index, f in enumerate(audit.findings) if f.start is not None and f.end is not None
        ]
        size = len(self._content)
        self.whole = tuple(i for i in range(len(findings)) if i not in set(placed) or findings[i][0] >= size)
        self._claims = _Spans(claims, range(len(claims)))
        self._findings = _Spans(findings, placed)
        self._headings = _Spans(
            [(s.start, s.heading_end) for s in audit.reading.sections], range(len(audit.reading.sections))
        )

    def blocks(self) -> Iterator[Block]:
        """The paragraphs and cells in reading order."""
        pieces = self._audit.reading.text.pieces
        seen: set[int] = set()
        at = 0
        while at < len(pieces):
            first = last = pieces[at]
            while at + 1 < len(pieces) and _goes_on(last, pieces[at + 1]):
                at += 1
                last = pieces[at]
            at += 1
            yield self._block(first, last.end, seen)

    def _block(self, piece: Piece, end: int, seen: set[int]) -> Block:
        start = piece.start
        cuts = {start, end}
        for spans in (self._claims, self._findings, self._headings):
            for index in spans.within(start, end):
                cuts.update(place for place in spans.places[index] if start < place < end)
        edges = sorted(cuts)
        segments = tuple(self._segment(a, b, seen) for a, b in pairwise(edges))
        level = piece.level
        for index in self._headings.within(start, end):
            section = self._audit.reading.sections[index]
            if section.start <= start + 1 and section.heading_end >= end - 1:
                level = max(level, section.level)
        words = self._content[start:end].strip()
        title = self._audit.reading.document.title
        is_title = piece.kind == "title" or (
            piece.number <= 4 and len(words) > 3 and bool(title) and words in title
        )
        return Block(piece, segments, 0 if is_title else level, is_title)

    def _segment(self, start: int, end: int, seen: set[int]) -> Segment:
        claims = tuple(self._claims.over(start, end))
        findings = tuple(self._findings.over(start, end))
        opens = tuple(index for index in findings if index not in seen)
        seen.update(opens)
        first = any(self._claims.places[index][0] == start for index in claims)
        heading = bool(list(self._headings.over(start, end)))
        return Segment(self._content[start:end], claims, findings, opens, first, heading)


class _Spans:
    """Spans by their starts; no reading order is asked of those who gave them."""

    def __init__(self, places: list[tuple[int, int]], wanted: range | list[int]) -> None:
        self.places = places
        self._order = sorted(wanted, key=lambda index: places[index])
        self._starts = [places[index][0] for index in self._order]
        self._longest = max((places[index][1] - places[index][0] for index in self._order), default=0)

    def within(self, start: int, end: int) -> Iterator[int]:
        """Those that touch a stretch."""
        at = bisect_left(self._starts, start - self._longest)
        while at < len(self._order) and self._starts[at] < end:
            index = self._order[at]
            if self.places[index][1] > start:
                yield index
            at += 1

    def over(self, start: int, end: int) -> Iterator[int]:
        """Those that cover it wholly."""
        return (i for i in self.within(start, end) if self.places[i][0] <= start and self.places[i][1] >= end)


def _goes_on(piece: Piece, below: Piece) -> bool:
    """Whether a piece is the rest, on another page, of the one before it."""
    return piece.end == below.start and piece.number == below.number and piece.kind == below.kind != "cell"

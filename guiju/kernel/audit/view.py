"""A reading laid out for the checks: its sentences, each with what it states, and findings made by rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from guiju.kernel.audit.blocks import paragraphs
from guiju.kernel.audit.claim import Claim, Quantity
from guiju.kernel.audit.reading import Reading, Section, SectionRole
from guiju.kernel.audit.rules import AuditBook
from guiju.kernel.audit.sieve import utf8
from guiju.kernel.audit.text import even
from guiju.kernel.finding import Finding

_SENTENCE = re.compile(r"[^。！？]{1,2000}[。！？]*")
_MARKS = "，。；：！？"
_MARK = re.compile(f"[{_MARKS}]")
_LINE_END = re.compile(r"[\r\n]+")
_LONGEST_LEAD = 60
QUOTE = 40
"""How many characters of the text a message quotes at most."""


@dataclass(slots=True)
class Stated:
    """A claim in its sentence: ``lead`` is what its clause says before it, ``tail`` what it says after it."""

    claim: Claim
    lead: str
    tail: str

    @property
    def quantity(self) -> Quantity:
        """The number as printed."""
        return self.claim.quantity

    @property
    def exact(self) -> bool:
        """Whether it is one plain number, not masked, rounded or a range."""
        quantity = self.quantity
        return not (quantity.masked or quantity.approx or quantity.value is None or quantity.value_max)


@dataclass(slots=True)
class Sentence:
    """``content[start:end]`` up to and with its full stop, and what is stated in it."""

    start: int
    end: int
    text: str
    stated: tuple[Stated, ...]


@dataclass(frozen=True)
class View:
    """A reading with the rules it is judged by; ``content`` is its text with the marks made even."""

    reading: Reading
    book: AuditBook
    content: str = field(repr=False)
    paragraphs: tuple[tuple[int, int], ...] = field(repr=False)
    sentences: tuple[Sentence, ...]
    roles: Mapping[int, SectionRole] = field(repr=False)

    @property
    def year(self) -> int | None:
        """The year reported on."""
        period = self.reading.document.period[:4]
        return int(period) if period.isascii() and period.isdigit() else None

    def role(self, sentence: Sentence) -> SectionRole:
        """The role of the section in which a sentence stands."""
        return self.roles[sentence.start]

    @cached_property
    def data(self) -> bytes | None:
        """The content in UTF-8; None where it holds half a surrogate pair."""
        return utf8(self.content)

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences that tell what was done: all but those of the plan and of the shortcomings."""
        return tuple(s for s in self.sentences if self.roles[s.start] not in ("plan", "shortcomings"))

    @cached_property
    def counted(self) -> tuple[tuple[Sentence, list[Stated]], ...]:
        """The sentences that state two numbers or more, each with what it states, each span once."""
        pairs = ((sentence, once(sentence)) for sentence in self.sentences if len(sentence.stated) > 1)
        return tuple(pair for pair in pairs if len(pair[1]) > 1)

    def of_role(self, *roles: SectionRole) -> Iterator[Sentence]:
        """The sentences of sections with one of these roles."""
        return (sentence for sentence in self.sentences if self.roles[sentence.start] in roles)

    def finding(self, rule: str, what: str, start: int, end: int) -> Finding:
        """A finding by a declared rule; ``what`` is wrong there, the rule says what to do."""
        declared = self.book.rules[rule]
        place = self.reading.text.place_of(start)
        return Finding(
            declared.level, rule, f"{what}；{declared.mend}", place, self.book.citations[rule], start, end
        )


def view_of(reading: Reading, book: AuditBook) -> View:
    """The reading laid out; one pass over its text, its claims and its sections."""
    content = even(reading.text.content)
    claims = sorted(reading.claims, key=lambda claim: (claim.quantity.start, claim.quantity.end))
    sentences: list[Sentence] = []
    at = 0
    bounds = tuple(paragraphs(reading.text))
    for first_at, last_at in bounds:
        for match in _SENTENCE.finditer(content, first_at, last_at):
            while at < len(claims) and claims[at].quantity.start < match.start():
                at += 1
            first = at
            while at < len(claims) and claims[at].quantity.start < match.end():
                at += 1
            stated = tuple(_stated(content, match, claims[first:at])) if at > first else ()
            sentences.append(Sentence(match.start(), match.end(), match[0], stated))
    return View(reading, book, content, bounds, tuple(sentences), dict(_roles(reading, sentences)))


def _roles(reading: Reading, sentences: list[Sentence]) -> Iterator[tuple[int, SectionRole]]:
    """Where each sentence starts and the role of the innermost section around it that has one."""
    waiting = sorted(reading.sections, key=lambda section: (section.start, section.level))
    opened: list[Section] = []
    at = 0
    for sentence in sentences:
        while at < len(waiting) and waiting[at].start <= sentence.start:
            opened.append(waiting[at])
            at += 1
            while len(opened) > 1 and opened[-2].end <= opened[-1].start:
                del opened[-2]
        while opened and opened[-1].end <= sentence.start:
            opened.pop()
        named = (section.role for section in reversed(opened) if section.role != "other")
        yield sentence.start, next(named, "other") if opened else "preface"


def _stated(content: str, sentence: re.Match[str], claims: list[Claim]) -> Iterator[Stated]:
    """The claims of a sentence with what stands around each; claims of one span share it."""
    before = sentence.start()
    for number, claim in enumerate(claims):
        start, end = claim.quantity.start, claim.quantity.end
        reach = max(before, start - _LONGEST_LEAD)
        lead = _MARK.split(content[reach:start])[-1]
        follows = number + 1
        while follows < len(claims) and claims[follows].quantity.start < end:
            follows += 1
        later = claims[follows].quantity.start if follows < len(claims) else sentence.end()
        tail = _MARK.split(content[end : min(later, end + _LONGEST_LEAD)], maxsplit=1)[0]
        yield Stated(claim, _LINE_END.sub("", lead), _LINE_END.sub("", tail))
        if follows == number + 1:
            before = end


def touched(spans: Sequence[tuple[int, int]] | None, starts: Sequence[int]) -> Iterable[int]:
    """Which of the sentences with these starts lie under the spans, in order; all where there are no spans."""
    if spans is None:
        return range(len(starts))
    found: dict[int, None] = {}
    for first, last in spans:
        at = max(0, bisect_right(starts, first) - 1)
        while at < len(starts) and starts[at] < last:
            found[at] = None
            at += 1
    return found


def once(sentence: Sentence) -> list[Stated]:
    """What is stated, each span once: two claims may share a number."""
    if len(sentence.stated) < 2:
        return list(sentence.stated)
    spans: dict[tuple[int, int], Stated] = {}
    for stated in sentence.stated:
        spans.setdefault((stated.quantity.start, stated.quantity.end), stated)
    return list(spans.values())


def size(stated: Stated) -> Decimal:
    """The value times its scale; 0 of a number that is masked."""
    return stated.quantity.magnitude or Decimal(0)


def quoted(text: str) -> str:
    """The words in quotation marks, shortened, on one line."""
    line = re.sub(r"\s+", "", text)
    return f"“{line if len(line) <= QUOTE else line[: QUOTE - 1] + '…'}”"

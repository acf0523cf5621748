"""A report outline 报告提纲: sections asked for by law, sentences with slots for figures. Data only; see `compose`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from guiju.kernel.document.slots import FigureSlot, split_template
from guiju.kernel.finding import Finding, error

Comparison: TypeAlias = Literal["eq", "ne", "ge", "le"]
COMPARISONS: tuple[Comparison, ...] = ("eq", "ne", "ge", "le")


@dataclass(frozen=True, slots=True)
class Condition:
    """A sentence stands only where this figure compares so."""

    indicator: str
    comparison: Comparison
    value: Decimal

    def holds(self, found: Decimal | None) -> bool:
        """Whether the figure compares so; a figure that cannot be computed never does."""
        if found is None:
            return False
        return {
            "eq": found == self.value,
            "ne": found != self.value,
            "ge": found >= self.value,
            "le": found <= self.value,
        }[self.comparison]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. Where all its figures are zero, ``zero`` stands instead, or nothing when there is none."""

    text: str
    zero: str = ""
    when: tuple[Condition, ...] = ()
    new_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class Narrative:
    """Words that officials supply (填报文字): an issue act's field, ``help`` says what belongs there."""

    id: str
    title: str
    help: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A heading below a section, with its sentences and further items."""

    id: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    items: tuple[Item, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level part of the report; ``cites`` are the articles that ask for it."""

    id: str
    title: str
    cites: tuple[str, ...] = ()
    required: bool = False
    sentences: tuple[Sentence, ...] = ()
    items: tuple[Item, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """One version of one report's outline."""

    id: str
    title: str
    paper_title: str
    systems: tuple[str, ...]
    cites: tuple[str, ...]
    sections: tuple[Section, ...]
    narratives: tuple[Narrative, ...] = ()
    opening: tuple[Sentence, ...] = ()
    gist: str = ""
    since: date | None = None
    until: date | None = None
    table_title: str = "数据来源表"

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in order of reading."""
        yield from self.opening
        for section in self.sections:
            yield from section.sentences
            for item in section.items:
                yield from item_sentences(item)

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator the sentences and their conditions name, each once, in order of reading."""
        named: dict[str, None] = {}
        for sentence in self.sentences:
            for template in (sentence.text, sentence.zero):
                for piece in split_template(template):
                    if isinstance(piece, FigureSlot):
                        named.setdefault(piece.indicator)
            for condition in sentence.when:
                named.setdefault(condition.indicator)
        return tuple(named)


def item_sentences(item: Item) -> Iterator[Sentence]:
    """The sentences of an item and of the items below it."""
    yield from item.sentences
    for below in item.items:
        yield from item_sentences(below)


def unknown_indicators(outline: Outline, known: Collection[str]) -> tuple[Finding, ...]:
    """An error for each indicator that the outline names and the catalogue does not declare."""
    return tuple(
        error(
            "report.indicator",
            f"提纲用到未声明的指标“{code}”，请在指标目录中声明或改正代码",
            f"report:{outline.id}",
        )
        for code in outline.indicators
        if code not in known
    )

"""A report as a tree 文稿树, before any file format; every number in it remembers its query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

Level: TypeAlias = Literal[1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class Text:
    """Words without a number behind them."""

    text: str


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure's place in a sentence (数字引用): what was counted, and how it is printed here.

    ``id`` is ``<indicator>@<period>@<body>#<ledger size>``; ``value`` the figure exactly as computed (None:
    it cannot be computed, e.g. a ratio over nothing); ``text`` the characters printed; ``records`` how many
    matters or acts stand behind it.
    """

    id: str
    indicator: str
    period: str
    body: str
    value: Decimal | None
    text: str
    title: str = ""
    unit: str = ""
    records: int | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A visible gap that a person must fill (待填写)."""

    label: str

    @property
    def text(self) -> str:
        """What is printed in its place."""
        return f"（待填写：{self.label}）"


Run: TypeAlias = Text | FigureRef | Blank


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading 标题 with its number as printed (一、 （一） 1. （1）) and the articles that ask for the section."""

    level: Level
    text: str
    number: str = ""
    id: str = ""
    cites: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """Number and words together."""
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph 段落 of the text."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


Cell: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and how its cells stand."""

    title: str
    share: int
    align: Literal["left", "center", "right"] = "left"
    breaks_anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table 表; the heading row repeats on each page. ``summary`` describes it to those who cannot see it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark 注 in small type."""

    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """发文机关署名 and 成文日期; no date yet: the place is left visible."""

    issuer: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: begins on a page of its own."""

    title: str
    parts: tuple[Part, ...]
    number: str = ""

    @property
    def label(self) -> str:
        """附件 or 附件1."""
        return f"附件{self.number}"


Part: TypeAlias = Heading | Paragraph | Table | Note | Signature


@dataclass(frozen=True, slots=True)
class RedHead:
    """版头: the red mark (发文机关标志), the document number (发文字号) and who signs off (签发人, upward papers)."""

    mark: str
    number: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole paper 文稿. ``notice`` is printed on every page (a demonstration says that it is one)."""

    kind: str
    title: str
    issuer: str
    body: str
    period: str
    parts: tuple[Part, ...]
    attachments: tuple[Attachment, ...] = ()
    addressee: str = ""
    red_head: RedHead | None = None
    notice: str = ""

    @property
    def all_parts(self) -> tuple[Part, ...]:
        """The parts of the text, then those of the attachments."""
        return self.parts + tuple(part for attachment in self.attachments for part in attachment.parts)

    @property
    def figure_refs(self) -> Iterator[FigureRef]:
        """Every place where a figure stands, in reading order, tables included."""
        for part in self.all_parts:
            for run in runs_of(part):
                if isinstance(run, FigureRef):
                    yield run

    @property
    def figures(self) -> tuple[FigureRef, ...]:
        """Each figure once, as printed where it stands first."""
        first: dict[str, FigureRef] = {}
        for ref in self.figure_refs:
            first.setdefault(ref.id, ref)
        return tuple(first.values())

    @property
    def attachment_lines(self) -> tuple[str, ...]:
        """附件说明, one line an attachment: 附件：… or 附件：1.… and 2.…."""
        titles = [attachment.title for attachment in self.attachments]
        if len(titles) < 2:
            return tuple(f"附件：{title}" for title in titles)
        return tuple(
            f"{'附件：' if number == 1 else ''}{number}.{title}" for number, title in enumerate(titles, 1)
        )

    @property
    def signed_on(self) -> date | None:
        """成文日期, if the paper has one."""
        return next((part.day for part in self.parts if isinstance(part, Signature)), None)


def runs_of(part: Part) -> Iterator[Run]:
    """The runs of a paragraph or of a table's cells, in reading order; of other parts none."""
    if isinstance(part, Paragraph):
        yield from part.runs
    elif isinstance(part, Table):
        for row in part.rows:
            for cell in row:
                yield from cell

"""An imported statute text: find an article, its 款 and 项; do its numbers agree with our rule?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from guiju.kernel.finding import Finding, error, warning
from guiju.kernel.law.citation import Citation
from guiju.kernel.law.instrument import Instruments, InstrumentVersion
from guiju.kernel.law.numerals import NUMERAL, from_chinese
from guiju.kernel.law.span import Span

_ARTICLE = re.compile(rf"第({NUMERAL}|\d+)条(?:之({NUMERAL}))?(?=[\s　（(]|$)[\s　]*(.*)")
_CAPTION = re.compile(r"[（(][^）)]{2,40}[）)]")
_DIVISION = re.compile(rf"(?:#+\s*)?第{NUMERAL}(?:编|分编|章|节)(?:[\s　]|$)")
_ITEM = re.compile(rf"[（(]({NUMERAL})[）)]")
_POINT = re.compile(r"\d{1,2}[.．、]")
_HEADING = re.compile(rf"(?:[（(]{NUMERAL}[）)]|{NUMERAL}、)")
_SPACE = re.compile(r"[\s　]+")

ArticleNumber = tuple[int, int]
"""Article and 之 number (0 for none): 第四十条之二 is (40, 2)."""


@dataclass(slots=True)
class Paragraph:
    """One 款: its opening text and its 项."""

    text: str
    items: list[str] = field(default_factory=list)

    def full(self) -> str:
        """The 款 with its 项, a line each."""
        return "\n".join((self.text, *self.items))


@dataclass(frozen=True, slots=True)
class StatuteText:
    """One text of an instrument, opened into articles, or into headings where it has none."""

    articles: dict[ArticleNumber, tuple[Paragraph, ...]]
    headings: dict[str, str]

    def find(self, citation: Citation) -> str | None:
        """The words at the cited place, None where the text has no such place."""
        if citation.heading:
            return self.headings.get(_bare(citation.heading))
        if citation.article is None:
            return ""
        paragraphs = self.articles.get((citation.article, citation.suffix or 0))
        if paragraphs is None:
            return None
        if citation.paragraph is None:
            return _whole(paragraphs, citation.item)
        if citation.paragraph > len(paragraphs):
            return None
        paragraph = paragraphs[citation.paragraph - 1]
        return paragraph.full() if citation.item is None else _item(paragraph.items, citation.item)

    def numbers(self) -> list[ArticleNumber]:
        """The article numbers in order."""
        return sorted(self.articles)


def parse_text(markdown: str) -> StatuteText:
    """The text opened: articles ``第…条``, each line a 款, lines （一） the 项 of the 款 before them,
    lines 1. the 目 of the 项 before them.

    A caption in brackets after the number (第一条（目的和依据）) is not counted as a 款.
    """
    articles: dict[ArticleNumber, list[Paragraph]] = {}
    current: list[Paragraph] | None = None
    for line in (line.strip() for line in markdown.splitlines()):
        match = _ARTICLE.match(line)
        number = None if match is None else from_chinese(match[1])
        if match is not None and number and (number, from_chinese(match[2] or "零") or 0) not in articles:
            current = articles[(number, from_chinese(match[2] or "零") or 0)] = []
            line = _CAPTION.sub("", match[3], count=1).strip() if _captioned(match[3]) else match[3].strip()
        if _DIVISION.match(line):
            current = None
        if current is not None and line and not line.startswith(("#", "<!--")):
            _add(current, line)
    headings = {} if articles else _headings(markdown)
    return StatuteText({key: tuple(value) for key, value in articles.items()}, headings)


class TextLibrary:
    """The imported texts: opens citations and checks numbers; texts are read when first asked for.

    ``read`` returns the Markdown of a file stem, or None where that text has not been imported.
    """

    def __init__(self, instruments: Instruments, read: Callable[[str], str | None]) -> None:
        self._instruments = instruments
        self._read = read
        self._parsed: dict[str, StatuteText | None] = {}

    def find(self, citation: Citation) -> str | None:
        """The words at the cited place, None where they are not imported or there is no such place."""
        return next((words for text in self._texts(citation) if (words := text.find(citation))), None)

    def has(self, citation: Citation) -> bool:
        """Whether a text of the cited version has been imported."""
        return bool(self._texts(citation))

    def check(self, citation: Citation, place: str = "") -> list[Finding]:
        """An error where the imported text has no such article, 款 or 项; nothing where none is imported."""
        texts = self._texts(citation)
        if not texts or any(text.find(citation) is not None for text in texts):
            return []
        message = f"导入的文本中没有{citation.text()}；请核对条、款、项的序号"
        return [error("citation.no_such_place", message, place, citation.text())]

    def check_span(self, span: Span, cites: Iterable[Citation], place: str = "") -> list[Finding]:
        """A warning where none of the cited, imported places prints the span's numeral."""
        words = [found for citation in cites if (found := self.find(citation))]
        if not span.amount or not words or any(span_occurs(span, found) for found in words):
            return []
        message = f"所引条文中没有出现“{span}”的数字；请核对期间或者引用"
        return [warning("citation.number_absent", message, place, "；".join(c.text() for c in cites))]

    def _texts(self, citation: Citation) -> list[StatuteText]:
        version = self._instruments.resolve(citation)
        stems = version.texts if isinstance(version, InstrumentVersion) else ()
        return [text for stem in stems if (text := self._text(stem)) is not None]

    def _text(self, stem: str) -> StatuteText | None:
        if stem not in self._parsed:
            markdown = self._read(stem)
            self._parsed[stem] = None if markdown is None else parse_text(markdown)
        return self._parsed[stem]


def span_occurs(span: Span, words: str) -> bool:
    """Whether the statute's words print the span's number: 六十日 and 60日 both stand for 60 日."""
    bare = unicodedata.normalize("NFKC", _SPACE.sub("", words))
    return any(
        re.search(rf"(?<![0-9零〇一二三四五六七八九十百千]){re.escape(wording)}", bare)
        for wording in span.wordings()
    )


def _add(paragraphs: list[Paragraph], line: str) -> None:
    if _ITEM.match(line) and paragraphs:
        paragraphs[-1].items.append(line)
    elif _POINT.match(line) and paragraphs and paragraphs[-1].items:
        paragraphs[-1].items[-1] += f"\n{line}"
    else:
        paragraphs.append(Paragraph(line))


def _captioned(rest: str) -> bool:
    return bool(_CAPTION.match(rest)) and not _ITEM.match(rest)


def _whole(paragraphs: tuple[Paragraph, ...], item: int | None) -> str | None:
    if item is None:
        return "\n".join(paragraph.full() for paragraph in paragraphs)
    return next((found for p in paragraphs if (found := _item(p.items, item)) is not None), None)


def _item(items: list[str], number: int) -> str | None:
    for line in items:
        match = _ITEM.match(line)
        if match is not None and from_chinese(match[1]) == number:
            return line
    return None


def _headings(markdown: str) -> dict[str, str]:
    """Each heading 一、 or （六） with the words up to the next heading of any kind.

    （六） is kept as 三（六） too, after the part it stands in; alone it means the first of that number.
    """
    found: dict[str, list[str]] = {}
    part, open_now = "", list[list[str]]()
    for line in filter(None, (line.strip() for line in markdown.splitlines())):
        match = _HEADING.match(line)
        if match is not None:
            mark = _bare(match[0])
            part = mark if match[0].endswith("、") else part
            names = {mark, mark if mark == part else part + mark} - found.keys()
            open_now = [found.setdefault(name, []) for name in names]
        for lines in open_now:
            lines.append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


def _bare(heading: str) -> str:
    return heading.strip().replace("(", "（").replace(")", "）").replace("、", "")

"""Citation 引证: an article of one version of one instrument; read, printed, compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from guiju.kernel.law.numerals import NUMERAL, from_chinese, to_chinese

_COMPACT = re.compile(r"(?P<name>[^#()\s]+)(?:\((?P<version>\d{4})\))?(?:#(?P<where>.+))?")
_NUMBERS = re.compile(r"(?P<article>\d+)(?:-(?P<suffix>\d+))?(?:\.(?P<paragraph>\d+)(?:\.(?P<item>\d+))?)?")
_NUMERAL = rf"(?:{NUMERAL}|\d+)"
_PLACE = re.compile(
    rf"第(?P<article>{_NUMERAL})条(?:之(?P<suffix>{_NUMERAL}))?"
    rf"(?:第(?P<paragraph>{_NUMERAL})款)?(?:第[（(]?(?P<item>{_NUMERAL})[）)]?项)?"
)
_NAMED = re.compile(
    r"《(?P<name>.+)》(?:[（(](?P<version>\d{4})(?:年[^（）()]*)?[）)])?\s*(?P<where>[^《》]*)"
)
_NUMBERED = re.compile(r"(?P<name>[^《》\s#]+?〔\d{4}〕\d+号)\s*(?P<where>.*)")
_PARTS = ("article", "suffix", "paragraph", "item")
_REPUBLIC = "中华人民共和国"


class TitleSource(Protocol):
    """What can tell the full title of a cited instrument (``Instruments`` does)."""

    def title_of(self, citation: Citation) -> tuple[str, str]:
        """The full title, and the label of the version such as ``2023年修订`` ("" if none)."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one version of an instrument.

    ``version`` is the year of the version, or "" where only one version is known; ``paragraph`` is
    the 款, ``item`` the 项. Papers without articles are cited by ``heading``: （六）.
    """

    instrument: str
    version: str = ""
    article: int | None = None
    suffix: int | None = None
    paragraph: int | None = None
    item: int | None = None
    heading: str = ""

    def compact(self) -> str:
        """The form of the catalogue: ``行政复议法(2023)#62.1``; an item without 款 is ``#11.0.3``."""
        head = f"{self.instrument}({self.version})" if self.version else self.instrument
        where = self.heading or self._numbers()
        return f"{head}#{where}" if where else head

    def text(self) -> str:
        """The printed form with the short name: 《行政复议法》（2023）第六十二条第一款."""
        if not self.version and _NUMBERED.fullmatch(self.instrument):
            return f"{self.instrument}{self.place()}"
        version = f"（{self.version}）" if self.version else ""
        return f"《{self.instrument}》{version}{self.place()}"

    def full(self, titles: TitleSource) -> str:
        """The printed form with the full title: 《中华人民共和国行政复议法》（2023年修订）第六十二条第一款."""
        title, label = titles.title_of(self)
        return f"《{title}》{f'（{label}）' if label else ''}{self.place()}"

    def place(self) -> str:
        """Only the place inside the instrument: 第六十二条第一款, （六）, or "" for the whole instrument."""
        if self.article is None:
            return self.heading
        parts = [f"第{to_chinese(self.article)}条"]
        if self.suffix is not None:
            parts.append(f"之{to_chinese(self.suffix)}")
        if self.paragraph is not None:
            parts.append(f"第{to_chinese(self.paragraph)}款")
        if self.item is not None:
            parts.append(f"第{to_chinese(self.item)}项")
        return "".join(parts)

    def sort_key(self) -> tuple[str, str, int, int, int, int, str]:
        """A key that orders citations by instrument, version and place."""
        numbers = (self.article, self.suffix, self.paragraph, self.item)
        article, suffix, paragraph, item = (-1 if number is None else number for number in numbers)
        return (self.instrument, self.version, article, suffix, paragraph, item, self.heading)

    def __lt__(self, other: Citation) -> bool:
        return self.sort_key() < other.sort_key()

    def __str__(self) -> str:
        return self.text()

    def _numbers(self) -> str:
        if self.article is None:
            return ""
        suffix = "" if self.suffix is None else f"-{self.suffix}"
        if self.item is not None:
            return f"{self.article}{suffix}.{self.paragraph or 0}.{self.item}"
        return f"{self.article}{suffix}" + ("" if self.paragraph is None else f".{self.paragraph}")


@lru_cache(maxsize=4096)
def parse_compact(text: str) -> Citation | None:
    """The citation written as in the catalogue, or None if it is not one.

    >>> parse_compact("行政复议法(2023)#62.1").text()
    '《行政复议法》（2023）第六十二条第一款'
    """
    match = _COMPACT.fullmatch(text)
    if match is None:
        return None
    name, version, where = match["name"], match["version"] or "", match["where"] or ""
    if not where or not where[0].isdigit():
        return Citation(name, version, heading=where)
    numbers = _NUMBERS.fullmatch(where)
    if numbers is None:
        return None
    article, suffix, paragraph, item = (None if numbers[key] is None else int(numbers[key]) for key in _PARTS)
    if 0 in (article, suffix, item) or (paragraph == 0 and item is None):
        return None
    return Citation(name, version, article, suffix, paragraph or None, item)


def parse_printed(text: str) -> Citation | None:
    """The citation printed in a sentence, full or short title, or None if it is not exactly one.

    《中华人民共和国行政复议法》第六十二条第一款 and 《行政复议法》（2023年修订）第62条 are both read; a
    leading 中华人民共和国 is dropped, since short names go without it.
    """
    match = _NAMED.fullmatch(text.strip()) or _NUMBERED.fullmatch(text.strip())
    if match is None:
        return None
    name, where = match["name"].removeprefix(_REPUBLIC), match["where"].strip()
    version = match.groupdict().get("version") or ""
    if not where.startswith("第"):
        return Citation(name, version, heading=where)
    place = _PLACE.fullmatch(where)
    if place is None:
        return None
    numbers = {key: from_chinese(value) for key, value in place.groupdict().items() if value is not None}
    if not all(numbers.values()):
        return None
    article, suffix, paragraph, item = (numbers.get(key) for key in _PARTS)
    return Citation(name, version, article, suffix, paragraph, item)


def parse(text: str) -> Citation | None:
    """The citation in either form, compact or printed; None if it is neither."""
    printed = text.lstrip().startswith("《") or ("〕" in text and "#" not in text)
    return parse_printed(text) if printed else parse_compact(text)


def print_all(citations: tuple[Citation, ...]) -> str:
    """The citations printed one after another with ；between them."""
    return "；".join(citation.text() for citation in citations)

"""Open a citation: the article's words from the texts of the home."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from guiju.errors import InputFault, NotFound
from guiju.kernel.finding import Finding
from guiju.kernel.law.citation import Citation, parse
from guiju.kernel.law.instrument import InstrumentVersion
from guiju.kernel.law.text import TextLibrary
from guiju.usecases.house import House
from guiju.usecases.import_texts import texts_of

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Article:
    """A cited place and what stands there.

    ``title`` is the full title, ``version`` the label of the text (2023年修订), ``place`` the place
    inside it (第六十二条第一款). ``text`` are the words at the place, ``whole`` those of its whole
    article. ``note`` says what is not certain about the dates.
    """

    citation: str
    title: str
    version: str
    place: str
    text: str
    whole: str
    adopted: date | None
    in_force_from: date | None
    in_force_until: date | None
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the text is in force on that day; an unknown first day counts as in force."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_until is None or on <= self.in_force_until)

    def as_dict(self) -> dict[str, Any]:
        """For ``guiju law show --json``."""
        return asdict(self)


def article(house: House, citation_text: str) -> Article:
    """The cited place, given in compact or printed form.

    Raises: InputFault for what is no citation of an article; NotFound for an unknown instrument or
    version, for a text that has not been imported, and for a place that it does not have.
    """
    citation = _citation(citation_text)
    version = house.catalogue.instruments.resolve(citation)
    if isinstance(version, Finding):
        raise NotFound(version.message)
    library = TextLibrary(house.catalogue.instruments, texts_of(house).read)
    if not library.has(citation):
        raise NotFound(_not_imported(citation, version))
    words = library.find(citation)
    if words is None:
        raise NotFound(f"导入的文本中没有{citation.text()}；请核对条、款、项的序号")
    whole = library.find(replace(citation, paragraph=None, item=None)) or words
    return _told(house, citation, version, words, whole)


def _citation(text: str) -> Citation:
    citation = parse(text.strip()) if len(text) <= LONGEST else None
    if citation is None:
        told = text if len(text) <= LONGEST else f"{text[:40]}……"
        raise InputFault(
            f"引证“{told}”读不出；请写作 行政复议法(2023)#62.1 或 《行政复议法》（2023）第六十二条第一款，一次一条"
        )
    if citation.article is None and not citation.heading:
        raise InputFault(f"{citation.text()}没有指明条文；请写明第几条，如 {citation.compact()}#1")
    return citation


def _not_imported(citation: Citation, version: InstrumentVersion) -> str:
    head = replace(citation, article=None, suffix=None, paragraph=None, item=None, heading="").text()
    if not version.texts:
        return f"{head}没有登记文本文件，条文无法打开；请以官方公布的文本为准"
    files = "、".join(f"{stem}.md" for stem in version.texts)
    return f"{head}的文本尚未导入；请把“{files}”放入一个文件夹，用 guiju law import 导入"


def _told(house: House, citation: Citation, version: InstrumentVersion, words: str, whole: str) -> Article:
    title, label = house.catalogue.instruments.title_of(citation)
    return Article(
        citation=house.catalogue.instruments.canonical(citation).compact(),
        title=title,
        version=label,
        place=citation.place(),
        text=words,
        whole=whole,
        adopted=version.adopted,
        in_force_from=version.in_force_from,
        in_force_until=version.in_force_until,
        note=version.note,
    )

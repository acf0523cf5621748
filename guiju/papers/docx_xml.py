"""WordprocessingML, element by element: runs, paragraphs, figures as content controls."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from guiju.kernel.document.tree import Blank, FigureRef, Run

Element = Any
"""An lxml element; lxml's own types do not know WordprocessingML."""

LONGEST_TAG = 64
"""Word refuses a content control's tag beyond this many characters."""
LONGEST_BOOKMARK = 40
"""Word's limit for a bookmark's name."""
_DIGITS = re.compile(r"([0-9A-Za-z][0-9A-Za-z.%/-]*)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: Element) -> Element:
    """The element ``w:…`` with attributes of the same namespace unless they name one."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name if ":" in name else f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, style: str = "") -> Element:
    """A run; ``\\n`` is a line break."""
    made = element("w:r")
    if style:
        made.append(element("w:rPr", None, element("w:rStyle", {"val": style})))
    for number, line in enumerate(_UNPRINTABLE.sub("", text).split("\n")):
        if number:
            made.append(element("w:br"))
        shown = element("w:t", {"xml:space": "preserve"})
        shown.text = line
        made.append(shown)
    return made


def words(text: str) -> list[Element]:
    """Plain words as runs, figures and Latin apart, so that no program breaks a line inside a number."""
    pieces = [piece for piece in _DIGITS.split(text) if piece]
    return [run(piece, "Digits" if _DIGITS.fullmatch(piece) else "") for piece in pieces] or [run("")]


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph of a style."""
    head = element("w:pPr", None, element("w:pStyle", {"val": style}), *properties)
    return element("w:p", None, head, *content)


def tag_of(figure_id: str) -> str:
    """The content control's tag: the figure's id, or a digest of it where the id is longer than Word allows."""
    if len(figure_id) <= LONGEST_TAG:
        return figure_id
    return "figure:" + hashlib.sha256(figure_id.encode()).hexdigest()[:40]


class Marks:
    """Numbers the content controls and bookmarks of one document."""

    def __init__(self, linked: frozenset[str]) -> None:
        self._linked = linked
        self._count = 0

    def inline(self, piece: Run) -> list[Element]:
        """A piece of a sentence: words, a figure that leads to its row of the table, or a gap."""
        if isinstance(piece, FigureRef):
            self._count += 1
            name = f"fig_{self._count:04d}_{piece.indicator}"[:LONGEST_BOOKMARK]
            return [self._control(piece, name, link=piece.id in self._linked)]
        return [run(piece.text, "Blank")] if isinstance(piece, Blank) else words(piece.text)

    def in_table(self, piece: FigureRef) -> Element:
        """A figure in the table of figures: where the figures of the sentences lead."""
        self._count += 1
        return self._control(piece, row_bookmark(piece), link=False)

    def _control(self, piece: FigureRef, bookmark: str, *, link: bool) -> Element:
        properties = element(
            "w:sdtPr",
            None,
            element("w:alias", {"val": (piece.title or piece.indicator)[:LONGEST_TAG]}),
            element("w:tag", {"val": tag_of(piece.id)}),
            element("w:id", {"val": self._count}),
        )
        shown = run(piece.text, "Figure")
        if link:
            shown = element("w:hyperlink", {"anchor": row_bookmark(piece), "history": 1}, shown)
        content = element(
            "w:sdtContent",
            None,
            element("w:bookmarkStart", {"id": self._count, "name": bookmark}),
            shown,
            element("w:bookmarkEnd", {"id": self._count}),
        )
        return element("w:sdt", None, properties, content)


def row_bookmark(piece: FigureRef) -> str:
    """The bookmark of a figure's row."""
    digest = hashlib.sha256(piece.id.encode()).hexdigest()[:8]
    return f"row_{digest}_{piece.indicator}"[:LONGEST_BOOKMARK]

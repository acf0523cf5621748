"""What the styles of a docx say of a paragraph: heading level, title, contents, hidden, numbered."""

from __future__ import annotations

import re
from typing import Any

from guiju.papers.docx_read import NAMES, W, is_on, value

Element = Any
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录) ?[1-9]|toc heading|table of figures", re.IGNORECASE)
_BODY_TEXT = 9
"""The outline level of what is no heading, counted from 0."""


class Styles:
    """The styles by their ids; an id that is not there says nothing."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall("w:style", NAMES)
        self._styles = {each.get(f"{{{W}}}styleId"): each for each in styles}
        self._chains: dict[str, tuple[Element, ...]] = {}

    def level(self, paragraph: Element, style: str) -> int:
        """The paragraph's heading level from 1; 0 for text."""
        own = value(paragraph.find("w:pPr", NAMES), "w:outlineLvl")
        for each in [own] if own else (value(s, "w:pPr/w:outlineLvl") for s in self._chain(style)):
            if each.isdecimal():
                return int(each[:3]) + 1 if int(each[:3]) < _BODY_TEXT else 0
        named = next((m for s in self._chain(style) if (m := _HEADING.fullmatch(_name(s)))), None)
        return int(named[1]) if named else 0

    def is_title(self, style: str) -> bool:
        """Whether it is the style of the document's title."""
        return any(_name(each).casefold() in ("title", "标题") for each in self._chain(style))

    def is_contents(self, style: str) -> bool:
        """Whether it is the style of a line of the table of contents."""
        return any(_CONTENTS.fullmatch(_name(each)) for each in self._chain(style)[:1])

    def is_hidden(self, style: str) -> bool:
        """Whether text in this style is not shown."""
        for each in self._chain(style):
            found = each.find("w:rPr/w:vanish", NAMES)
            if found is not None:
                return is_on(found)
        return False

    def number_of(self, style: str) -> tuple[str, str]:
        """The list and the level in it that the style gives a paragraph; "" for none."""
        for each in self._chain(style):
            if list_id := value(each, "w:pPr/w:numPr/w:numId"):
                return list_id, value(each, "w:pPr/w:numPr/w:ilvl") or "0"
        return "", ""

    def _chain(self, style: str) -> tuple[Element, ...]:
        """The style and those it is based on, itself first."""
        if style not in self._chains:
            chain: list[Element] = []
            name = style
            while name in self._styles and self._styles[name] not in chain and len(chain) < 32:
                chain.append(self._styles[name])
                name = value(self._styles[name], "w:basedOn")
            self._chains[style] = tuple(chain)
        return self._chains[style]


def _name(style: Element) -> str:
    return value(style, "w:name").strip()

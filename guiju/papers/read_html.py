"""An HTML page read: block elements as paragraphs, data tables as cells; scripts, menus and hidden parts stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from guiju.errors import InputFault
from guiju.kernel.audit.text import PieceKind, Text
from guiju.papers.gather import Gathering
from guiju.papers.package import MOST_TAGS

Element = Any
_SILENT = {
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "select", "button", "textarea",
    "object", "iframe", "svg", "math", "canvas", "audio", "video", "rt", "rp", "dialog",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "nobr", "o:p", "img", "center-inline",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_BETWEEN_HANZI = re.compile(r"(?<=[　-鿿＀-￯])[ \t\r\f]*\n\s*(?=[　-鿿＀-￯])")
_MOST_SPAN = 1000
_MOST_COLUMNS = 200
DEEPEST = 150


def declared_charset(data: bytes) -> str:
    """The encoding that the page names in its head, "" where it names none."""
    found = _CHARSET.search(data[:8192])
    return found[1].decode("ascii") if found else ""


@dataclass
class _Line:
    """A paragraph in the making: its characters, and how many of them are links."""

    parts: list[str] = field(default_factory=list)
    chars: int = 0
    linked: int = 0

    def add(self, words: str | None) -> None:
        """Put characters at the end."""
        if words:
            self.parts.append(words)
            self.chars += len(words) - sum(map(words.count, " \n\t"))

    @property
    def text(self) -> str:
        joined = _BETWEEN_HANZI.sub("", "".join(self.parts))
        return " ".join(joined.split()) if joined.strip() else ""

    @property
    def is_menu(self) -> bool:
        """Whether nearly all of it is links."""
        return self.linked > 0.85 * self.chars


def read_html(name: str, content: str, notes: tuple[str, ...] = ()) -> Text:
    """The text of a page. Raises: InputFault for one without text, or marked up beyond reason."""
    if content.count("<") > MOST_TAGS or content.count("=") > 2 * MOST_TAGS:
        raise InputFault(f"{name}：网页的标记超过{MOST_TAGS // 10_000}万个，不像一份报告，没有打开")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise InputFault(
            f"{name}：不是完整的网页（{str(fault).splitlines()[0][:80]}）；请在浏览器里另存一份"
        ) from fault
    if any("depth" in entry.message for entry in parser.error_log):
        raise InputFault(f"{name}：网页的标记嵌套过深，不像一份报告，没有打开")
    page = _Page(name, notes, one_title=root is not None and sum(1 for _ in root.iter("h1")) == 1)
    if root is not None:
        body = root.find("body")
        page.blocks(root if body is None else body)
    return page.text()


class _Page:
    """The walk through a page. The parser bounds how deep it can go."""

    def __init__(self, name: str, notes: tuple[str, ...], one_title: bool) -> None:
        self._one_title = one_title
        self._out = Gathering(name)
        for words in notes:
            self._out.note(words)
        self._tables = self._menus = self._hidden = self._depth = 0

    def text(self) -> Text:
        if self._menus:
            self._out.note(f"网页上的导航、链接列表（{self._menus}处）没有计入正文")
        if self._hidden:
            self._out.note(f"隐藏文字（{self._hidden}处）没有计入正文")
        return self._out.text()

    def blocks(self, parent: Element, kind: PieceKind = "paragraph", level: int = 0) -> None:
        """Add what stands in a block element."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise InputFault(f"{self._out.name}：网页的标记嵌套过深，不像一份报告，没有打开")
        line = _Line()
        line.add(parent.text)
        for child in parent:
            line = self._flow(child, line, kind, level)
        self._end(line, kind, level)
        self._depth -= 1

    def _flow(self, element: Element, line: _Line, kind: PieceKind, level: int) -> _Line:
        """Go on with an element in the line begun; the line that is then open."""
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in _SILENT or self._is_hidden(element):
            self._menus += tag in ("nav", "footer", "aside")
        elif tag == "br":
            self._end(line, kind, level)
            line = _Line()
        elif tag in _INLINE:
            opened, before = line, line.chars
            line.add(element.text)
            for child in element:
                line = self._flow(child, line, kind, level)
            if tag == "a" and line is opened:
                line.linked += line.chars - before
        else:
            self._end(line, kind, level)
            self._block(element, tag)
            line = _Line()
        line.add(element.tail)
        return line

    def _block(self, element: Element, tag: str) -> None:
        if tag == "table" and (rows := _data_rows(element)):
            self._table(rows)
        elif tag == "pre":
            for words in "".join(element.itertext()).splitlines():
                if words.strip():
                    self._out.paragraph(words.strip())
        elif tag in _HEADINGS:
            title = tag == "h1" and self._one_title
            self.blocks(element, "title" if title else "heading", 0 if title else _HEADINGS[tag])
        else:
            self.blocks(element)

    def _table(self, rows: list[list[Element]]) -> None:
        self._tables += 1
        taken_to: dict[int, int] = {}
        for row, cells in enumerate(rows, 1):
            column = 1
            for cell in cells:
                while taken_to.get(column, 0) >= row:
                    column += 1
                self._out.cell(self._words(cell), self._tables, row, column)
                for _ in range(_span(cell, "colspan")):
                    if column <= _MOST_COLUMNS:
                        taken_to[column] = row + _span(cell, "rowspan") - 1
                    column += 1

    def _words(self, cell: Element) -> str:
        """The characters of a cell, a line each block."""
        lines: list[_Line] = [_Line()]
        todo: list[Element | str] = [cell]
        while todo:
            each = todo.pop()
            if isinstance(each, str):
                lines[-1].add(each)
                continue
            if each.tag in _SILENT or self._is_hidden(each) or not isinstance(each.tag, str):
                continue
            breaks = each.tag not in _INLINE
            if breaks:
                lines.append(_Line())
            lines[-1].add(each.text)
            for child in reversed(each):
                todo.append(child.tail or "")
                todo.append(child)
        return "\n".join(text for line in lines if (text := line.text))

    def _end(self, line: _Line, kind: PieceKind, level: int) -> None:
        text = line.text
        if not text:
            return
        if line.linked and line.is_menu:
            self._menus += 1
            return
        self._out.paragraph(text, kind, level=level)

    def _is_hidden(self, element: Element) -> bool:
        hidden = "hidden" in element.attrib or bool(_HIDDEN.search((element.get("style") or "")[:2000]))
        self._hidden += hidden
        return hidden


def _data_rows(table: Element) -> list[list[Element]]:
    """The rows of cells of a table of data; empty for one that only lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [list(_cells(row)) for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if sum(len(row) for row in rows) < 2:
        return []
    long = sum(len(list(cell.iter("p", "div", "li"))) > 6 for row in rows for cell in row)
    return [] if long and len(rows) <= 3 else rows


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _span(cell: Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    most = _MOST_SPAN if name == "rowspan" else _MOST_COLUMNS
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 6 else 1

"""A docx read: paragraphs, headings with their automatic numbers, tables, text boxes, notes, in reading order.

Tracked insertions count as text, deletions do not; hidden text, headers, footers and tables of contents stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.audit.text import PieceKind, Text
from guiju.papers.docx_read import NAMES, W, is_on, value
from guiju.papers.gather import Gathering
from guiju.papers.package import Package
from guiju.papers.word_numbers import Numbers
from guiju.papers.word_styles import Styles

Element = Any
MAIN = "word/document.xml"
DEEPEST = 40
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def w(tag: str) -> str:
    """The full name of a tag of WordprocessingML."""
    return f"{{{W}}}{tag}"


_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = w("p"), w("tbl"), w("tr"), w("tc"), w("txbxContent")
_LEFT_OUT = {
    w("del"),
    w("moveFrom"),
    w("pPr"),
    w("rPr"),
    w("rt"),
    w("sectPr"),
    w("tblPr"),
    w("tcPr"),
    _FALLBACK,
}
_SIGNS = {w("tab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): " "}
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}


@dataclass(frozen=True, slots=True)
class Atom:
    """Characters of the text that stand in one element of the docx: ``content[start:end]``."""

    start: int
    end: int
    element: Element
    paragraph: Element


@dataclass
class _Line:
    """A paragraph in the making."""

    parts: list[tuple[str, Element]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.parts)


class WordText:
    """The text of a docx, with the elements in which its characters stand."""

    def __init__(self, name: str, package: Package, body: Element | None = None) -> None:
        """``body``: the same document's body parsed elsewhere, to be marked up.

        Raises: InputFault for a broken docx or one without text.
        """
        self.atoms: list[Atom] = []
        self._package = package
        self._out = Gathering(name)
        self._tables = 0
        self._left: dict[str, int] = {}
        self._footnotes: list[tuple[str, str]] = []
        self._styles = Styles(package.optional_xml("word/styles.xml"))
        self._numbers = Numbers(package.optional_xml("word/numbering.xml"))
        if body is None:
            body = package.xml(MAIN).find("w:body", NAMES)
        if body is None:
            raise InputFault(f"{name}：docx 里没有正文部分；请用原软件另存一份")
        self._blocks(body, 0)
        self._add_footnotes()
        self._say_what_was_left()
        self.text: Text = self._out.text()

    def _blocks(self, parent: Element, depth: int) -> None:
        """Paragraphs and tables below an element, through whatever wraps them."""
        if depth > DEEPEST:
            raise InputFault(f"{self._out.name}：表格或文本框嵌套超过{DEEPEST}层，不像一份公文，没有打开")
        for child in parent:
            if child.tag == _PARAGRAPH:
                if len(child):
                    self._paragraph(child, depth)
            elif child.tag == _TABLE:
                self._table(child, depth)
            elif child.tag == w("sdt") and _is_contents(child):
                self._count("目录")
            elif child.tag not in _LEFT_OUT:
                self._blocks(child, depth + 1)

    def _paragraph(self, element: Element, depth: int, kind: PieceKind = "paragraph") -> None:
        line = self._line(element)
        style = value(element.find("w:pPr", NAMES), "w:pStyle")
        if self._styles.is_contents(style):
            self._count("目录", bool(line.text.strip()))
            return
        number = self._numbers.next(element, self._styles.number_of(style))
        level = self._styles.level(element, style)
        if line.text.strip():
            if kind == "paragraph":
                kind = "title" if self._styles.is_title(style) else "heading" if level else kind
            self._keep(
                element, line, self._out.paragraph(number + line.text, kind, level=level) + len(number)
            )
        for box in line.boxes:
            self._blocks(box, depth + 1)

    def _table(self, table: Element, depth: int) -> None:
        rows = [row for row in _inside(table, _ROW) if not self._is_deleted_row(row)]
        if len(rows) == 1 and len(cells := list(_inside(rows[0], _CELL))) == 1:
            self._blocks(cells[0], depth + 1)
            return
        self._tables += 1
        number = self._tables
        for row_number, row in enumerate(rows, 1):
            column = 1 + _int(row.find("w:trPr/w:gridBefore", NAMES))
            nested: list[Element] = []
            for cell in _inside(row, _CELL):
                if not _goes_on(cell):
                    self._cell(cell, number, row_number, column, nested)
                column += max(1, _int(cell.find("w:tcPr/w:gridSpan", NAMES)))
            for each in nested:
                self._blocks_of(each, depth + 1)

    def _blocks_of(self, element: Element, depth: int) -> None:
        if element.tag == _TABLE:
            if depth > DEEPEST:
                raise InputFault(f"{self._out.name}：表格嵌套超过{DEEPEST}层，不像一份公文，没有打开")
            self._table(element, depth)
        else:
            self._blocks(element, depth)

    def _cell(self, cell: Element, table: int, row: int, column: int, nested: list[Element]) -> None:
        lines: list[tuple[Element, _Line, str]] = []
        for element in _inside(cell, _PARAGRAPH, nested):
            line = self._line(element)
            nested.extend(line.boxes)
            if line.text.strip():
                style = value(element.find("w:pPr", NAMES), "w:pStyle")
                lines.append((element, line, self._numbers.next(element, self._styles.number_of(style))))
        start = self._out.cell("\n".join(n + line.text for _, line, n in lines), table, row, column)
        for element, line, number in lines:
            self._keep(element, line, start + len(number))
            start += len(number) + len(line.text) + 1

    def _line(self, paragraph: Element) -> _Line:
        """The characters of a paragraph with their elements; the text boxes that hang on it."""
        line = _Line()
        hidden_style = self._styles.is_hidden(value(paragraph.find("w:pPr", NAMES), "w:pStyle"))
        todo = list(reversed(paragraph))
        while todo:
            element = todo.pop()
            tag = element.tag
            if tag in _LEFT_OUT or not isinstance(tag, str):
                self._count("已删除的修订文字", tag in (w("del"), w("moveFrom")))
            elif tag == w("r") and self._is_hidden(element, hidden_style):
                self._count("隐藏文字")
            elif tag in (w("t"), _MATH):
                line.parts.append((element.text or "", element))
            elif tag in _SIGNS:
                if element.get(w("type")) not in ("page", "column"):
                    line.parts.append((_SIGNS[tag], element))
            elif tag in _NOTES:
                self._footnotes.append((_NOTES[tag], element.get(w("id")) or ""))
            elif tag == _BOX:
                line.boxes.append(element)
            else:
                self._count("修订插入", tag in (w("ins"), w("moveTo")))
                todo.extend(reversed(element))
        return line

    def _keep(self, paragraph: Element, line: _Line, start: int) -> None:
        for words, element in line.parts:
            self.atoms.append(Atom(start, start + len(words), element, paragraph))
            start += len(words)

    def _is_hidden(self, run: Element, hidden_style: bool) -> bool:
        properties = run.find("w:rPr", NAMES)
        own = properties.find("w:vanish", NAMES) if properties is not None else None
        if own is not None:
            return is_on(own)
        return hidden_style or self._styles.is_hidden(value(properties, "w:rStyle"))

    def _is_deleted_row(self, row: Element) -> bool:
        gone = row.find("w:trPr/w:del", NAMES) is not None
        self._count("已删除的修订文字", gone)
        return gone

    def _add_footnotes(self) -> None:
        for part in ("footnotes", "endnotes"):
            wanted = [number for where, number in self._footnotes if where == part]
            root = self._package.optional_xml(f"word/{part}.xml") if wanted else None
            notes = {} if root is None else {note.get(w("id")): note for note in root}
            for number in dict.fromkeys(wanted):
                for paragraph in notes[number].iter(_PARAGRAPH) if number in notes else ():
                    self._paragraph(paragraph, 0, "note")

    def _count(self, what: str, times: bool = True) -> None:
        if times:
            self._left[what] = self._left.get(what, 0) + 1

    def _say_what_was_left(self) -> None:
        for what, times in self._left.items():
            if what == "修订插入":
                self._out.note(f"文件带有未接受的修订：插入的文字（{times}处）已计入正文")
            elif what == "目录":
                self._out.note("目录没有计入正文")
            else:
                self._out.note(f"{what}（{times}处）没有计入正文")
        for part in sorted(self._package.names):
            if part.startswith(("word/header", "word/footer")) and part.endswith(".xml"):
                words = "".join(t.text or "" for t in self._package.xml(part).iter(w("t"))).strip()
                if any(char.isalpha() for char in words):
                    where = "页眉" if "header" in part else "页脚"
                    self._out.note(f"{where}没有计入正文：{words[:60]}")


def read_word(name: str, package: Package) -> Text:
    """The text of a docx. Raises: InputFault for a broken one or one without text."""
    return WordText(name, package).text


def _inside(parent: Element, tag: str, nested: list[Element] | None = None) -> Iterator[Element]:
    """The nearest elements of a tag below, not those in a table or text box further in; such tables to ``nested``."""
    todo = list(reversed(parent))
    while todo:
        element = todo.pop()
        if element.tag == tag:
            yield element
        elif element.tag == _TABLE:
            if nested is not None:
                nested.append(element)
        elif element.tag not in _LEFT_OUT and element.tag != _BOX:
            todo.extend(reversed(element))


def _goes_on(cell: Element) -> bool:
    """Whether the cell only continues the one above."""
    merge = cell.find("w:tcPr/w:vMerge", NAMES)
    return merge is not None and (merge.get(w("val")) or "continue") == "continue"


def _is_contents(sdt: Element) -> bool:
    return value(sdt, "w:sdtPr/w:docPartObj/w:docPartGallery") == "Table of Contents"


def _int(element: Element | None) -> int:
    text = "" if element is None else element.get(w("val")) or ""
    return min(int(text), 1000) if text.isdecimal() and len(text) < 6 else 0

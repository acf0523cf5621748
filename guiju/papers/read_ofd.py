"""An OFD 版式文档 (GB/T 33190) read: text objects by their places, put back into lines and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.audit.text import Text
from guiju.papers.gather import Gathering
from guiju.papers.lines import Sheet, Word, add_paragraphs, lines_of, strip_edges
from guiju.papers.package import Package

Element = Any
_ROOT = "OFD.xml"
_A4 = (210.0, 297.0)
MOST_PAGES = 2000


def read_ofd(name: str, package: Package) -> Text:
    """The text of an OFD. Raises: InputFault for a broken one, and one of pictures only."""
    out = Gathering(name)
    sheets: list[Sheet] = []
    for body in _children(package.xml(_ROOT), "DocBody"):
        root = _text(body, "DocRoot")
        if root:
            _read_document(package, package.resolve(_ROOT, root), sheets)
    if not sheets:
        raise InputFault(f"{name}：OFD 里没有页面；请用原软件另存一份")
    if not any(sheet.lines for sheet in sheets):
        raise InputFault(
            f"{name}：共{len(sheets)}页，都没有文字，应是扫描件或图片；请先做文字识别，或用原 Word 文件审校"
        )
    empty = [str(sheet.number) for sheet in sheets if not sheet.lines]
    if empty:
        out.note(f"第{'、'.join(empty[:10])}页没有文字（空白或图片），未能审校")
    strip_edges(sheets, out)
    add_paragraphs(sheets, out)
    return out.text()


def _read_document(package: Package, part: str, sheets: list[Sheet]) -> None:
    document = package.xml(part)
    common = _child(document, "CommonData")
    templates = {
        str(each.get("ID")): package.resolve(part, str(each.get("BaseLoc")))
        for each in _children(common, "TemplatePage")
        if each.get("BaseLoc")
    }
    area = _child(common, "PageArea")
    pages = list(_children(_child(document, "Pages"), "Page"))
    if len(sheets) + len(pages) > MOST_PAGES:
        raise InputFault(f"{package.name}：超过{MOST_PAGES}页，不像一份报告；请拆分后再审校")
    read: dict[str, list[Word]] = {}
    for page in pages:
        location = page.get("BaseLoc")
        if not location:
            continue
        content = package.xml(package.resolve(part, location))
        width, height = _size(_child(content, "Area"), area)
        words = list(_words(content))
        for used in _children(content, "Template"):
            where = templates.get(str(used.get("TemplateID")), "")
            if where and where not in read:
                read[where] = list(_words(package.xml(where)))
            words += read.get(where, [])
        sheets.append(Sheet(len(sheets) + 1, width, height, lines_of(words)))


def _words(page: Element) -> Iterator[Word]:
    """The text codes of a page with their places in millimetres."""
    todo = [(child, 0.0, 0.0) for child in page if _tag(child) == "Content"]
    while todo:
        element, x, y = todo.pop()
        tag = _tag(element)
        if tag == "TextObject":
            yield from _codes(element, x, y)
        elif tag in ("Content", "Layer", "PageBlock"):
            todo.extend((child, x, y) for child in reversed(element))


def _codes(element: Element, x: float, y: float) -> Iterator[Word]:
    left, top, _, _ = _numbers(element.get("Boundary"), 4)
    a, b, c, d, e, f = (
        _numbers(element.get("CTM"), 6) if element.get("CTM") else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    )
    size = max(0.1, abs(_numbers(element.get("Size"), 1)[0] or 4.0) * (abs(d) or abs(b) or 1.0))
    codes = [code for code in element if _tag(code) == "TextCode"]
    at_x = at_y = 0.0
    for code in codes:
        text = "".join((code.text or "").split("\n")).replace("\r", "")
        at_x = _numbers(code.get("X"), 1)[0] if code.get("X") else at_x
        at_y = _numbers(code.get("Y"), 1)[0] if code.get("Y") else at_y
        if not text.strip():
            continue
        start = x + left + a * at_x + c * at_y + e
        reach = abs(a) * _advance(code.get("DeltaX")) + size * (1 if ord(text[-1]) > 0x2E7F else 0.5)
        if not code.get("DeltaX"):
            reach = sum(size if ord(char) > 0x2E7F else size / 2 for char in text)
        yield Word(text, start, start + reach, y + top + b * at_x + d * at_y + f, size)


def _advance(deltas: str | None) -> float:
    """How far the last character stands from the first: distances, ``g n d`` for n times d."""
    total, steps = 0.0, iter((deltas or "")[:100_000].split())
    for step in steps:
        count = 1.0
        if step == "g":
            count, step = _numbers(next(steps, ""), 1)[0], next(steps, "")
        total += min(count, 10_000.0) * _numbers(step, 1)[0]
    return min(total, 1e6)


def _size(own: Element | None, area: Element | None) -> tuple[float, float]:
    for each in (own, area):
        box = _numbers(_text(each, "PhysicalBox"), 4)
        if box[2] > 0 and box[3] > 0:
            return box[2], box[3]
    return _A4


def _numbers(text: str | None, count: int) -> tuple[float, ...]:
    """Numbers parted by blanks; zeros where they are missing or no plain numbers."""
    found: list[float] = []
    for each in (text or "")[:200].split()[:count]:
        try:
            number = float(each)
        except ValueError:
            number = 0.0
        found.append(number if abs(number) < 1e6 else 0.0)
    return tuple(found + [0.0] * (count - len(found)))


def _tag(element: Element) -> str:
    """The name without its namespace: writers use several."""
    return str(element.tag).rpartition("}")[2]


def _children(parent: Element | None, tag: str) -> Iterator[Element]:
    return (child for child in (() if parent is None else parent) if _tag(child) == tag)


def _child(parent: Element | None, tag: str) -> Element | None:
    return next(_children(parent, tag), None)


def _text(parent: Element | None, tag: str) -> str:
    found = _child(parent, tag)
    return "" if found is None else (found.text or "").strip()

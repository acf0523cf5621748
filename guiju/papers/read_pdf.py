"""A PDF read: characters by their places, put back into lines, paragraphs and ruled tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from guiju.errors import InputFault
from guiju.kernel.audit.text import Text
from guiju.papers.gather import Gathering, too_long
from guiju.papers.lines import Sheet, Word, add_paragraphs, lines_of, strip_edges
from guiju.papers.ruled import Rule, lift_tables

MOST_PAGES = 2000
MOST_CHARS_A_PAGE = 100_000
MOST_CHARS = 5_000_000
MOST_RULES = 20_000
_THIN = 3.0
"""A path at most this thick (points) is a ruled line."""


def pages_to_text(name: str, data: bytes) -> Text:
    """The text of a PDF, read in this very process: only for the process that `pdf_process` bounds.

    Raises: InputFault for a broken or encrypted one, for a scan, and for one whose characters have no names.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise InputFault(f"{name}：PDF 加了密码，读不了；请去掉密码后再审校") from fault
        raise InputFault(f"{name}：PDF 不完整或已损坏，打不开；请重新下载，或用原 Word 文件审校") from fault
    try:
        return _read(name, document)
    finally:
        document.close()


def _read(name: str, document: Any) -> Text:
    count = len(document)
    if count > MOST_PAGES:
        raise InputFault(f"{name}：共{count}页，超过{MOST_PAGES}页，不像一份报告；请拆分后再审校")
    out = Gathering(name)
    sheets: list[Sheet] = []
    chars = nameless = 0
    broken: list[int] = []
    for index in range(count):
        try:
            sheet, seen, strange = _sheet(document[index], index + 1)
        except pdfium.PdfiumError:
            broken.append(index + 1)
            continue
        chars, nameless = chars + seen, nameless + strange
        if chars > MOST_CHARS:
            raise too_long(name)
        sheets.append(sheet)
    _judge(name, sheets, chars, nameless, broken, out)
    strip_edges(sheets, out)
    add_paragraphs(sheets, out)
    return out.text()


def _judge(
    name: str, sheets: list[Sheet], chars: int, nameless: int, broken: list[int], out: Gathering
) -> None:
    """Refuse what cannot be read; note the pages that could not."""
    if not sheets:
        raise InputFault(f"{name}：PDF 里没有能打开的页面；请重新下载，或用原 Word 文件审校")
    empty = [sheet.number for sheet in sheets if not sheet.lines and not sheet.tables]
    if len(empty) == len(sheets) or chars < 5 * len(sheets):
        raise InputFault(
            f"{name}：共{len(sheets)}页，几乎没有文字，应是扫描件或图片；请先做文字识别（OCR）并核对，或用原 Word 文件审校"
        )
    if nameless > 0.3 * chars:
        raise InputFault(f"{name}：PDF 的字体没有附文字编码，读出来是乱码；请用原 Word 文件审校")
    if empty:
        out.note(f"第{_some(empty)}页没有文字（空白或图片），未能审校")
    if broken:
        out.note(f"第{_some(broken)}页打不开，未能审校")
    if nameless:
        out.note(f"有{nameless}个字没有文字编码，未能读出，请对照原件")


def _sheet(page: Any, number: int) -> tuple[Sheet, int, int]:
    """A page, how many characters it has, and how many of them have no name."""
    try:
        width, height = page.get_size()
        turn = _Turn(page.get_rotation(), page.get_mediabox(), width, height)
        textpage = page.get_textpage()
        try:
            count = textpage.count_chars()
            if count > MOST_CHARS_A_PAGE:
                raise InputFault(
                    f"第{number}页的文字超过{MOST_CHARS_A_PAGE // 10_000}万字，不像一份报告，没有打开"
                )
            found = list(_chars(textpage, count, turn))
        finally:
            textpage.close()
        words = [word for word in found if word.text != "�"]
        words, tables = lift_tables(words, list(_rules(page, turn)))
        sheet = Sheet(number, width, height, lines_of(words), tables)
        return sheet, len(found), len(found) - len([word for word in found if word.text != "�"])
    finally:
        page.close()


class _Turn:
    """Places of an unturned page with its origin below → of the page as shown, origin above."""

    def __init__(
        self, rotation: int, box: tuple[float, float, float, float], width: float, height: float
    ) -> None:
        self._rotation = rotation
        self._left, self._bottom, self._right, self._top = box
        self._width, self._height = width, height

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom as shown."""
        (x0, y0), (x1, y1) = self._point(left, bottom), self._point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self._rotation == 90:
            return y - self._bottom, x - self._left
        if self._rotation == 180:
            return self._right - x, y - self._bottom
        if self._rotation == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def _chars(textpage: Any, count: int, turn: _Turn) -> Iterator[Word]:
    """Every character that the page prints, with its place."""
    box = raw.FS_RECTF()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_IsGenerated(textpage, index) == 1 or code in (0x0D, 0x0A, 0x02, 0xAD, 0xFEFF):
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            continue
        left, top, right, bottom = turn.box(box.left, box.bottom, box.right, box.top)
        size = raw.FPDFText_GetFontSize(textpage, index)
        size = size if 1 < size < 200 else max(1.0, min(bottom - top, 200.0))
        yield Word(_character(code), left, right, (top + bottom) / 2, min(size, max(bottom - top, 1.0)))


def _character(code: int) -> str:
    """The character of a code; U+FFFD where it is none that can be read."""
    if code in (0x00, 0xFFFD, 0xFFFF) or code < 0x20 or 0xD800 <= code <= 0xF8FF or code > 0x10FFFF:
        return " " if code in (0x09, 0x1F) else "�"
    return _RADICALS.get(code) or (" " if code in (0xA0, 0x3000) else chr(code))


_RADICALS = {
    0x2F00: "一", 0x2F06: "二", 0x2F08: "人", 0x2F0A: "入", 0x2F0B: "八", 0x2F12: "力", 0x2F17: "十", 0x2F1D: "口",
    0x2F1F: "土", 0x2F24: "大", 0x2F25: "女", 0x2F26: "子", 0x2F29: "小", 0x2F2F: "工", 0x2F3F: "手", 0x2F42: "文",
    0x2F45: "方", 0x2F47: "日", 0x2F49: "月", 0x2F4A: "木", 0x2F4F: "毋", 0x2F50: "比", 0x2F52: "气", 0x2F54: "水",
    0x2F55: "火", 0x2F63: "生", 0x2F64: "用", 0x2F65: "田", 0x2F69: "白", 0x2F6C: "目", 0x2F74: "立", 0x2F83: "自",
    0x2F8F: "行", 0x2F90: "衣", 0x2F94: "言", 0x2F9B: "走", 0x2F9C: "足", 0x2F9D: "身", 0x2F9E: "车", 0x2FA5: "里",
    0x2FA6: "金", 0x2FA7: "长", 0x2FA8: "门", 0x2FAE: "非", 0x2FAF: "面", 0x2FB3: "音", 0x2FB5: "风", 0x2FBC: "高",
}  # fmt: skip
"""Radicals that PDF writers put in the place of the characters they look like."""


def _rules(page: Any, turn: _Turn) -> Iterator[Rule]:
    """The ruled lines of a page: paths and the sides of boxes."""
    for number, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > MOST_RULES:
            return
        try:
            left, top, right, bottom = turn.box(*item.get_bounds())
        except pdfium.PdfiumError:
            continue
        wide, tall = right - left, bottom - top
        if tall <= _THIN < wide:
            yield Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
        elif wide <= _THIN < tall:
            yield Rule((left + right) / 2, top, (left + right) / 2, bottom)
        elif wide > _THIN and tall > _THIN:
            yield Rule(left, top, right, top)
            yield Rule(left, bottom, right, bottom)
            yield Rule(left, top, left, bottom)
            yield Rule(right, top, right, bottom)


def _some(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:8]))
    return shown if len(numbers) <= 8 else f"{shown}等{len(numbers)}"

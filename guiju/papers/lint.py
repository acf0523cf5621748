"""Layout linter 版式检查: opens any docx and finds where it departs from GB/T 9704-2012, each with its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from guiju.errors import InputFault
from guiju.kernel.document import layout
from guiju.kernel.document.layout import FACES, Role, clause
from guiju.kernel.finding import Finding, error, warning
from guiju.papers.docx_read import NAMES, Element, Line, WordFile, is_on, number, value
from guiju.papers.fonts import is_same_face
from guiju.papers.lint_page import page_findings

_LEVELS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("level1", re.compile(r"[一二三四五六七八九十]+、\S")),
    ("level2", re.compile(r"（[一二三四五六七八九十]+）\S")),
    ("level3", re.compile(r"\d{1,2}[.．]\s?[^\d\s]")),
    ("level4", re.compile(r"（\d{1,2}）\S")),
)
_LEADING_ZERO = re.compile(r"\d{4}年(?:0\d月|\d{1,2}月0\d日)")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_ATTACHMENT = re.compile(r"附件\d*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ASIDE_STYLES = frozenset(
    {"Note", "RedMark", "DocumentNumber", "TableText", "TableHead", "TableId", "Caption"}
)
LONGEST_HEADING = 60
"""Characters; a longer numbered paragraph is text with a run-in heading."""
SIZE_TOLERANCE_PT = 0.25


def lint(source: Path | bytes) -> tuple[Finding, ...]:
    """The departures of a docx from the standard: errors for what it fixes, warnings for what it says is usual.

    Raises: InputFault where the file cannot be read or is no docx.
    """
    return tuple(_findings(WordFile(_content(source))))


def _content(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as fault:
        raise InputFault(f"读不了文件 {source}：{fault.strerror or fault}") from fault


def _findings(word: WordFile) -> Iterator[Finding]:
    yield from page_findings(word)
    lines = list(word.lines())
    title = _title(lines)
    in_attachment = False
    for line in lines:
        in_attachment = in_attachment or bool(_ATTACHMENT.fullmatch(line.text.strip()))
        if line.style in _ASIDE_STYLES:
            continue
        yield from _date(line)
        if line is title:
            yield from _type_of(line, "title")
            yield from _centred(line)
        elif not in_attachment:
            yield from _text_line(line)
    yield from _tables(word)


def _title(lines: list[Line]) -> Line | None:
    """The paragraph of the style Title, else the first of the largest type that is centred."""
    named = [line for line in lines if line.style in ("Title", "a3") and line.text.strip()]
    centred = [line for line in lines[:8] if line.place.align == "center" and line.style not in _ASIDE_STYLES]
    largest = max(centred, key=_size, default=None)
    return named[0] if named else largest


def _text_line(line: Line) -> Iterator[Finding]:
    level = _level(line)
    yield from _type_of(
        line, level or "body", lead_only=level is not None and len(line.text) > LONGEST_HEADING
    )
    yield from _height(line)
    yield from _colour(line)
    if level or (len(line.text) > layout.CHARACTERS_PER_LINE and line.style != "Salutation"):
        yield from _first_line(line)


def _level(line: Line) -> Role | None:
    text = line.text.strip()
    return next((role for role, pattern in _LEVELS if pattern.match(text)), None)


def _type_of(line: Line, role: Role, *, lead_only: bool = False) -> Iterator[Finding]:
    """Font and size of a line; of a run-in heading only its first run."""
    face = FACES[role]
    runs = [run for run in line.runs if run.text.strip()]
    for run in runs[:1] if lead_only else runs:
        if _CHINESE.search(run.text) and not is_same_face(face.font, run.type.east_asian):
            found = run.type.east_asian or "未指定"
            yield _fault(f"font.{role}", f"字体是{found}，应为{face.font}", line, face.clause)
            break
    for run in runs[:1] if lead_only else runs:
        if abs(run.type.size_pt - face.size_pt) > SIZE_TOLERANCE_PT:
            found = f"{run.type.size_pt:g}磅" if run.type.size_pt else "未指定"
            yield _fault(f"size.{role}", f"字号是{found}，应为{face.size_pt:g}磅", line, face.clause)
            break


def _height(line: Line) -> Iterator[Finding]:
    """Twenty-two lines a page: a fixed height equal to the grid's, or single height on the grid."""
    place = line.place
    if place.line_rule == "exact":
        if abs(place.line - layout.LINE_PITCH_TWIPS) > 10:
            message = f"行距是固定值{place.line / 20:g}磅，应为{layout.LINE_PITCH_PT:.2f}磅（每面22行）"
            yield _fault("line.height", message, line, "5.2.3")
    elif not place.on_grid or place.line not in (0, 240):
        message = f"行距既不是固定值{layout.LINE_PITCH_PT:.2f}磅，也没有按网格单倍排列，每面排不成22行"
        yield _fault("line.height", message, line, "5.2.3")


def _colour(line: Line) -> Iterator[Finding]:
    for run in line.runs:
        if run.text.strip() and run.type.colour.lower() not in ("", "auto", "000000"):
            yield _fault("colour", f"文字颜色是 {run.type.colour}，如无特殊说明应为黑色", line, "5.2.4")
            return


def _first_line(line: Line) -> Iterator[Finding]:
    """Two characters, as an indent; two full-width spaces look the same and are let pass."""
    place = line.place
    two = layout.FIRST_LINE_INDENT_CHARACTERS
    by_characters = place.first_line_chars == two * 100
    by_measure = abs(place.first_line - two * layout.SIZE_3 * 20) <= 30
    if not (by_characters or by_measure or line.text.startswith("　　")):
        yield _fault("indent.first_line", "段首没有左空二字", line, "7.3.3")


def _centred(line: Line) -> Iterator[Finding]:
    if line.place.align != "center":
        yield _fault("title.align", "标题没有居中", line, "7.3.1")


def _date(line: Line) -> Iterator[Finding]:
    text = line.text.strip()
    if found := _LEADING_ZERO.search(text):
        message = f"日期“{found[0]}”的月、日编了虚位，如1月应写作“1月”"
        yield _fault("date.leading_zero", message, line, "7.3.5.4")
    if re.fullmatch(
        r"[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日", text
    ):
        yield _fault("date.numerals", f"成文日期“{text}”应使用阿拉伯数字", line, "7.3.5.4")
    if _DATE.fullmatch(text) and line.place.align not in ("right", "end"):
        yield _fault("date.align", "成文日期没有靠右编排", line, "7.3.5")


def _tables(word: WordFile) -> Iterator[Finding]:
    """A table's heading row repeats, and the table is not wider than the type area."""
    widest = layout.TYPE_WIDTH_MM * layout.POINTS_PER_MM * 20 + 60
    for index, table in enumerate(word.tables, 1):
        rows = table.findall("w:tr", NAMES)
        if len(rows) > layout.LINES_PER_PAGE and not _repeats(rows[0]):
            yield warning(
                "layout.table.heading_row", f"第{index}个表跨页而表头不重复，请设置标题行重复", f"表{index}"
            )
        width = number(table, "w:tblPr/w:tblW", "w") or 0
        if value(table, "w:tblPr/w:tblW", "type") == "dxa" and width > widest:
            message = f"第{index}个表宽{width / 20 / layout.POINTS_PER_MM:.0f} mm，超出版心156 mm"
            yield error("layout.table.width", message, f"表{index}", clause("5.2.1"))


def _repeats(row: Element) -> bool:
    flags = row.findall("w:trPr/w:tblHeader", NAMES)
    return any(is_on(flag) for flag in flags)


def _size(line: Line) -> float:
    return max((run.type.size_pt for run in line.runs), default=0.0)


def _fault(rule: str, message: str, line: Line, number_of_clause: str) -> Finding:
    shown = line.text.strip()[:16] + ("…" if len(line.text.strip()) > 16 else "")
    return error(f"layout.{rule}", f"“{shown}”{message}", f"第{line.number}段", clause(number_of_clause))

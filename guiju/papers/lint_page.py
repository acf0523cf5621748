"""The page's part of the layout linter: size, white, grid, page numbers."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.kernel.document import layout
from guiju.kernel.document.layout import FACES, clause
from guiju.kernel.finding import Finding, error
from guiju.papers.docx_read import NAMES, Element, W, WordFile, Words, number, value
from guiju.papers.fonts import is_same_face

TWIPS_PER_MM = layout.POINTS_PER_MM * layout.TWIPS_PER_POINT
PAGE_TOLERANCE_MM = 1.0
TYPE_AREA_TOLERANCE_MM = 1.0
PITCH_TOLERANCE_TWIPS = 6
SPACE_TOLERANCE_4096 = 260
"""About a sixteenth of a point."""
_DASHES = ("—", "－", "-", "–")
_EDGES = {"default": ("单页", "right", "end"), "even": ("双页", "left", "start")}


def page_findings(word: WordFile) -> Iterator[Finding]:
    """What is wrong with the pages of each section."""
    sections = word.sections
    if not sections:
        yield _fault("page.section", "文件没有页面设置", "1", "5.1")
    for index, section in enumerate(sections, 1):
        place = str(index)
        wide = value(section, "w:pgSz", "orient") == "landscape"
        yield from _size(section, place, wide=wide)
        if not wide:
            yield from _white(section, place)
            yield from _grid(section, place)
    if sections:
        yield from _page_numbers(word, sections)


def _mm(section: Element, path: str, attribute: str) -> float | None:
    twips = number(section, path, attribute)
    return None if twips is None else twips / TWIPS_PER_MM


def _size(section: Element, place: str, *, wide: bool) -> Iterator[Finding]:
    expected = (layout.PAGE_WIDTH_MM, layout.PAGE_HEIGHT_MM)
    found = (_mm(section, "w:pgSz", "w") or 0, _mm(section, "w:pgSz", "h") or 0)
    if wide:
        found = (found[1], found[0])
    if any(abs(a - b) > PAGE_TOLERANCE_MM for a, b in zip(expected, found, strict=True)):
        yield _fault(
            "page.size", f"纸张是{found[0]:.0f}×{found[1]:.0f} mm，应为 A4（210×297 mm）", place, "5.1"
        )


def _white(section: Element, place: str) -> Iterator[Finding]:
    margins = {
        each: _mm(section, "w:pgMar", each) or 0.0 for each in ("top", "bottom", "left", "right", "gutter")
    }
    top, left = abs(margins["top"]), margins["left"] + margins["gutter"]
    if abs(top - layout.TOP_MM) > layout.TOP_TOLERANCE_MM + 0.05:
        yield _fault("margin.top", f"天头是{top:.1f} mm，应为37±1 mm", place, "5.2.1")
    if abs(left - layout.BINDING_MM) > layout.BINDING_TOLERANCE_MM + 0.05:
        yield _fault("margin.left", f"订口（左边）是{left:.1f} mm，应为28±1 mm", place, "5.2.1")
    width = (_mm(section, "w:pgSz", "w") or 0) - left - margins["right"]
    height = (_mm(section, "w:pgSz", "h") or 0) - top - abs(margins["bottom"])
    if abs(width - layout.TYPE_WIDTH_MM) > TYPE_AREA_TOLERANCE_MM:
        yield _fault("type_area.width", f"版心宽{width:.1f} mm，应为156 mm（右边约26 mm）", place, "5.2.1")
    if abs(height - layout.TYPE_HEIGHT_MM) > TYPE_AREA_TOLERANCE_MM:
        yield _fault("type_area.height", f"版心高{height:.1f} mm，应为225 mm（下边约35 mm）", place, "5.2.1")


def _grid(section: Element, place: str) -> Iterator[Finding]:
    kind = value(section, "w:docGrid", "type")
    if kind not in ("linesAndChars", "snapToChars"):
        yield _fault("grid.type", "没有同时指定行和字符的网格，应为每面22行、每行28字", place, "5.2.3")
        return
    pitch = number(section, "w:docGrid", "linePitch") or 0
    if abs(pitch - layout.LINE_PITCH_TWIPS) > PITCH_TOLERANCE_TWIPS:
        rows = layout.TYPE_HEIGHT_MM * TWIPS_PER_MM / pitch if pitch else 0
        yield _fault(
            "grid.lines", f"网格行距{pitch / 20:g}磅（每面约{rows:.0f}行），应为每面22行", place, "5.2.3"
        )
    space = number(section, "w:docGrid", "charSpace") or 0
    if abs(space - layout.CHARACTER_SPACE_4096) > SPACE_TOLERANCE_4096:
        characters = layout.TYPE_WIDTH_MM * layout.POINTS_PER_MM / (layout.SIZE_3 + space / 4096)
        yield _fault("grid.characters", f"网格每行约{characters:.1f}字，应为28字", place, "5.2.3")


def _page_numbers(word: WordFile, sections: list[Element]) -> Iterator[Finding]:
    """Odd pages right, even pages left; 4号 宋体; a dash on either side. The first section's hold for those after it."""
    if not word.has_even_footers:
        yield _fault("page_number.odd_even", "单、双页的页脚没有分开，页码应单页居右、双页居左", "1", "7.5")
    kinds = ("default", "even") if word.has_even_footers else ("default",)
    for kind in kinds:
        name, *edges = _EDGES[kind]
        found = [each for each in word.footer(sections[0], kind) if _has_page_field(each)]
        if not found:
            yield _fault("page_number.missing", f"{name}没有页码", "1", "7.5")
            continue
        line = word.line(found[0])
        if kind == "even" or word.has_even_footers:
            if line.place.align not in edges and not (kind == "even" and line.place.align in ("", "both")):
                side = "右" if kind == "default" else "左"
                yield _fault("page_number.align", f"{name}页码没有居{side}空一字", "1", "7.5")
        yield from _page_number_type(line.runs, line.text, name)


def _page_number_type(runs: tuple[Words, ...], text: str, name: str) -> Iterator[Finding]:
    face = FACES["page_number"]
    types = [run.type for run in runs if run.text.strip()]
    if any(abs(each.size_pt - face.size_pt) > 0.25 for each in types):
        yield _fault("page_number.size", f"{name}页码字号不是4号（14磅）", "1", "7.5")
    if not all(is_same_face(face.font, each.latin or each.east_asian) for each in types):
        yield _fault("page_number.font", f"{name}页码不是宋体", "1", "7.5")
    stripped = text.strip()
    if not (stripped.startswith(_DASHES) and stripped.endswith(_DASHES)):
        yield _fault("page_number.dash", f"{name}页码数字左右没有一字线，应如“— 1 —”", "1", "7.5")


def _has_page_field(paragraph: Element) -> bool:
    told = [each.text or "" for each in paragraph.iterfind(".//w:instrText", NAMES)]
    told += [each.get(f"{{{W}}}instr") or "" for each in paragraph.iterfind(".//w:fldSimple", NAMES)]
    return any("PAGE" in each.upper().split() for each in told)


def _fault(rule: str, message: str, section: str, number_of_clause: str) -> Finding:
    return error(f"layout.{rule}", message, f"第{section}节", clause(number_of_clause))

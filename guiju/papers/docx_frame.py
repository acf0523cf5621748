"""The frame of a GB/T 9704 docx: page, grid, footers, settings, font table. Measures come from `layout` alone."""

from __future__ import annotations

from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.section import Section
from docx.shared import Mm, Pt

from guiju.kernel.document import layout
from guiju.kernel.document.layout import FACES
from guiju.papers.docx_xml import Element, element, paragraph, run
from guiju.papers.fonts import SAME_FACE


def set_page(section: Section) -> None:
    """A4, margins, the grid of 22 lines and 28 characters, distances of header and footer."""
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH_MM), Mm(layout.PAGE_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.BINDING_MM), Mm(layout.RIGHT_MM)
    section.header_distance = Mm(20)
    half_line = FACES["page_number"].size_pt / 2
    section.footer_distance = Mm(layout.BOTTOM_MM - layout.PAGE_NUMBER_DROP_MM) - Pt(half_line)
    grid = {
        "type": "linesAndChars",
        "linePitch": layout.LINE_PITCH_TWIPS,
        "charSpace": layout.CHARACTER_SPACE_4096,
    }
    properties: Any = section._sectPr
    for old in properties.findall(element("w:docGrid").tag) + properties.findall(element("w:cols").tag):
        properties.remove(old)
    properties.append(element("w:docGrid", grid))


def page_number(align: str) -> Element:
    """A footer's paragraph: — n —, at one character from the outer edge."""
    one = layout.PAGE_NUMBER_INDENT_CHARACTERS
    space = round(FACES["page_number"].size_pt * layout.TWIPS_PER_POINT) * one
    place = element("w:ind", {f"{align}Chars": one * 100, align: space})
    field = [
        element("w:r", None, element("w:fldChar", {"fldCharType": kind}))
        for kind in ("begin", "separate", "end")
    ]
    instruction = element("w:instrText", {"xml:space": "preserve"})
    instruction.text = " PAGE "
    field.insert(1, element("w:r", None, instruction))
    field.insert(3, run("1"))
    return paragraph(
        "Footer", run("— "), *field, run(" —"), properties=(place, element("w:jc", {"val": align}))
    )


def settings_xml() -> Element:
    """``w:settings``: odd and even pages differ, no compressed punctuation, Word's current layout rules."""
    uri = "http://schemas.microsoft.com/office/word"
    mode = element("w:compatSetting", {"name": "compatibilityMode", "uri": uri, "val": 15})
    return element(
        "w:settings",
        None,
        element("w:zoom", {"percent": 100}),
        element("w:bordersDoNotSurroundHeader"),
        element("w:bordersDoNotSurroundFooter"),
        element("w:defaultTabStop", {"val": 420}),
        element("w:evenAndOddHeaders"),
        element("w:drawingGridHorizontalSpacing", {"val": 158}),
        element("w:drawingGridVerticalSpacing", {"val": layout.LINE_PITCH_TWIPS}),
        element("w:characterSpacingControl", {"val": "doNotCompress"}),
        element("w:compat", None, element("w:useFELayout"), mode),
        element("w:themeFontLang", {"val": "en-US", "eastAsia": "zh-CN"}),
    )


def font_table_xml() -> bytes:
    """``w:fonts``: each font with its other names, so that a program without it picks the same typeface."""
    table = element("w:fonts")
    for name in dict.fromkeys(face.font for face in FACES.values()):
        alternative = ",".join(SAME_FACE[name][:3])
        table.append(
            element(
                "w:font",
                {"name": name},
                element("w:altName", {"val": alternative}),
                element("w:charset", {"val": "86"}),
                element("w:family", {"val": "swiss" if name == "黑体" else "roman"}),
                element("w:pitch", {"val": "variable"}),
            )
        )
    return bytes(serialize_part_xml(table))

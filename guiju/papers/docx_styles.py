"""The styles of a GB/T 9704 docx, each with its font for every script. Measures come from `layout` alone."""

from __future__ import annotations

from guiju.kernel.document import layout
from guiju.kernel.document.layout import FACES, Role
from guiju.papers.docx_xml import Element, element

TWIPS_PER_CHARACTER = layout.CHARACTER_PITCH_PT * layout.TWIPS_PER_POINT
_EXACT: dict[str, object] = {"line": layout.LINE_PITCH_TWIPS, "lineRule": "exact"}
_RED = "FF0000"
SMALL_LINE_TWIPS = 260
"""Line height inside tables: 13 pt for 9 pt type."""
TABLE_STYLE = "FigureTable"
HEADING_ROLES: dict[int, Role] = {1: "level1", 2: "level2", 3: "level3", 4: "level4"}


def fonts(role: Role) -> Element:
    """The role's font for every script, so that no program falls back to its own Latin font."""
    name = FACES[role].font
    return element(
        "w:rFonts", {"ascii": name, "hAnsi": name, "eastAsia": name, "cs": name, "hint": "eastAsia"}
    )


def type_of(role: Role, *extra: Element) -> Element:
    """Run properties of a role: font, further properties, size; 3号 a little condensed, so that 28 fill a line."""
    half_points = round(FACES[role].size_pt * 2)
    space = layout.CHARACTER_SPACING_TWIPS if FACES[role].size_pt == layout.SIZE_3 else 0
    extra = (*extra, element("w:spacing", {"val": space}))
    sizes = (element("w:sz", {"val": half_points}), element("w:szCs", {"val": half_points}))
    return element("w:rPr", None, fonts(role), *extra, *sizes)


def indent(first: float = 0, left: float = 0, right: float = 0) -> Element:
    """Indents in characters of 3号, and in twips for programs that do not count characters."""
    attributes: dict[str, object] = {}
    for name, characters in (("left", left), ("right", right), ("firstLine", first)):
        if characters:
            attributes[f"{name}Chars"] = round(characters * 100)
            attributes[name] = round(characters * TWIPS_PER_CHARACTER)
    return element("w:ind", attributes)


def style_sheet() -> Element:
    """The whole ``w:styles``: nothing of a template is left that could bring another font or colour."""
    defaults = element(
        "w:docDefaults",
        None,
        element("w:rPrDefault", None, _default_type()),
        element(
            "w:pPrDefault", None, element("w:pPr", None, element("w:spacing", {"before": 0, "after": 0}))
        ),
    )
    latent = {
        "defLockedState": 0,
        "defUIPriority": 99,
        "defSemiHidden": 0,
        "defUnhideWhenUsed": 0,
        "defQFormat": 0,
    }
    sheet = element("w:styles", None, defaults, element("w:latentStyles", {**latent, "count": 0}))
    sheet.extend([*_paragraph_styles(), *_other_styles()])
    return sheet


def _default_type() -> Element:
    properties = type_of("body")
    properties.append(element("w:lang", {"val": "zh-CN", "eastAsia": "zh-CN", "bidi": "ar-SA"}))
    return properties


def _style(
    id: str,
    name: str,
    *properties: Element,
    kind: str = "paragraph",
    parent: str = "Normal",
    follower: str = "",
) -> Element:
    made = element("w:style", {"type": kind, "styleId": id}, element("w:name", {"val": name}))
    if parent:
        made.append(element("w:basedOn", {"val": parent}))
    if follower:
        made.append(element("w:next", {"val": follower}))
    made.append(element("w:qFormat"))
    made.extend(properties)
    return made


def _ppr(*properties: Element) -> Element:
    return element("w:pPr", None, *properties)


def _jc(value: str) -> Element:
    return element("w:jc", {"val": value})


def _blank_line(before: int = 0, after: int = 0, **line: object) -> Element:
    """Line height with whole empty lines before and after."""
    space = {"before": before * layout.LINE_PITCH_TWIPS, "after": after * layout.LINE_PITCH_TWIPS}
    return element("w:spacing", {**space, **_EXACT, **line})


def _paragraph_styles() -> list[Element]:
    off = {"val": 0}
    normal = _style(
        "Normal",
        "Normal",
        _ppr(
            element("w:widowControl", off),
            element("w:kinsoku"),
            element("w:autoSpaceDE", off),
            element("w:autoSpaceDN", off),
            element("w:snapToGrid", off),
            element("w:spacing", dict(_EXACT)),
            _jc("both"),
        ),
        type_of("body"),
        parent="",
    )
    normal.set(normal.tag.replace("}style", "}default"), "1")
    two = layout.FIRST_LINE_INDENT_CHARACTERS
    return [
        normal,
        _style("Title", "Title", _ppr(_blank_line(1, 1), _jc("center")), type_of("title")),
        *(_heading(level) for level in (1, 2, 3, 4)),
        _style("BodyText", "Body Text", _ppr(indent(two)), type_of("body")),
        _style("Salutation", "Salutation", _ppr(_jc("left")), type_of("body")),
        _style("AttachmentLine", "附件说明", _ppr(_blank_line(1), indent(left=two)), type_of("body")),
        _style("AttachmentMore", "附件说明续行", _ppr(indent(left=two + 3)), type_of("body")),
        _style(
            "Signature",
            "Signature",
            _ppr(element("w:keepNext"), _blank_line(1), _jc("right")),
            type_of("body"),
        ),
        _style("Date", "Date", _ppr(_jc("right")), type_of("body")),
        _style(
            "AttachmentMark", "附件", _ppr(element("w:pageBreakBefore"), _jc("left")), type_of("attachment")
        ),
        _style("AttachmentTitle", "附件标题", _ppr(_blank_line(1, 1), _jc("center")), type_of("title")),
        _style("Caption", "caption", _ppr(element("w:keepNext"), _jc("center")), type_of("attachment")),
        *_small_styles(),
        *_head_styles(),
    ]


def _heading(level: int) -> Element:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        _ppr(element("w:keepNext"), indent(2), element("w:outlineLvl", {"val": level - 1})),
        type_of(HEADING_ROLES[level]),
        follower="BodyText",
    )


def _whole_numbers() -> Element:
    """A language mark that keeps numbers whole: LibreOffice breaks a line of Chinese anywhere, also inside a number."""
    return element("w:lang", {"val": "en-US", "eastAsia": "en-US"})


def _small_styles() -> list[Element]:
    """Tables and notes: small type, tight lines."""
    line = element("w:spacing", {"line": SMALL_LINE_TWIPS, "lineRule": "exact"})
    return [
        _style("TableText", "表格文字", _ppr(line, _jc("left")), type_of("table")),
        _style(
            "TableHead",
            "表头",
            _ppr(_jc("center")),
            element("w:rPr", None, element("w:b")),
            parent="TableText",
        ),
        _style(
            "TableId",
            "数字编号",
            _ppr(element("w:wordWrap", {"val": 0})),
            element("w:rPr", None, element("w:sz", {"val": 14}), element("w:szCs", {"val": 14})),
            parent="TableText",
        ),
        _style("Note", "注", _ppr(element("w:spacing", {"before": 120})), parent="TableText"),
    ]


def _head_styles() -> list[Element]:
    """The red head, and what stands in the margins."""
    red = element("w:color", {"val": _RED})
    rule = element("w:bottom", {"val": "single", "sz": 12, "space": 11, "color": _RED})
    mark = _ppr(_blank_line(3, 2, line=1200, lineRule="atLeast"), _jc("center"))
    mark_type = element(
        "w:rPr", None, fonts("title"), red, element("w:sz", {"val": 84}), element("w:szCs", {"val": 84})
    )
    footer = element("w:spacing", {"line": round(FACES["page_number"].size_pt * 20), "lineRule": "exact"})
    grey = element("w:color", {"val": "595959"})
    return [
        _style("RedMark", "发文机关标志", mark, mark_type),
        _style(
            "DocumentNumber", "发文字号", _ppr(element("w:pBdr", None, rule), _jc("center")), type_of("body")
        ),
        _style("Footer", "footer", _ppr(footer), type_of("page_number")),
        _style("Header", "header", _ppr(_jc("center")), type_of("table", grey)),
    ]


def _other_styles() -> list[Element]:
    shade = element("w:shd", {"val": "clear", "color": "auto", "fill": "FFF2CC"})
    number = element("w:rPr", None, _whole_numbers())
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element(
        "w:tblBorders", None, *(element(f"w:{side}", {"val": "single", "sz": 4}) for side in sides)
    )
    margins = element(
        "w:tblCellMar", None, *(element(f"w:{s}", {"w": 45, "type": "dxa"}) for s in ("left", "right"))
    )
    font = _style("DefaultParagraphFont", "Default Paragraph Font", kind="character", parent="")
    font.set(font.tag.replace("}style", "}default"), "1")
    return [
        font,
        _style("Digits", "西文和数字", number, kind="character", parent="DefaultParagraphFont"),
        _style("Figure", "数字", kind="character", parent="Digits"),
        _style(
            "Blank", "待填写", element("w:rPr", None, shade), kind="character", parent="DefaultParagraphFont"
        ),
        _style(TABLE_STYLE, "数据表", element("w:tblPr", None, borders, margins), kind="table", parent=""),
    ]

"""The docx measured from the written file: page, grid, fonts, page numbers, and the ids of its figures."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest

from guiju.kernel.document import layout
from guiju.kernel.document.tree import RedHead
from guiju.papers.docx import docx_bytes
from guiju.papers.docx_table import TYPE_WIDTH_TWIPS
from guiju.papers.docx_xml import LONGEST_TAG, tag_of
from tests.kernel.document.sample import composed, figures
from tests.papers.opened import Opened, W

TWIPS_PER_MM = 1440 / 25.4


@pytest.fixture(scope="module")
def paper():
    return composed(notice="演示数据").document


@pytest.fixture(scope="module")
def opened(paper):
    return Opened(docx_bytes(paper))


def only(values):
    (value,) = values
    return value


def test_the_page_is_a4_with_the_white_of_the_standard(opened):
    size, white = only(opened.all("pgSz")), only(opened.all("pgMar"))
    measured = {
        name: round(int(element.get(W + key)) / TWIPS_PER_MM, 1)
        for element, key, name in [
            (size, "w", "width"),
            (size, "h", "height"),
            *((white, side, side) for side in ("top", "bottom", "left", "right")),
        ]
    }
    assert measured == {"width": 210, "height": 297, "top": 37, "bottom": 35, "left": 28, "right": 26}


def test_the_type_area_is_156_by_225_mm(opened):
    size, white = only(opened.all("pgSz")), only(opened.all("pgMar"))
    width = int(size.get(W + "w")) - int(white.get(W + "left")) - int(white.get(W + "right"))
    height = int(size.get(W + "h")) - int(white.get(W + "top")) - int(white.get(W + "bottom"))
    assert (round(width / TWIPS_PER_MM, 1), round(height / TWIPS_PER_MM, 1)) == (156.0, 225.0)


def test_the_grid_has_22_lines_and_28_characters(opened):
    grid = only(opened.all("docGrid"))
    assert grid.get(W + "type") == "linesAndChars"
    pitch, space = int(grid.get(W + "linePitch")), int(grid.get(W + "charSpace"))
    assert (pitch, space) == (579, -848)
    assert int(225 * TWIPS_PER_MM // pitch) == 22
    assert int(156 * TWIPS_PER_MM / 20 // (16 + space / 4096)) == 28


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("BodyText", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading1", "黑体", 16),
        ("Heading2", "楷体_GB2312", 16),
        ("Heading3", "仿宋_GB2312", 16),
        ("Heading4", "仿宋_GB2312", 16),
        ("Footer", "宋体", 14),
        ("AttachmentMark", "黑体", 16),
    ],
)
def test_each_style_names_its_font_for_every_script_and_its_size(opened, style, font, size):
    element = opened.style(style)
    fonts = only(element.iter(W + "rFonts"))
    assert {fonts.get(W + script) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    assert only(element.iter(W + "sz")).get(W + "val") == str(size * 2)


def test_no_style_brings_a_font_of_the_template(opened):
    allowed = {face.font for face in layout.FACES.values()}
    for fonts in opened.all("rFonts", "word/styles.xml"):
        named = {value for key, value in fonts.attrib.items() if not key.endswith("hint")}
        assert named <= allowed
    assert not any(name.startswith(("word/theme", "docProps/thumbnail")) for name in opened.raw)


def test_lines_of_text_have_a_fixed_height_of_one_grid_line(opened):
    spacing = opened.style("Normal").find(f"{W}pPr/{W}spacing")
    assert (spacing.get(W + "line"), spacing.get(W + "lineRule")) == ("579", "exact")


def test_odd_pages_are_numbered_right_and_even_pages_left(opened):
    assert opened.all("evenAndOddHeaders", "word/settings.xml")
    for kind, side in (("default", "right"), ("even", "left")):
        footer = opened.footers[kind]
        assert [each.get(W + "val") for each in footer.iter(W + "jc")] == [side]
        assert only(footer.iter(W + "ind")).get(f"{W}{side}Chars") == "100"
        assert "".join(each.text for each in footer.iter(W + "t")) == "— 1 —"
        assert only(footer.iter(W + "instrText")).text.strip() == "PAGE"


def test_the_dash_of_the_page_number_is_7_mm_below_the_type_area(opened):
    distance = int(only(opened.all("pgMar")).get(W + "footer")) / TWIPS_PER_MM
    assert round(35 - distance - 14 / 2 / 72 * 25.4, 1) == 7.0


def test_every_figure_carries_its_id_in_a_content_control_and_a_bookmark(opened, paper):
    tags = opened.attribute("tag", "val")
    assert sorted(tags) == sorted(ref.id for ref in paper.figure_refs)
    for control in opened.all("sdt"):
        assert only(control.iter(W + "bookmarkStart")).get(W + "name")


def test_bookmarks_and_control_numbers_are_all_different(opened):
    for values in (opened.attribute("bookmarkStart", "name"), opened.attribute("bookmarkStart", "id")):
        assert len(values) == len(set(values))
        assert all(len(value) <= 40 for value in values)


def test_a_figure_in_a_sentence_leads_to_its_row_of_the_table(opened):
    names = set(opened.attribute("bookmarkStart", "name"))
    anchors = opened.attribute("hyperlink", "anchor")
    assert len(anchors) == 4
    assert set(anchors) <= names


def test_the_figures_are_also_listed_for_programs(opened, paper):
    listed = [dict(each.attrib) for each in opened.xml("customXml/item1.xml")]
    assert [each["id"] for each in listed] == [ref.id for ref in paper.figures]
    assert next(each for each in listed if each["indicator"] == "copies")["value"] == "61834"


def test_an_id_too_long_for_a_tag_keeps_its_full_form_in_the_list():
    body = "990101." + "x" * 60
    long = {code: replace(number, body=body) for code, number in figures().items()}
    document = composed(given=long).document
    opened = Opened(docx_bytes(document))
    assert all(len(tag) <= LONGEST_TAG for tag in opened.attribute("tag", "val"))
    listed = {each.get("tag"): each.get("id") for each in opened.xml("customXml/item1.xml")}
    assert listed[tag_of(document.figures[0].id)] == document.figures[0].id


def test_headings_have_outline_levels(opened):
    for level in (1, 2, 3, 4):
        assert only(opened.style(f"Heading{level}").iter(W + "outlineLvl")).get(W + "val") == str(level - 1)


def test_the_table_repeats_its_heading_row_and_is_as_wide_as_the_type_area(opened):
    table = only(opened.all("tbl"))
    rows = table.findall(W + "tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert sum(int(column.get(W + "w")) for column in table.iter(W + "gridCol")) == TYPE_WIDTH_TWIPS
    assert only(table.iter(W + "tblDescription")).get(W + "val")


def test_gaps_are_shaded(paper):
    opened = Opened(docx_bytes(composed({}).document))
    shaded = [run for run in opened.all("r") if run.find(f"{W}rPr/{W}rStyle[@{W}val='Blank']") is not None]
    assert ["".join(t.text for t in run.iter(W + "t")) for run in shaded] == ["（待填写：存在的不足和原因）"]


def test_the_notice_stands_on_odd_and_even_pages(opened):
    headers = [raw.decode() for name, raw in opened.raw.items() if re.fullmatch(r"word/header\d+\.xml", name)]
    assert len(headers) == 2
    assert all("演示数据" in header for header in headers)


def test_the_same_document_gives_the_same_bytes(paper):
    assert docx_bytes(paper) == docx_bytes(paper)


def test_nothing_in_the_file_depends_on_the_day_it_was_written(paper):
    with zipfile.ZipFile(io.BytesIO(docx_bytes(paper))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(docx_bytes(paper))).core_properties
    assert properties.title == "云溪区人民政府2023年样例报告"
    assert (properties.created.year, properties.language) == (2024, "zh-CN")


def test_the_library_reads_back_what_was_written(paper):
    read = docx.Document(io.BytesIO(docx_bytes(paper)))
    assert [p.text for p in read.paragraphs if p.style.name.lower() == "heading 1"] == [
        "一、主要工作",
        "二、存在的不足",
    ]


def test_supplied_words_cannot_become_markup():
    opened = Opened(docx_bytes(composed({"shortcomings": "<w:p>&amp;]]>不足\x08"}).document))
    assert "<w:p>&amp;]]>不足" in opened.text


def test_a_red_head_is_red_and_ruled():
    opened = Opened(
        docx_bytes(composed(red_head=RedHead("云溪区人民政府文件", "云政发〔2024〕1号")).document)
    )
    assert "云溪区人民政府文件云政发〔2024〕1号" in opened.text
    assert only(opened.style("RedMark").iter(W + "color")).get(W + "val") == "FF0000"
    assert only(opened.style("DocumentNumber").iter(W + "bottom")).get(W + "color") == "FF0000"

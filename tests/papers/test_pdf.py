"""The PDF: 22 lines of 28 characters measured on the page, page numbers, links, and a refusal without fonts."""

from __future__ import annotations

from collections import defaultdict

import pypdfium2 as pdfium
import pytest

from guiju.errors import InputFault
from guiju.papers.fonts import installed
from guiju.papers.pdf import families, pdf_bytes, typst_source
from tests.kernel.document.sample import composed

MM = 72 / 25.4
needs_font = pytest.mark.skipif(
    not installed("仿宋_GB2312", families()), reason="本机没有中文字体，无法排 PDF"
)


def lines_of(page):
    """The page's lines from above, each as (baseline, [(left, right, character)]) in points."""
    text = page.get_textpage()
    lines = defaultdict(list)
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character.strip():
            left, bottom, right, _ = text.get_charbox(index, loose=True)
            lines[round(bottom)].append((left, right, character))
    return [(height, lines[height]) for height in sorted(lines, reverse=True)]


@pytest.fixture(scope="module")
def long_pdf():
    words = {"shortcomings": "政" * 28 * 70}
    return pdfium.PdfDocument(pdf_bytes(composed(words).document))


@needs_font
def test_a_full_page_has_22_lines_of_28_characters(long_pdf):
    text = [line for _, line in lines_of(long_pdf[1]) if line[0][2] == "政"]
    assert len(text) == 22
    assert {len(line) for line in text} == {28}


@needs_font
def test_the_type_area_begins_28_mm_from_the_left_and_is_156_mm_wide(long_pdf):
    line = next(line for _, line in lines_of(long_pdf[1]) if line[0][2] == "政")
    assert line[0][0] / MM == pytest.approx(28, abs=0.5)
    assert (line[-1][1] - line[0][0]) / MM == pytest.approx(156, abs=0.7)


@needs_font
def test_odd_pages_are_numbered_right_and_even_pages_left(long_pdf):
    for index, side in ((0, "right"), (1, "left"), (2, "right")):
        _, line = lines_of(long_pdf[index])[-1]
        assert "".join(character for _, _, character in line) == f"—{index + 1}—"
        middle = (line[0][0] + line[-1][1]) / 2 / MM
        assert (middle > 105) == (side == "right")


@needs_font
def test_the_pdf_is_tagged_and_titled(long_pdf):
    assert long_pdf.get_metadata_dict()["Title"] == "云溪区人民政府2023年样例报告"
    assert long_pdf.is_tagged()


@needs_font
def test_the_same_document_gives_the_same_bytes():
    document = composed().document
    assert pdf_bytes(document) == pdf_bytes(document)


@needs_font
@pytest.mark.parametrize(
    "words", ['"引号"', "反斜\\杠", "#set page()", "$a$ *b* _c_ `d` @e <f>", "//注释", "[方括号]"]
)
def test_supplied_words_cannot_become_a_program(words):
    pdf = pdfium.PdfDocument(pdf_bytes(composed({"shortcomings": f"不足：{words}。"}).document))
    shown = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert words.replace(" ", "") in shown.replace(" ", "").replace("\r", "").replace("\n", "")


@pytest.mark.parametrize("there", [frozenset(), frozenset({"DejaVu Sans", "Liberation Serif"})])
def test_a_machine_without_a_chinese_font_is_told_what_to_do(there):
    with pytest.raises(InputFault, match=r"中文字体.*docx"):
        typst_source(composed().document, there)

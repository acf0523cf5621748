"""The layout linter passes our own papers and finds each departure, with the clause of the standard."""

from __future__ import annotations

import io

import docx
import pytest

from guiju.errors import InputFault
from guiju.kernel.document.tree import RedHead
from guiju.papers.docx import docx_bytes
from guiju.papers.lint import lint
from tests.kernel.document.sample import composed
from tests.papers.opened import changed

DOCUMENT, STYLES, SETTINGS, FOOTER = (
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    r"word/footer\d+\.xml",
)
DATE = "".join(
    f'<w:r><w:rPr><w:rStyle w:val="Digits"/></w:rPr><w:t xml:space="preserve">{number}</w:t></w:r>'
    f'<w:r><w:t xml:space="preserve">{word}</w:t></w:r>'
    for number, word in ((2024, "年"), (2, "月"), (5, "日"))
)
WORDS = {
    "shortcomings": "这一段文字超过一行，用来检查段首是否左空二字、字体字号是否相符、行距是否固定。\n（一）力量不足。人员配备不齐。"
}


@pytest.fixture(scope="module")
def good():
    return docx_bytes(composed(WORDS, addressee="云溪区人民代表大会常务委员会").document)


def swap(old, new):
    return lambda text: text.replace(old, new)


def test_our_own_paper_has_no_departure(good):
    assert lint(good) == ()


def test_our_own_paper_with_a_red_head_and_without_date_has_none():
    document = composed(
        WORDS, red_head=RedHead("云溪区人民政府文件", "云政发〔2024〕1号"), signed_on=None
    ).document
    assert lint(docx_bytes(document)) == ()


DEPARTURES = {
    "page.size": (DOCUMENT, swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    "margin.top": (DOCUMENT, swap('w:top="2098"', 'w:top="1440"')),
    "margin.left": (DOCUMENT, swap('w:left="1587"', 'w:left="1800"')),
    "type_area.width": (DOCUMENT, swap('w:right="1474"', 'w:right="1800"')),
    "type_area.height": (DOCUMENT, swap('w:bottom="1984"', 'w:bottom="1440"')),
    "grid.type": (DOCUMENT, swap('w:type="linesAndChars"', 'w:type="lines"')),
    "grid.lines": (DOCUMENT, swap('w:linePitch="579"', 'w:linePitch="312"')),
    "grid.characters": (DOCUMENT, swap('w:charSpace="-848"', 'w:charSpace="4096"')),
    "font.title": (STYLES, swap("方正小标宋简体", "微软雅黑")),
    "font.body": (STYLES, swap("仿宋_GB2312", "宋体")),
    "font.level1": (STYLES, swap("黑体", "仿宋_GB2312")),
    "font.level2": (STYLES, swap("楷体_GB2312", "仿宋_GB2312")),
    "size.title": (STYLES, swap('<w:sz w:val="44"/>', '<w:sz w:val="36"/>')),
    "size.body": (STYLES, swap('<w:sz w:val="32"/>', '<w:sz w:val="28"/>')),
    "line.height": (STYLES, swap('w:line="579"', 'w:line="400"')),
    "indent.first_line": (STYLES, swap('<w:ind w:firstLineChars="200" w:firstLine="632"/>', "")),
    "title.align": (
        DOCUMENT,
        swap('<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Title"/><w:jc w:val="left"/>'),
    ),
    "colour": (STYLES, swap('<w:sz w:val="32"/>', '<w:color w:val="0000FF"/><w:sz w:val="32"/>')),
    "date.leading_zero": (DOCUMENT, swap(DATE, DATE.replace(">2<", ">02<").replace(">5<", ">05<"))),
    "date.numerals": (DOCUMENT, swap(DATE, "<w:r><w:t>二〇二四年二月五日</w:t></w:r>")),
    "date.align": (STYLES, swap('<w:jc w:val="right"/>', '<w:jc w:val="left"/>')),
    "page_number.odd_even": (SETTINGS, swap("<w:evenAndOddHeaders/>", "")),
    "page_number.missing": (FOOTER, swap(" PAGE ", " DATE ")),
    "page_number.align": (FOOTER, swap('<w:jc w:val="right"/>', '<w:jc w:val="center"/>')),
    "page_number.font": (STYLES, swap('"宋体"', '"Calibri"')),
    "page_number.size": (STYLES, swap('<w:sz w:val="28"/>', '<w:sz w:val="21"/>')),
    "page_number.dash": (FOOTER, swap("—", "")),
    "table.width": (DOCUMENT, swap('<w:tblW w:w="8844"', '<w:tblW w:w="10000"')),
}


@pytest.mark.parametrize(
    ("rule", "part", "change"), [(rule, *how) for rule, how in DEPARTURES.items()], ids=DEPARTURES
)
def test_a_departure_is_found_with_its_clause(good, rule, part, change):
    found = {finding.rule: finding for finding in lint(changed(good, part, change))}
    assert f"layout.{rule}" in found
    assert found[f"layout.{rule}"].citation.startswith("GB/T 9704-2012")


def test_a_long_table_must_repeat_its_heading_row(good):
    row = "<w:tr><w:tc><w:p><w:r><w:t>行</w:t></w:r></w:p></w:tc></w:tr>"
    broken = changed(
        good,
        DOCUMENT,
        lambda text: text.replace("<w:tblHeader/>", "").replace("</w:tbl>", row * 30 + "</w:tbl>"),
    )
    assert [finding.rule for finding in lint(broken)] == ["layout.table.heading_row"]


def test_the_same_typeface_of_another_maker_is_let_pass(good):
    other = changed(good, STYLES, swap("仿宋_GB2312", "FangSong"))
    assert lint(other) == ()


def test_a_paper_of_an_ordinary_template_departs_in_many_ways():
    plain = docx.Document()
    plain.add_heading("关于一件事的报告", 0)
    plain.add_paragraph("一、情况")
    saved = io.BytesIO()
    plain.save(saved)
    rules = {finding.rule for finding in lint(saved.getvalue())}
    assert {
        "layout.page.size",
        "layout.grid.type",
        "layout.font.title",
        "layout.page_number.missing",
    } <= rules


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_docx_is_refused(content):
    with pytest.raises(InputFault, match="docx"):
        lint(content)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputFault, match="读不了"):
        lint(tmp_path / "没有.docx")

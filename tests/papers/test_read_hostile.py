"""Files made to do harm end in one clear message; whatever is read, nothing but a text or that message comes back."""

from __future__ import annotations

import random
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.errors import InputFault
from guiju.kernel.audit.text import Text
from guiju.papers.read import read_document
from tests.papers.made import (
    OFD,
    TABLE,
    W,
    deflated,
    docx_from,
    docx_of,
    html_of,
    ofd_of,
    pdf_of,
    pdf_page,
    run,
    zipped,
)

STORED = zipfile.ZIP_STORED
CATALOG, PAGE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
OFD_ROOT = (
    "OFD.xml",
    f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
)
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>'
)


def ofd_with(pages, content="<a/>"):
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="P.xml"/>' for n in range(pages))
    document = f"<ofd:Document {OFD}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    return zipped([OFD_ROOT, ("D.xml", document), ("P.xml", content)])


def ofd_page(objects):
    one = '<TextObject Boundary="0 0 9 9" Size="5"><TextCode X="0" Y="0">1</TextCode></TextObject>'
    return f"<Page><Content><Layer>{one * objects}</Layer></Content></Page>"


HOSTILE = {
    "50 MB of digits": lambda: (b"1" * 50_000_000, "不像一份报告"),
    "15 million lines": lambda: (b"1\n" * 9_500_000, "不像一份报告"),
    "more than 64 MB": lambda: (bytes(65 << 20), "64 MB"),
    "50 MB of nothing": lambda: (bytes(50_000_000), "不是能识别的文字"),
    "zip bomb": lambda: (zipped([("word/document.xml", b"<a>" + b" " * 80_000_000)]), "压缩炸弹"),
    "zip bomb beside": lambda: (
        zipped([("word/document.xml", "<a/>"), ("x", bytes(80_000_000))]),
        "压缩炸弹",
    ),
    "many entries": lambda: (zipped([(f"word/{n}", b"") for n in range(20_001)]), "个文件"),
    "deep XML": lambda: (docx_from("<w:p>" * 50_000), "嵌套过深"),
    "deep tables": lambda: (docx_from("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60), "嵌套"),
    "deep tables with cells": lambda: (
        docx_from("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60),
        "嵌套",
    ),
    "entities": lambda: (zipped([("word/document.xml", LAUGHS)]), "外部实体"),
    "entities in UTF-16": lambda: (zipped([("word/document.xml", LAUGHS.encode("utf-16"))]), "外部实体"),
    "huge attribute": lambda: (docx_from(f'<w:p w:a="{"x" * 11_000_000}"/>', STORED), "反常"),
    "huge text": lambda: (docx_from(f"<w:p>{run('1' * 11_000_000)}</w:p>", STORED), "反常"),
    "a million paragraphs": lambda: (docx_from("<w:p/>" * 1_000_001, STORED), "100万个"),
    "cut off": lambda: (docx_of()[:-200], "不完整"),
    "nothing in it": lambda: (docx_from("<w:p/>"), "没有文字"),
    "no body": lambda: (zipped([("word/document.xml", "<a/>")]), "没有正文"),
    "no XML": lambda: (zipped([("word/document.xml", "一二三")]), "不是完整的 XML"),
    "deep page": lambda: (b"<html>" + b"<div>" * 50_000 + b"1", "嵌套过深"),
    "deep page below the parser's bound": lambda: (b"<html>" + b"<div>" * 200 + b"1", "嵌套过深"),
    "a million tags": lambda: (b"<html>" + b"<br>1" * 1_000_001, "100万个"),
    "OFD of 100,000 pages": lambda: (ofd_with(100_000), "超过2000页"),
    "OFD whose pages are one page": lambda: (ofd_with(1900, ofd_page(9000)), "100万个"),
    "OFD that leads out": lambda: (
        zipped([("OFD.xml", OFD_ROOT[1].replace("D.xml", "../../etc/hostname"))]),
        "指到文件之外",
    ),
    "OFD that leads out backwards": lambda: (
        zipped([("OFD.xml", OFD_ROOT[1].replace("D.xml", "a\\..\\..\\b"))]),
        "文件之外",
    ),
    "OFD without a document": lambda: (zipped([OFD_ROOT]), "缺少 D.xml"),
    "PDF of 100,000 pages": lambda: (
        pdf_of(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 100000>>", PAGE),
        "超过2000页",
    ),
    "PDF cut off": lambda: (b"%PDF-1.7\n1 0 obj", "不完整"),
    "PDF that calls itself": lambda: (pdf_page(b"/X Do", form=b"/X Do " * 8), "时间或内存"),
    "PDF that unpacks to a gigabyte": lambda: (pdf_page(*twice_deflated()), "时间或内存"),
    "PDF of pictures": lambda: (pdf_page(b"0 0 9 9 re f"), "扫描件.*文字识别"),
}


def twice_deflated():
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(bytes(1_000_000)) for _ in range(1500)) + packer.flush()
    return deflated(once)[0], b"/Filter[/FlateDecode/FlateDecode]"


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_ends_in_a_clear_message(made):
    data, says = made()
    with pytest.raises(InputFault, match=says) as refused:
        read_document("报告", data)
    assert refused.value.message.startswith("报告")
    assert len(refused.value.message) < 200


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_comes_twice_is_refused():
    with pytest.raises(InputFault, match="同名文件"):
        read_document("a", zipped([("word/document.xml", "<a/>"), ("word/document.xml", "<b/>")]))


def test_a_span_of_a_thousand_million_columns_is_only_a_wide_cell():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p>' + run("甲") + "</w:p></w:tc>"
    cells = wide + f"<w:tc><w:p>{run('乙')}</w:p></w:tc>"
    assert read_document("a", docx_from(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).content == "甲\t乙"
    page = b"<html><table>" + (b"<tr>" + b"<td rowspan=60000 colspan=60000>1" * 100) * 100
    assert read_document("a", page).content.count("1") == 10_000


def test_ten_megabytes_of_digits_are_a_text():
    assert len(read_document("a.txt", b"1" * 10_000_000).content) == 10_000_000


def answered(name, data):
    try:
        return isinstance(read_document(name, data), Text)
    except InputFault as fault:
        return bool(fault.message)


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx", "a.ofd"]))
def test_any_bytes_are_a_text_or_a_message(data, name):
    assert answered(name, data)


@settings(deadline=None)
@given(
    st.binary(min_size=1, max_size=200),
    st.sampled_from([b"<html>", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"<p>"]),
)
def test_any_bytes_after_a_known_beginning_are_a_text_or_a_message(data, head):
    assert answered("a.html", head + data)


SOUND = [
    docx_of(table=TABLE),
    html_of(table=TABLE),
    ofd_of([[(30, 40, "受理12件")]]),
    docx_from(f"<w:p>{run('1')}</w:p>", STORED),
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SOUND), st.integers(0, 2**32))
def test_a_sound_file_with_bytes_changed_is_a_text_or_a_message(data, seed):
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        if chance.random() < 0.3:
            del changed[at : at + chance.randint(1, 30)]
        else:
            changed[at] = chance.randrange(256)
    assert answered("a", bytes(changed))


TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "pPr",
    "ins",
    "del",
    "txbxContent",
    "sdt",
    "hyperlink",
    "drawing",
    "numPr",
    "vMerge",
]
TREES = st.recursive(
    st.sampled_from(
        ["1件", "<w:t>甲2</w:t>", "<w:br/>", "<w:tab/>", '<w:gridSpan w:val="x"/>', '<w:numId w:val="-1"/>']
    ),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"
    ),
    max_leaves=30,
)


@settings(deadline=None)
@given(TREES)
def test_any_tree_of_word_markup_is_a_text_or_a_message(body):
    assert answered("a.docx", docx_from(body))


PAGES = st.lists(
    st.sampled_from([f"<{tag}>" for tag in "p div table tr td th br a b pre h1 ul li nav script span".split()]
                    + ["</p>", "</td>", "</table>", "</a>", "</div>", "一1件", " ", "\n", "<td rowspan=x>", "&#0;", "&lt;"]),
    max_size=60,
)  # fmt: skip


@settings(deadline=None)
@given(PAGES)
def test_any_page_is_a_text_or_a_message(parts):
    assert answered("a.html", ("<html>" + "".join(parts)).encode())


@pytest.mark.parametrize("seed", range(12))
def test_a_pdf_with_bytes_changed_is_a_text_or_a_message(seed):
    chance = random.Random(seed)
    changed = bytearray(pdf_page(b"BT /F 12 Tf 50 700 Td (Hello 123) Tj ET"))
    for _ in range(6):
        changed[chance.randrange(9, len(changed))] = chance.randrange(256)
    assert answered("a.pdf", bytes(changed))

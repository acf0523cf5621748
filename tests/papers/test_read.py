"""A file of any usual kind becomes the same text, with its places."""

from __future__ import annotations

import pytest

from guiju.errors import InputFault
from guiju.papers.docx import docx_bytes
from guiju.papers.html import html_bytes
from guiju.papers.pdf import families, pdf_bytes
from guiju.papers.read import read_document
from tests.kernel.document.sample import composed
from tests.papers.made import REPORT, TABLE, docx_of, html_of, ofd_of, zipped

LINES = "\n".join(REPORT)
CELLS = "\n".join("\t".join(row) for row in TABLE)


def printed(text):
    return "".join(text.split())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_text_file_is_read_in_any_usual_encoding(encoding):
    assert read_document("报告.txt", LINES.encode(encoding)).content == LINES


def test_line_ends_of_a_text_file_are_untouched():
    content = "甲1件\r\n乙2件\r丙3件\n\n丁"
    text = read_document("a.txt", content.encode())
    assert text.content == content
    assert [content[p.start : p.end] for p in text.pieces] == ["甲1件", "乙2件", "丙3件", "丁"]


def test_a_mark_of_byte_order_counts_as_a_character_as_it_does_for_whoever_decodes_the_file():
    text = read_document("a.txt", b"\xef\xbb\xbf" + LINES.encode())
    assert text.content == "\ufeff" + LINES
    assert text.content[text.pieces[0].start : text.pieces[0].end] == REPORT[0]


def test_a_file_of_lines_in_two_encodings_is_read_and_says_which_lines():
    data = b"\n".join([REPORT[0].encode(), REPORT[4].encode("gbk"), REPORT[5].encode()])
    text = read_document("a.txt", data)
    assert text.content.split("\n") == [REPORT[0], REPORT[4], REPORT[5]]
    assert "第2行按 GBK 读取" in text.notes[0]


def test_a_broken_byte_is_shown_and_noted():
    data = LINES.encode()
    text = read_document("a.txt", data[:100] + b"\xff" + data[100:])
    assert text.content.count("�") == 1
    assert "第3行" in text.notes[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx_of(table=TABLE)),
        ("a.html", html_of(table=TABLE)),
        ("a.htm", html_of(table=TABLE, charset="gbk")),
    ],
)
def test_paragraphs_and_cells_come_out_alike_of_every_format(name, data):
    text = read_document(name, data)
    assert text.content == f"{LINES}\n{CELLS}"
    cell = text.piece_at(text.content.index("47件", len(LINES)))
    assert (cell.kind, cell.place) == ("cell", "表1第2行第3列")


def test_what_a_file_is_is_told_by_its_content():
    assert read_document("报告.txt", docx_of()).content == LINES
    assert read_document("报告.doc", html_of()).content == LINES


@pytest.mark.parametrize("paper", [docx_bytes, html_bytes])
def test_our_own_report_is_read_back(paper):
    document = composed().document
    text = read_document("r." + paper.__name__.removesuffix("_bytes"), paper(document))
    assert printed(document.title) in printed(text.content)
    assert "61834" in text.content


@pytest.mark.skipif(not families(), reason="本机没有字体，不能排 PDF")
def test_our_own_report_is_read_back_from_pdf_with_pages_and_without_page_numbers():
    document = composed(
        {"shortcomings": "\n".join(f"第{n}个问题，涉及{n}件。" * 9 for n in range(1, 40))}
    ).document
    text = read_document("r.pdf", pdf_bytes(document))
    lines = text.content.split("\n")
    assert any(line == "第7个问题，涉及7件。" * 9 for line in lines)
    assert not any(line.strip("—- ").isdecimal() for line in lines)
    assert text.pieces[0].page == 1
    assert text.pieces[-1].page >= 3


def ofd_pages():
    full = "设" * 28
    first = [
        (39.2, 40, full[:26]),
        (28, 50, full),
        (28, 60, "到此12件。"),
        (39.2, 70, full[:26]),
        (101, 280, "— 1 —"),
    ]
    second = [(28, 40, "接上页34件。"), (39.2, 50, "另起一段。"), (101, 280, "— 2 —")]
    third = [(39.2, 40, "末段。"), (101, 280, "— 3 —")]
    return [first, second, third]


def test_an_ofd_is_put_back_into_paragraphs_across_lines_and_pages():
    text = read_document("a.ofd", ofd_of(ofd_pages(), [(28, 10, "云岭县文件")]))
    assert text.content.split("\n") == [
        "设" * 54 + "到此12件。",
        "设" * 26 + "接上页34件。",
        "另起一段。",
        "末段。",
    ]
    assert text.place_of(text.content.index("34件")) == "第2页第2段"
    assert text.notes == ("页眉页脚没有计入正文：云岭县文件",)


def test_columns_of_an_ofd_do_not_run_together():
    text = read_document("a.ofd", ofd_of([[(30, 40, "受理"), (80, 40, "12"), (120, 40, "345")]]))
    assert text.content == "受理\t12\t345"


def test_an_ofd_of_pictures_is_called_a_scan():
    with pytest.raises(InputFault, match=r"扫描件.*文字识别"):
        read_document("a.ofd", ofd_of([[], []]))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b" \r\n\t\n", "没有文字"),
        (b"\xef\xbb\xbf", "没有文字"),
        (OLE + "WordDocument".encode("utf-16-le"), r"\.doc.*另存为 \.docx"),
        (OLE + "Workbook".encode("utf-16-le"), r"Excel.*\.docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"{\\rtf1 \\ansi}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "图片.*文字识别"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "图片"),
        (b"Rar!\x1a\x07" + bytes(50), "压缩包"),
        (zipped([("xl/workbook.xml", "<a/>")]), "Excel"),
        (zipped([("content.xml", "<a/>")]), r"OpenDocument.*\.docx"),
        (zipped([("一.txt", "1件"), ("二.txt", "2件")]), "逐份审校"),
        (b"<?xml version='1.0'?><data>1</data>", "XML"),
        (bytes(range(256)) * 40, "不是能识别的文字"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(data, says):
    with pytest.raises(InputFault, match=says) as refused:
        read_document("报告", data)
    assert refused.value.message.startswith("报告：")

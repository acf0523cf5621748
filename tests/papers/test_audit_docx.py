"""The marked-up docx: the original as it was, with comments at the words they speak of."""

from __future__ import annotations

import io
import shutil
import subprocess

import docx
import pypdfium2 as pdfium
import pytest

from guiju.papers.audit_docx import AUTHOR, audit_docx
from guiju.papers.read import read_document
from tests.papers.audited import LINES, NAMES, TABLE, audited
from tests.papers.made import docx_from, docx_of, run
from tests.papers.opened import Opened, W

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ORIGINAL = docx_of(LINES, TABLE)


def anchored(content):
    """Each comment's words by the characters that it is anchored to."""
    opened = Opened(content)
    said = {
        c.get(W + "id"): "".join(t.text for t in c.iter(W + "t"))
        for c in opened.all("comment", "word/comments.xml")
    }
    spans, found = {}, {}
    for element in opened.body.iter():
        if element.tag == W + "commentRangeStart":
            spans[element.get(W + "id")] = ""
        elif element.tag == W + "commentRangeEnd":
            found[spans.pop(element.get(W + "id"))] = said[element.get(W + "id")]
        elif element.tag == W + "t":
            spans = {each: words + element.text for each, words in spans.items()}
    return found


@pytest.mark.parametrize(("name", "data"), [("r.docx", ORIGINAL), ("r.html", None)])
def test_comments_stand_at_exactly_the_words_they_speak_of(name, data):
    found = anchored(audit_docx(audited(name, data), data, NAMES))
    assert set(found) == {LINES[0], "106件", "5万余件，审结**", "多次召开专题会议", "98.5%"}
    assert "记录为103件，报告多3件" in found["106件"]
    assert found["5万余件，审结**"].startswith("【注意】数字没有填写")
    assert "没有写下一年的安排" in found[LINES[0]]


def test_all_numbers_are_commented_where_it_is_asked_for():
    found = anchored(audit_docx(audited("r.docx", ORIGINAL), ORIGINAL, NAMES, every=True))
    assert {"106件", "48>件", "5万余件", "**件", "33件"} <= set(found)


@pytest.mark.parametrize(("name", "data"), [("r.docx", ORIGINAL), ("r.html", None)])
def test_the_text_is_the_same_after_marking_up(name, data):
    audit = audited(name, data)
    assert read_document("m.docx", audit_docx(audit, data, NAMES)).content == audit.reading.text.content


def test_the_library_reads_the_comments_back():
    document = docx.Document(io.BytesIO(audit_docx(audited("r.docx", ORIGINAL), ORIGINAL, NAMES)))
    assert {comment.author for comment in document.comments} == {AUTHOR}
    assert len(list(document.comments)) == 5


def test_the_same_audit_gives_the_same_bytes():
    audit = audited("r.docx", ORIGINAL)
    assert audit_docx(audit, ORIGINAL, NAMES) == audit_docx(audit, ORIGINAL, NAMES)


def test_a_run_that_is_split_keeps_its_formatting():
    document = docx.Document()
    for line in LINES:
        document.add_paragraph().add_run(line).bold = True
    table = document.add_table(1, 1).cell(0, 0)
    table.text = "33件"
    saved = io.BytesIO()
    document.save(saved)
    marked = docx.Document(
        io.BytesIO(audit_docx(audited("r.docx", saved.getvalue()), saved.getvalue(), NAMES))
    )
    pieces = [each for each in marked.paragraphs[2].runs if each.text]
    assert "".join(each.text for each in pieces) == LINES[2]
    assert len(pieces) > 4
    assert all(each.bold for each in pieces)


def test_an_original_that_the_library_cannot_open_is_set_anew():
    odd = docx_from("".join(f"<w:p>{run(line.replace('<', '&lt;'))}</w:p>" for line in (*LINES, "33件")))
    assert "106件" in anchored(audit_docx(audited("r.docx", odd), odd, NAMES))


def test_characters_that_xml_cannot_hold_are_replaced():
    content = "\n".join((*LINES, "33件\x0b\x01")).encode()
    assert "106件" in anchored(audit_docx(audited("r.txt", content), content, NAMES))


@pytest.mark.skipif(SOFFICE is None, reason="本机没有 LibreOffice，不能另行打开核对")
def test_another_office_program_opens_it(tmp_path):
    source = tmp_path / "m.docx"
    source.write_bytes(audit_docx(audited("r.docx", ORIGINAL), ORIGINAL, NAMES))
    command = [
        SOFFICE,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", tmp_path, source], check=True, capture_output=True, timeout=180)
    shown = pdfium.PdfDocument(tmp_path / "m.pdf")[0].get_textpage().get_text_range()
    assert "106件" in "".join(shown.split())

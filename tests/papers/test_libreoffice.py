"""The docx opened by another program: LibreOffice lays it out, and the pages are measured."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter

import pypdfium2 as pdfium
import pytest

from guiju.papers.docx import docx_bytes
from guiju.papers.fonts import installed
from guiju.papers.pdf import families
from tests.kernel.document.sample import composed
from tests.papers.test_pdf import lines_of

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="本机没有 LibreOffice，不能另行排版核对"),
    pytest.mark.skipif(not installed("仿宋_GB2312", families()), reason="本机没有中文字体，无法核对版面"),
]


def converted(content, folder):
    """The pages that LibreOffice makes of a docx."""
    source = folder / "r.docx"
    source.write_bytes(content)
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True, timeout=180)
    return pdfium.PdfDocument(folder / "r.pdf")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    document = composed({"shortcomings": "政" * 28 * 70}).document
    return converted(docx_bytes(document), tmp_path_factory.mktemp("office"))


def test_a_full_page_has_22_lines_of_28_characters(pages):
    text = [line for _, line in lines_of(pages[1]) if line[0][2] == "政"]
    assert len(text) == 22
    assert Counter(len(line) for line in text).most_common(1)[0][0] == 28


def test_odd_pages_are_numbered_right_and_even_pages_left(pages):
    for index, right in ((0, True), (1, False), (2, True)):
        _, line = lines_of(pages[index])[-1]
        assert "".join(character for _, _, character in line) == f"—{index + 1}—"
        assert ((line[0][0] + line[-1][1]) / 2 > 298) == right


def test_no_line_breaks_inside_a_number(tmp_path):
    words = "\n".join("甲" * indent + "资料{copies}份" * 12 for indent in range(1, 12))
    pages = converted(docx_bytes(composed({"shortcomings": words}).document), tmp_path)
    lines = ["".join(c for _, _, c in line) for page in pages for _, line in lines_of(page)]
    assert sum(line.count("61834") for line in lines) >= 11 * 12

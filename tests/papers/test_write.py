"""Writing by extension."""

from __future__ import annotations

import pytest

from guiju.errors import InputFault
from guiju.papers.fonts import installed
from guiju.papers.pdf import families
from guiju.papers.write import WRITERS, render, write
from tests.kernel.document.sample import composed

FIRST_BYTES = {
    "docx": b"PK\x03\x04",
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "md": "# 云溪".encode(),
    "json": b"{",
}


@pytest.mark.parametrize("extension", WRITERS)
def test_each_extension_writes_its_format(tmp_path, extension):
    if extension == "pdf" and not installed("仿宋_GB2312", families()):
        pytest.skip("本机没有中文字体，无法排 PDF")
    path = write(composed().document, tmp_path / "新目录" / f"报告.{extension.upper()}")
    assert path.read_bytes().startswith(FIRST_BYTES[extension])


@pytest.mark.parametrize("name", ["报告.doc", "报告.exe", "报告"])
def test_another_extension_is_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(InputFault, match=r"\.docx、\.html、\.pdf、\.md、\.json"):
        write(composed().document, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "文件").write_text("x")
    with pytest.raises(InputFault, match="写不了"):
        write(composed().document, tmp_path / "文件" / "报告.md")


def test_render_gives_the_bytes_that_write_writes(tmp_path):
    document = composed().document
    assert write(document, tmp_path / "r.html").read_bytes() == render(document, "html")

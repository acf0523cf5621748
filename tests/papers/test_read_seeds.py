"""Real reports, put into other formats, are read back paragraph by paragraph, number by number."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from guiju.kernel.audit.extract import quantities
from guiju.papers.read import read_document
from tests.papers.made import docx_of, html_of, ofd_of

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module", params=range(5))
def seed(request, shared):
    path = sorted((shared / "seeds").glob("*.txt"))[request.param]
    return read_document(path.name, path.read_bytes())


def paragraphs(text):
    """Without blanks that only lay out: a line set anew has others."""
    return ["".join(line.split()) for line in text.content.splitlines() if line.strip()]


def numbers(text):
    return ["".join(quantity.text.split()) for quantity in quantities(text.content)]


def set_in_lines(lines, wide=28, tall=22):
    """Pages of lines as an OFD holds them, the first of a paragraph two characters in."""
    rows = []
    for words in lines:
        words = "".join(words.split())
        first, rest = words[: wide - 2], words[wide - 2 :]
        rows.append((28 + 2 * 5.6, first))
        rows += [(28, rest[at : at + wide]) for at in range(0, len(rest), wide)]
    pages = [rows[at : at + tall] for at in range(0, len(rows), tall)]
    return [
        [(x, 37 + 10 * n, words) for n, (x, words) in enumerate(page)] + [(100, 280, f"— {number} —")]
        for number, page in enumerate(pages, 1)
    ]


@pytest.mark.parametrize("extension", ["docx", "html", "ofd"])
def test_a_real_report_is_the_same_in_every_format(seed, extension):
    lines = [seed.content[p.start : p.end].replace("<", "&lt;") for p in seed.pieces]
    made = {"docx": docx_of, "html": html_of, "ofd": lambda rows: ofd_of(set_in_lines(rows))}[extension](
        lines
    )
    text = read_document(f"a.{extension}", made)
    assert paragraphs(text) == paragraphs(seed)
    assert numbers(text) == numbers(seed)


@pytest.mark.skipif(SOFFICE is None, reason="本机没有 LibreOffice，不能做成 PDF")
def test_real_reports_are_the_same_in_pdf(shared, tmp_path):
    seeds = [read_document(path.name, path.read_bytes()) for path in sorted((shared / "seeds").glob("*.txt"))]
    for number, text in enumerate(seeds):
        (tmp_path / f"{number}.docx").write_bytes(
            docx_of([text.content[p.start : p.end] for p in text.pieces])
        )
    command = [
        SOFFICE,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    files = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, "--outdir", tmp_path, *files], check=True, capture_output=True, timeout=240)
    for number, seed in enumerate(seeds):
        text = read_document("a.pdf", (tmp_path / f"{number}.pdf").read_bytes())
        assert paragraphs(text) == paragraphs(seed)
        assert numbers(text) == numbers(seed)

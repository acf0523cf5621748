"""The Markdown: read by a Markdown reader, it says what the tree says."""

from __future__ import annotations

import markdown_it
import pytest

from guiju.papers.markdown import markdown_bytes
from tests.kernel.document.sample import composed


@pytest.fixture(scope="module")
def read():
    return markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table")


def test_headings_keep_their_levels(read):
    html = read.render(markdown_bytes(composed().document).decode())
    assert "<h1>云溪区人民政府2023年样例报告</h1>" in html
    assert "<h2>一、主要工作</h2>" in html
    assert "<h3>（一）行政复议</h3>" in html


def test_a_figure_carries_its_id_and_leads_to_its_row(read):
    html = read.render(markdown_bytes(composed().document).decode())
    assert '<a href="#figure-cases" title="cases@2023@990101#48211">103</a>' in html
    assert '<a id="figure-cases"></a>' in html


def test_the_table_has_a_row_a_figure(read):
    html = read.render(markdown_bytes(composed().document).decode())
    assert html.count("<tr>") == 5


@pytest.mark.parametrize(
    "words",
    [
        "# 不足",
        "- 不足",
        "1. 不足",
        "*不足*",
        "<b>不足</b>",
        "[不足](x)",
        "|不足|",
        "`不足`",
        "---",
        "===",
        "~~~",
        "1) 不足",
        "+ 不足",
    ],
)
def test_supplied_words_cannot_become_markup(read, words):
    html = read.render(markdown_bytes(composed({"shortcomings": words}).document).decode())
    plain = words.replace("<", "&lt;").replace(">", "&gt;")
    assert f"<p>{plain}</p>" in html

"""The HTML: every figure a link, nothing from outside, nothing supplied becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.document.tree import RedHead
from guiju.papers.html import fragment, html_bytes
from tests.kernel.document.sample import composed


class Page(HTMLParser):
    """Elements opened, their balance, links, ids and words."""

    VOID = frozenset({"meta", "wbr", "br", "link", "img"})

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.links, self.ids, self.words = [], [], {}, [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if "data-figure" in given:
            self.links.setdefault(given["data-figure"], given["href"])
        if "id" in given:
            self.ids.append(given["id"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


@pytest.fixture(scope="module")
def paper():
    return composed(notice="演示数据").document


def test_every_figure_is_a_link_to_where_the_caller_says(paper):
    page = Page(fragment(paper, lambda ref: f"/figures/{ref.id}?from=report&x=1"))
    assert page.links == {ref.id: f"/figures/{ref.id}?from=report&x=1" for ref in paper.figures}


def test_without_a_caller_a_figure_leads_to_its_row(paper):
    page = Page(fragment(paper))
    assert {link.removeprefix("#") for link in page.links.values()} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_page_stands_alone_in_chinese_with_a_title_and_no_script(paper):
    text = html_bytes(paper).decode()
    page = Page(text)
    assert text.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert "script" not in page.tags
    assert "http" not in text
    assert page.open == []
    assert page.tags.count("h1") == 1


def test_the_notice_comes_before_the_title(paper):
    text = fragment(paper)
    assert 0 < text.index("演示数据") < text.index("<h1>")


def test_the_table_has_column_headings_and_a_caption(paper):
    page = Page(fragment(paper))
    assert page.tags.count("th") == 8
    assert "caption" in page.tags


def test_contents_lead_to_sections(paper):
    page = Page(fragment(paper))
    assert {"section-work", "section-shortcomings", "attachment-1"} <= set(page.ids)


@given(st.text(max_size=80))
def test_supplied_words_cannot_become_markup(words):
    plain = Page(fragment(composed({"shortcomings": "不足。"}).document))
    page = Page(fragment(composed({"shortcomings": f"<b onclick='x'>{words}</b>"}).document))
    assert page.open == []
    assert set(page.tags) <= set(plain.tags) | {"mark"}
    assert "<b onclick='x'>" in page.words


def test_a_gap_is_marked():
    assert '<mark class="blank">（待填写：存在的不足和原因）</mark>' in fragment(composed({}).document)


def test_a_red_head_is_shown():
    text = fragment(composed(red_head=RedHead("区政府文件", "云政发〔2024〕1号", "甲")).document)
    assert "云政发〔2024〕1号<span>签发人：甲</span>" in text

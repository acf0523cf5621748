"""What holds for every page: Chinese, calm under a strict content policy, honest about being invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from guiju.web.context import DEMONSTRATION
from tests.web.test_permissions import NAMES, PUBLIC, address, asked

SEEN = [
    n
    for n in NAMES
    if n not in PUBLIC | {"logout", "checkpoint", "download", "proof", "review", "audit_download"}
]
TEMPLATES = sorted(Path("guiju/web/templates/web").glob("*.html"))


@pytest.mark.parametrize("name", SEEN)
def test_every_page_says_that_the_demonstration_is_invented_and_what_day_it_is(town, signed_in, name):
    page = asked(signed_in("trade"), name, town).content.decode()
    assert DEMONSTRATION in page
    assert '<time datetime="2023-03-20">' in page


@pytest.mark.parametrize("name", SEEN)
def test_no_page_needs_what_the_content_policy_forbids(town, signed_in, name):
    page = asked(signed_in("trade"), name, town).content.decode()
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:", page) == []
    assert re.findall(r"<script(?![^>]*\ssrc=\"/(?:static|audit)/)[^>]*>", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


@pytest.mark.parametrize("name", SEEN)
def test_every_page_has_one_heading_a_language_and_unique_ids(town, signed_in, name):
    page = asked(signed_in("trade"), name, town).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert '<html lang="zh-CN">' in page
    assert page.count("<h1") == 1
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["duties", "matter", "entry"])
def test_business_pages_are_kept_out_of_caches(town, signed_in, name):
    answer = asked(signed_in("trade"), name, town)
    assert "no-store" in answer["Cache-Control"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_wrong_address_is_answered_in_chinese(town, signed_in):
    answer = signed_in("trade").get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_a_broken_program_is_told_without_a_traceback(town, signed_in, monkeypatch):
    def break_down(*_, **__):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("guiju.web.views.duties.page_duties", break_down)
    client = signed_in("trade")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "程序出错" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_a_real_home_carries_no_word_of_a_demonstration(town, signed_in, monkeypatch):
    monkeypatch.setattr(town.house, "demonstration", False)
    assert DEMONSTRATION not in signed_in("trade").get(reverse("duties")).content.decode()


def test_what_people_type_is_escaped(town, signed_in):
    page = signed_in("trade").get(reverse("matters"), {"words": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in page


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.stem)
def test_only_papers_are_drawn_without_escaping(template):
    marks = re.findall(r"\|safe\b|autoescape off", template.read_text(encoding="utf-8"))
    assert marks == (["|safe"] if template.stem in ("report", "audit") else [])


def test_the_login_page_tells_a_stranger_nothing_of_the_house(town):
    page = Client().get(address("login", town)).content.decode()
    assert "主导航" not in page

"""A citation on a page opens its article, once the statute texts have been imported."""

from __future__ import annotations

from django.urls import reverse

WORDS = "第二条　公民、法人或者其他组织认为行政行为侵犯其合法权益的，可以申请。\n"


def test_an_article_opens_from_imported_texts(town, signed_in):
    folder = town.house.home / "texts"
    folder.mkdir(exist_ok=True)
    (folder / "行政复议法(2023-09-01).md").write_text(WORDS, encoding="utf-8")
    page = signed_in("trade").get(reverse("law"), {"cite": "《行政复议法》（2023）第二条"})
    assert "侵犯其合法权益" in page.content.decode()


def test_a_text_not_imported_says_how_to_import_it(town, signed_in):
    page = signed_in("trade").get(reverse("law"), {"cite": "《行政处罚法》（2021）第六十条"})
    assert "guiju law import" in page.content.decode()


def test_what_is_no_citation_is_told_in_chinese(town, signed_in):
    answer = signed_in("trade").get(reverse("law"), {"cite": "随便写写"})
    assert answer.status_code == 400


def test_citations_on_pages_are_links(town, signed_in):
    page = signed_in("trade").get(reverse("procedure", args=["reconsideration"])).content.decode()
    assert reverse("law") + "?cite=" in page

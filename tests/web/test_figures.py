"""Figures and the report: every number opens."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from guiju.kernel.document.tree import FigureRef
from guiju.usecases.explain_indicator import explain_indicator
from guiju.web.chart import Point, bar_chart, ceiling
from guiju.web.views.reports import figure_href


def test_every_figure_of_the_report_leads_to_a_page_that_opens(signed_in, town):
    client = signed_in("mayor")
    page = client.get(reverse("annual", args=["2023"])).content.decode()
    links = {unescape(link) for link in re.findall(r'<a class="figure" href="([^"]+)"', page)}
    assert links
    assert {client.get(link).status_code for link in links} == {200}


def test_a_figure_of_a_paper_leads_to_the_size_that_it_was_computed_at():
    ref = FigureRef("cases@2023@990101#42", "cases", "2023", "990101", Decimal(1), "1")
    assert figure_href(ref) == "/figures/cases/?period=2023&body=990101&size=42"


def test_a_figure_shows_its_definition_in_words(town):
    for indicator in town.house.catalogue.indicators.values():
        told = explain_indicator(town.house, indicator)
        assert len(told) == (2 if indicator.is_ratio else 1)
        words = "".join(c for one in told for c in one.conditions)
        assert not re.search(r"[a-z]{3,}_[a-z]", words), words


def test_a_figure_as_of_an_earlier_size_shows_todays_value_beside_it(signed_in, town):
    client = signed_in("mayor")
    address = reverse("figure", args=["reconsideration_cases_concluded"])
    page = client.get(address, {"period": "2023", "size": "5"}).content.decode()
    assert "按记录前 5 条计算" in page
    assert "按现有全部记录重算" in page


def test_the_matters_that_a_figure_counts_are_listed_with_their_entries(signed_in, town):
    address = reverse("figure", args=["enforcement_certificates_issued"])
    answer = signed_in("mayor").get(address, {"period": "2023"})
    page = answer.content.decode()
    assert answer.context["figure"].value == 1
    assert reverse("matter", args=[town.certificate]) in page
    assert "记录第" in page.split("计入的记录")[-1]


def test_the_list_behind_a_figure_turns_pages(signed_in, town, monkeypatch):
    monkeypatch.setattr("guiju.web.views.figures.MOST_ROWS", 1)
    address = reverse("figure", args=["enforcement_certificates_issued"])
    first = signed_in("mayor").get(address, {"period": "2020-01..2023-12"})
    assert first.context["figure"].value == 3
    onward = first.context["lists"][0]["onward"]
    second = signed_in("mayor").get(address + onward)
    names = [r.context["lists"][0]["rows"][0]["line"].id for r in (first, second)]
    assert len(set(names)) == 2


@pytest.mark.parametrize("query", [{"period": "abc"}, {"size": "x"}, {"size": "99999999"}, {"after": "-3"}])
def test_bad_questions_are_answered_in_words(signed_in, town, query):
    answer = signed_in("mayor").get(reverse("figure", args=["reconsideration_cases_concluded"]), query)
    assert answer.status_code == 400


def test_an_unknown_indicator_is_not_found(signed_in, town):
    assert signed_in("mayor").get(reverse("figure", args=["nothing"])).status_code == 404


@pytest.mark.parametrize(("extension", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_report_is_downloaded_as_a_file(signed_in, town, extension, begins):
    answer = signed_in("mayor").get(reverse("download", args=["2023", extension]))
    assert answer.content.startswith(begins)
    assert "attachment" in answer["Content-Disposition"]


def test_no_other_format_is_offered(signed_in, town):
    assert signed_in("mayor").get(reverse("download", args=["2023", "exe"])).status_code == 404


def test_words_of_officials_cannot_break_out_of_the_report(signed_in, town, monkeypatch):
    words = {"measures": "<script>alert(1)</script>", "shortcomings": "<img src=x>"}
    monkeypatch.setattr("guiju.usecases.compose_report.words_of", lambda *_: words)
    page = signed_in("mayor").get(reverse("annual", args=["2023"])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(("value", "top"), [(0, 2), (1, 2), (3, 4), (5, 10), (10, 10), (11, 20), (101, 200)])
def test_a_scale_ends_at_a_round_number_with_a_whole_middle(value, top):
    assert ceiling(Decimal(value)) == top


def test_bars_are_as_long_as_their_values():
    chart = bar_chart(
        "各月", "件", [Point("1", Decimal(5), "5"), Point("2", Decimal(10), "10"), Point("3", None, "—")]
    )
    low, high, none = (bar.height for bar in chart.bars)
    assert high == pytest.approx(2 * low, abs=0.2)
    assert none == 0

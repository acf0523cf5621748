"""The JSON: the keys that the contract fixes."""

from __future__ import annotations

import json

from guiju.papers.json import json_bytes
from tests.kernel.document.sample import composed, figures


def read(document):
    return json.loads(json_bytes(document))


def test_the_keys_of_the_contract_are_there():
    table = read(composed().document)
    assert {"title", "sections", "figures"} <= table.keys()
    assert all(
        {"id", "indicator", "period", "body", "value", "text", "records"} <= figure.keys()
        for figure in table["figures"]
    )


def test_a_figure_has_its_value_as_a_number_and_its_words_as_printed():
    found = {
        figure["indicator"]: (figure["value"], figure["text"], figure["records"])
        for figure in read(composed().document)["figures"]
    }
    assert found == {
        "cases": (103, "103", 7),
        "mediated": (12, "12", 7),
        "copies": (61834, "6.2万", 7),
        "pass_rate": (98.5, "98.5%", 7),
    }


def test_a_figure_that_cannot_be_computed_is_null():
    found = {
        figure["indicator"]: figure["value"]
        for figure in read(composed(given=figures(pass_rate=None)).document)["figures"]
    }
    assert found["pass_rate"] is None


def test_sections_stand_in_order_with_their_articles():
    sections = read(composed().document)["sections"]
    assert [(section["id"], section["number"]) for section in sections] == [
        ("opening", ""), ("work", "一、"), ("shortcomings", "二、")
    ]  # fmt: skip
    assert sections[1]["cites"] == ["法治政府建设与责任落实督察工作规定(2019)#25.0.1"]
    assert sections[1]["paragraphs"][1]["figures"][0] == "cases@2023@990101#48211"

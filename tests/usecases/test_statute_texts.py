"""Texts imported into a home make its citations open."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.errors import InputFault, NotFound
from guiju.usecases.import_texts import declared, import_texts
from guiju.usecases.show_article import article

STEM = "行政复议法(2023-09-01)"
WORDS = "# 试验文本\n\n第六十二条　第一款的话。\n（一）甲项；\n第二款的话。\n\n第六十三条　另一条。\n"
"""Invented words: this repository holds no statute text."""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "source"
    made.mkdir()
    (made / f"{STEM}.md").write_text(WORDS, encoding="utf-8")
    (made / "笔记.md").write_text("第一条　不相干", encoding="utf-8")
    return made


@pytest.fixture
def imported(house, folder):
    import_texts(house, folder)
    return house


def test_an_import_tells_what_was_recognised_missing_and_unknown(house, folder):
    told = import_texts(house, folder)
    assert told.stems("new") == [STEM]
    assert [one.file for one in told.rejected] == ["笔记.md"]
    assert [finding.level for finding in told.findings()] == ["note"]
    missing = {one.stem for one in told.missing}
    assert missing == declared(house.catalogue.instruments).keys() - {STEM}
    assert {"recognised", "new", "missing", "rejected"} <= told.as_dict().keys()


def test_a_declared_text_that_cannot_be_read_is_an_error(house, folder):
    (folder / f"{STEM}.md").write_bytes(b"\xff")
    told = import_texts(house, folder)
    assert {finding.place: finding.level for finding in told.findings()} == {
        f"{STEM}.md": "error",
        "笔记.md": "note",
    }


@pytest.mark.parametrize(
    "written",
    [
        "行政复议法(2023)#62.1",
        "《行政复议法》（2023）第六十二条第一款",
        "《中华人民共和国行政复议法》（2023年修订）第62条第1款",
        " 行政复议法(2023)#62.1 ",
    ],
)
def test_a_citation_opens_in_either_form(imported, written):
    found = article(imported, written)
    assert found.text == "第一款的话。\n（一）甲项；"
    assert found.whole.endswith("第二款的话。")
    assert (found.title, found.place) == ("中华人民共和国行政复议法", "第六十二条第一款")
    assert found.citation == "行政复议法(2023)#62.1"


def test_an_article_says_since_when_it_is_in_force(imported):
    found = article(imported, "行政复议法(2023)#63")
    assert found.in_force_from == date(2024, 1, 1)
    assert not found.in_force(date(2023, 12, 31))
    assert found.in_force(date(2024, 1, 1))


def test_a_text_that_has_not_been_imported_is_named(house):
    with pytest.raises(NotFound, match=r"尚未导入.*行政复议法\(2023-09-01\)\.md.*guiju law import"):
        article(house, "行政复议法(2023)#62")


def test_a_version_without_any_text_is_said(imported):
    with pytest.raises(NotFound, match="没有登记文本文件"):
        article(imported, "行政处罚法(2017)#3")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("行政复议法(2023)#62.9", "没有《行政复议法》（2023）第六十二条第九款"),
        ("行政复议法(2023)#999", "请核对条"),
        ("没有法#1", "未在"),
        ("行政复议法(1999)#1", "没有登记1999年"),
        ("行政复议法#1", "须写明年份"),
    ],
)
def test_what_is_not_there_is_not_found_and_says_why(imported, written, why):
    with pytest.raises(NotFound, match=why):
        article(imported, written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "行政复议法(2023)",
        "x y",
        "行政复议法(2023)#1；行政复议法(2023)#2",
        "法" * 1000,
        "../../etc/passwd",
    ],
)
def test_what_is_no_citation_of_an_article_is_refused(imported, written):
    with pytest.raises(InputFault):
        article(imported, written)

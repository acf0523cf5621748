"""Every row of the pages of facts is encoded or explained, and the table knows no other rows."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from guiju.kernel.coverage import Page, judge, read_page
from guiju.store.catalogue import SHIPPED, Catalogue, read
from guiju.usecases.cover_facts import coverage_findings, coverage_table, encoded
from scripts.coverage import all_rows_of, pages_of, rows_of


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


def test_no_row_is_neither_encoded_nor_explained():
    assert [f"{f.place} {f.message}" for f in coverage_findings(catalogue())] == []


def test_every_page_of_facts_has_a_file(shared):
    pages = {page.stem for page in pages_of(shared / "law/facts")}
    assert sorted(pages - {page.name for page in catalogue().pages}) == []


def test_every_row_of_every_page_is_in_the_table(shared):
    listed = {page.name: set(page.rows) for page in catalogue().pages}
    missing = {
        page.stem: sorted(set(rows_of(page)) - listed[page.stem])
        for page in pages_of(shared / "law/facts")
        if page.stem in listed
    }
    assert {name: rows for name, rows in missing.items() if rows} == {}


def test_the_table_lists_no_row_that_its_page_lacks(shared):
    known = {page.stem: all_rows_of(page) for page in pages_of(shared / "law/facts")}
    assert {page.name: sorted(set(page.rows) - known[page.name]) for page in catalogue().pages} == {
        page.name: [] for page in catalogue().pages
    }


def test_every_row_that_the_catalogue_names_is_on_a_page(shared):
    listed = {row for page in catalogue().pages for row in page.rows}
    assert sorted(set(encoded(catalogue())) - listed) == []


def test_the_table_tells_the_keys_of_a_row():
    row = coverage_table(catalogue())["major-administrative-decision"]["rows"]["MAD-T01"]
    assert "major_decision.limit.open_call" in row["keys"]
    assert row["why"] is None


# --- the judgement itself, on small pages ---------------------------------------------------------


def page(**given) -> Page:
    return Page("p", "页", **{"rows": ("AAA-1", "AAA-2"), "place": "coverage/p.toml", **given})


def rules(pages, encoded) -> list[str]:
    return [finding.rule for finding in judge(pages, encoded)]


def test_a_row_without_entry_or_reason_is_open():
    assert rules([page()], {"AAA-1": ("x.step.a",)}) == ["coverage.open"]


def test_a_row_is_not_both_encoded_and_explained():
    one = page(explained={"AAA-2": "另有程序"})
    assert rules([one], {"AAA-1": ("x.step.a",), "AAA-2": ("x.step.b",)}) == ["coverage.both"]


def test_an_encoded_row_that_no_page_of_its_family_lists_is_found():
    one = page(explained={"AAA-1": "…", "AAA-2": "…"})
    assert rules([one], {"AAA-3": ("x.step.a",)}) == ["coverage.unknown"]


def test_rows_of_a_page_that_is_not_there_yet_are_left_alone():
    one = page(explained={"AAA-1": "…", "AAA-2": "…"})
    assert rules([one], {"BBB-1": ("x.step.a",), "other/first cell": ("x.step.b",)}) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('rows = ["A-1"]\n[[explained]]\nrows = ["A-9"]\nwhy = "…"', "coverage.unlisted"),
        ('rows = ["A-1"]\n[[explained]]\nrows = ["A-1"]', "declaration.missing"),
        ('rows = ["A-1", "A-1"]', "coverage.twice"),
        ('rows = ["A-1"]\nexplaned = 1', "declaration.unknown_key"),
    ],
)
def test_a_faulty_page_is_told_what_is_wrong(text, rule):
    data = tomllib.loads(f'format = 1\npage = "p"\ntitle = "页"\n{text}')
    read, findings = read_page(data, "coverage/p.toml")
    assert read is None
    assert [finding.rule for finding in findings] == [rule]

"""Against the statute texts, where they are at hand: whatever the catalogue cites stands there."""

from __future__ import annotations

import pytest

from guiju.exchange.texts import TextFolder
from guiju.kernel.law.text import TextLibrary
from guiju.store.catalogue import load
from guiju.usecases.check_catalogue import all_cited, check_catalogue


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "law" / "texts"


@pytest.fixture(scope="module")
def catalogue():
    return load()


def test_the_catalogue_cites_its_statutes_in_hundreds_of_places(catalogue):
    cited = list(all_cited(catalogue))
    assert len({citation for citation, _ in cited}) > 500
    kinds = {place.split("/")[0] for _, place in cited}
    assert {"procedures", "days"} <= kinds


def test_every_citation_of_the_whole_catalogue_is_found_in_its_text(catalogue, folder):
    library = TextLibrary(catalogue.instruments, TextFolder(folder).read)
    opened = [(citation, place) for citation, place in all_cited(catalogue) if library.has(citation)]
    assert len({citation for citation, _ in opened}) > 500
    assert [f"{place} {citation}" for citation, place in opened if library.find(citation) is None] == []


def test_every_declared_text_that_is_cited_is_at_hand(catalogue, folder):
    texts = TextFolder(folder)
    assert [
        stem for one in catalogue.instruments for v in one.versions for stem in v.texts if not texts.has(stem)
    ] == []


def test_the_check_of_the_catalogue_finds_no_citation_that_fails(folder):
    assert [f for f in check_catalogue(texts=folder) if f.level != "note"] == []


def test_a_text_that_lacks_a_cited_article_is_found(tmp_path):
    (tmp_path / "行政复议法(2023-09-01).md").write_text("第一条　只有一条。\n", encoding="utf-8")
    found = check_catalogue(texts=tmp_path)
    assert "citation.no_such_place" in {f.rule for f in found}
    assert all("行政复议法" in f.citation for f in found if f.rule == "citation.no_such_place")

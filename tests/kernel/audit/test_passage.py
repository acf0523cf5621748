"""A reviewer's decision is found again by the words around a number."""

from __future__ import annotations

from guiju.kernel.audit.passage import fingerprint, passage


def test_the_same_sentence_with_other_numbers_has_the_same_fingerprint() -> None:
    last, this = "前言。全年办结案件103件，同比增长5%。", "另一段\n全年办结 案件 97件，同比增长12.5%。"
    assert fingerprint(last, last.index("103"), last.index("103") + 4) == fingerprint(
        this, this.index("97"), this.index("97") + 3
    )


def test_two_numbers_of_one_sentence_have_their_own_fingerprints() -> None:
    words = "受理5件，办结5件。"
    first, second = words.index("5件"), words.rindex("5件")
    assert fingerprint(words, first, first + 2) != fingerprint(words, second, second + 2)


def test_a_passage_reaches_no_further_than_its_sentence() -> None:
    words = "甲。乙为3件；丙。"
    assert passage(words, words.index("3"), words.index("3") + 2) == "乙为〔#〕"


def test_a_text_without_stops_is_cut() -> None:
    words = "字" * 5000 + "3件" + "字" * 5000
    assert len(passage(words, 5000, 5002)) < 400

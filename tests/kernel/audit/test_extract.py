"""Every number that states something is found as printed, and nothing that only looks like one."""

from __future__ import annotations

import sys
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.audit.extract import quantities
from tests.kernel.audit.marked import differences, report, sentences, unmarked

CLAIMS = sentences("claims.txt")
NO_CLAIMS = sentences("no_claims.txt") + [
    line for block in sentences("no_claims.txt") for line in block.splitlines() if "\n" in block
]
REPORTS = ("annual_county.txt", "duty_bureau.txt", "review_and_publicity.txt")
ALPHABET = (
    "0123456789１２,，.．% ％*＊xX×○□_一二两三十百千万亿几数半余多件次项条（）()“”《》、。"
    "年月日天个人第共对率达由从至-—到分之成以上\n"
)


@pytest.mark.parametrize("sentence", CLAIMS)
def test_an_odd_format_is_read_as_printed(sentence):
    assert differences(unmarked(sentence)) == []


def test_the_odd_formats_are_many():
    assert sum(sentence.count("⟦") for sentence in CLAIMS) >= 150
    assert len(NO_CLAIMS) >= 100


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_what_only_looks_like_a_figure_is_left_alone(sentence):
    assert [quantity.text for quantity in quantities(sentence)] == []


@pytest.mark.parametrize("sentence", sentences("spans.txt"))
def test_a_sentence_as_reports_write_it_gives_all_its_figures(sentence):
    assert differences(unmarked(sentence)) == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_whole_report_is_read(name):
    assert differences(report(name)) == []


def test_what_stands_around_a_sentence_changes_nothing_in_it():
    filler = "坚持依法行政，不断提高工作水平。\n" * 40
    for sentence in CLAIMS:
        marked = unmarked(sentence)
        moved = [(q.start - len(filler), q.text) for q in quantities(filler + marked.content + "\n" + filler)]
        assert moved == [(q.start, q.text) for q in quantities(marked.content)]


@given(st.text(alphabet=ALPHABET, max_size=120))
def test_spans_are_sorted_and_never_overlap_and_are_slices(content):
    found = quantities(content)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(content[q.start : q.end] == q.text and q.start < q.end for q in found)
    assert all(q.masked == (q.value is None) and q.scale in (1, 10**4, 10**8) for q in found)


@given(st.text(max_size=200))
def test_any_text_is_read_without_complaint(content):
    assert all(content[q.start : q.end] == q.text for q in quantities(content))


@given(st.integers(1, 10**9), st.sampled_from(["{}", "{:,}"]), st.booleans())
def test_a_number_comes_back_however_its_digits_are_printed(number, style, wide):
    digits = style.format(number)
    if wide:
        digits = digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    (found,) = quantities(f"全年共办结案件{digits}件，成效明显。")
    assert (found.value, found.unit, found.text) == (Decimal(number), "件", digits + "件")


@given(st.decimals(0, 100, places=2), st.sampled_from(["%", "％", "个百分点"]))
def test_a_rate_comes_back(rate, unit):
    (found,) = quantities(f"满意率比上年提高{rate}{unit}。")
    assert (found.value, found.kind) == (rate, "rate")


@pytest.mark.parametrize(
    "character", ["7", "７", "*", "一", "百", "（", "“", "《", "x", "第", "余", "%", " ", "\n"]
)
def test_five_million_characters_of_one_kind_hold_no_claim(character):
    assert quantities(character * 5_000_000) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "1件",
        "1,",
        "12 ",
        "一件",
        "*件",
        "“1件",
        "《1件",
        "1、",
        "百分之",
        "第一、",
        "1-",
        "1万",
        "1\n",
        "余件",
        "半年内",
    ],
)
def test_work_doubles_at_most_when_the_text_doubles(unit):
    once, twice = _calls(unit * 300), _calls(unit * 600)
    assert twice <= 2.1 * once + 200


def _calls(content: str) -> int:
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        quantities(content)
    finally:
        sys.setprofile(before)
    return count

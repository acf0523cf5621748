"""What holds for every text: no claim without its quantity, systems that fit, the same answer twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.kernel.audit.extract import quantities
from guiju.kernel.audit.text import plain_text
from tests.kernel.audit.understanding import LABELLED, claims_of, declared, read

_WORDS = sorted({word for concept in declared()[0].concepts for word in (*concept.terms, *concept.heads)})
_BITS = st.one_of(
    st.sampled_from(_WORDS).map(lambda word: word.replace("…", "全县")),
    st.sampled_from(list("，。；、：（）《》“”\n\t和共达为的类")),
    st.sampled_from(
        ["分别为", "均为", "由原来的", "下降到", "同比增长", "2022年", "8月", "一、", "（一）", "一是"]
    ),
    st.tuples(
        st.sampled_from(["3", "1.5", "20", "*", "百余", "五千"]),
        st.sampled_from("件 次 人 % 万元 个 天".split()),
    ).map("".join),
)
_TEXTS = st.lists(_BITS, max_size=60).map("".join)


@given(_TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_quantity_has_its_claim_and_no_claim_is_without_one(content: str) -> None:
    found = {(one.start, one.end) for one in quantities(content)}
    assert {(claim.quantity.start, claim.quantity.end) for claim in claims_of(content)} == found


@given(_TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_system_of_a_claim_is_that_of_its_indicator(content: str) -> None:
    lexicon, _ = declared()
    for claim in claims_of(content):
        if claim.indicator is not None:
            assert claim.system == (lexicon.by_id[claim.indicator].system or None)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_is_understood_the_same_twice(content: str) -> None:
    assert claims_of(content) == claims_of(content)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_sections_lie_in_the_text_in_order_and_enclose_their_headings(content: str) -> None:
    sections = read(plain_text("test.txt", content)).sections
    assert [one.start for one in sections] == sorted(one.start for one in sections)
    assert all(0 <= one.start <= one.heading_end <= one.end <= len(content) for one in sections)


def test_claims_come_in_reading_order() -> None:
    for path in LABELLED.glob("*.txt"):
        claims = claims_of(path.read_text("utf-8"))
        assert [one.quantity.start for one in claims] == sorted(one.quantity.start for one in claims)


def test_a_sure_claim_always_shows_what_it_was_chosen_from() -> None:
    for path in LABELLED.glob("*.txt"):
        for claim in claims_of(path.read_text("utf-8")):
            if claim.indicator is not None:
                assert claim.indicator in [one.indicator for one in claim.candidates]
                assert all(one.reasons for one in claim.candidates)

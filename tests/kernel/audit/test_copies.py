"""Passages, figures and jumps between reports of several years and bodies."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.kernel.audit.checks import check
from guiju.kernel.audit.shingles import SHINGLE, WINDOW, ShingleIndex, fingerprints, plain
from tests.kernel.audit.checking import book, instruments, reading

WORDS = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 3000))
SURE = SHINGLE + WINDOW - 1
COPIED = (
    "县政府办公室牵头建立执法协调机制，每季度召开联席会议3次，研究跨部门执法中的难点，"
    "梳理职责交叉事项25项，逐项明确牵头单位和配合单位，形成会议纪要并抄送各执法单位执行，"
    "年底对照清单逐项验收，验收结果纳入年度综合考核。"
)


def text_of(seed, length):
    """A text of characters drawn by lot."""
    return "".join(random.Random(seed).choices(WORDS, k=length))


def broken(mine, *others):
    """The rules broken by a report beside others."""
    return {finding.rule for finding in check(mine, book(), instruments(), others)}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 400), st.integers(SURE, 300), st.integers(0, 9))
def test_a_shared_passage_is_found_from_its_first_to_its_last_character(before, after, length, seed):
    shared = text_of(seed, length)
    index = ShingleIndex()
    index.add("甲", text_of(seed + 100, after) + "，" + shared + "，" + text_of(seed + 200, before))
    mine = text_of(seed + 300, before) + "。" + shared + "。" + text_of(seed + 400, after)
    found = [p for p in index.find(mine, least=SURE) if p.start <= before + 1]
    assert [mine[p.start : p.end].strip("。") for p in found][:1] == [shared]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=400))
def test_plain_text_leads_back_to_the_offsets_of_the_original(content):
    bare = plain(content)
    for index, char in enumerate(bare.text):
        if char != "#":
            assert content[bare.offset(index)] == char


def test_numbers_marks_and_line_ends_do_not_hide_a_copy():
    index = ShingleIndex()
    index.add("旧", COPIED)
    altered = COPIED.replace("3次", "*次").replace("25项", "31项").replace("，", "，\n")
    (passage,) = index.find(altered, least=SURE)
    assert (passage.start, passage.other) == (0, "旧")
    assert passage.chars == len(plain(COPIED).text)


def test_a_comma_inside_a_number_makes_no_second_number():
    assert plain("共1,234件，又12，345件").text == plain("共5件又6件").text == "共#件又#件"


def test_texts_without_a_common_passage_share_nothing():
    index = ShingleIndex()
    index.add("甲", text_of(1, 5000))
    assert index.find(text_of(2, 5000)) == ()


def test_a_phrase_that_everybody_prints_is_no_copy():
    index = ShingleIndex()
    for number in range(20):
        index.add(f"报告{number}", text_of(number, 300) + COPIED + text_of(number + 50, 300))
    assert index.find(text_of(99, 200) + COPIED) == ()


def test_chosen_shingles_are_few_and_no_gap_is_wider_than_the_window():
    places = [at for _, at in fingerprints(text_of(5, 4000))]
    assert max(later - earlier for earlier, later in pairwise(places)) <= WINDOW
    assert len(places) < 4000 / (WINDOW / 4)


def test_copying_another_body_is_a_warning_and_ones_own_last_year_a_note():
    mine = reading(COPIED, name="本年", body="石桥县人民政府")
    own = reading(COPIED.replace("25", "19"), name="上年", body="石桥县人民政府", year="2021")
    other = reading(COPIED.replace("25", "19"), name="邻县", body="柳河县人民政府")
    assert "copy.own" in broken(mine, own)
    assert "copy.other" in broken(mine, other)


def test_a_report_is_no_copy_of_itself_nor_of_an_unlike_one():
    mine = reading(COPIED, name="本年")
    assert not broken(mine, mine) & {"copy.own", "copy.other"}
    assert not broken(mine, reading(text_of(3, 500), name="别的")) & {"copy.own", "copy.other"}


def told(number, year, body, name):
    """A report that tells one figure."""
    codes = {number: "publicity_events_held"}
    return reading(f"开展普法活动{number}。", name=name, year=year, body=body, indicators=codes)


def test_the_same_odd_number_in_two_years_is_pointed_out():
    assert "figure.reused" in broken(
        told("813场次", "2022", "石桥县", "本年"), told("813场次", "2021", "石桥县", "上年")
    )
    assert "figure.reused" in broken(
        told("813场次", "2022", "石桥县", "本县"), told("813场次", "2022", "柳河县", "邻县")
    )


def test_small_round_or_other_numbers_may_agree():
    for number, other in (("6场次", "6场次"), ("800场次", "800场次"), ("813场次", "790场次")):
        mine, before = told(number, "2022", "石桥县", "本年"), told(other, "2021", "石桥县", "上年")
        assert "figure.reused" not in broken(mine, before)


def test_a_figure_that_jumps_tenfold_is_noted():
    before = told("813场次", "2021", "石桥县", "上年")
    assert "figure.jump" in broken(told("12场次", "2022", "石桥县", "本年"), before)
    assert "figure.jump" in broken(told("9650场次", "2022", "石桥县", "本年"), before)
    assert "figure.jump" not in broken(told("402场次", "2022", "石桥县", "本年"), before)
    assert "figure.jump" not in broken(told("12场次", "2022", "柳河县", "本年"), before)

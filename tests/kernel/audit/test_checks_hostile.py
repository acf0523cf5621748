"""Texts that are none: every check comes to an end, at places inside the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.kernel.audit.checks import MOST
from tests.kernel.audit.checking import findings

LONG = 40_000
SCRAPS = [
    *(
        "， 。 《 》 （ ） “ ” 其中 分别为 率 和 占 共 100% 3件 **件 2021年 由 减少到 未发生 全覆盖 同比增长 合同法 第三条 完 XX"
    ).split(),
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=80), st.sampled_from(["annual", "duty", "other"]))
def test_any_sequence_of_words_gives_findings_at_places_of_the_text(scraps, kind):
    text = "".join(scraps)
    for finding in findings({"results": text, "shortcomings": text[::-1], "plan": text}, kind=kind):
        assert 0 <= finding.start <= finding.end <= 3 * len(text) + 3
        assert finding.message
        assert finding.rule


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_checked(text):
    assert isinstance(findings(text), tuple)


@pytest.mark.parametrize(
    "scrap",
    [
        "《",
        "）",
        "9",
        "是",
        "率和",
        "其中3件、",
        "5至3次",
        "XX",
        "未发生，",
        "**件，",
        "2021年，3件。",
        "完法",
        "a率、",
        "”》",
        "由5日减少到8日，",
    ],
)
def test_a_long_repetition_ends_with_a_bounded_number_of_findings(scrap):
    found = findings(scrap * (LONG // len(scrap)))
    for rule in {finding.rule for finding in found}:
        assert sum(finding.rule == rule for finding in found) <= MOST


def test_findings_stand_in_the_order_of_the_text_and_never_twice():
    text = "全年审结*件。一些案件实事不清，，共立案3件，其中餐饮类5件。三是是实现全覆盖。"
    found = findings(text)
    starts = [finding.start for finding in found]
    assert starts == sorted(starts)
    assert len(set(found)) == len(found) > 4

"""A leader reads in two sentences how the numbers stand, and the gravest first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from guiju.papers.audit_summary import difference, summarise
from tests.papers.audited import NAMES, audited


def test_two_sentences_count_every_number_and_every_finding():
    summary = summarise(audited(), NAMES)
    assert summary.claims == 6
    assert summary.sentences[0].endswith(
        "有数字6个：1个与记录不符，2个与记录一致，1个尚无记录，1个数字没有填写，1个无法核对。"
    )
    assert summary.sentences[1] == "另发现问题：错误1处、注意2处、提示1处。"


def test_what_is_gravest_comes_first_and_notes_stay_out():
    points = summarise(audited(), NAMES).points
    assert [point.level for point in points] == ["error", "error", "warning", "warning"]
    assert points[0].text == "第3段“106件”（行政处罚案件办结数）：记录为103件，报告多3件"


def test_a_difference_says_how_much_and_which_way():
    claim = audited().reading.claims[0]
    assert difference(replace(claim, recorded=Decimal(110))) == "记录为110件，报告少4件"
    rate = audited().reading.claims[4]
    assert difference(replace(rate, recorded=Decimal("97.25"))) == "记录为97.25%，报告多1.25个百分点"
    assert difference(rate) == ""


def test_findings_of_one_rule_are_one_point():
    audit = audited()
    again = replace(audit, findings=audit.findings + audit.findings[:1])
    masked = next(point for point in summarise(again, NAMES).points if point.title == "数字没有填写")
    assert (masked.times, masked.findings) == (2, (0, 4))

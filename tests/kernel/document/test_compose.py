"""Composing a report: figures in sentences, zero statements only where the query is zero, gaps left visible."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.errors import InputFault
from guiju.kernel.document.figure_value import FigureValue
from guiju.kernel.document.tree import Blank, FigureRef, Heading, Paragraph, Signature, Table
from guiju.kernel.indicator.figure import Figure
from tests.kernel.document.sample import SIGNED_ON, composed, figures, outline, rules, text_of


def refs(result):
    return {ref.indicator: ref for ref in result.document.figures}


def test_a_figure_stands_in_its_sentence_with_its_id():
    result = composed()
    ref = refs(result)["cases"]
    assert "审结行政复议案件103件，其中调解12件。" in text_of(result)
    assert (ref.id, ref.value, ref.text) == ("cases@2023@990101#48211", Decimal(103), "103")


def test_a_form_changes_the_words_and_not_the_value():
    ref = refs(composed())["copies"]
    assert (ref.text, ref.value) == ("6.2万", Decimal(61834))


def test_the_zero_statement_stands_only_where_every_figure_is_zero():
    assert "没有审结" not in text_of(composed(given=figures(cases="0", mediated="1")))
    assert "没有审结" not in text_of(composed(given=figures(cases="1", mediated="0")))
    both = text_of(composed(given=figures(cases="0", mediated="0")))
    assert "没有审结的行政复议案件。" in both
    assert "其中调解" not in both


def test_a_zero_statement_opens_the_figure_that_is_zero():
    ref = refs(composed(given=figures(cases="0", mediated="0")))["cases"]
    assert (ref.text, ref.value) == ("没有审结的行政复议案件", Decimal(0))


def test_a_zero_sentence_without_a_zero_statement_is_left_out():
    assert "发放资料" not in text_of(composed(given=figures(copies="0")))


def test_a_figure_left_out_of_the_text_stays_in_the_table():
    result = composed(given=figures(copies="0"))
    table = next(part for part in result.document.all_parts if isinstance(part, Table))
    rows = ["".join(run.text for cell in row for run in cell) for row in table.rows]
    assert any("copies@2023@990101#48211" in row for row in rows)


def test_a_ratio_over_nothing_counts_as_nothing_and_is_never_printed_as_a_number():
    assert "没有组织考试。" in text_of(composed(given=figures(pass_rate=None)))
    mixed = composed(given=figures(mediated=None))
    assert "其中调解—件" in text_of(mixed)
    assert "figure.empty" in rules(mixed)


def test_a_condition_keeps_a_sentence_back():
    assert "较多的一年" in text_of(composed())
    assert "较多的一年" not in text_of(composed(given=figures(cases="99")))


def test_a_missing_figure_is_a_visible_gap_and_an_error():
    given_figures = {code: number for code, number in figures().items() if code != "cases"}
    result = composed(given=given_figures)
    assert "（待填写：指标 cases）" in text_of(result)
    assert "figure.missing" in rules(result)


def test_missing_words_are_a_visible_gap_and_an_error():
    result = composed({})
    assert "（待填写：存在的不足和原因）" in text_of(result)
    missing = [finding for finding in result.findings if finding.rule == "text.missing"]
    assert [finding.level for finding in missing] == ["error"]
    assert "逐条写明" in missing[0].message


def test_a_required_section_without_content_is_found_with_its_article_and_shown():
    cites = ["法治政府建设与责任落实督察工作规定(2019)#25.0.1"]
    section = {
        "id": "s",
        "title": "主要工作",
        "cites": cites,
        "required": True,
        "sentences": [{"text": "{cases}件。"}],
    }
    result = composed(given=figures(cases="0"), by=outline(section=[section]))
    found = [(finding.rule, finding.citation) for finding in result.findings]
    assert found == [("section.missing", cites[0])]
    assert "一、主要工作\n（待填写：主要工作）" in text_of(result)


def test_a_required_item_without_content_is_found_and_shown():
    item = {"id": "i", "title": "行政复议", "required": True, "sentences": [{"text": "{cases}件。"}]}
    section = {"id": "s", "title": "主要工作", "item": [item]}
    result = composed(given=figures(cases="0"), by=outline(section=[section]))
    assert rules(result) == ["item.missing"]
    assert "（一）行政复议\n（待填写：行政复议）" in text_of(result)


def test_an_optional_section_without_words_is_left_out_and_the_numbers_run_on():
    without = [
        part.printed for part in composed().document.parts if isinstance(part, Heading) and part.level == 1
    ]
    assert without == ["一、主要工作", "二、存在的不足"]
    words = {"shortcomings": "不足。", "more": "安排。"}
    heads = [
        part.printed
        for part in composed(words).document.parts
        if isinstance(part, Heading) and part.level == 1
    ]
    assert heads == ["一、主要工作", "二、存在的不足", "三、2024年安排"]


def test_supplied_lines_become_paragraphs_and_their_own_numbers_headings():
    parts = composed().document.parts
    place = parts.index(
        next(part for part in parts if isinstance(part, Heading) and part.id == "shortcomings")
    )
    heading, first, second = parts[place + 1 : place + 4]
    assert isinstance(heading, Heading)
    assert (heading.level, heading.printed) == (2, "（一）力量不足")
    assert [part.text for part in (first, second) if isinstance(part, Paragraph)] == [
        "人员配备不齐。",
        "个别文件质量不高。",
    ]


def test_supplied_words_may_name_figures_and_bad_braces_are_found():
    assert "案件达103件" in text_of(composed({"shortcomings": "案件达{cases}件。"}))
    bad = composed({"shortcomings": "案件达{案件}件。"})
    assert "案件达{案件}件。" in text_of(bad)
    assert "text.slot" in rules(bad)


def test_control_characters_of_supplied_words_are_dropped():
    assert "不\x00足" not in text_of(composed({"shortcomings": "不\x00足\x1b。"}))
    assert "不足。" in text_of(composed({"shortcomings": "不\x00足\x1b。"}))


def test_the_signature_carries_issuer_and_date_and_a_missing_date_is_found():
    assert composed().document.parts[-1] == Signature("云溪区人民政府", SIGNED_ON)
    assert "report.date" in rules(composed(signed_on=None))


def test_a_period_that_cannot_be_read_is_refused():
    with pytest.raises(InputFault, match="报告期"):
        composed(period="去年")


def test_the_table_lists_each_figure_once_with_article_and_records():
    table = next(part for part in composed().document.all_parts if isinstance(part, Table))
    assert [column.title for column in table.columns] == [
        "序号", "指标", "数值", "单位", "口径", "依据", "记录数", "数字编号"
    ]  # fmt: skip
    first = ["".join(run.text for run in cell) for cell in table.rows[0]]
    assert first == [
        "1", "cases指标", "103", "件", "报告期内的件数。", "《行政复议法》（2023）第六十二条第一款", "7",
        "cases@2023@990101#48211",
    ]  # fmt: skip
    assert len(table.rows) == 4


def test_the_room_of_figures_hands_over_what_a_report_needs():
    figure: FigureValue = Figure(
        "cases", "案件", "件", 0, Decimal(3), None, None, "2023", "990101", 9, "sm3:00", 3
    )  # fmt: skip
    assert figure.id == "cases@2023@990101#9"


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_every_printed_number_is_the_computed_one(cases, mediated):
    result = composed(given=figures(cases=str(cases), mediated=str(mediated)))
    assert f"审结行政复议案件{cases}件，其中调解{mediated}件。" in text_of(result)


@given(st.text(max_size=200))
def test_any_supplied_words_make_a_paper(words):
    document = composed({"shortcomings": words}).document
    assert all(isinstance(run, Blank | FigureRef) or run.text for part in document.parts
               if isinstance(part, Paragraph) for run in part.runs)  # fmt: skip

"""Understanding, rule by rule: sentences of invented reports, with what each of their numbers counts."""

from __future__ import annotations

import pytest

from guiju.kernel.audit.claim import Claim
from guiju.kernel.audit.text import Piece, Text
from tests.kernel.audit.understanding import claims_of, indicators_of, read

TITLE = "云岫县2023年法治政府建设情况报告\n"


def test_two_rates_with_one_number_are_two_claims_of_one_span() -> None:
    claims = claims_of(TITLE + "所有人大代表建议、政协提案办复率、满意率均为100%。")
    assert [claim.indicator for claim in claims] == ["proposal_reply_rate", "proposal_satisfaction_rate"]
    assert len({(claim.quantity.start, claim.quantity.end) for claim in claims}) == 1


def test_a_rate_named_by_two_words_stays_one_claim() -> None:
    claims = claims_of(TITLE + "建议提案满意率和基本满意率为100%。")
    assert [claim.indicator for claim in claims] == ["proposal_satisfied_or_basically_rate"]


def test_names_and_numbers_given_respectively_are_paired_in_order() -> None:
    text = TITLE + "行政复议收到申请、受理和审结案件分别为90件、81件和76件。"
    assert indicators_of(text) == [
        "reconsideration_applications_received",
        "reconsideration_cases_accepted",
        "reconsideration_cases_concluded",
    ]


def test_a_value_before_a_reform_has_no_period_and_the_value_after_has_the_years() -> None:
    before, after = claims_of(TITLE + "企业开办时间由原来的5天压缩到0.5天。")
    assert (before.indicator, before.period) == ("enterprise_setup_days", None)
    assert (after.indicator, after.period) == ("enterprise_setup_days", "2023")


def test_last_years_value_bears_last_year() -> None:
    claims = claims_of(TITLE + "行政复议纠错率由去年的12.5%下降到10.1%。")
    assert [(claim.indicator, claim.period) for claim in claims] == [
        ("reconsideration_correction_rate", "2022"),
        ("reconsideration_correction_rate", "2023"),
    ]


@pytest.mark.parametrize("change", ["同比增长38.7%", "较上年下降12%", "同比减少20件", "上升3.5个百分点"])
def test_a_growth_is_not_taken_for_the_value(change: str) -> None:
    first, growth = claims_of(TITLE + f"全年收到行政复议申请89件，{change}。")
    assert first.indicator == "reconsideration_applications_received"
    assert growth.indicator is None


def test_the_number_of_one_kind_among_several_is_no_concepts_number() -> None:
    text = TITLE + "全年受理行政复议案件50件，其中行政处罚类30件，行政强制类2件。"
    assert indicators_of(text) == ["reconsideration_cases_accepted", None, None]


def test_a_sum_of_two_outcomes_is_neither_of_them() -> None:
    claims = claims_of(TITLE + "全年审结行政复议案件76件，撤销和确认违法8件。")
    assert [claim.indicator for claim in claims] == ["reconsideration_cases_concluded", None]
    assert {one.indicator for one in claims[1].candidates} >= {
        "reconsideration_revoked",
        "reconsideration_confirmed_illegal",
    }


def test_elliptical_clauses_take_their_topic_from_what_stands_before() -> None:
    text = TITLE + "全年办理行政诉讼案件40件，胜诉31件，败诉4件；收到行政复议申请89件，维持32件，驳回7件。"
    assert indicators_of(text) == [
        "litigation_cases_handled",
        "litigation_cases_won",
        "litigation_cases_lost",
        "reconsideration_applications_received",
        "reconsideration_upheld",
        "reconsideration_rejected",
    ]


def test_the_nearer_topic_decides_between_like_rates() -> None:
    text = TITLE + "办结“12345”热线工单200件，办结率99%。县政务服务中心受理审批服务事项300件，办结率98%。"
    assert indicators_of(text)[1::2] == ["hotline_completion_rate", "approval_service_completion_rate"]


def test_the_heading_lends_its_topic() -> None:
    text = (
        TITLE + "（一）加强案卷评查。全年抽查12个单位，发现问题30个。\n（二）开展法治督察。全年发现问题40个。"
    )
    assert indicators_of(text) == [
        "casefile_review_departments",
        "casefile_problems_found",
        "inspection_problems_found",
    ]


def test_words_in_brackets_do_not_cut_the_clause_and_numbers_in_brackets_are_read() -> None:
    text = TITLE + "普法活动受教育干部、群众（含学生）达5万余人；审结行政复议案件76件（含上年结转10件）。"
    assert indicators_of(text) == [
        "publicity_audience",
        "reconsideration_cases_concluded",
        "reconsideration_carried_over",
    ]


def test_the_measure_word_before_the_noun_is_read_with_the_noun_behind_it() -> None:
    text = TITLE + "完成1个综合示范创建和2个单项示范创建的申报，新聘20名人民调解员。"
    assert indicators_of(text) == [
        "demonstration_comprehensive_applications",
        "demonstration_single_item_applications",
        "mediators",
    ]


def test_a_month_named_beside_the_number_is_its_period() -> None:
    text = TITLE + "8月组织讲师团为60余家单位开展讲座。1至10月审结行政复议案件50件。"
    assert [claim.period for claim in claims_of(text)] == ["2023-08", "2023"]


def test_several_years_have_no_single_period() -> None:
    (claim,) = claims_of(TITLE + "近三年来，累计审结行政复议案件300件。")
    assert claim.period is None


def test_a_plan_section_speaks_of_targets_of_the_next_year() -> None:
    text = TITLE + "一、主要举措和成效\n审结行政复议案件76件。\n二、下一步工作安排\n开展普法活动100场次。"
    done, planned = claims_of(text)
    assert (done.period, done.quantity.kind) == ("2023", "count")
    assert (planned.indicator, planned.period, planned.quantity.kind) == (
        "publicity_events_held",
        "2024",
        "target",
    )


def test_a_norm_in_the_text_is_a_target_without_period() -> None:
    (claim,) = claims_of(TITLE + "规定领导干部每年旁听庭审不得少于1次。")
    assert (claim.quantity.kind, claim.period) == ("target", None)


def test_another_body_named_at_the_beginning_is_printed_with_the_claim() -> None:
    other, own = claims_of(TITLE + "县市场监管局立案查处案件23件。全县开展普法活动12场次。")
    assert other.body == "县市场监管局"
    assert own.body == ""


def test_lines_broken_inside_a_sentence_are_one_sentence() -> None:
    text = TITLE + "全县各级行政复议机关共收到行政复议申请八十九件，经过依法审理，\n维持32件，驳回7件。\n"
    assert indicators_of(text)[-2:] == ["reconsideration_upheld", "reconsideration_rejected"]


def test_an_unknown_thing_gets_no_indicator_and_no_system() -> None:
    (claim,) = claims_of(TITLE + "新建停车泊位500个。")
    assert (claim.indicator, claim.system) == (None, None)


def test_a_known_row_without_a_fitting_concept_gets_the_system_alone() -> None:
    (claim,) = claims_of(TITLE + "法律援助机构开通网上预约通道5条。")
    assert (claim.indicator, claim.system) == (None, "S116")


def test_candidates_say_in_chinese_why() -> None:
    (claim,) = claims_of(TITLE + "审结行政复议案件76件。")
    best = claim.candidates[0]
    assert best.indicator == claim.indicator
    assert 0 < best.score <= 1
    assert any("写有" in reason for reason in best.reasons)
    assert any("量词“件”相符" in reason for reason in best.reasons)


def test_the_subject_is_the_texts_own_phrase() -> None:
    claims = claims_of(TITLE + "2023年，全县共审结行政复议案件76件，评查了12个执法部门的案卷。")
    assert claims[0].subject == "全县共审结行政复议案件"
    assert "执法部门" in claims[1].subject


def _table(rows: list[list[str]]) -> Text:
    """A table after a heading, cells one after another."""
    content, pieces = "云岫县2023年法治政府建设情况报告\n", []
    pieces.append(Piece(0, len(content) - 1, "title", 1))
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            start = len(content)
            content += cell + "\n"
            pieces.append(Piece(start, start + len(cell), "cell", table=1, row=row, column=column))
    return Text("table.docx", content, tuple(pieces))


def test_in_a_table_the_heads_of_column_and_row_are_the_words() -> None:
    reading = read(
        _table(
            [
                ["机关", "收到行政复议申请（件）", "行政复议纠错率（%）", "法律援助案件（件）"],
                ["县本级", "41件", "12.5%", "30件"],
                ["合计", "89件", "10.1%", "77件"],
            ]
        )
    )
    assert [claim.indicator for claim in reading.claims] == [
        "reconsideration_applications_received",
        "reconsideration_correction_rate",
        "legal_aid_cases",
    ] * 2


def test_in_a_table_of_rows_the_label_is_the_word() -> None:
    reading = read(_table([["事项", "数量"], ["开展普法活动", "80场次"], ["发放宣传资料", "2万份"]]))
    assert [claim.indicator for claim in reading.claims] == [
        "publicity_events_held",
        "publicity_materials_distributed",
    ]


def _verdictless(claim: Claim) -> bool:
    return claim.verdict == "uncheckable" and claim.recorded is None


def test_understanding_passes_no_verdict() -> None:
    assert all(_verdictless(claim) for claim in claims_of(TITLE + "审结行政复议案件76件。"))


def test_the_part_of_one_level_of_bodies_is_the_same_thing_with_that_body() -> None:
    whole, part = claims_of(TITLE + "全市收到行政复议申请1562件，其中市本级486件。")
    assert (part.indicator, part.body) == (whole.indicator, "市本级")
    assert part.candidates[0].reasons[0].startswith("承前")


def test_a_comparison_with_last_year_does_not_move_the_period_of_what_follows() -> None:
    text = TITLE + "收到行政复议申请1200件，是上年同期的2.3倍，受理1048件，含上年结转12件。"
    assert [claim.period for claim in claims_of(text)][2:] == ["2023", "2023"]


def test_numbers_that_follow_one_another_at_once_share_their_words() -> None:
    assert indicators_of(TITLE + "普法活动发放宣传资料28种6万余份。")[1] == "publicity_materials_distributed"


def test_an_average_is_not_taken_for_the_total() -> None:
    total, average = claims_of(TITLE + "政务服务中心全年受理审批服务事项3.6万件，日均受理860件。")
    assert total.indicator == "approval_service_cases_accepted"
    assert average.indicator is None

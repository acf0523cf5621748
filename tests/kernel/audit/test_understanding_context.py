"""What a number belongs to where its own words do not say: shares, lists, headings, titles; and what it is not."""

from __future__ import annotations

import pytest

from guiju.kernel.audit.claim import Claim
from guiju.kernel.audit.context import document_of
from guiju.kernel.audit.outline import outline
from guiju.kernel.audit.reading import Document
from guiju.kernel.audit.text import plain_text
from tests.kernel.audit.understanding import claims_of, declared

DISPUTES = "清源县行政复议案件办理情况统计分析\n\n一、行政复议案件办理情况\n"


def document(content: str) -> Document:
    lexicon, _ = declared()
    text = plain_text("文", content)
    return document_of(text, outline(text, lexicon), lexicon)


def claim(content: str, printed: str) -> Claim:
    return next(one for one in claims_of(content) if one.quantity.text == printed)


@pytest.mark.parametrize(
    ("content", "printed", "system"),
    [
        (DISPUTES + "以镇政府为被申请人的复议案件21件，占收到申请总数的35%。", "35%", "S96"),
        (DISPUTES + "受理案件中，行政处罚类17件，行政强制2件。", "17件", "S96"),
        (DISPUTES + "受理案件中，行政处罚类17件，行政强制2件。", "2件", "S96"),
        (
            DISPUTES + "申请事项 | 行政处罚 | 信息公开 |\n数量 | 17件 | 3件 |\n占比 | 85% | 15% |\n",
            "3件",
            "S96",
        ),
        ("二、行政执法情况\n全年办理行政处罚17件，行政强制2件。", "17件", "S83"),
        ("（一）组织执法人员培训4期，覆盖130余人次。", "130余人次", "S81"),
        ("（三）法律援助工作\n设立接待窗口7个。", "7个", "S116"),
        ("共交办政协提案40件，按期答复。已经解决的31件，占77.5%。", "77.5%", "S134"),
        ("二、存在的不足\n（一）法律援助工作薄弱。仅有办公用房3间。", "3间", None),
    ],
)
def test_what_a_number_belongs_to(content: str, printed: str, system: str | None) -> None:
    assert claim(content, printed).system == system


@pytest.mark.parametrize(
    ("content", "printed", "indicator"),
    [
        ("全年主动公开政府信息767条，其中政府信息公告520条。", "520条", None),
        (
            "全年主动公开政府信息767条，其中，本年度新增公开政府信息520条。",
            "520条",
            "gov_info_items_disclosed",
        ),
        ("街道各类诉讼案件72起，其中民事诉讼50起，行政诉讼案件14起。", "14起", "litigation_cases_handled"),
        ("组织学习《清源县信访工作办法》《宪法》等法律法规10次。", "10次", "leadership_law_study_sessions"),
        ("全市法律援助接待大厅达到8个。", "8个", None),
        ("共承办政协提案33件，其中主办提案20件。", "20件", None),
        ("全年办理6件行政复议、8件行政诉讼。", "6件", "reconsideration_cases_concluded"),
        ("全年办理6件行政复议、8件行政诉讼。", "8件", "litigation_cases_handled"),
        ("为受援人减免诉讼费12万元。", "12万元", None),
        ("为受援人免收法律服务费用12万元。", "12万元", "legal_aid_fees_waived"),
        ("在2个市场领域开展“双随机”抽查，抽查企业90户。", "90户", "double_random_entities_inspected"),
        ("今年办理行政复议案件,审结(含上年结转)41件。", "41件", "reconsideration_cases_concluded"),
    ],
)
def test_what_a_number_counts(content: str, printed: str, indicator: str | None) -> None:
    assert claim(content, printed).indicator == indicator


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("清源县2024年法治政府建设情况报告\n2024年，全县法治政府建设有序推进。", "annual"),
        ("2024年，县法治政府建设有序推进。现将有关情况报告如下：\n一、主要成效", "annual"),
        ("2024年，县局严格落实第一责任人职责。现将法治政府建设情况报告如下：\n一、主要成效", "annual"),
        ("一年来，本人认真履行第一责任人职责，推进法治政府建设。现将有关情况报告如下。", "duty"),
        ("2024年，镇里召开法治政府建设推进会，研究迎检工作。", "other"),
        (
            "| 索引号 | 0001/2025-3 |\n| 发布机构 | 清源县 |\n清源县2024年法治政府建设情况报告\n正文。",
            "annual",
        ),
    ],
)
def test_what_a_document_is(content: str, kind: str) -> None:
    assert document(content).kind == kind


@pytest.mark.parametrize(
    ("content", "period"),
    [
        ("2025年以来，县应急局坚持依法行政，开展检查12次。", "2025"),
        ("2019年以来，我院收案稳步增长。2019年3月至2022年6月底，共收行政案件310件。", "2022"),
        ("本局是2006年5月机构改革中组建的，现有职工40人。", ""),
        ("2023年，全镇调解纠纷31件。2022年以来累计90件。", "2023"),
    ],
)
def test_the_year_reported_on(content: str, period: str) -> None:
    assert document(content).period == period


def test_an_aim_is_a_target() -> None:
    assert claim("努力实现办复率100%的年度目标。", "100%").quantity.kind == "target"


def test_the_body_follows_words_of_time() -> None:
    assert (
        document("今年以来，柳溪街道坚持依法行政，完成了各项任务，开展了大量普法宣传活动，成效明显。").body
        == "柳溪街道"
    )


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("2024年1月1日至2024年12月31日，公开信息31条。", "2024"),
        ("2019年6月至2024年9月底，共审理行政案件31件。", None),
        ("截止到2024年11月，公开信息31条。", "2024"),
        ("2024年11月，公开信息31条。", "2024-11"),
    ],
)
def test_the_period_of_a_number(sentence: str, period: str | None) -> None:
    assert claim("清源县2024年法治政府建设情况报告\n\n" + sentence, "31" + sentence[-2]).period == period

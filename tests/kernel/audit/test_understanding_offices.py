"""What towns, bureaus and services count: the row of the list of systems, in sentences of invented reports."""

from __future__ import annotations

import pytest

from guiju.kernel.audit.claim import Claim
from tests.kernel.audit.understanding import claims_of

TITLE = "云岫县2023年法治政府建设情况报告\n"


def claim(content: str, printed: str) -> Claim:
    """The claim of the printed number in an invented report."""
    return next(one for one in claims_of(TITLE + content) if one.quantity.text == printed)


@pytest.mark.parametrize(
    ("content", "printed", "system"),
    [
        ("全年召开法治建设专题会议3次，研究解决法治建设重点难点问题5项。", "3次", "S05"),
        ("全年召开法治建设专题会议3次，研究解决法治建设重点难点问题5项。", "5项", "S05"),
        ("组织集中研讨7场。", "7场", "S12"),
        ("开展法治培训6场次，覆盖280余人次。", "280余人次", "S13"),
        ("举办法律培训3次。", "3次", "S13"),
        ("干部职工参与答题900余人次。", "900余人次", "S13"),
        ("现有政法专项编制19名。", "19名", "S17"),
        ("机关设内设科室8个。", "8个", "S17"),
        ("政务微信公众号推文91篇，累计关注人数6100人。", "91篇", "S64"),
        ("政务微信公众号推文91篇，累计关注人数6100人。", "6100人", "S64"),
        ("普法微信公众号推送普法信息44条，阅读量3万余次。", "3万余次", "S126"),
        ("网站栏目更新15次。", "15次", "S143"),
        ("配备政务公开工作人员9名，设信息查阅点4处。", "9名", "S62"),
        ("配备政务公开工作人员9名，设信息查阅点4处。", "4处", "S63"),
        ("聘请行业专家，其中咨询专家12名。", "12名", "S26"),
        ("全镇组建普法小分队11支，招募普法志愿者230名。", "11支", "S121"),
        ("全镇组建普法小分队11支，招募普法志愿者230名。", "230名", "S121"),
        ("整治店外经营140余处，清理小广告800余条。", "140余处", "S90"),
        ("整治店外经营140余处，清理小广告800余条。", "800余条", "S90"),
        ("对9家企业适用简易程序处罚。", "9家", "S83"),
        ("依法处罚运输企业6家。", "6家", "S83"),
        ("回访案件75件，执法满意率98%。", "98%", "S93"),
        ("行政诉讼案件8件，判决维持5件。", "5件", "S102"),
        ("经审查，提案立案66件。", "66件", "S134"),
        ("处理信访投诉57件，处理率100%。", "57件", "S132"),
        ("累计受理群众诉求310件，按期回复率99%。", "310件", "S63"),
        ("累计受理群众诉求310件，按期回复率99%。", "99%", "S63"),
        ("基层治理平台流转事件420件。", "420件", "S95"),
        ("村法律顾问坐班值班36次。", "36次", "S114"),
        ("查摆出领导个人问题13个。", "13个", "S139"),
        ("梳理编制镇级基本履职事项清单88项。", "88项", "S47"),
        ("各部门公布法治政府建设年度报告，实现公开率100%。", "100%", "S03"),
        ("干部职工720名参加学法考法。", "720名", "S13"),
        ("干部职工集中学习法律法规5次，覆盖260余人次。", "260余人次", "S13"),
        ("招聘协助执法人员14名。", "14名", "S82"),
        ("对生态环境轻微违法案件作出不予处罚决定31件。", "31件", "S86"),
        ("在线监测平台推送预警信息540条。", "540条", "S147"),
        ("全年实施举报奖励案件12件。", "12件", "S132"),
        ("颁发“一业一证”许可证21张。", "21张", "S57"),
    ],
)
def test_a_number_of_an_office_belongs_to_its_row(content: str, printed: str, system: str) -> None:
    assert claim(content, printed).system == system


@pytest.mark.parametrize("printed", ["16项", "233项", "4项"])
def test_the_parts_of_a_list_of_powers_are_powers(printed: str) -> None:
    text = "全局共有行政权力253项，其中行政许可16项、行政处罚233项、行政强制4项。"
    assert (claim(text, printed).system, claim(text, printed).indicator) == ("S47", None)


def test_parts_by_field_of_what_was_disclosed_stay_disclosure() -> None:
    text = "全年主动公开政府信息63条，其中房屋征收20条、公共法律服务43条。"
    assert {one.system for one in claims_of(TITLE + text)} == {"S62"}


def test_a_part_that_names_a_row_of_its_own_keeps_it() -> None:
    text = "全年办理行政诉讼案件30起，其中行政复议案件9起。"
    assert [one.system for one in claims_of(TITLE + text)] == ["S102", "S96"]


def test_parts_end_with_their_half_sentence() -> None:
    text = "共有行政权力90项，其中行政许可12项；制定免罚清单事项7项。"
    assert [one.system for one in claims_of(TITLE + text)] == ["S47", "S47", "S86"]

"""Rules that need a whole report: related figures, plans and gates, what a report owes, its dates."""

from __future__ import annotations

import pytest

from guiju.kernel.law.text import TextLibrary
from tests.kernel.audit.checking import book, findings, instruments, rules

CHAIN = {
    "200件": "disputes_screened",
    "190件": "disputes_mediated",
    "180件": "mediation_success_cases",
    "185件": "mediation_agreements_performed",
}
RESULTS = "一年来，召开专题会议6次，清理规范性文件12件。"
PROBLEM = "由于人员少，3个乡镇没有专职执法人员，案卷中送达回证缺失。"
PLAN = "为3个乡镇各配备执法人员2名，开展案卷评查。"
WHOLE = {
    "results": ("一、2022年举措和成效", RESULTS),
    "shortcomings": ("二、不足和原因", PROBLEM),
    "principal": ("三、主要负责人履行第一责任人职责情况", "主要负责人主持会议6次。"),
    "plan": ("四、2023年安排", PLAN),
}
NAMED = {"title": "石桥县人民政府2022年度法治政府建设情况报告", "body": "石桥县人民政府", "kind": "annual"}


def annual(changes=None, **about):
    """The rules broken by a sound annual report with some parts changed (None: left out)."""
    parts = {**WHOLE, **(changes or {})}
    return rules({role: part for role, part in parts.items() if part is not None}, **{**NAMED, **about})


def test_a_sound_report_breaks_no_rule():
    assert annual() == set()


# ── 数与数的关系 ──


def test_more_agreements_performed_than_reached_breaks_the_chain():
    text = "排查纠纷200件。调解190件。成功180件。履行185件。"
    assert "relation.broken" in rules(text, indicators=CHAIN)


def test_a_chain_that_falls_from_link_to_link_is_left_alone():
    text = "排查纠纷200件。调解190件。成功180件。"
    assert rules(text, indicators=CHAIN) == set()


@pytest.mark.parametrize(("number", "broken"), [("60件", True), ("40件", False)])
def test_won_and_withdrawn_cases_together_do_not_exceed_the_cases_handled(number, broken):
    codes = {
        "90件": "litigation_cases_handled",
        "50件": "litigation_cases_won",
        number: "litigation_cases_withdrawn",
    }
    text = f"办理诉讼案件90件。胜诉50件。原告撤诉{number}。"
    assert ("relation.broken" in rules(text, indicators=codes)) == broken


@pytest.mark.parametrize(("rate", "broken"), [("60%", True), ("85%", False)])
def test_the_overall_rate_lies_between_the_rates_of_the_parts(rate, broken):
    codes = {
        "90%": "gov_head_court_appearance_rate",
        "80%": "dept_head_court_appearance_rate",
        rate: "head_court_appearance_rate",
    }
    text = f"政府出庭应诉率为90%。部门出庭应诉率为80%。全县出庭应诉率为{rate}。"
    assert ("relation.broken" in rules(text, indicators=codes)) == broken


@pytest.mark.parametrize(("third", "broken"), [("20所", False), ("30所", True)])
def test_three_kinds_make_up_the_whole(third, broken):
    codes = {
        "100所": "tutoring_institutions_inspected",
        "70所": "tutoring_fully_licensed",
        "10所": "tutoring_business_license_only",
        third: "tutoring_unlicensed",
    }
    text = f"排查机构100所。证照齐全70所。有照无证10所。无证无照{third}。"
    assert ("relation.broken" in rules(text, indicators=codes)) == broken


def test_a_rate_pages_away_from_its_numerator_is_still_checked():
    codes = {"200件": "disputes_screened", "190件": "disputes_mediated", "100%": "mediation_rate"}
    text = "排查纠纷200件。\n全年共调解190件。\n调解率为100%。"
    assert "rate.differs" in rules(text, indicators=codes)


def test_more_heads_in_court_than_cases_is_only_doubtful():
    codes = {"5件": "gov_head_court_appearances", "4件": "litigation_cases_handled"}
    assert "relation.doubtful" in rules("出庭应诉5件。办理诉讼案件4件。", indicators=codes)
    assert "relation.doubtful" not in rules("出庭应诉3件。办理诉讼案件4件。", indicators=codes)


def test_masked_members_are_told_what_they_must_satisfy():
    codes = {
        "90件": "litigation_cases_handled",
        "*件": "litigation_cases_won",
        "3件": "litigation_cases_withdrawn",
    }
    told = [
        f
        for f in findings("办理诉讼案件90件。胜诉*件。撤诉3件。", indicators=codes)
        if f.rule == "relation.unfilled"
    ]
    assert ["胜诉与撤诉件数之和" in finding.message for finding in told] == [True]
    assert "relation.unfilled" not in rules("办理诉讼案件90件。胜诉*件。")


def test_the_same_figure_with_two_values_is_told_once_with_both():
    codes = {"12件": "normative_docs_reviewed", "15件": "normative_docs_reviewed"}
    text = "合法性审查规范性文件12件。\n合法性审查规范性文件15件。"
    told = [f for f in findings(text, indicators=codes) if f.rule == "figure.told_twice"]
    assert ["“12件”" in f.message and "“15件”" in f.message for f in told] == [True]


def test_the_same_figure_with_one_value_or_of_another_subject_is_left_alone():
    codes = {"12件": "normative_docs_reviewed", "15件": "normative_docs_reviewed"}
    same = "合法性审查规范性文件12件。\n全年合法性审查规范性文件12件。"
    other = "县政府发文12件。\n乡镇送来的草案15件。"
    assert "figure.told_twice" not in rules(same, indicators=codes)
    assert "figure.told_twice" not in rules(other, indicators=codes)
    levels = "全县合法性审查规范性文件12件。\n县本级合法性审查规范性文件15件。"
    assert "figure.told_twice" not in rules(levels, indicators=codes)
    kinds = "\n".join(("共办理主办政协提案10件。", "共办理协办政协提案3件。"))
    years = "2022总共审结行政复议案件66件，2023总共审结行政复议案件71件。"
    proposals = {"10件": "cppcc_proposals_assigned", "3件": "cppcc_proposals_assigned"}
    concluded = {"66件": "reconsideration_cases_concluded", "71件": "reconsideration_cases_concluded"}
    assert "figure.told_twice" not in rules(kinds, indicators=proposals)
    assert "figure.told_twice" not in rules(years, indicators=concluded)


def test_one_figure_in_two_units_is_pointed_out():
    codes = {"36件": "normative_docs_cleaned", "40件次": "normative_docs_cleaned"}
    text = "清理行政规范性文件36件。\n全年清理行政规范性文件40件次。"
    assert "unit.mixed" in rules(text, indicators=codes)


# ── 安排与成效、规矩与不足 ──


@pytest.mark.parametrize(
    ("done", "planned"),
    [
        ("制定行政执法全过程记录实施办法。", "制定出台行政执法全过程记录实施办法。"),
        ("成立了县级行政复议专家咨询委员会。", "加快成立行政复议专家咨询委员会。"),
    ],
)
def test_what_is_told_as_made_and_planned_again_is_found(done, planned):
    assert "plan.done" in annual({"results": done, "plan": planned + PLAN})


@pytest.mark.parametrize(
    ("done", "planned"),
    [
        ("制定行政执法全过程记录实施办法。", "制定行政裁量权基准动态管理办法。"),
        ("印发行政执法公示办法。", "落实行政执法公示办法。"),
    ],
)
def test_another_thing_or_its_carrying_out_may_be_planned(done, planned):
    assert "plan.done" not in annual({"results": done, "plan": planned + PLAN})


def test_a_plan_word_for_word_like_the_results_is_noted():
    words = "将合法性审核嵌入公文办理的全部流程各个环节"
    assert "plan.repeated" in annual({"results": f"{words}，成效明显。", "plan": f"{words}。{PLAN}"})
    assert "plan.repeated" not in annual({"results": "完成合法性审核。", "plan": f"{words}。{PLAN}"})
    slogan = "深入学习贯彻习近平法治思想并全面落实"
    assert "plan.repeated" not in annual({"results": f"{slogan}。", "plan": f"{slogan}。{PLAN}"})


@pytest.mark.parametrize(
    ("gate", "problem"),
    [
        (
            "未经合法性审查的行政规范性文件一律不得印发。",
            "由于把关松，个别行政规范性文件审查不到位，涉及2件。",
        ),
        ("重大行政决策未经公众参与不得提交讨论。", "由于时间紧，重大行政决策程序执行不严格，有1项没有听证。"),
    ],
)
def test_shortcomings_that_belie_a_gate_are_found(gate, problem):
    plan = "规范重大行政决策和规范性文件程序。"
    assert "gate.contradicted" in annual({"results": gate, "shortcomings": problem, "plan": plan})


@pytest.mark.parametrize(
    ("gate", "problem"),
    [
        ("未经合法性审查的行政规范性文件一律不得印发。", "由于经费少，执法装备配备不到位。"),
        ("加强行政规范性文件审查。", "由于把关松，个别行政规范性文件审查不到位。"),
    ],
)
def test_other_shortcomings_or_no_gate_are_left_alone(gate, problem):
    plan = "规范性文件和执法装备都要加强。"
    assert "gate.contradicted" not in annual({"results": gate, "shortcomings": problem, "plan": plan})


# ── 报告自身的义务 ──


@pytest.mark.parametrize("role", ["results", "shortcomings", "principal", "plan"])
def test_an_annual_report_without_one_of_its_parts_is_incomplete(role):
    told = findings({r: p for r, p in WHOLE.items() if r != role}, **NAMED)
    assert [f.citation for f in told if f.rule == "duty.section"] == ["《督察规定》（2019）第二十五条"]


def test_other_documents_owe_no_sections():
    assert "duty.section" not in rules(RESULTS, title="石桥县司法局2022年普法工作总结", kind="annual")
    assert "duty.section" not in rules(RESULTS, kind="other")


def test_an_account_of_duty_owes_problems_and_plans_but_no_chapter_on_the_principal():
    account = {"title": "2022年度述法报告", "body": "石桥县水利局", "kind": "duty"}
    lacking = [
        f.message for f in findings({"results": RESULTS}, **account) if f.rule == "duty.account_section"
    ]
    assert len(lacking) == 2
    whole = {"results": RESULTS, "shortcomings": PROBLEM, "plan": PLAN}
    assert "duty.account_section" not in rules(whole, **account)


def test_the_principal_spoken_of_without_a_chapter_is_noted():
    text = "县长认真履行第一责任人职责，主持会议6次。" + RESULTS
    assert "duty.principal_apart" in annual({"principal": None, "results": text})
    assert "duty.principal_apart" not in annual()


@pytest.mark.parametrize(
    ("problem", "generic"),
    [
        ("由于重视不够，法治意识不强，工作水平有待进一步提高。", True),
        ("由于种种原因，与群众期盼还有一定差距。", True),
        ("由于人手紧，法治意识不强，12件案卷超期归档。", False),
        ("由于培训少，听证组织不规范。", False),
    ],
)
def test_a_problem_must_be_more_than_a_want_of_awareness(problem, generic):
    plan = "加强法治教育、案卷和听证培训，规范执法程序。"
    assert ("problem.generic" in annual({"shortcomings": problem, "plan": plan})) == generic


@pytest.mark.parametrize(
    ("problem", "lacking"),
    [
        ("执法力量薄弱，案卷不规范。", True),
        ("听证会开得少。", True),
        ("由于编制少，执法力量薄弱，案卷不规范。", False),
        ("案卷不规范，原因是培训没有跟上。", False),
    ],
)
def test_a_problem_wants_its_cause(problem, lacking):
    assert ("problem.cause" in annual({"shortcomings": problem})) == lacking


@pytest.mark.parametrize(
    ("problem", "plan", "lacking"),
    [
        ("由于案多人少，行政复议超期3件。", "增加普法活动10场。", True),
        ("由于经费少，公共法律服务站有4个没有建成。", "修订决策程序。", True),
        ("由于案多人少，行政复议超期3件。", "为复议机构增加2人。", False),
        ("由于经费少，公共法律服务站有4个没有建成。", "建成公共法律服务站4个。", False),
    ],
)
def test_each_problem_wants_a_measure_of_its_own_kind(problem, plan, lacking):
    assert ("problem.no_plan" in annual({"shortcomings": problem, "plan": plan})) == lacking


@pytest.mark.parametrize(
    ("dated", "rule"),
    [
        ("2023-04-01", "duty.published_late"),
        ("2023-05-12", "duty.published_late"),
        ("2023-03-01", "duty.sent_late"),
        ("2023-03-31", "duty.sent_late"),
        ("2022-11-20", "duty.too_early"),
        ("2022-06-30", "duty.too_early"),
        ("2023-02-28", None),
        ("2022-12-30", None),
    ],
)
def test_the_printed_day_is_held_to_the_first_of_march_and_the_first_of_april(dated, rule):
    late = {"duty.published_late", "duty.sent_late", "duty.too_early"}
    assert annual(dated=dated) & late == ({rule} if rule else set())


@pytest.mark.parametrize("lacking", ["title", "body"])
def test_a_report_says_who_reports(lacking):
    assert "document.incomplete" in annual(**{lacking: ""})


def test_two_lectures_a_year_are_the_least():
    codes = {"1次": "leadership_law_study_sessions", "4次": "leadership_law_study_sessions"}
    assert "duty.lectures" in annual({"results": "常务会议学法1次。"}, indicators=codes)
    assert "duty.lectures" not in annual({"results": "常务会议学法4次。"}, indicators=codes)
    assert "duty.lectures" not in annual({"results": "常务会议学法1次，中心组学法4次。"}, indicators=codes)


# ── 年份 ──


def test_the_plan_is_for_the_next_year_and_the_rest_for_this_one():
    assert "time.plan_year" in annual({"plan": ("四、2022年安排", PLAN)})
    assert "time.plan_year" in annual({"plan": ("四、2021年工作打算", PLAN)})
    assert "time.plan_year" not in annual({"plan": ("四、下一年安排", PLAN)})
    assert "time.plan_year" in annual({"plan": PLAN + "2022年计划开展案卷评查2次。"})
    assert "time.plan_year" not in annual({"plan": PLAN + "2023年计划开展案卷评查2次。"})
    assert "time.section_year" in annual({"results": ("一、2021年举措和成效", RESULTS)})
    assert "time.section_year" in annual({"shortcomings": ("二、2020年存在的不足", PROBLEM)})
    assert "time.section_year" not in annual({"results": ("一、党的二十大以来的举措", RESULTS)})


def test_a_day_after_the_day_of_the_report_has_not_come():
    text = RESULTS + "2023年3月5日召开推进会。"
    assert "time.future" in annual({"results": text}, dated="2023-02-20")
    assert "time.future" not in annual({"results": text}, dated="2023-03-20")


# ── 条文 ──


def library():
    """A library in which 行政处罚法(2021) has two articles of invented words."""
    words = "第一条　为了试验。\n\n第二条　试验到此为止。\n"
    return TextLibrary(instruments(), {"行政处罚法(2021-01-22)": words}.get)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("依据《行政处罚法》第九十九条作出决定。", True),
        ("依据《中华人民共和国行政处罚法》第3条作出决定。", True),
        ("依据《行政处罚法》第二条作出决定。", False),
        ("依据《石桥县执法办法》第九十九条作出决定。", False),
        ("依据《行政许可法》第九十九条作出决定。", False),
    ],
)
def test_an_article_must_stand_in_the_text_where_that_is_known(text, found):
    told = {finding.rule for finding in findings(text, texts=library())}
    assert ("law.no_article" in told) == found


def test_every_relation_speaks_of_its_members_once():
    for relation in book().relations:
        assert len(set(relation.members)) == len(relation.members), relation.id

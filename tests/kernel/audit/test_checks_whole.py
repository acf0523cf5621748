"""Three sound reports of invented places: no loud word about them, and one about each thing put wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.kernel.audit.checks import check
from guiju.kernel.audit.claim import Claim
from guiju.kernel.audit.extract import quantities
from guiju.kernel.audit.reading import Document, Reading
from guiju.kernel.audit.text import plain_text
from tests.kernel.audit.checking import book, instruments, sections_of

SOUND = Path(__file__).parent / "sound"
REPORTS = {
    "city_annual": (
        "枫林市人民政府2023年度法治政府建设情况报告",
        "枫林市人民政府",
        "2023",
        "annual",
        "2024-02-26",
    ),
    "district_bureau": (
        "关于2022年度法治政府建设工作情况的报告",
        "青榆区农业农村局",
        "2022",
        "annual",
        "2023-01-12",
    ),
    "town_account": ("2023年度述法报告", "柳河镇人民政府", "2023", "duty", ""),
}
NOTES_A_PAGE = 9
WRONG = (
    ("city_annual", "取消12项、下放24项", "取消12项、下放34项", "parts.sum"),
    ("city_annual", "其中废止56件", "其中废止456件", "parts.exceed"),
    ("city_annual", "共计480卷", "共计490卷", "parts.total"),
    ("city_annual", "通过率92.8%", "通过率98.2%", "rate.differs"),
    ("city_annual", "败诉率7.97%", "败诉率9.97%", "rate.differs"),
    ("city_annual", "由51%提高到62.3%", "由71%提高到62.3%", "change.contradicts"),
    ("city_annual", "网上可办率98.7%", "网上可办率987%", "rate.impossible"),
    ("city_annual", "查处食品药品违法案件1032件", "查处食品药品违法案件余件", "number.dropped"),
    ("city_annual", "组织培训考试4期", "组织培训考试*期", "number.masked"),
    ("city_annual", "若干措施》", "若干措施", "mark.unbalanced"),
    ("city_annual", "清理拖欠企业账款", "按照《合同法》清理拖欠企业账款", "law.repealed"),
    ("city_annual", "四、2024年度推进", "四、2023年度推进", "time.plan_year"),
    ("city_annual", "主要原因是系统建设标准不统一、资金投入不足", "系统建设标准不统一", None),
    ("city_annual", "编制年度重大行政决策事项目录8项", "编制《重大行政决策事项目录（2020年版）》", "time.old_edition"),
    ("city_annual", "枫林市坚持", "XX市坚持", "text.leftover"),
    ("district_bureau", "整改87处，整改率100%", "整改85处，整改率100%", "rate.differs"),
    ("district_bureau", "合格94批次，合格率97.9%", "合格94批次，合格率99.7%", "rate.differs"),
    ("district_bureau", "渔政案件9件", "渔政案件19件", "parts.sum"),
    ("district_bureau", "规范文件管理", "规犯文件管理", "word.slip"),
    ("district_bureau", "组织镇街执法人员轮训2次", "推进机关节能", None),
    ("town_account", "化解319件，化解率97.9%", "化解309件，化解率97.9%", "rate.differs"),
    ("town_account", "落实重大决策程序", "落实落实重大决策程序", "word.doubled"),
    ("town_account", "认真履行推进", "认真履推进", "word.stump"),
)  # fmt: skip


def loud(name, old="", new=""):
    """The rules of warnings and errors about a report with some words replaced; and the number of notes."""
    content = (SOUND / f"{name}.txt").read_text("utf-8")
    assert old in content
    content = content.replace(old, new, 1) if old else content
    title, body, year, kind, dated = REPORTS[name]
    document = Document(name, title, body, year, len(content), kind, dated)
    claims = tuple(Claim(quantity, period=year) for quantity in quantities(content))
    made = Reading(plain_text(name, content), document, tuple(sections_of(content)), claims)
    found = check(made, book(), instruments())
    return [f.rule for f in found if f.level != "note"], len(found), len(content)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_a_sound_report_has_no_warning_and_few_notes(name):
    rules, count, chars = loud(name)
    assert rules == []
    assert count / (chars / 1000) <= NOTES_A_PAGE


@pytest.mark.parametrize(("name", "old", "new", "rule"), WRONG)
def test_one_thing_put_wrong_is_the_one_thing_found(name, old, new, rule):
    assert loud(name, old, new)[0] == ([rule] if rule else [])


@pytest.mark.parametrize("part", ["二、2023年度推进", "三、2023年度党政主要负责人", "四、2024年度推进"])
def test_a_section_left_out_is_missed(part):
    content = (SOUND / "city_annual.txt").read_text("utf-8")
    start = content.index(part)
    end = next((s.end for s in sections_of(content) if s.start == start), len(content))
    words = content[start:end]
    speaks_elsewhere = "主要负责人" in part
    rules = loud("city_annual", words, "")[0]
    assert ("duty.section" in rules) or speaks_elsewhere


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_half_width_marks_read_like_full_width_ones(name):
    full = (SOUND / f"{name}.txt").read_text("utf-8")
    half = full.translate(str.maketrans("，；：（）", ",;:()"))
    rules, count, _ = loud(name, full, half)
    assert (rules, count) == loud(name)[:2]


@pytest.mark.parametrize("name", sorted(REPORTS))
@pytest.mark.parametrize("width", [28, 34, 41])
def test_lines_broken_inside_sentences_raise_no_alarm(name, width):
    full = (SOUND / f"{name}.txt").read_text("utf-8")
    broken = re.sub(rf"([^\n]{{{width}}}(?![\d.,%])|[^\n]{{{width - 6}}}\D)(?=[^\n])", r"\1\n", full)
    assert broken.count("\n") > full.count("\n") + 10
    assert loud(name, full, broken)[0] == []

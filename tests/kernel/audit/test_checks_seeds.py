"""The published reports of the project's own material: what its survey says is wrong with them is found.

Skipped where that material is absent. Claims are those annotated by hand, so that these tests judge the
checks alone; sections are told from their headings by number.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from guiju.kernel.audit.checks import check
from guiju.kernel.audit.claim import Claim, Quantity
from guiju.kernel.audit.reading import Document, Reading
from guiju.kernel.audit.text import plain_text
from tests.kernel.audit.checking import book, instruments, sections_of

SHARED = Path(__file__).resolve().parents[4] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared with the reports is absent")
KINDS = {"000": ("2022", "duty"), "001": ("2022", "duty"), "002": ("2022", "duty"), "003": ("2022", "annual")}
KINDS["004"] = ("2023", "annual")
EXPECTED = (
    ("000", "number.masked", "*次"),
    ("000", "gate.contradicted", "执行重大行政决策程序规定不到位"),
    ("000", "word.doubled", "是是"),
    ("000", "word.stump", "完法"),
    ("000", "claim.zero", "玩忽职守"),
    ("000", "claim.zero", "行政不作为"),
    ("000", "claim.zero", "无证执法"),
    ("000", "claim.zero", "相抵触的文件"),
    ("000", "claim.zero", "责令改正的案件"),
    ("000", "claim.zero", "国家行政赔偿"),
    ("000", "claim.zero", "零汇报"),
    ("000", "claim.vague", "定期主持召开"),
    ("001", "number.dropped", "对项"),
    ("001", "number.dropped", "余件"),
    ("001", "number.announced", "全年共参与评议"),
    ("001", "change.derived", "48.78日减少到5.49日"),
    ("001", "rate.shared", "答复率和满意率"),
    ("001", "mark.unbalanced", "《"),
    ("001", "word.slip", "实事不清"),
    ("001", "word.slip", "规范性存在"),
    ("001", "word.slip", "公共参与"),
    ("002", "number.masked", "***余条"),
    ("002", "law.repealed", "合同法"),
    ("002", "mark.unbalanced", "《"),
    ("002", "problem.generic", "一定差距"),
    ("002", "rate.rounded", "办结率达100％"),
    ("002", "relation.unfilled", "2件"),
    ("002", "claim.full", "法律顾问制度全覆盖"),
    ("002", "claim.full", "三级全覆盖"),
    ("002", "claim.full", "全部办复"),
    ("003", "time.old_edition", "2020年版"),
    ("003", "plan.done", "法治政府建设实施方案"),
    ("003", "unit.mixed", "所次"),
    ("003", "rate.shared", "案件听证率、调解结案率"),
    ("003", "word.slip", "修定"),
    ("003", "claim.rank", "居全市前列"),
    ("003", "claim.vague", "多次召开专题工作会"),
    ("003", "claim.full", "证照分离"),
    ("003", "claim.full", "完成全区各镇街"),
    ("003", "problem.cause", "存在的主要问题"),
    ("004", "claim.full", "合法性审查全覆盖"),
    ("004", "claim.first", "首个镇级便民中心"),
    ("004", "claim.first", "首批“九证合一”"),
    ("004", "claim.first", "首家商圈楼宇"),
    ("004", "claim.first", "首家社区"),
    ("004", "claim.first", "首批28名"),
    ("004", "number.frequency", "2次以上"),
    ("004", "number.implausible", "10万人次"),
    ("004", "word.slip", "公法服务"),
)
SUMS_THAT_MUST_HOLD = {
    "002": ("复议维持", "胜诉与撤诉", "法律顾问代理", "调解率＝", "成功率＝", "履行率＝", "公示的执法主体"),
    "003": ("三类机构", "介于政府与部门", "网上可办率", "废止的规范性文件", "上报备案"),
}
NOTES_A_PAGE, WARNINGS_A_PAGE = 6.0, 7.0
"""The most findings a page of a thousand characters that anybody should have to read."""


def _claim(line):
    row = json.loads(line)
    value = None if row["value"] is None else Decimal(str(row["value"]))
    quantity = Quantity(
        row["start"], row["end"], row["text"], value, None, row["scale"], row["unit"] or "", row["approx"],
        row["masked"], row["kind"],
    )  # fmt: skip
    return Claim(quantity, row["subject"], row["period"], "", row["system"], row["indicator"])


@cache
def _checked(seed, left_out=""):
    content = next((SHARED / "seeds").glob(f"{seed}_*")).read_bytes().decode("utf-8")
    if left_out:
        section = next(s for s in sections_of(content) if s.level == 1 and left_out in s.heading)
        content = content[: section.start] + content[section.end :]
    year, kind = KINDS[seed]
    title = content.split("\n2023年，")[0].replace("\n", "") if seed == "004" else ""
    document = Document(seed, title, title.partition("关于")[0], year, len(content), kind)
    lines = (SHARED / "gold" / f"{seed}.jsonl").read_text("utf-8").splitlines()
    claims = tuple(_claim(line) for line in lines if not left_out)
    reading = Reading(plain_text(seed, content), document, tuple(sections_of(content)), claims)
    return content, check(reading, book(), instruments())


@pytest.mark.parametrize(("seed", "rule", "words"), EXPECTED)
def test_a_fault_that_the_survey_names_is_found(seed, rule, words):
    content, found = _checked(seed)
    spans = [content[max(0, f.start - 12) : f.end + 14] for f in found if f.rule == rule]
    assert any(words in span for span in spans), (rule, spans)


@pytest.mark.parametrize("seed", sorted(SUMS_THAT_MUST_HOLD))
def test_sums_that_must_hold_are_named_where_the_numbers_are_masked(seed):
    told = " ".join(f.message for f in _checked(seed)[1] if f.rule == "relation.unfilled")
    assert [words for words in SUMS_THAT_MUST_HOLD[seed] if words not in told] == []


@pytest.mark.parametrize("seed", sorted(KINDS))
def test_findings_stay_few_enough_to_be_read(seed, record_property):
    content, found = _checked(seed)
    levels = Counter(finding.level for finding in found)
    pages = len(content) / 1000
    record_property("findings per page", {level: round(n / pages, 2) for level, n in levels.items()})
    assert levels["note"] / pages <= NOTES_A_PAGE
    assert (levels["warning"] + levels["error"]) / pages <= WARNINGS_A_PAGE


def test_a_clean_report_has_no_error_and_one_warning():
    """The fifth report has nothing masked: its one warning is the odd short name 公法服务亭."""
    loud = [finding for finding in _checked("004")[1] if finding.level != "note"]
    assert [finding.rule for finding in loud] == ["word.slip"]


@pytest.mark.parametrize("seed", sorted(KINDS))
def test_every_warning_is_one_that_has_been_read_and_found_true(seed):
    """Warnings and errors besides masks left in are all among those expected above."""
    known = {(s, rule) for s, rule, _ in EXPECTED}
    loud = {f.rule for f in _checked(seed)[1] if f.level != "note" and f.rule != "number.masked"}
    assert {rule for rule in loud if (seed, rule) not in known} == set()


@pytest.mark.parametrize("part", ["第一责任人职责", "不足和原因", "主要安排", "主要举措"])
def test_a_section_cut_out_of_the_fifth_report_is_missed(part):
    rules = [finding.rule for finding in _checked("004", part)[1] if finding.level == "error"]
    assert rules == ["duty.section"]

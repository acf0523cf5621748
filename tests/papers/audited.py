"""An audit made by hand, of an invented report: every verdict, findings that overlap numbers, a table."""

from __future__ import annotations

from decimal import Decimal

from guiju.kernel.audit.claim import Candidate, Claim, Quantity
from guiju.kernel.audit.reading import Audit, Document, Reading, Section
from guiju.kernel.finding import Finding
from guiju.papers.audit_summary import Names
from guiju.papers.read import read_document
from tests.papers.made import html_of

LINES = (
    "云岭县人民政府2023年法治政府建设情况报告",
    "一、主要举措",
    "全年办结行政处罚案件106件，法制审核<48>件，受理行政复议申请5万余件，审结**件，办结率98.5%。",
    "多次召开专题会议。",
)
TABLE = (("项目", "2023年"), ("信息公开申请", "33件"))
TITLES = {"penalties": "行政处罚案件办结数", "reviews": "法制审核件数"}
NAMES = Names(
    rules={"number.masked": "数字没有填写", "claim.vague": "说法笼统"},
    indicators=TITLES,
    systems={"S70": "行政处罚"},
    matter_href=lambda matter: f"/matters/{matter}/",
)


def quantity(content, words, value, **more):
    start = content.index(words)
    return Quantity(start, start + len(words), words, None if value is None else Decimal(value), **more)


def claims_of(content):
    def at(words, value, verdict, more=None, **claim):
        return Claim(quantity(content, words, value, **(more or {})), verdict=verdict, period="2023", **claim)

    chosen = (Candidate("penalties", "S70", "行政处罚案件办结数", 0.95, ("“办结”“行政处罚案件”",)),)
    return (
        at("106件", "106", "differs", {"unit": "件"}, subject="办结行政处罚案件", system="S70", indicator="penalties",
           candidates=chosen, recorded=Decimal(103), records=tuple(f"penalty-990101-2023-{n:05}" for n in range(9))),
        at("48>件", "48", "agrees", {"unit": "件"}, indicator="reviews", recorded=Decimal(48)),
        at("5万余件", "5", "unrecorded", {"unit": "件", "scale": 10_000, "approx": "at_least"}, body="**县司法局"),
        at("**件", None, "uncheckable", {"unit": "件", "masked": True}),
        at("98.5%", "98.5", "uncheckable", {"unit": "%", "kind": "rate"}, remark="不认识这个数统计的对象"),
        at("33件", "33", "agrees", {"unit": "件"}, recorded=Decimal(33)),
    )  # fmt: skip


def findings_of(content, text):
    def at(level, rule, message, words, citation=""):
        start = content.index(words)
        return Finding(level, rule, message, text.place_of(start), citation, start, start + len(words))

    cited = "《党政机关公文处理工作条例》（2012）第十九条"
    return (
        at("warning", "number.masked", "数字没有填写：“**件”；请填写实际数字", "5万余件，审结**", cited),
        at("note", "claim.vague", "“多次召开”没有说多少；请写出次数", "多次召开专题会议"),
        at("error", "rate.wrong", "办结率与件数不符<b>", "98.5%"),
        Finding("warning", "duty.section", "没有写下一年的安排；请补写", ""),
    )


def audited(name="report.html", data=None):
    """The audit; of a page unless other bytes of the same text are given."""
    text = read_document(name, data or html_of([line.replace("<", "&lt;") for line in LINES], TABLE))
    content = text.content
    heading = content.index(LINES[1])
    document = Document(name, LINES[0], "云岭县人民政府", "2023", len(content), "annual")
    sections = (Section(LINES[1], 1, heading, heading + len(LINES[1]), len(content), "results"),)
    return Audit(Reading(text, document, sections, claims_of(content)), findings_of(content, text))

"""The annual report of the catalogue: its five headings, its 36 figures, its words."""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal

import pytest

from guiju.kernel.document.compose import compose
from guiju.kernel.document.fill import Facts
from guiju.kernel.document.read import read_outline
from guiju.kernel.document.tree import Heading
from guiju.papers.docx import docx_bytes
from guiju.papers.lint import lint
from tests.kernel.document.sample import Number

WORDS = {"shortcomings": "（一）力量不足。人员配备不齐。", "next_year_plans": "补齐力量。"}
FACTS = Facts(issuer="云溪区人民政府", body="990101", period="2023", words=WORDS)


@pytest.fixture(scope="module")
def outline(repository):
    path = repository / "guiju/catalogue/reports/annual.toml"
    read, findings = read_outline(tomllib.loads(path.read_text(encoding="utf-8")), "reports/annual.toml")
    assert findings == ()
    assert read is not None
    return read


@pytest.fixture(scope="module")
def gold(shared):
    lines = (shared / "gold/004.jsonl").read_text(encoding="utf-8").splitlines()
    return {claim["indicator"]: claim for claim in map(json.loads, lines)}


def numbers(outline, value="1"):
    return {code: Number(code, Decimal(value)) for code in outline.indicators}


def test_the_report_names_36_figures(outline):
    assert len(outline.indicators) == 36


def test_the_parts_that_the_regulation_asks_for_are_required_and_cited(outline):
    required = [
        (section.id, section.cites[0].rsplit("#")[1]) for section in outline.sections if section.required
    ]
    assert required == [
        ("measures", "25.0.1"), ("shortcomings", "25.0.2"), ("principals", "25.0.3"), ("next_year", "25.0.4")
    ]  # fmt: skip


def test_each_part_has_its_heading_in_order(outline):
    document = compose(outline, numbers(outline), FACTS).document
    heads = [part.printed for part in document.parts if isinstance(part, Heading) and part.level == 1]
    assert heads == [
        "一、主要举措和成效",
        "二、存在的不足和原因",
        "三、党政主要负责人履行推进法治建设第一责任人职责情况",
        "四、2024年主要安排",
    ]


def test_every_figure_stands_in_a_sentence(outline):
    document = compose(outline, numbers(outline), FACTS).document
    sentences = {
        run.indicator
        for part in document.parts
        for run in getattr(part, "runs", ())
        if hasattr(run, "indicator")
    }
    assert sentences == set(outline.indicators)


def test_a_year_of_nothing_is_told_in_zero_statements_that_each_open_a_figure(outline):
    result = compose(outline, numbers(outline, "0"), FACTS)
    text = "".join(getattr(part, "text", "") for part in result.document.parts)
    assert "本年度没有审结的行政复议案件。" in text
    assert not re.search(r"[^\d]0[件人次个项]", text)
    assert [finding.rule for finding in result.findings] == ["report.date"]


def test_officials_who_wrote_nothing_leave_two_gaps(outline):
    result = compose(outline, numbers(outline), Facts(issuer="区政府", body="990101", period="2023"))
    assert [finding.rule for finding in result.findings] == ["text.missing", "text.missing", "report.date"]


def test_its_docx_has_no_departure_from_the_standard(outline):
    assert lint(docx_bytes(compose(outline, numbers(outline), FACTS).document)) == ()


def test_it_names_the_indicators_of_a_real_report(outline, gold):
    assert set(outline.indicators) == set(gold)


def test_no_sentence_is_copied_from_a_real_report(outline, shared):
    real = "".join(path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt")))
    real = re.sub(r"[\s\d]", "", real)
    for sentence in outline.sentences:
        for clause in re.split(r"[，。；、]", re.sub(r"\{[^}]*\}", "", sentence.text)):
            assert len(clause) < 14 or clause not in real

"""Sections and their roles."""

from __future__ import annotations

from guiju.kernel.audit.text import plain_text
from tests.kernel.audit.understanding import read


def test_an_appendix_is_no_part_of_the_plan_before_it():
    text = plain_text("r", "四、2024年主要安排\n（一）加强培训。\n附件：数据来源表\n附件\n指标一览\n")
    sections = read(text).sections
    told = [(section.level, section.role) for section in sections]
    assert told == [(1, "plan"), (2, "other"), (1, "other"), (1, "other")]
    assert sections[0].end == text.content.index("附件：")


def test_a_title_of_two_lines_names_the_body():
    text = plain_text(
        "r", "甲县人民政府\n2023年法治政府建设年度报告\n2023年，甲县认真落实各项部署，办结案件5件。\n"
    )
    document = read(text).document
    assert (document.body, document.period) == ("甲县人民政府", "2023")


def test_a_heading_ends_where_the_next_begins():
    first, second = read(plain_text("r", "一是，一是")).sections
    assert (first.heading_end, first.end, second.start) == (3, 3, 3)

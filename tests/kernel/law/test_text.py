"""Opening an imported statute text. The statute here is made up."""

from __future__ import annotations

import pytest

from guiju.kernel.law.citation import parse_compact
from guiju.kernel.law.instrument import Instrument, Instruments, InstrumentVersion
from guiju.kernel.law.span import Span
from guiju.kernel.law.text import TextLibrary, parse_text, span_occurs

STATUTE = """# 试行办法

2020年1月1日 公布

<!-- INFO END -->

## 第一章 总则

第一条 为了试验，制定本办法。

第二条　有下列情形之一的，应当在七日内报告:

(一)第一种：

1.甲；

2.乙。

（二）第二种。

情况复杂的，可以延长两个月。

第二条之一 补充规定。

## 第二章 附则

第三条（施行日期）

本办法自2020年2月1日起施行。
"""
PAPER = """# 意见

一、总体要求

（一）第一层意思。

二、主要任务

（一）在20个工作日内公开。

结尾一段。
"""


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ("办法#1", "为了试验，制定本办法。"),
        ("办法#2.1.2", "（二）第二种。"),
        ("办法#2.0.1", "(一)第一种：\n1.甲；\n2.乙。"),
        ("办法#2.2", "情况复杂的，可以延长两个月。"),
        ("办法#2-1", "补充规定。"),
        ("办法#3.1", "本办法自2020年2月1日起施行。"),
    ],
)
def test_a_place_opens_its_words(cited, words):
    assert parse_text(STATUTE).find(parse_compact(cited)) == words


@pytest.mark.parametrize("cited", ["办法#4", "办法#2.3", "办法#2.1.3", "办法#1-1", "办法#（六）"])
def test_a_place_that_is_not_there_is_none(cited):
    assert parse_text(STATUTE).find(parse_compact(cited)) is None


def test_articles_are_listed_in_order():
    assert parse_text(STATUTE).numbers() == [(1, 0), (2, 0), (2, 1), (3, 0)]


def test_a_paper_without_articles_opens_by_heading():
    text = parse_text(PAPER)
    assert text.find(parse_compact("意见#（一）")) == "（一）第一层意思。"
    assert text.find(parse_compact("意见#二（一）")).startswith("（一）在20个工作日内公开。")
    assert text.find(parse_compact("意见#二、（一）")).endswith("结尾一段。")


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(60, "calendar_day"), "自受理申请之日起六十日内"),
        (Span(30, "calendar_day"), "不少于 30 日"),
        (Span(7, "workday"), "应当在七日内"),
        (Span(20, "workday"), "20个工作日内"),
        (Span(2, "month"), "两个月"),
        (Span(24, "hour"), "二十四小时内"),
    ],
)
def test_a_span_is_found_in_numerals_of_either_kind(span, words):
    assert span_occurs(span, words)


@pytest.mark.parametrize(
    ("span", "words"),
    [(Span(10, "calendar_day"), "二十日内"), (Span(5, "calendar_day"), "15日"), (Span(3, "month"), "三日")],
)
def test_a_part_of_a_larger_number_is_not_the_span(span, words):
    assert not span_occurs(span, words)


@pytest.fixture
def library() -> TextLibrary:
    instrument = Instrument(
        "办法", "试行办法", "地方政府规章", (InstrumentVersion("2020", texts=("试行办法",)),)
    )
    other = Instrument("他法", "他法", "法律", (InstrumentVersion("2020", texts=("未导入",)),))
    return TextLibrary(Instruments.of([instrument, other]), {"试行办法": STATUTE}.get)


def test_a_wrong_article_is_found_where_the_text_is_imported(library):
    (finding,) = library.check(parse_compact("办法#9"), "x.toml:gate")
    assert (finding.level, finding.rule) == ("error", "citation.no_such_place")
    assert library.check(parse_compact("办法#2.2")) == []


def test_nothing_is_said_of_texts_that_are_not_imported(library):
    cited = parse_compact("他法#9")
    assert not library.has(cited)
    assert library.check(cited) == []
    assert library.check_span(Span(5, "workday"), [cited]) == []


def test_a_number_that_the_cited_article_does_not_print_is_a_warning(library):
    cited = [parse_compact("办法#2.1")]
    assert library.check_span(Span(7, "workday"), cited) == []
    (finding,) = library.check_span(Span(5, "workday"), cited)
    assert (finding.level, finding.rule) == ("warning", "citation.number_absent")

"""An article of one version of one instrument: read, printed, compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.law.citation import Citation, parse, parse_compact, parse_printed
from guiju.kernel.law.instrument import Instrument, Instruments, InstrumentVersion

INSTRUMENTS = Instruments.of(
    [
        Instrument(
            "行政复议法",
            "中华人民共和国行政复议法",
            "法律",
            (InstrumentVersion("2017", "2017年修正"), InstrumentVersion("2023", "2023年修订")),
        )
    ]
)
PRINTED = [
    ("行政复议法(2023)#62.1", "《行政复议法》（2023）第六十二条第一款"),
    ("行政复议法(2023)#33.2.1", "《行政复议法》（2023）第三十三条第二款第一项"),
    ("行政复议法(2023)#11.0.3", "《行政复议法》（2023）第十一条第三项"),
    ("刑法#120-2", "《刑法》第一百二十条之二"),
    ("民法典#1259", "《民法典》第一千二百五十九条"),
    ("重大行政决策程序暂行条例#25", "《重大行政决策程序暂行条例》第二十五条"),
    ("国办发〔2018〕118号#（六）", "国办发〔2018〕118号（六）"),
    ("法治政府建设实施纲要（2021－2025年）#（九）", "《法治政府建设实施纲要（2021－2025年）》（九）"),
    ("行政强制法(2011)", "《行政强制法》（2011）"),
    (
        "四川省《各级人民代表大会常务委员会监督法》实施办法(2025)#9",
        "《四川省《各级人民代表大会常务委员会监督法》实施办法》（2025）第九条",
    ),
]
citations = st.builds(
    Citation,
    instrument=st.sampled_from(["行政复议法", "民法典", "国务院关于职工工作时间的规定"]),
    version=st.sampled_from(["", "2017", "2023"]),
    article=st.integers(1, 1300),
    suffix=st.none() | st.integers(1, 9),
    paragraph=st.none() | st.integers(1, 12),
    item=st.none() | st.integers(1, 20),
)


@pytest.mark.parametrize(("compact", "printed"), PRINTED)
def test_a_citation_is_printed_as_officials_write_it(compact, printed):
    assert parse_compact(compact).text() == printed


@pytest.mark.parametrize(("compact", "printed"), PRINTED)
def test_the_printed_form_is_read_back(compact, printed):
    assert parse_printed(printed) == parse(printed) == parse(compact)


@given(citations)
def test_every_citation_survives_both_forms(citation):
    assert parse_compact(citation.compact()) == citation
    assert parse_printed(citation.text()) == citation


@given(citations)
def test_full_title_and_label_are_read_back_to_the_short_name(citation):
    version = "2023" if citation.instrument == "行政复议法" else citation.version
    cited = Citation(
        "行政复议法", version, citation.article, citation.suffix, citation.paragraph, citation.item
    )
    assert parse_printed(cited.full(INSTRUMENTS)).place() == cited.place()
    assert parse_printed(cited.full(INSTRUMENTS)).instrument == "行政复议法"


def test_the_full_form_names_title_and_version():
    printed = parse_compact("行政复议法(2023)#62.1").full(INSTRUMENTS)
    assert printed == "《中华人民共和国行政复议法》（2023年修订）第六十二条第一款"
    assert parse_printed(printed) == parse_compact("行政复议法(2023)#62.1")


@pytest.mark.parametrize(
    "text", ["《中华人民共和国行政复议法》第62条第1款", "《行政复议法》第六十二条第一款"]
)
def test_arabic_numerals_and_the_name_of_the_republic_are_understood(text):
    assert parse_printed(text) == Citation("行政复议法", article=62, paragraph=1)


def test_an_item_may_stand_in_brackets():
    assert parse_printed("《行政许可法》第三十二条第一款第（四）项") == Citation(
        "行政许可法", "", 32, None, 1, 4
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#62",
        "行政复议法(23)#1",
        "行政复议法#1.0",
        "行政复议法#0",
        "行政复议法#1.2.0",
        "行政复议法#1.2.3.4",
        " 行政复议法#1",
    ],
)
def test_what_is_no_citation_is_not_guessed(text):
    assert parse_compact(text) is None


@pytest.mark.parametrize(
    "text", ["第六十二条", "《行政复议法》第条", "《行政复议法》第六二十百条", "《行政复议法》第六十二条等"]
)
def test_a_broken_printed_form_is_not_guessed(text):
    assert parse_printed(text) is None


def test_articles_sort_by_number_not_by_sign():
    texts = ["行政复议法(2023)#62.1", "行政复议法(2023)#9", "行政复议法(2017)#40", "行政复议法(2023)#62"]
    ordered = [citation.compact() for citation in sorted(map(parse_compact, texts))]
    assert ordered == [
        "行政复议法(2017)#40",
        "行政复议法(2023)#9",
        "行政复议法(2023)#62",
        "行政复议法(2023)#62.1",
    ]

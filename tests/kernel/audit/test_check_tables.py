"""Tables: the row or column called 合计 against the others."""

from __future__ import annotations

import pytest

from guiju.kernel.audit.checks import check
from guiju.kernel.audit.reading import Document, Reading
from guiju.kernel.audit.text import Piece, Text
from tests.kernel.audit.checking import book, instruments


def totals(*rows):
    """The messages about the totals of a table given row by row."""
    content, pieces = "", []
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells.split("|"), 1):
            start = len(content)
            content += cell + "\t"
            pieces.append(Piece(start, start + len(cell), "cell", table=1, row=row, column=column))
    document = Document("表", "", "", "2023", len(content))
    made = Reading(Text("表", content, tuple(pieces)), document, (), ())
    return [f.message for f in check(made, book(), instruments()) if f.rule == "table.total"]


@pytest.mark.parametrize(
    "rows",
    [
        ("类别|件数", "公安|12", "市监|7", "合计|20"),
        ("类别|件数|人数", "合计|19|1,300", "公安|12|900", "市监|7|500"),
        ("|公安|市监|合计", "受理|12|7|18"),
    ],
)
def test_a_total_that_is_not_the_sum_is_found_with_the_sum(rows):
    (message,) = totals(*rows)
    assert "相加为" in message


@pytest.mark.parametrize(
    "rows",
    [
        ("类别|件数", "公安|12", "市监|7", "合计|19"),
        ("类别|件数", "公安|1,200", "市监|-", "教育|7", "合计|1,207"),
        ("|公安|市监|合计", "受理|12|7|19", "审结|10|7|17"),
        ("类别|件数", "公安|12", "其中简易|7", "合计|12"),
        ("类别|件数", "公安|12", "小计|12", "市监|7", "合计|19"),
        ("类别|结案率", "公安|90%", "市监|80%", "合计|85%"),
        ("类别|件数", "公安|若干", "市监|若干", "合计|19"),
        ("类别|件数", "公安|12", "市监|7"),
        ("类别|2022|2023", "公安|12|13", "市监|7|9", "合计|19|22"),
        ("单位|序号|受理|审结|合计", "甲局|1|12|7|19", "乙局|2|3|4|7"),
    ],
)
def test_sound_nested_or_uncountable_tables_are_left_alone(rows):
    assert totals(*rows) == []

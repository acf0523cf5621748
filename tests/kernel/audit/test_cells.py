"""A number alone in a table cell takes its unit from the head, the label or the caption."""

from __future__ import annotations

from decimal import Decimal

from guiju.kernel.audit.cells import quantities_of
from guiju.kernel.audit.text import Piece, Text, plain_text


def table(rows: list[list[str]], caption: str = "") -> Text:
    """A document of a caption and one table."""
    content, pieces = caption + "\n", [Piece(0, len(caption), number=1)] if caption else []
    for row, cells in enumerate(rows, 1):
        for column, words in enumerate(cells, 1):
            pieces.append(
                Piece(len(content), len(content) + len(words), "cell", table=1, row=row, column=column)
            )
            content += words + "\t"
        content = content[:-1] + "\n"
    return Text("表", content, tuple(pieces))


def found(text: Text) -> list[tuple[str, Decimal | None, str, int]]:
    return [(q.text, q.value, q.unit, q.scale) for q in quantities_of(text)]


def test_the_head_of_the_column_carries_the_unit():
    text = table([["单位", "受理（件）", "罚没金额（万元）"], ["甲镇", "12", "3.5"], ["乙镇", "1,208", "0"]])
    assert found(text) == [
        ("12", 12, "件", 1), ("3.5", Decimal("3.5"), "元", 10000), ("1,208", 1208, "件", 1), ("0", 0, "元", 10000),
    ]  # fmt: skip


def test_the_label_of_the_row_carries_the_unit():
    text = table([["指标", "数值"], ["参加考试人数", "350"], ["合格率（%）", "98.2"], ["办结（件次）", "77"]])
    assert found(text) == [("350", 350, "人", 1), ("98.2", Decimal("98.2"), "%", 1), ("77", 77, "件次", 1)]


def test_the_caption_carries_the_unit():
    text = table([["类型", "上年", "本年"], ["行政处罚", "120", "97"]], "表2 执法情况（单位：件）")
    assert found(text) == [("120", 120, "件", 1), ("97", 97, "件", 1)]


def test_a_number_with_its_measure_word_needs_no_head():
    assert found(table([["类型", "本年"], ["行政处罚", "97件"], ["占比", "12.5%"]])) == [
        ("97件", 97, "件", 1),
        ("12.5%", Decimal("12.5"), "%", 1),
    ]


def test_serial_numbers_years_and_telephones_are_no_figures():
    text = table(
        [["序号", "年份", "联系电话", "件数"], ["1", "2023", "6543210", "14"], ["2", "2024", "6543211", "9"]]
    )
    assert found(text) == [("14", 14, "件", 1), ("9", 9, "件", 1)]


def test_a_masked_cell_is_a_masked_figure_where_a_unit_is_told():
    text = table([["单位", "受理（件）", "负责人"], ["甲镇", "***", "***"]])
    assert [(q.text, q.masked, q.unit) for q in quantities_of(text)] == [("***", True, "件")]


def test_a_span_stays_in_its_cell():
    text = table([["类型", "本年", "单位"], ["行政处罚", "97", "件"]])
    assert found(text) == [("97", 97, "件", 1)]


def test_a_text_without_tables_is_read_as_it_stands():
    assert found(plain_text("文", "办结12件。")) == [("12件", 12, "件", 1)]


def test_lines_drawn_with_bars_or_tabs_are_a_table():
    drawn = "项目 | 数量 | 备注 |\n举办讲座次数 | 31 | 线上线下 |\n接受咨询人次 | 450 | 现场 |\n"
    tabbed = "类型\t上年（件）\t本年（件）\n治安\t12\t9\n\n平均数12件。\n"
    assert found(plain_text("文", drawn)) == [("31", 31, "次", 1), ("450", 450, "人次", 1)]
    assert found(plain_text("文", tabbed)) == [("12", 12, "件", 1), ("9", 9, "件", 1), ("12件", 12, "件", 1)]


def test_a_single_line_with_bars_is_a_paragraph():
    text = plain_text("文", "甲局 | 办结12件 | 乙科\n正文。\n一、概述\t1\n二、成效\t3\n")
    assert [piece.kind for piece in text.pieces] == ["paragraph"] * 4
    assert text.pieces[0].end == len("甲局 | 办结12件 | 乙科")


def test_cells_of_a_drawn_table_lie_where_they_stand():
    content = "| 甲 |  | 丙 |\n|乙|丁|戊|\n"
    pieces = plain_text("文", content).pieces
    assert [(content[p.start : p.end], p.table, p.row, p.column) for p in pieces] == [
        ("甲", 1, 1, 1), ("丙", 1, 1, 3), ("乙", 1, 2, 1), ("丁", 1, 2, 2), ("戊", 1, 2, 3),
    ]  # fmt: skip


def test_a_name_that_ends_in_a_measure_word_and_a_column_that_explains_tell_no_figure():
    rows = [["指标", "数值", "单位", "口径"], ["开展普法活动场次", "832", "场次", "同一活动办两场计2场次"]]
    assert found(table(rows)) == [("832", 832, "场次", 1)]

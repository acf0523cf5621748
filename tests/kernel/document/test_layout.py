"""The measures of GB/T 9704-2012 and what follows from them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.document import layout


def test_page_white_and_type_area_fit_together():
    assert layout.TOP_MM + layout.TYPE_HEIGHT_MM + layout.BOTTOM_MM == layout.PAGE_HEIGHT_MM
    assert layout.BINDING_MM + layout.TYPE_WIDTH_MM + layout.RIGHT_MM == layout.PAGE_WIDTH_MM
    assert (layout.BOTTOM_MM, layout.RIGHT_MM) == (35, 26)


def test_the_grid_holds_22_lines_of_28_characters():
    assert (layout.LINE_PITCH_TWIPS, layout.CHARACTER_SPACE_4096) == (579, -848)
    height = layout.TYPE_HEIGHT_MM * layout.POINTS_PER_MM * 20
    assert int(height // layout.LINE_PITCH_TWIPS) == 22
    character = layout.SIZE_3 + layout.CHARACTER_SPACE_4096 / 4096
    assert int(layout.TYPE_WIDTH_MM * layout.POINTS_PER_MM // character) == 28


def test_the_spacing_of_a_run_leaves_room_for_28_characters_and_not_for_29():
    character = layout.SIZE_3 + layout.CHARACTER_SPACING_TWIPS / 20
    assert 28 * character <= layout.TYPE_WIDTH_MM * layout.POINTS_PER_MM < 29 * character


def test_the_date_begins_two_characters_right_of_the_issuer():
    issuer, day = "云溪区人民政府", "2024年2月5日"
    issuer_right, day_right = layout.signature_indents(issuer, day)
    assert issuer_right == 2
    begins = layout.width_in_characters(issuer) + issuer_right - layout.width_in_characters(day) - day_right
    assert begins == 2


def test_a_date_longer_than_the_issuer_ends_two_characters_from_the_right():
    issuer, day = "区政府", "2024年12月25日"
    issuer_right, day_right = layout.signature_indents(issuer, day)
    assert day_right == 2
    begins = layout.width_in_characters(issuer) + issuer_right - layout.width_in_characters(day) - day_right
    assert begins == 2


def test_a_short_title_stands_on_one_line():
    assert layout.title_lines("年度报告", "区政府") == ("年度报告",)


def test_a_long_title_gives_its_issuer_a_line():
    title = "云溪区人民政府2023年法治政府建设年度报告"
    assert layout.title_lines(title, "云溪区人民政府") == ("云溪区人民政府", "2023年法治政府建设年度报告")
    about = layout.title_lines("云溪区人民政府关于2023年法治政府建设情况的报告")
    assert about == ("云溪区人民政府", "关于2023年法治政府建设情况的报告")


@given(st.text(alphabet="法治政府建设年度报告2023关于", min_size=1, max_size=90))
def test_a_title_loses_no_character_and_fits_its_lines(title):
    lines = layout.title_lines(title)
    assert "".join(lines) == title
    room = layout.TYPE_WIDTH_MM * layout.POINTS_PER_MM / layout.SIZE_2
    digits = max((len(run) for run in title.replace("于", " ").split()), default=0)
    assert all(layout.width_in_characters(line) <= room + digits / 2 for line in lines)

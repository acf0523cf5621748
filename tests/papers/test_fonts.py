"""Which font stands in for which."""

from __future__ import annotations

from guiju.kernel.document.layout import FACES
from guiju.papers.fonts import candidates, css_stack, installed, is_same_face


def test_every_font_of_the_standard_has_an_open_stand_in():
    for face in FACES.values():
        assert any(name.startswith(("Noto", "Source Han")) for name in candidates(face.font))


def test_the_right_font_comes_before_its_stand_ins_whatever_the_case_of_its_name():
    there = {"Noto Serif CJK SC", "fangsong", "DejaVu Sans"}
    assert installed("仿宋_GB2312", there) == ("fangsong", "Noto Serif CJK SC")


def test_a_latin_font_never_stands_in():
    assert installed("仿宋_GB2312", {"DejaVu Sans", "Arial"}) == ()


def test_the_same_face_of_another_maker_is_the_same_face_and_a_stand_in_is_not():
    assert is_same_face("黑体", "SimHei")
    assert not is_same_face("仿宋_GB2312", "宋体")


def test_a_css_stack_ends_with_the_generic_family():
    assert css_stack("黑体").endswith(", sans-serif")
    assert css_stack("仿宋_GB2312").startswith('"仿宋_GB2312", ')

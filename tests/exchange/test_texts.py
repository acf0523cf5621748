"""Statute texts are taken in one by one, with distrust; everything else is left alone and named."""

from __future__ import annotations

import os

import pytest

from guiju.errors import InputFault
from guiju.exchange import texts
from guiju.exchange.texts import Accepted, Rejected, TextFolder, bring_in, is_plain, shown

TEXT = "# 试验法\n\n第一条　为了试验，制定本法。\n\n第二条　应当试验。\n（一）甲；\n（二）乙。\n"


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "试验法(2020).md").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def into(tmp_path) -> TextFolder:
    return TextFolder(tmp_path / "home" / "texts")


def taken(source, into, *declared):
    return list(bring_in(source, into, declared or ["试验法(2020)"]))


def reason(source, into, *declared) -> dict[str, str]:
    return {one.file: one.reason for one in taken(source, into, *declared) if isinstance(one, Rejected)}


def test_a_declared_text_is_copied_as_it_is(source, into):
    assert taken(source, into) == [Accepted("试验法(2020)", "new")]
    assert into.read("试验法(2020)") == TEXT


def test_the_same_text_again_is_unchanged_and_another_replaces_it(source, into):
    taken(source, into)
    assert taken(source, into) == [Accepted("试验法(2020)", "unchanged")]
    (source / "试验法(2020).md").write_text(TEXT + "第三条　止。\n", encoding="utf-8")
    assert taken(source, into) == [Accepted("试验法(2020)", "replaced")]
    assert "第三条" in (into.read("试验法(2020)") or "")


def test_a_name_in_the_other_unicode_form_is_the_same_name(source, into):
    (source / "Café(2020).md").write_text(TEXT, encoding="utf-8")
    assert Accepted("Café(2020)", "new") in taken(source, into, "Café(2020)", "试验法(2020)")


def test_an_unknown_name_is_left_alone(source, into, tmp_path):
    (source / "README.md").write_text("说明", encoding="utf-8")
    told = reason(source, into)
    assert "未在" in told["README.md"]
    assert [path.name for path in (tmp_path / "home" / "texts").iterdir()] == ["试验法(2020).md"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("第一条　试验".encode("gb18030"), "UTF-8"),
        (b"\xe7\xac\xac\x00", "空字符"),
        ("没有条文的说明".encode(), "既没有"),
        (b"", "既没有"),
    ],
)
def test_what_is_no_statute_text_is_refused_with_its_reason(source, into, content, why):
    (source / "试验法(2020).md").write_bytes(content)
    assert why in reason(source, into)["试验法(2020).md"]
    assert not into.has("试验法(2020)")


def test_a_bad_text_does_not_replace_a_good_one(source, into):
    taken(source, into)
    (source / "试验法(2020).md").write_bytes(b"\xff\xfe")
    taken(source, into)
    assert into.read("试验法(2020)") == TEXT


def test_a_text_over_the_cap_is_not_read(source, into, monkeypatch):
    monkeypatch.setattr(texts, "MOST_BYTES", 10)
    assert "超过" in reason(source, into)["试验法(2020).md"]


def test_links_pipes_and_folders_are_not_followed(source, into, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text(TEXT, encoding="utf-8")
    (source / "甲法.md").symlink_to(secret)
    os.mkfifo(source / "乙法.md")
    (source / "丙法.md").mkdir()
    (source / "子文件夹").mkdir()
    told = reason(source, into, "甲法", "乙法", "丙法")
    assert "符号链接" in told["甲法.md"]
    assert "普通文件" in told["乙法.md"]
    assert not into.has("甲法")
    assert told.keys() >= {"甲法.md", "乙法.md", "丙法.md", "子文件夹"}


@pytest.mark.parametrize("stem", ["../甲", "甲/乙", "甲\\乙", "..", "", ".甲", "甲\n", "甲" * 100])
def test_a_declared_stem_that_is_a_path_is_never_opened(stem, into):
    assert not is_plain(stem)
    assert into.read(stem) is None
    with pytest.raises(InputFault, match="单纯的文件名"):
        into.take(stem, b"x")


def test_a_foreign_name_is_safe_to_print():
    assert shown("a\x1b[2Jb.md") == "a�[2Jb.md"


def test_a_folder_that_cannot_be_read_is_said(tmp_path, into):
    with pytest.raises(InputFault, match="读不出"):
        list(bring_in(tmp_path / "nowhere", into, ["甲"]))


def test_a_text_damaged_in_the_home_is_said(tmp_path):
    (tmp_path / "甲.md").write_bytes(b"\xff")
    with pytest.raises(InputFault, match="重新导入"):
        TextFolder(tmp_path).read("甲")

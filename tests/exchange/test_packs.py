"""A year's table is read whole, with all its faults at once, and kept or not kept at all."""

from __future__ import annotations

import pytest

from guiju.errors import InputFault, Refused
from guiju.exchange.packs import kept, read_pack

GOOD = """format = 1
year = 2027
status = "official"
source = "虚构的通知"
[[festival]]
name = "元旦"
rest = [2027-01-01]
work = [2027-01-09]
"""


def written(tmp_path, text: str | bytes):
    path = tmp_path / "given.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_good_table_is_read(tmp_path):
    table, content = read_pack(written(tmp_path, GOOD))
    assert table.year == 2027
    assert table.official
    assert content == GOOD.encode()


def test_a_byte_order_mark_is_dropped(tmp_path):
    _, content = read_pack(written(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()))
    assert content == GOOD.encode()


def test_all_faults_are_told_at_once(tmp_path):
    broken = GOOD.replace("format = 1", "").replace('status = "official"', 'status = "maybe"')
    broken = broken.replace("2027-01-09", "2027-01-11, 2026-01-10") + "nonsense = 1\n"
    with pytest.raises(Refused) as refused:
        read_pack(written(tmp_path, broken))
    assert {finding.place.split(":")[-1] for finding in refused.value.findings} == {
        "format",
        "status",
        "festival[1].work",
        "festival[1].nonsense",
    }
    assert len(refused.value.findings) == 5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2027-01-01", "2027-01-01T08:00:00"),
        ("2027-01-01]", '"2027-01-01"]'),
        ("year = 2027", "year = 1027"),
        ("year = 2027", "year = true"),
        ('name = "元旦"', "name = 3"),
        ("[[festival]]", "[festival]"),
        ("[2027-01-01]", "["),
        ("[2027-01-01]", "[" * 5000),
    ],
)
def test_each_break_is_a_finding(tmp_path, old, new):
    with pytest.raises(Refused) as refused:
        read_pack(written(tmp_path, GOOD.replace(old, new)))
    assert refused.value.findings


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\0", b"#" * (300 * 1024)])
def test_what_is_no_text_of_fit_size_is_refused(tmp_path, content):
    with pytest.raises(InputFault, match="未作任何改动"):
        read_pack(written(tmp_path, content))


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(InputFault, match="没有这个文件"):
        read_pack(tmp_path / "none.toml")


def test_a_pack_is_kept_under_its_year(tmp_path):
    with kept(tmp_path / "days", 2027, GOOD.encode()):
        pass
    assert (tmp_path / "days" / "2027.toml").read_text(encoding="utf-8") == GOOD


def fails(folder, content):
    with pytest.raises(ZeroDivisionError), kept(folder, 2027, content):
        _ = 1 / 0


def test_what_fails_inside_leaves_what_was_there(tmp_path):
    folder = tmp_path / "days"
    fails(folder, b"new")
    assert list(folder.iterdir()) == []
    (folder / "2027.toml").write_bytes(b"old")
    fails(folder, b"new")
    assert [(p.name, p.read_bytes()) for p in folder.iterdir()] == [("2027.toml", b"old")]

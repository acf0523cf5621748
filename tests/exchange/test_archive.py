"""A backup file is whole and true, or it is refused and nothing of it is used."""

from __future__ import annotations

import io
import json
import stat
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.errors import InputFault
from guiju.exchange import archive
from guiju.exchange.archive import pack, unpack
from guiju.exchange.manifest import MANIFEST, is_fit
from guiju.kernel.sm3 import sm3

FREE = 10**12
FILES = {
    "home.json": b'{"log": "x"}',
    "texts/甲法(2020).md": "第一条".encode(),
    "attachments/ab/cd": b"\0" * 3000,
}


@pytest.fixture
def packed(tmp_path):
    sources = {}
    for number, (name, content) in enumerate(FILES.items()):
        sources[name] = tmp_path / f"source{number}"
        sources[name].write_bytes(content)
    pack(tmp_path / "b.zip", sources, {"program": "1"})
    return tmp_path / "b.zip"


def unfolded(file, tmp_path, free=FREE):
    into = tmp_path / "into"
    into.mkdir(exist_ok=True)
    written = unpack(file, into, free)
    found = {p.relative_to(into).as_posix(): p.read_bytes() for p in into.rglob("*") if p.is_file()}
    return written, found


def forged(path, entries, manifest=None):
    """An archive with these entries and a manifest that agrees with them."""
    files = [
        {
            "name": name if isinstance(name, str) else name.filename,
            "size": len(content),
            "sm3": sm3(content).hex(),
        }
        for name, content in entries
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries:
            made.writestr(name, content)
        made.writestr(MANIFEST, json.dumps(manifest or {"format": 1, "files": files}))
    return path


def test_what_was_packed_comes_out(packed, tmp_path):
    written, found = unfolded(packed, tmp_path)
    assert found == FILES
    assert written.manifest.told == {"program": "1"}
    assert [one.name for one in written.manifest.files] == list(FILES)


def test_the_manifest_has_the_sm3_of_each_file_and_its_own_digest_is_told(packed, tmp_path):
    written, _ = unfolded(packed, tmp_path)
    assert {one.name: one.sm3 for one in written.manifest.files} == {
        n: sm3(c).hex() for n, c in FILES.items()
    }
    with zipfile.ZipFile(packed) as opened:
        assert written.digest == sm3(opened.read(MANIFEST)).hex()


def test_only_its_owner_may_read_it(packed):
    assert stat.S_IMODE(packed.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_overwritten(packed):
    before = packed.read_bytes()
    with pytest.raises(InputFault, match="已经存在"):
        pack(packed, {}, {})
    assert packed.read_bytes() == before


def test_a_backup_that_fails_leaves_nothing(tmp_path):
    (tmp_path / "gone").write_bytes(b"x")
    sources = {"home.json": tmp_path / "gone"}

    def vanish(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pack(tmp_path / "b.zip", sources, {}, vanish)
    assert [p.name for p in tmp_path.iterdir()] == ["gone"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "texts/../../evil",
        "/etc/evil",
        "texts//evil",
        "texts/./evil",
        "texts\\..\\evil",
        "C:/evil",
        "texts/a:b",
        "texts/.hidden",
        "texts/a\x01",
        "bin/evil",
        "evil",
        "texts",
        "guiju.sqlite3/x",
        "texts/" + "a/" * 20 + "a",
    ],
)
def test_a_path_that_has_no_business_in_a_backup_is_refused(tmp_path, name):
    assert not is_fit(name)
    with pytest.raises(InputFault):
        unfolded(forged(tmp_path / "f.zip", [(name, b"x")]), tmp_path)
    assert list((tmp_path / "into").iterdir()) == []


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_links_and_special_files_are_refused(tmp_path, kind):
    entry = zipfile.ZipInfo("texts/甲.md")
    entry.external_attr = (kind | 0o777) << 16
    with pytest.raises(InputFault, match="链接"):
        unfolded(forged(tmp_path / "f.zip", [(entry, b"/etc/passwd")]), tmp_path)


def test_a_bomb_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "HARMLESS", 2**20)
    bomb = forged(tmp_path / "f.zip", [("texts/甲.md", b"\0" * 2**23)])
    with pytest.raises(InputFault, match="疑为恶意"):
        unfolded(bomb, tmp_path)
    assert list((tmp_path / "into").iterdir()) == []


def test_what_does_not_fit_on_the_disk_is_refused(packed, tmp_path):
    with pytest.raises(InputFault, match="磁盘只余"):
        unfolded(packed, tmp_path, free=100)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path):
    with pytest.raises(InputFault, match="两个"):
        unfolded(forged(tmp_path / "f.zip", [("home.json", b"a"), ("home.json", b"b")]), tmp_path)


@pytest.mark.parametrize(
    "manifest",
    [
        {"format": 2, "files": []},
        {"format": 1},
        {"format": 1, "files": []},
        {"format": 1, "files": [{"name": "home.json", "size": 1, "sm3": "0" * 64}]},
        {"format": 1, "files": [{"name": "home.json", "size": -1, "sm3": "0" * 64}]},
        {"format": 1, "files": [{"name": "home.json", "size": 1, "sm3": "xyz"}]},
        {"format": 1, "files": ["home.json"]},
        [],
    ],
)
def test_a_manifest_that_does_not_fit_the_files_is_refused(tmp_path, manifest):
    with pytest.raises(InputFault):
        unfolded(forged(tmp_path / "f.zip", [("home.json", b"a")], manifest or [1]), tmp_path)


def test_an_encrypted_entry_is_refused(packed, tmp_path):
    content = bytearray(packed.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        offset = opened.start_dir
    content[offset + 8] |= 1
    packed.write_bytes(content)
    with pytest.raises(InputFault):
        unfolded(packed, tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_refused(tmp_path, content):
    (tmp_path / "f.zip").write_bytes(content)
    with pytest.raises(InputFault):
        unfolded(tmp_path / "f.zip", tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=st.data())
def test_any_byte_changed_is_refused_or_changes_nothing(packed, tmp_path_factory, data):
    tmp_path = tmp_path_factory.mktemp("torn")
    content = bytearray(packed.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    (tmp_path / "t.zip").write_bytes(content)
    try:
        _, found = unfolded(tmp_path / "t.zip", tmp_path)
    except InputFault:
        return
    assert found == FILES


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(data=st.data())
def test_a_torn_file_is_refused(packed, tmp_path_factory, data):
    tmp_path = tmp_path_factory.mktemp("torn")
    content = packed.read_bytes()
    (tmp_path / "t.zip").write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    with pytest.raises(InputFault):
        unfolded(tmp_path / "t.zip", tmp_path)

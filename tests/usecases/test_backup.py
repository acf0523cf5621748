"""A home in one file, and a home again from it: whole, or not at all."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

from guiju.errors import InputFault
from guiju.exchange.manifest import MANIFEST
from guiju.kernel.sm3 import sm3
from guiju.store.ledger import SqlLedger
from guiju.store.ledger_check import verify_store
from guiju.usecases import back_up as backing
from guiju.usecases import restore as restoring
from guiju.usecases.back_up import back_up
from guiju.usecases.make_home import MARK, mark_of
from guiju.usecases.restore import restore

STRANGE = [("log", "other"), ("size", 10**6), ("root", "00" * 32), ("size", "many"), ("algorithm", None)]


@pytest.fixture
def home(town, tmp_path):
    """The town in a home with files of every kind."""
    (tmp_path / MARK).write_text(json.dumps({"format": 1, "log": "test"}), encoding="utf-8")
    for name in (
        "attachments/ab/cd01",
        "texts/甲法(2020).md",
        "days/2027.toml",
        "keys/checkpoint.key",
        "facts/x",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "guiju.toml").write_text('database_url = "口令"', encoding="utf-8")
    return town


@pytest.fixture
def outside(tmp_path_factory):
    return tmp_path_factory.mktemp("outside")


@pytest.fixture
def saved(home, outside):
    back_up(home, outside / "b.zip")
    return outside / "b.zip"


def names(file):
    with zipfile.ZipFile(file) as opened:
        return set(opened.namelist())


def rewritten(file, change):
    """The backup with one file's content changed, its manifest made to agree."""
    with zipfile.ZipFile(file) as opened:
        content = {name: opened.read(name) for name in opened.namelist()}
    manifest = json.loads(content.pop(MANIFEST))
    change(content, manifest)
    manifest["files"] = [{"name": n, "size": len(c), "sm3": sm3(c).hex()} for n, c in content.items()]
    out = file.with_name("forged.zip")
    with zipfile.ZipFile(out, "w") as made:
        for name, one in (*content.items(), (MANIFEST, json.dumps(manifest).encode())):
            made.writestr(name, one)
    return out


def test_a_backup_holds_the_record_and_the_files_and_no_key(home, saved):
    found = names(saved)
    assert found == {
        "guiju.sqlite3", MARK, "attachments/ab/cd01", "texts/甲法(2020).md", "days/2027.toml", MANIFEST,
    }  # fmt: skip


def test_keys_are_in_it_only_where_asked_for(home, outside):
    done = back_up(home, outside / "k.zip", with_keys=True)
    assert done.keys
    assert {"keys/checkpoint.key", "guiju.toml"} <= names(outside / "k.zip")


def test_the_manifest_tells_of_the_record(home, outside):
    done = back_up(home, outside / "m.zip")
    assert done.ledger.size == home.ledger().size()
    assert (done.ledger.log, done.ledger.algorithm) == ("test", "sm3")
    with zipfile.ZipFile(outside / "m.zip") as opened:
        assert json.loads(opened.read(MANIFEST))["ledger"]["root"] == done.ledger.root


def test_a_home_comes_back_with_a_record_that_verifies(home, saved, outside):
    done = restore(saved, outside / "deep" / "new")
    new = outside / "deep" / "new"
    assert mark_of(new)["log"] == "test"
    assert (new / "attachments/ab/cd01").read_text(encoding="utf-8") == "attachments/ab/cd01"
    assert (new / "keys").stat().st_mode & 0o777 == 0o700
    with closing(sqlite3.connect(new / "guiju.sqlite3", isolation_level=None)) as opened:
        verdict = verify_store(SqlLedger(opened, "sqlite", log="test"))
    assert verdict.ok
    assert verdict.entries == done.ledger.size == home.ledger().size()
    assert verdict.root is not None
    assert verdict.root.hex() == done.ledger.root
    assert sorted(path.name for path in (outside / "deep").iterdir()) == ["new"]


def test_a_home_that_is_there_is_never_written_to(saved, outside):
    (outside / "old").mkdir()
    (outside / "old" / "mine").write_text("x", encoding="utf-8")
    with pytest.raises(InputFault, match="已经存在"):
        restore(saved, outside / "old")
    assert [path.name for path in (outside / "old").iterdir()] == ["mine"]


@pytest.mark.parametrize(("key", "value"), STRANGE)
def test_a_manifest_that_speaks_of_another_record_is_refused(saved, outside, key, value):
    forged = rewritten(saved, lambda _, manifest: manifest["ledger"].update({key: value}))
    with pytest.raises(InputFault, match="未作恢复"):
        restore(forged, outside / "new")
    assert not (outside / "new").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (MARK, b"{}"),
        (MARK, b"not json"),
        (MARK, b"[1]"),
        (MARK, b'{"log": "other"}'),
        ("guiju.sqlite3", b""),
        ("guiju.sqlite3", b"SQLite format 3\0" + b"x" * 5000),
        ("guiju.sqlite3", b"something else"),
    ],
)
def test_a_home_whose_parts_cannot_be_used_is_refused(saved, outside, name, content):
    forged = rewritten(saved, lambda files, _: files.update({name: content}))
    with pytest.raises(InputFault, match="未作恢复"):
        restore(forged, outside / "new")
    assert sorted(path.name for path in outside.iterdir()) == ["b.zip", "forged.zip"]


def test_a_database_torn_inside_is_refused(saved, outside):
    def tear(files, _):
        content = bytearray(files["guiju.sqlite3"])
        content[4096:8192] = b"\xee" * 4096
        files["guiju.sqlite3"] = bytes(content)

    with pytest.raises(InputFault, match="未作恢复"):
        restore(rewritten(saved, tear), outside / "new")
    assert not (outside / "new").exists()


def test_a_damaged_archive_leaves_nothing_behind(saved, outside):
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 0xFF
    saved.write_bytes(content)
    with pytest.raises(InputFault):
        restore(saved, outside / "new")
    assert [path.name for path in outside.iterdir()] == ["b.zip"]


def test_a_backup_is_not_written_over_a_file_nor_into_what_it_saves(home, saved, tmp_path, outside):
    for place, why in (
        (saved, "已经存在"),
        (tmp_path / "attachments" / "b.zip", "被备份"),
        (outside / "nowhere" / "b.zip", "没有文件夹"),
    ):
        with pytest.raises(InputFault, match=why):
            back_up(home, place)


def test_a_link_among_the_attachments_is_said(home, tmp_path, outside):
    (tmp_path / "attachments" / "link").symlink_to("/etc/passwd")
    with pytest.raises(InputFault, match="链接"):
        back_up(home, outside / "b.zip")
    assert list(outside.iterdir()) == []


def test_half_written_files_of_others_are_left_out(home, tmp_path, outside):
    (tmp_path / "attachments" / ".ef02.part").write_text("half", encoding="utf-8")
    back_up(home, outside / "b.zip")
    assert not any("part" in name for name in names(outside / "b.zip"))


def test_a_postgresql_home_is_told_to_use_pg_dump_and_can_save_its_files(home, outside, monkeypatch):
    monkeypatch.setattr(backing, "vendor", lambda: "postgresql")
    with pytest.raises(InputFault, match=r"pg_dump.*--files-only"):
        back_up(home, outside / "b.zip")
    done = back_up(home, outside / "b.zip", files_only=True)
    assert not done.database
    assert done.ledger.size == home.ledger().size()
    again = restore(outside / "b.zip", outside / "new")
    assert not again.database
    assert (outside / "new" / "texts").is_dir()


def test_an_embedded_database_is_not_restored_where_another_is_configured(saved, outside, monkeypatch):
    monkeypatch.setattr(restoring, "vendor", lambda: "postgresql")
    with pytest.raises(InputFault, match="GUIJU_DATABASE_URL"):
        restore(saved, outside / "new")


def test_progress_is_told_while_it_works(home, outside):
    told = []
    back_up(home, outside / "b.zip", progress=lambda done, total, what: told.append((done, total, what)))
    restore(outside / "b.zip", outside / "new", lambda done, total, what: told.append((done, total, what)))
    assert {"复制数据库", "guiju.sqlite3"} <= {what for _, _, what in told}
    assert all(done <= total for done, total, _ in told)

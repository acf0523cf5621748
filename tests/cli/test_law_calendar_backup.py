"""The three operator commands as they are typed: what is printed where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from guiju.project.config import Config
from guiju.project.wiring import build
from tests.flows.conftest import answer, guiju

STEM = "行政复议法(2023-09-01)"
PACK = """format = 1
year = 2027
status = "official"
source = "虚构的通知，仅供测试"
[[festival]]
name = "元旦"
rest = [2027-01-01, 2027-01-04]
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "given"
    made.mkdir()
    return made


def test_texts_are_imported_and_a_citation_opens(typed, told, folder):
    (folder / f"{STEM}.md").write_text("第六十二条　试验的话。\n", encoding="utf-8")
    (folder / "别的.md").write_text("第一条　不相干。\n", encoding="utf-8")
    done = told("law", "import", folder)
    assert done["new"] == [STEM]
    assert done["rejected"][0]["file"] == "别的.md"
    assert done["missing"]
    found = told("law", "show", "行政复议法(2023)#62")
    assert (found["text"], found["place"], found["in_force_from"]) == (
        "试验的话。",
        "第六十二条",
        "2024-01-01",
    )
    printed = typed("law", "show", "《行政复议法》（2023）第六十二条").out
    assert "《中华人民共和国行政复议法》（2023年修订）第六十二条" in printed
    assert "试验的话。" in printed


def test_what_cannot_be_opened_is_one_chinese_message_and_exit_2(typed):
    assert "尚未导入" in typed("law", "show", "行政处罚法(2021)#3", code=2).err
    assert "读不出" in typed("law", "show", "什么 也不是", code=2).err
    assert "没有文件夹" in typed("law", "import", "/nowhere/at/all", code=2).err


def test_a_declared_text_that_cannot_be_taken_is_exit_1(told, folder):
    (folder / "行政处罚法(2021-01-22).md").write_bytes(b"\xff")
    assert told("law", "import", folder, code=1)["rejected"][0]["declared"] is True


def test_a_year_is_tried_taken_in_and_shown(typed, told, folder):
    file = folder / "notice.toml"
    file.write_text(PACK, encoding="utf-8")
    assert "暂定" in typed("calendar", "show", 2027).out
    tried = told("calendar", "preview", file)
    assert "暂定" in typed("calendar", "show", 2027).out
    assert told("calendar", "add", file) == tried
    assert tried["days"][0] == {"day": "2027-01-04", "before": "work", "after": "rest", "why": "元旦放假"}
    printed = typed("calendar", "show", 2027).out
    assert "已公布" in printed
    assert "虚构的通知，仅供测试" in printed


def test_a_broken_table_is_exit_1_with_every_finding(typed, told, folder):
    file = folder / "notice.toml"
    file.write_text(PACK.replace("official", "maybe").replace("format = 1", ""), encoding="utf-8")
    for verb in ("preview", "add"):
        assert len(told("calendar", verb, file, code=1)) == 2
    assert "没有这个文件" in typed("calendar", "add", folder / "none.toml", code=2).err


def test_commands_that_need_a_home_say_so(typed, folder, tmp_path):
    (folder / "p.toml").write_text(PACK, encoding="utf-8")
    nowhere = build(Config(home=tmp_path / "none"))
    for arguments in (
        ("law", "import", folder),
        ("calendar", "add", folder / "p.toml"),
        ("backup", folder / "b.zip"),
    ):
        assert "还不是数据目录" in typed(*arguments, code=2, at=nowhere).err
    assert [path.name for path in folder.iterdir()] == ["p.toml"]
    assert not (tmp_path / "none").exists()


def test_restore_asks_for_a_new_home(typed, folder):
    assert "home" in typed("restore", folder / "b.zip", code=2).err


def test_a_home_is_saved_and_comes_back(tmp_path):
    home, new, file = tmp_path / "home", tmp_path / "new", tmp_path / "b.zip"
    answer("init", "--log", "990901", home=home)
    saved = answer("backup", file, home=home)
    assert saved["keys"] is False
    back = answer("restore", file, home=new)
    assert back["ledger"]["ok"] is True
    assert back["manifest_digest"] == saved["manifest_digest"]
    assert back["ledger"]["root"] == saved["ledger"]["root"]
    again = guiju("restore", file, home=new)
    assert again.returncode == 2
    assert "已经存在" in again.stderr


@pytest.mark.postgres
def test_a_postgresql_home_saves_its_files_and_points_to_pg_dump(postgres_url, tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GUIJU_", "DJANGO_"))}
    environment["GUIJU_DATABASE_URL"] = postgres_url

    def run(*arguments, home):
        program = "import sys; from guiju.project.entry import main; sys.exit(main())"
        words = [sys.executable, "-c", program, *map(str, arguments), "--home", str(home)]
        return subprocess.run(words, capture_output=True, text=True, check=False, env=environment)

    home, file = tmp_path / "home", tmp_path / "b.zip"
    assert run("init", home=home).returncode == 0
    refused = run("backup", file, home=home)
    assert refused.returncode == 2
    assert "pg_dump" in refused.stderr
    saved = run("backup", file, "--files-only", "--json", home=home)
    assert saved.returncode == 0, saved.stderr
    assert json.loads(saved.stdout)["database"] is False
    back = run("restore", file, home=tmp_path / "new")
    assert back.returncode == 0, back.stderr
    assert "pg_restore" in back.stdout

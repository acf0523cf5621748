"""The tutorial “a new procedure in one file” is followed word by word: what it says is printed, is printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "tutorial-procedure.md"
FILE = "mine/procedures/secrecy_review.toml"
_BLOCK = re.compile(r"```(toml|console)\n(.*?)```\n", re.DOTALL)
_KEPT = ("export ", "unset ")
"""Commands that change the shell for those that follow."""


def steps() -> list[tuple[str, str, str]]:
    """What the reader does, in order: (``toml``, text to add, "") or (``console``, command, what it prints)."""
    found = []
    for kind, text in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "toml":
            found.append((kind, text, ""))
            continue
        for command in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            typed, _, printed = command.partition("\n")
            found.append((kind, typed, printed))
    return found


@pytest.fixture
def desk(tmp_path):
    """A place that looks like the root of the repository, with the program on the path."""
    (tmp_path / "guiju").symlink_to(ROOT / "guiju")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GUIJU_")}
    return tmp_path, {**kept, "PATH": path, "GUIJU_HOME": str(tmp_path / "home")}


def test_the_tutorial_holds_word_by_word(desk):
    folder, environment = desk
    shell: list[str] = []
    for kind, text, printed in steps():
        if kind == "toml":
            with (folder / FILE).open("a", encoding="utf-8") as file:
                file.write(text)
            continue
        shell += [text] if text.startswith(_KEPT) else []
        done = subprocess.run(
            ["bash", "-c", "; ".join([*shell, text])],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout + done.stderr == printed, text
    assert (folder / FILE).is_file()


def test_the_tutorial_takes_about_twenty_minutes():
    words = len(PAGE.read_text(encoding="utf-8").split())
    assert 1500 < words < 3000


def test_the_tutorial_uses_every_kind_of_entry():
    text = "".join(body for kind, body, _ in steps() if kind == "toml")
    kinds = ("role", "stage", "step", "gate", "limit", "separation", "disclosure", "outcome", "example")
    assert [kind for kind in kinds if f"[[{kind}]]" not in text] == []

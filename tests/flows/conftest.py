"""The demonstration district, built once by the command a user types."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Guiju = Callable[..., "subprocess.CompletedProcess[str]"]


def guiju(*arguments: object, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does; the environment names no other home or database."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GUIJU_", "DJANGO_"))}
    command = [
        sys.executable,
        "-c",
        "import sys; from guiju.project.entry import main; sys.exit(main())",
        *map(str, arguments),
    ]
    if home is not None:
        command += ["--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def answer(*arguments: object, home: Path | None = None, code: int = 0) -> Any:
    """The JSON answer of a command that must end with that exit code."""
    done = guiju(*arguments, "--json", home=home)
    assert done.returncode == code, (
        f"{arguments}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demonstration district."""
    home = tmp_path_factory.mktemp("demo") / "home"
    built = answer("demo", "build", home=home)
    (home / "built.json").write_text(json.dumps(built), encoding="utf-8")
    return home

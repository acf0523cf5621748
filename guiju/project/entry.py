"""The program's entry: settles the home, wakes Django, and lets the command line run.

Models can only be imported once Django is awake, so what needs them is imported by name, here alone.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

from guiju.errors import GuijuError


def main(arguments: list[str] | None = None) -> int:
    """Run ``guiju``; returns the exit code (0 done, 1 findings, 2 bad input)."""
    given = sys.argv[1:] if arguments is None else arguments
    home = _home(given)
    if home is not None:
        os.environ["GUIJU_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.project.settings")
    try:
        django.setup()
        return int(import_module("guiju.cli.main").main(import_module("guiju.project.faces").faces, given))
    except GuijuError as fault:
        sys.stderr.write(fault.message + "\n")
        return fault.exit_code


def _home(arguments: list[str]) -> str | None:
    """The value of ``--home``, wherever it stands; the settings need it before the command is read."""
    for number, argument in enumerate(arguments):
        if argument.startswith("--home="):
            return argument[7:]
        if argument == "--home" and number + 1 < len(arguments):
            return arguments[number + 1]
    return None

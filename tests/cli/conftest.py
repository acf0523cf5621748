"""Commands as they are typed, at a house in a database of the test's own."""

from __future__ import annotations

import json

import pytest

from guiju.cli.context import Faces
from guiju.cli.main import main
from tests.usecases.conftest import catalogue, house, town

__all__ = ["catalogue", "house", "town"]


@pytest.fixture
def typed(house, capsys):
    """Type a command at that house; what is printed, after the exit code has been compared."""

    def run(*arguments, code=0, at=house):
        faces = Faces(house=lambda: at, make_home=lambda _: at, serve=lambda *_: 0)
        assert main(lambda: faces, [str(one) for one in arguments]) == code
        return capsys.readouterr()

    return run


@pytest.fixture
def told(typed):
    """The same, its JSON answer read."""
    return lambda *arguments, code=0: json.loads(typed(*arguments, "--json", code=code).out)

"""A demonstration can be built anew in its place; a real home never is."""

from __future__ import annotations

import pytest

from guiju.errors import InputFault
from guiju.usecases.make_home import clear_demonstration, make_folders


def test_a_demonstration_is_thrown_away(tmp_path):
    make_folders(tmp_path / "h", "demo-x")
    assert clear_demonstration(tmp_path / "h")
    make_folders(tmp_path / "h", "demo-x")


def test_a_real_home_is_never_thrown_away(tmp_path):
    make_folders(tmp_path / "h", "370100")
    (tmp_path / "h" / "guiju.sqlite3").write_bytes(b"record")
    with pytest.raises(InputFault):
        clear_demonstration(tmp_path / "h")
    assert (tmp_path / "h" / "guiju.sqlite3").read_bytes() == b"record"


def test_where_there_is_nothing_nothing_is_done(tmp_path):
    assert not clear_demonstration(tmp_path)

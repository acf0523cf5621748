"""The calendar of the repository's own data, and a short way to state a rule."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.read import calendar_from_tables
from guiju.kernel.law.read import rule_version_from_limit
from guiju.kernel.law.rule import RuleVersion

FOLDER = Path(__file__).resolve().parents[3] / "guiju" / "catalogue" / "days"


@pytest.fixture(scope="session")
def tables() -> dict[str, dict[str, Any]]:
    """The parsed files of ``catalogue/days``, by name."""
    return {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}


@pytest.fixture(scope="session")
def calendar(tables) -> Calendar:
    """The calendar as shipped: official from 2004 to 2026."""
    return calendar_from_tables(tables)


@pytest.fixture(scope="session")
def rule() -> Callable[..., RuleVersion]:
    """A rule from the keys of a ``[[limit]]``; the article is made up where none is given."""

    def build(span: str, **keys: Any) -> RuleVersion:
        table = {"span": span, "cites": ["试验法(2020)#1"], **keys}
        version = rule_version_from_limit(table, "test:limit", None, None, (), "test.limit")
        assert isinstance(version, RuleVersion), version
        return version

    return build

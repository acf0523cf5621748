"""The shipped declarations, read once (no Django)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from guiju.kernel.days.read import calendar_from_tables
from guiju.kernel.law.read import rules_from_tables
from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.procedure.read import read_definition

ROOT = Path(__file__).resolve().parents[3] / "guiju" / "catalogue"


@cache
def tables(folder: str) -> dict:
    """Parsed files of a folder of the catalogue, by name."""
    return {
        f"{folder}/{p.name}": tomllib.loads(p.read_text(encoding="utf-8"))
        for p in sorted((ROOT / folder).glob("*.toml"))
    }


def shared() -> tuple[dict, dict]:
    """Shared rules and roles."""
    rules = rules_from_tables(tables("law/rules"))
    roles = {
        r["id"]: r["title"] for r in tomllib.loads((ROOT / "roles.toml").read_text(encoding="utf-8"))["role"]
    }
    return {str(rule.id): rule.versions for rule in rules}, roles


@pytest.fixture(scope="session")
def calendar():
    """The statutory calendar."""
    return calendar_from_tables(tables("days"))


@pytest.fixture(scope="session")
def procedures():
    """All shipped procedures."""
    rules, roles = shared()
    found = []
    for name, table in tables("procedures").items():
        definition, findings = read_definition(table, name, rules, roles)
        assert definition is not None, findings
        found.append(definition)
    return Procedures(found)

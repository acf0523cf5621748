"""Time limits counted out by hand: the program must come to the same day.

``deadlines/<page>.toml``: ``[[case]]`` with ``rule``, ``from``, ``by_hand`` (the count, in Chinese) and
``last_day`` or ``earliest_day``; ``events`` as in the contract, ``today``, ``status``, and ``refused = true``
where one of the events must come back as a finding.
"""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from guiju.store.catalogue import SHIPPED, read
from guiju.usecases.count_deadline import count_deadline
from guiju.usecases.house import House

FOLDER = Path(__file__).parent / "deadlines"
KEYS = {"rule", "from", "today", "events", "last_day", "earliest_day", "refused", "status", "by_hand"}


@cache
def house() -> House:
    """A House that can count: the catalogue and nothing else."""
    return House(
        Path(), "", read(SHIPPED), pytest.fail, lambda: datetime(2026, 1, 1, tzinfo=UTC), pytest.fail
    )


def cases() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"], 1):
            found.append(pytest.param(case, id=f"{file.stem}-{number}-{case['rule']}-{case['from']}"))
    return found


@pytest.mark.parametrize("case", cases())
def test_the_program_counts_as_the_hand_does(case):
    assert set(case) <= KEYS
    assert len(case["by_hand"]) >= 4
    events = json.loads(json.dumps(case.get("events", []), default=str))
    told, findings = count_deadline(house(), case["rule"], case["from"], events, today=case.get("today"))
    expected = {key: str(case[key]) for key in ("last_day", "earliest_day", "status") if key in case}
    assert {key: told.get(key) for key in expected} == expected, case["by_hand"]
    assert expected or case.get("refused")
    assert any(finding.level == "error" for finding in findings) is case.get("refused", False)


def test_every_limit_of_the_catalogue_has_a_worked_case():
    counted = {case.values[0]["rule"] for case in cases()}
    assert sorted(str(rule.id) for rule in house().catalogue.rules if rule.id not in counted) == []


def test_two_hundred_cases_are_worked():
    assert len(cases()) >= 200

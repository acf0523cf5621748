"""Supervision by the standing committee: which text governs, and what the handling of opinions hangs on."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.store.catalogue import SHIPPED, read

LAST_OLD_DAY, FIRST_NEW_DAY = date(2024, 11, 7), date(2024, 11, 8)
TWO_TEXTS = (
    "special_work_report",
    "review_opinion_handling",
    "finance_supervision_report",
    "interpellation",
)


@pytest.fixture(scope="module")
def procedures():
    return read(SHIPPED).procedures


@pytest.mark.parametrize("name", TWO_TEXTS)
def test_the_text_changes_on_the_day_the_amendment_came_into_force(procedures, name):
    old, new = (
        next(one for one in procedures if one.id == name and one.since <= day and (one.until or day) >= day)
        for day in (LAST_OLD_DAY, FIRST_NEW_DAY)
    )
    assert {c.partition("#")[0] for c in map(str, old.cites) if c.startswith("监督法")} == {"监督法(2006)"}
    assert {c.partition("#")[0] for c in map(str, new.cites) if c.startswith("监督法")} == {"监督法(2024)"}


def limits(procedures, name):
    return [{limit.id for limit in one.limits} for one in procedures if one.id == name]


def test_the_report_on_audit_corrections_came_with_the_amendment(procedures):
    assert sorted(
        "audit_rectification" in found for found in limits(procedures, "finance_supervision_report")
    ) == [
        False,
        True,
    ]


def test_twenty_ten_and_seven_days_stand_in_both_texts(procedures):
    for found in limits(procedures, "special_work_report"):
        assert {"send_for_comments", "send_to_standing_committee", "issue_to_members"} <= found

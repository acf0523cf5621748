"""What is changed behind the program's back is found: views compared with the record, row by row."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection

from guiju.usecases.rebuild import rebuild
from guiju.usecases.verify_ledger import verify_ledger
from tests.usecases.small_town import GOV, at, do

DAY = date(2023, 3, 1)


@pytest.fixture
def certificate(town):
    """A matter to tamper with."""
    done = do(
        town,
        "certificate",
        "issue",
        "p3",
        GOV,
        DAY,
        holder="p4",
        number="X1",
        kind="enforcement",
        valid_until=date(2026, 12, 31),
    )
    at(town, DAY)
    return done


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def kinds(town):
    return {fault.kind for fault in verify_ledger(town).faults}


def test_a_stage_changed_by_hand(town, certificate):
    run("UPDATE guiju_matter SET stage = 'revoked' WHERE id = %s", certificate.matter.id)
    assert kinds(town) == {"view_altered"}


def test_a_matter_row_deleted(town, certificate):
    run("DELETE FROM guiju_matter WHERE id = %s", certificate.matter.id)
    assert kinds(town) == {"view_missing"}


def test_a_matter_row_invented(town, certificate):
    run(
        "INSERT INTO guiju_matter SELECT 'x-' || id, procedure, body, title, stage, outcome, opened_on, closed_on, size, last_entry, late"
        " FROM guiju_matter WHERE id = %s",
        certificate.matter.id,
    )
    assert "view_altered" in kinds(town)


def test_a_duty_invented(town, certificate):
    run(
        "INSERT INTO guiju_duty (matter, procedure, matter_title, body, step, step_title, title, limit_id, roles,"
        " due, provisional, citation)"
        " VALUES (%s, 'certificate', 't', 'b', 's', 's', 't', '', '|x|', NULL, %s, '')",
        certificate.matter.id,
        False,
    )
    assert kinds(town) == {"view_altered"}


def test_rebuilding_draws_the_views_from_the_record_again(town, certificate):
    run("UPDATE guiju_matter SET stage = 'revoked' WHERE id = %s", certificate.matter.id)
    rebuild(town)
    assert verify_ledger(town).ok


def test_the_database_itself_refuses_to_change_the_record(town, certificate):
    for statement in ("UPDATE guiju_ledger SET body = 'x'", "DELETE FROM guiju_ledger"):
        with pytest.raises(DatabaseError):
            run(statement)

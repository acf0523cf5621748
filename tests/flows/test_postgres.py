"""The same program over a real PostgreSQL: acts recorded, refused, proved; the database refuses to change the record."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.postgres

SCRIPT = """
import django
django.setup()
from datetime import date
from django.db import DatabaseError, connection, transaction
from guiju.errors import Refused
from guiju.project.wiring import make_home
from guiju.usecases.verify_ledger import checkpoint, verify_ledger
from tests.usecases.small_town import GOV, JUSTICE, at, do, settle
house = make_home("pg-test")
settle(house)
day = date(2023, 3, 1)
fields = dict(holder="p4", number="X1", kind="enforcement", valid_until=date(2026, 12, 31))
done = do(house, "certificate", "issue", "p3", GOV, day, **fields)
size = house.ledger().size()
try:
    do(house, "certificate", "issue", "p1", JUSTICE, day, **fields)
except Refused:
    assert house.ledger().size() == size
else:
    raise AssertionError("not refused")
checkpoint(house)
assert verify_ledger(house).ok, verify_ledger(house).faults
for statement in ("UPDATE guiju_ledger SET body = 'x'", "DELETE FROM guiju_ledger", "TRUNCATE guiju_ledger"):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        continue
    raise AssertionError(statement)
print("fine", connection.vendor, size)
"""


def test_the_program_runs_over_postgresql(postgres_url, tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GUIJU_", "DJANGO_"))}
    environment |= {"GUIJU_HOME": str(tmp_path / "home"), "GUIJU_DATABASE_URL": postgres_url,
                    "DJANGO_SETTINGS_MODULE": "guiju.project.settings"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.startswith("fine postgresql")

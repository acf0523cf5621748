"""A home that an earlier version made is brought up to date, its record untouched."""

from __future__ import annotations

from django.core.management import call_command

from guiju.store.models import ReportBroughtIn
from guiju.store.transaction import tables_behind
from guiju.usecases.doctor import doctor
from guiju.usecases.upgrade_home import upgrade_home


def test_an_older_home_is_told_of_and_upgraded(town):
    before = town.ledger().entry(town.ledger().size() - 1).digest
    call_command("migrate", "store", "0001", verbosity=0)
    assert tables_behind() == ["store.0002_reports_brought_in"]
    assert next(row for row in doctor(town) if row["title"] == "数据库")["ok"] is False
    assert upgrade_home(town) == ["store.0002_reports_brought_in"]
    assert (tables_behind(), upgrade_home(town)) == ([], [])
    assert ReportBroughtIn.objects.count() == 0
    assert town.ledger().entry(town.ledger().size() - 1).digest == before

"""Recording acts: check → append → project, all or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.errors import Conflict, Refused
from guiju.usecases.list_duties import list_duties
from guiju.usecases.record_act import Command, record_act
from guiju.usecases.show_matter import show_matter
from guiju.usecases.verify_ledger import verify_ledger
from tests.usecases.small_town import GOV, JUSTICE, TRADE, at, do


def issue(town, day=date(2023, 3, 1)):
    return do(
        town,
        "certificate",
        "issue",
        "p3",
        GOV,
        day,
        holder="p4",
        number="X1",
        kind="enforcement",
        valid_until=date(2026, 12, 31),
    )


def test_an_act_is_recorded_and_shown(town):
    done = issue(town)
    shown = show_matter(town, done.matter.id)
    assert shown.matter.stage == "valid"
    assert shown.matter.done[0].by == "p3"


def test_a_refused_act_writes_nothing(town):
    before = town.ledger().size()
    with pytest.raises(Refused) as refusal:
        do(
            town,
            "certificate",
            "issue",
            "p1",
            JUSTICE,
            date(2023, 3, 1),
            holder="p4",
            number="X",
            kind="enforcement",
            valid_until=date(2026, 1, 1),
        )
    assert {finding.rule for finding in refusal.value.findings} == {"role"}
    assert town.ledger().size() == before


def test_an_act_dated_in_the_future_is_refused(town):
    at(town, date(2023, 3, 1))
    with pytest.raises(Refused) as refusal:
        record_act(
            town,
            Command(
                "certificate",
                "issue",
                "p3",
                GOV,
                date(2023, 3, 2),
                {"holder": "p4", "number": "1", "kind": "enforcement", "valid_until": date(2026, 1, 1)},
            ),
        )
    assert "date.future" in {finding.rule for finding in refusal.value.findings}


def test_of_two_who_act_at_once_one_is_told_what_changed(town):
    done = issue(town)
    do(town, "certificate", "verify", "p3", GOV, date(2023, 4, 3), done.matter.id, verification="合格")
    with pytest.raises(Conflict, match="审验"):
        record_act(
            town, Command("certificate", "suspend", "p3", GOV, date(2023, 4, 3), {}, done.matter.id, seen=1)
        )


def test_a_correction_keeps_both_values(town):
    done = issue(town)
    at(town, date(2023, 3, 2))
    record_act(
        town,
        Command(
            "certificate",
            "@correct",
            "p3",
            GOV,
            date(2023, 3, 2),
            {"number": "X2", "@reason": "笔误"},
            done.matter.id,
            corrects=done.entry,
        ),
    )
    matter = show_matter(town, done.matter.id).matter
    assert matter.done[0].fields["number"] == "X2"
    assert matter.done[0].corrections[0].old == "X1"


def test_a_late_entry_is_marked(town):
    at(town, date(2023, 6, 1))
    done = record_act(
        town,
        Command(
            "certificate",
            "issue",
            "p3",
            GOV,
            date(2023, 3, 1),
            {"holder": "p4", "number": "L1", "kind": "enforcement", "valid_until": date(2026, 1, 1)},
        ),
    )
    assert done.matter.done[0].late


def test_the_record_and_its_views_agree(town):
    issue(town)
    verdict = verify_ledger(town)
    assert verdict.ok, verdict.faults


def test_duties_of_the_body_are_listed(town):
    lines = list_duties(town, body=TRADE, today=date(2023, 3, 1))
    assert lines == []

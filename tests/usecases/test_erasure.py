"""A lawful erasure removes the value and leaves every proof valid; an unlawful one is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from guiju.errors import Refused
from guiju.kernel.procedure.act import ERASED
from guiju.usecases.record_act import Command, record_act
from guiju.usecases.show_matter import show_matter
from guiju.usecases.verify_ledger import verify_ledger
from tests.usecases.small_town import JUSTICE, at, do

DAY = date(2023, 3, 1)


@pytest.fixture
def application(town):
    """A reconsideration application with a personal field."""
    step = town.catalogue.procedures.at("reconsideration", DAY).step_of["receive"]
    fields = {f.id: _sample(f) for f in step.fields if f.required}
    assert any(f.personal for f in step.fields if f.id in fields)
    return do(town, "reconsideration", "receive", "p1", JUSTICE, DAY, **fields)


def _sample(field):
    samples = {
        "date": DAY,
        "int": 1,
        "bool": False,
        "body": "990901.scj",
        "choices": list(field.options[:1]),
        "texts": ["某"],
    }
    return field.options[0] if field.type == "choice" else samples.get(field.type, "某某")


def personal(application):
    step = application.matter.definition.step_of["receive"]
    return next(f.id for f in step.fields if f.personal and f.required)


def erase(town, application, by, fields):
    at(town, date(2024, 1, 2))
    command = Command(
        "reconsideration",
        "@erase",
        by,
        JUSTICE,
        date(2024, 1, 2),
        {"fields": fields, "@reason": "依当事人申请"},
        application.matter.id,
        corrects=application.entry,
    )
    return record_act(town, command)


def test_an_erased_value_is_gone_and_the_record_stays_whole(town, application):
    name = personal(application)
    assert show_matter(town, application.matter.id).matter.done[0].fields[name] == "某某"
    erase(town, application, "p2", [name])
    assert show_matter(town, application.matter.id).matter.done[0].fields[name] is ERASED
    assert verify_ledger(town).ok


def test_only_the_officer_in_charge_may_erase(town, application):
    with pytest.raises(Refused) as refusal:
        erase(town, application, "p1", [personal(application)])
    assert {f.rule for f in refusal.value.findings} == {"role"}


def test_what_is_not_personal_cannot_be_erased(town, application):
    with pytest.raises(Refused):
        erase(town, application, "p2", ["respondent"])


def test_a_value_deleted_by_hand_without_an_act_is_found(town, application):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM guiju_personal WHERE entry_index = %s", [application.entry])
    at(town, DAY)
    assert {fault.kind for fault in verify_ledger(town).faults} == {"personal_missing"}

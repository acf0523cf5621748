"""The record's pages."""

from __future__ import annotations

import json
from datetime import date

from django.db import connection
from django.urls import reverse

from guiju.kernel.ledger.checkpoint import parse_public_key
from guiju.kernel.ledger.proof import check_proof
from guiju.usecases.record_act import Command, record_act
from guiju.usecases.verify_ledger import signer
from tests.usecases.small_town import TRADE


def test_a_whole_record_is_told_to_be_whole(signed_in, town):
    page = signed_in("audit").post(reverse("verify")).content.decode()
    assert "记录完整" in page


def test_a_row_edited_behind_the_programs_back_is_named(signed_in, town):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE guiju_matter SET stage = 'closed' WHERE id = %s", [town.lead])
    page = signed_in("audit").post(reverse("verify")).content.decode()
    assert "视图与记录不符" in page
    assert town.lead in page


def test_the_proof_can_be_downloaded_and_checked_with_the_file_and_the_key_alone(signed_in, town):
    answer = signed_in("trade").get(reverse("proof", args=[town.lead_entry]))
    key = parse_public_key(signer(town.house).public_key.text())
    verdict = check_proof(json.loads(answer.content), (key,))
    assert verdict.ok
    assert verdict.entry.index == town.lead_entry
    assert verdict.personal == ()


def test_the_way_to_the_root_is_told_step_by_step(signed_in, town):
    answer = signed_in("trade").get(reverse("entry", args=[town.lead_entry]))
    assert answer.context["shown"].reaches_root
    assert answer.context["shown"].climb[-1].result == answer.context["root"]


def test_an_entry_after_the_last_checkpoint_gets_its_proof_by_a_new_one(signed_in, town):
    done = record_act(
        town.house,
        Command(
            "penalty", "extend_check", "p6", TRADE, date(2023, 3, 20), {"reason_text": "疑难"}, town.lead
        ),
    )
    client = signed_in("trade")
    assert "还没有覆盖本条" in client.get(reverse("entry", args=[done.entry])).content.decode()
    assert client.get(reverse("proof", args=[done.entry])).status_code == 400
    answer = client.post(reverse("checkpoint"), {"entry": str(done.entry)})
    assert answer.url == reverse("entry", args=[done.entry])
    assert "证明成立" in client.get(answer.url).content.decode()


def test_an_entry_that_is_not_there_is_not_found(signed_in, town):
    assert signed_in("trade").get(reverse("entry", args=[99999])).status_code == 404

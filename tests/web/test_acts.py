"""The form of a step: generated, filled, refused with reasons, never losing what was typed."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from guiju.kernel.procedure.definition import FIELD_TYPES
from guiju.usecases.asking import asking
from guiju.usecases.open_matter import open_matter
from guiju.usecases.record_act import Command, record_act
from guiju.usecases.registry import registry
from guiju.web.act_form import WIDGETS, inputs_of
from tests.usecases.small_town import GOV, TRADE
from tests.web.conftest import shipped

FILING = {
    "body": TRADE,
    "happened_on": "2023-03-20",
    "f-penalty_case_no": "试市监罚〔2023〕1号",
    "f-authority": "法定职权",
    "f-jurisdiction": "违法行为发生地在本地",
    "f-limitation": "二年内发现",
    "seen": "1",
    "once": "first",
}
DEFINITIONS = list(shipped().procedures)


def filed(client, town, **changed):
    return client.post(reverse("act", args=[town.lead, "file_case"]), {**FILING, **changed})


def test_every_field_type_has_a_widget():
    assert set(WIDGETS) == FIELD_TYPES


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda d: f"{d.id}-{d.since}")
def test_every_step_of_the_catalogue_has_a_form_that_asks_for_each_field_by_name(town, definition):
    house = town.house
    who = asking(registry(house), "p4", house.today())
    for step in definition.steps:
        inputs = inputs_of(house, who, definition, step, {})
        page = "".join(render_to_string("web/input.html", {"input": one}) for one in inputs)
        missing = [
            f.id
            for f in step.fields
            if f'name="f-{f.id}"' not in page and f.type not in ("officials", "bodies")
        ]
        assert missing == [], step.id


def test_a_step_is_taken_and_the_page_of_the_matter_tells_it(signed_in, town):
    client = signed_in("trade_head")
    answer = filed(client, town)
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "已登记“立案”" in page
    assert "试市监罚〔2023〕1号" in page


def test_a_missing_field_is_told_beside_it_with_its_article_and_nothing_typed_is_lost(signed_in, town):
    before = town.house.ledger().size()
    answer = filed(signed_in("trade_head"), town, **{"f-authority": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="fault-authority"' in page
    assert "请填写“处罚权来源”" in page
    assert "《行政处罚法》（2021）第五十四条第二款" in page.split('id="fault-authority"')[1][:400]
    assert 'value="试市监罚〔2023〕1号"' in page
    assert 'value="违法行为发生地在本地" checked' in page
    assert town.house.ledger().size() == before


def test_a_closed_gate_refuses_with_its_article(signed_in, town):
    answer = filed(signed_in("trade_head"), town, **{"f-authority": "没有处罚权"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "《行政处罚法》" in page
    assert 'value="没有处罚权" selected' in page or 'value="没有处罚权" checked' in page


@pytest.mark.parametrize("day", ["2023-03-21", "2023-13-40", ""])
def test_a_day_in_the_future_or_none_at_all_is_told_beside_the_day(signed_in, town, day):
    answer = filed(signed_in("trade_head"), town, happened_on=day)
    assert answer.status_code == 422
    assert "says" in answer.content.decode().split('id="happened_on"')[1][:600]


def test_of_two_who_act_at_once_one_is_told_what_changed_and_keeps_the_form(signed_in, town):
    house = town.house
    record_act(
        house,
        Command(
            "penalty", "extend_check", "p6", TRADE, date(2023, 3, 20), {"reason_text": "疑难"}, town.lead
        ),
    )
    answer = filed(signed_in("trade_head"), town)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "延长核查期限" in page
    assert 'value="试市监罚〔2023〕1号"' in page
    assert 'name="seen" value="2"' in page


def test_the_same_form_sent_twice_is_recorded_once(signed_in, town):
    client = signed_in("trade_head")
    filed(client, town)
    size = town.house.ledger().size()
    again = filed(client, town, seen="2")
    assert again.status_code == 302
    assert town.house.ledger().size() == size


def test_a_late_entry_is_marked(signed_in, town):
    client = signed_in("trade_head")
    answer = filed(client, town, happened_on="2023-03-06")
    assert "补录" in client.get(answer.url).content.decode()


def test_a_matter_is_opened_by_its_form(signed_in, town):
    client = signed_in("mayor")
    answer = client.post(
        reverse("start", args=["certificate", "issue"]),
        {
            "body": GOV, "happened_on": "2023-03-20", "once": "open", "f-holder": "p5", "f-number": "X9",
            "f-kind": "enforcement", "f-valid_until": "2026-12-31",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert "X9" in client.get(answer.url).content.decode()


def test_openings_list_only_what_ones_posts_may_open(signed_in, town):
    page = signed_in("trade").get(reverse("openings")).content.decode()
    assert reverse("start", args=["penalty", "register_lead"]) in page
    assert reverse("start", args=["reconsideration", "receive"]) not in page


def corrected(client, town, **changed):
    form = {
        "body": TRADE, "happened_on": "2023-03-20", "seen": "1", "once": "c", "reason": "笔误",
        "f-lead_source": "举报", "f-party": "", "f-party_kind": "公民", "f-suspected_violation": "无照经营",
        "f-violation_ended_on": "2023-03-01", "f-five_year_class": "否",
        "f-sector_rules": "市场监督管理行政处罚程序规定", **changed,
    }  # fmt: skip
    return client.post(reverse("correct", args=[town.lead, town.lead_entry]), form)


def test_a_correction_shows_both_values_and_changes_only_what_was_changed(signed_in, town):
    client = signed_in("trade")
    answer = corrected(client, town)
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "<del>投诉</del> → <ins>举报</ins>" in page
    who = asking(registry(town.house), "p4", town.house.today())
    first = open_matter(town.house, who, town.lead).acts[0]
    assert [one.title for one in first.mended] == ["线索来源"]


def test_a_correction_without_a_reason_is_refused_beside_the_reason(signed_in, town):
    answer = corrected(signed_in("trade"), town, reason="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请写明更正" in page.split('id="reason"')[1]


def test_who_does_not_hold_the_role_of_a_step_cannot_correct_it(signed_in, town):
    assert (
        signed_in("trade_head").get(reverse("correct", args=[town.lead, town.lead_entry])).status_code == 403
    )


def test_a_step_that_the_stage_does_not_allow_says_so_before_it_is_filled(signed_in, town):
    page = signed_in("trade_head").get(reverse("act", args=[town.lead, "extend_case"])).content.decode()
    assert "现在登记会被退回" in page

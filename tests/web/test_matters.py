"""A matter's page and the lists."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from guiju.usecases.record_act import Command, record_act
from guiju.usecases.tell_value import COVERED, GONE
from tests.usecases.small_town import TRADE
from tests.web.conftest import PARTY


def page(client, name, *arguments, **query):
    return client.get(reverse(name, args=arguments), query).content.decode()


def erased(town):
    record_act(
        town.house,
        Command(
            "penalty", "@erase", "p6", TRADE, date(2023, 3, 20),
            {"fields": ["party"], "@reason": "本人请求，保存期限届满"}, town.lead, corrects=town.lead_entry,
        ),
    )  # fmt: skip


def test_the_handling_body_sees_personal_values(signed_in, town):
    assert PARTY in page(signed_in("trade"), "matter", town.lead)


@pytest.mark.parametrize("name", ["matter", "entry"])
def test_an_overseer_sees_the_matter_with_personal_values_covered(signed_in, town, name):
    told = page(signed_in("mayor"), name, town.lead if name == "matter" else town.lead_entry)
    assert PARTY not in told
    assert COVERED in told
    assert "无照经营" in told


def test_an_erased_value_is_gone_for_everyone_and_the_proof_still_holds(signed_in, town):
    erased(town)
    client = signed_in("trade")
    assert PARTY not in page(client, "matter", town.lead)
    assert GONE in page(client, "matter", town.lead)
    told = page(client, "entry", town.lead_entry)
    assert "证明成立" in told
    assert GONE in told


def test_limits_and_gates_are_told_with_their_articles(signed_in, town):
    told = page(signed_in("trade_head"), "matter", town.lead)
    assert "市场监管案件线索核查期限" in told
    assert "《市场监督管理行政处罚程序规定》（2022）第十八条第一款" in told
    assert "2023-03-27" in told
    assert 'id="h-gates"' in told


def test_the_owed_step_is_the_first_button_of_who_may_take_it(signed_in, town):
    head = page(signed_in("trade_head"), "matter", town.lead)
    officer = page(signed_in("trade"), "matter", town.lead)
    act = reverse("act", args=[town.lead, "file_case"])
    assert f'class="button main" href="{act}"' in head
    assert act not in officer


def test_a_limit_is_explained_day_by_day(signed_in, town):
    told = page(signed_in("trade"), "limit", town.lead, "check_lead_market")
    assert "2023年3月27日" in told
    assert "周休息日，不计入工作日" in told
    assert told.count('<td class="counts') == 15


def test_each_act_leads_to_its_entry(signed_in, town):
    assert reverse("entry", args=[town.lead_entry]) in page(signed_in("trade"), "matter", town.lead)


def test_the_number_of_a_matter_typed_into_the_search_opens_it(signed_in, town):
    answer = signed_in("trade").get(reverse("matters"), {"words": town.lead})
    assert answer.url == reverse("matter", args=[town.lead])


def test_lists_filter_by_procedure_and_title(signed_in, town):
    client = signed_in("mayor")
    assert town.lead in page(client, "matters", procedure="penalty")
    assert town.lead not in page(client, "matters", procedure="certificate")
    assert town.lead not in page(client, "matters", words="查无此题")


def test_the_list_turns_pages_by_key_and_shows_each_matter_once(signed_in, town, monkeypatch):
    monkeypatch.setattr("guiju.usecases.list_matters.list_matters.__defaults__", (0, 3))
    client, seen, before = signed_in("mayor"), [], ""
    while True:
        answer = client.get(reverse("matters"), {"before": before} if before else {})
        seen += [row["line"].id for row in answer.context["rows"]]
        if not answer.context["onward"]:
            break
        before = answer.context["onward"].split("before=")[1]
    assert len(seen) == len(set(seen)) == total()


def total():
    from guiju.store.models import MatterView

    return MatterView.objects.count()


def test_an_unknown_matter_is_not_found(signed_in, town):
    assert signed_in("trade").get(reverse("matter", args=["penalty-x-2023-00001"])).status_code == 404


@pytest.mark.parametrize("query", [{"before": "x"}, {"before": "-1"}])
def test_a_page_key_that_is_none_is_refused_in_words(signed_in, town, query):
    assert signed_in("trade").get(reverse("matters"), query).status_code == 400

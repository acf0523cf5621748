"""The duty list."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from guiju.store.models import DutyView
from guiju.usecases.asking import asking
from guiju.usecases.page_duties import Wanted, page_duties
from guiju.usecases.registry import registry
from tests.usecases.small_town import TRADE, at


def duties(client, **query):
    return client.get(reverse("duties"), query).content.decode()


def test_a_duty_stands_on_the_list_of_who_holds_its_role_and_of_nobody_else(signed_in, town):
    assert town.lead in duties(signed_in("trade_head"))
    assert town.lead not in duties(signed_in("trade"))
    assert town.lead not in duties(signed_in("mayor"))


def test_an_overseer_sees_the_duties_of_all_bodies_below(signed_in, town):
    assert town.lead in duties(signed_in("mayor"), whose="all")


@pytest.mark.parametrize(
    ("day", "status", "words"),
    [
        (date(2023, 3, 20), "open", "还有 7 日"),
        (date(2023, 3, 24), "due_soon", "还有 3 日"),
        (date(2023, 3, 27), "due_soon", "今天"),
        (date(2023, 3, 28), "overdue", "逾期 1 日"),
    ],
)
def test_how_near_the_day_is_stands_in_words(signed_in, town, day, status, words):
    at(town.house, day)
    told = duties(signed_in("trade_head"))
    assert words in told
    assert f'<tr class="{status}">' in told
    assert town.lead in duties(signed_in("trade_head"), status=status)


def test_a_filter_leaves_the_others_out(signed_in, town):
    assert town.lead not in duties(signed_in("trade_head"), status="overdue")
    assert town.lead not in duties(signed_in("trade_head"), procedure="reconsideration")


def many(number):
    first = DutyView.objects.first()
    DutyView.objects.bulk_create(
        DutyView(
            matter=f"penalty-{TRADE}-2023-{1000 + n:05d}", procedure="penalty", matter_title="案", body=TRADE, step="file_case",
            step_title="立案", title="期限", roles="|head|", due=None if n % 4 == 0 else date(2023, 3, 1 + n % 5),
            provisional=False, citation=first.citation,
        )
        for n in range(number)
    )  # fmt: skip


def test_pages_turn_by_key_and_show_each_duty_once_those_without_a_day_last(town):
    many(30)
    who = asking(registry(town.house), "p6", town.house.today())
    lines, after = [], ""
    while True:
        page = page_duties(town.house, who, Wanted(), after, most=4)
        lines += page.lines
        after = page.after
        if not after:
            break
    assert len(lines) == 31
    assert len({line.matter for line in lines} - {town.lead}) == 30
    assert [line.due for line in lines] == sorted(
        (line.due for line in lines), key=lambda due: due or date.max
    )


def test_what_falls_due_in_a_week_is_drawn_and_told_in_a_table(signed_in, town):
    told = duties(signed_in("trade_head"))
    assert 'role="img"' in told
    assert '<th scope="col">3-27</th>' in told


def test_a_page_key_that_is_none_is_refused_in_words(signed_in, town):
    assert signed_in("trade_head").get(reverse("duties"), {"after": "x~y"}).status_code == 400

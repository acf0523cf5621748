"""Rights and duties of time: what expires, what is late, what the law does by itself."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.duty import duties
from guiju.kernel.procedure.limits import limit_states
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.catalogue.playing import Player


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


def received(year: int) -> Player:
    definition = next(d for d in catalogue().procedures.versions("reconsideration") if str(year) in d.place)
    player = Player(catalogue(), definition)
    assert player.act("receive", date(2023, 3, 1) if year == 2017 else date(2024, 3, 1)) == []
    return player


@pytest.mark.parametrize(("year", "last"), [(2017, date(2023, 3, 8)), (2023, date(2024, 3, 8))])
def test_an_application_can_be_accepted_on_the_last_day_of_the_review(year, last):
    assert "limit:review" not in received(year).act("accept", last)


@pytest.mark.parametrize(("year", "after"), [(2017, date(2023, 3, 9)), (2023, date(2024, 3, 11))])
def test_an_application_can_not_be_accepted_once_the_review_is_over(year, after):
    assert "limit:review" in received(year).act("accept", after)


@pytest.mark.parametrize(("year", "after"), [(2017, date(2023, 3, 9)), (2023, date(2024, 3, 11))])
def test_once_the_review_is_over_it_is_the_deemed_acceptance_that_is_owed(year, after):
    player = received(year)
    owed = [duty for duty in duties(player.matter, catalogue().calendar, after) if duty.limit == "review"]
    assert [(duty.step, duty.status) for duty in owed] == [("deemed_accept", "overdue")]


def test_a_duty_that_is_shut_after_its_day_is_late_and_not_expired():
    player = received(2023)
    states = {
        s.limit.id: s.status for s in limit_states(player.matter, catalogue().calendar, date(2024, 4, 1))
    }
    assert states["review"] == "overdue"


def test_every_right_is_declared_and_nobody_is_late_for_it():
    rights = {f"{d.id}.{limit.id}" for d in catalogue().procedures for limit in d.limits if limit.is_right}
    assert {"reconsideration.apply", "penalty.hearing_request", "mediation.joint_confirmation"} <= rights
    assert "reconsideration.review" not in rights


def test_an_appeal_let_pass_has_expired_and_is_not_late_when_the_judgment_takes_effect():
    player = Player(catalogue(), catalogue().procedures.at("litigation", date(2023, 3, 1)))
    said = {"instance": "一审", "co_defendants": False, "simplified_trial": False}
    assert player.act("receive_papers", date(2023, 3, 1), **said) == []
    judgment = {"ruling_form": "判决书", "judgment_result": "驳回诉讼请求"}
    player.act("receive_judgment", date(2023, 6, 1), **judgment)
    player.act("take_effect", date(2023, 6, 20), obligations="没有履行义务")
    assert player.matter.stage == "closed"
    states = {s.limit.id: s for s in limit_states(player.matter, catalogue().calendar, date(2023, 7, 1))}
    assert states["appeal_judgment"].due_on == date(2023, 6, 16)
    assert (states["appeal_judgment"].status, states["appeal_judgment"].in_time) == ("expired", None)

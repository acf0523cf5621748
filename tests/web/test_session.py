"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from guiju.usecases.sign_in import REFUSAL
from tests.web.conftest import PASSWORD


@pytest.fixture(autouse=True)
def no_earlier_failures():
    cache.clear()


def enter(client, name, password=PASSWORD, **more):
    return client.post(reverse("login"), {"username": name, "password": password, **more})


def test_the_right_password_leads_to_the_duties(town):
    client = Client()
    answer = enter(client, "trade")
    assert (answer.status_code, answer.url) == (302, "/")
    assert "丁四" in client.get("/").content.decode()


def test_one_is_led_to_the_page_that_was_asked_for(town):
    wanted = reverse("matter", args=[town.lead])
    assert enter(Client(), "trade", next=wanted).url == wanted


def test_nobody_is_led_to_a_foreign_site(town):
    assert enter(Client(), "trade", next="https://example.org/").url == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("trade", "wrong"), ("nobody", PASSWORD), ("nobody", "wrong")]
)
def test_every_failure_is_told_in_the_same_words(town, name, password):
    answer = enter(Client(), name, password)
    assert answer.status_code == 403
    assert REFUSAL in answer.content.decode()


def test_five_failures_lock_the_account_even_for_the_right_password(town):
    for _ in range(5):
        enter(Client(), "trade", "wrong")
    assert enter(Client(), "trade").status_code == 403


def test_the_lock_opens_after_a_quarter_of_an_hour(town):
    for _ in range(5):
        enter(Client(), "trade", "wrong")
    later = town.house.clock() + timedelta(minutes=16)
    town.house.clock = lambda: later
    assert enter(Client(), "trade").status_code == 302


def test_a_success_forgets_earlier_failures(town):
    for _ in range(4):
        enter(Client(), "trade", "wrong")
    enter(Client(), "trade")
    for _ in range(4):
        enter(Client(), "trade", "wrong")
    assert enter(Client(), "trade").status_code == 302


def test_one_computer_that_tries_many_names_is_stopped(town, monkeypatch):
    monkeypatch.setattr("guiju.web.views.session.MOST_FAILURES", 3)
    for number in range(3):
        enter(Client(), f"nobody{number}", "wrong")
    assert enter(Client(), "trade").status_code == 429


def test_the_name_typed_is_kept_and_the_password_is_not(town):
    page = enter(Client(), "trade", "very-wrong-password").content.decode()
    assert 'value="trade"' in page
    assert "very-wrong-password" not in page


def test_one_signs_out_by_a_form_alone(signed_in):
    client = signed_in("trade")
    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))
    assert client.get("/").status_code == 302


def test_a_session_ends_after_fifteen_idle_minutes():
    assert settings.SESSION_COOKIE_AGE == 15 * 60
    assert settings.SESSION_SAVE_EVERY_REQUEST

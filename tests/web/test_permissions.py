"""The shared exam: every URL, for a stranger, the administrators, an entitled official and a foreign one."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from guiju.web.urls import urlpatterns
from tests.usecases.small_town import JUSTICE, TRADE

OF_A_BODY = ("matter", "limit", "act", "correct", "entry", "proof", "audit", "review", "audit_download")
RECORD = ("record", "verify", "checkpoint")
PUBLIC = {"login", "paper_style", "audit_style", "audit_script"}
POSTED = {"logout", "verify", "checkpoint", "review"}
NAMES = [pattern.name for pattern in urlpatterns]


def address(name, town):
    """The URL of that name about the town's penalty lead, which belongs to the trade bureau."""
    matter, entry = town.lead, town.lead_entry
    arguments = {
        "start": ["penalty", "register_lead"],
        "matter": [matter],
        "limit": [matter, "check_lead_market"],
        "act": [matter, "file_case"],
        "correct": [matter, entry],
        "procedure": ["penalty"],
        "annual": ["2023"],
        "download": ["2023", "docx"],
        "figure": ["reconsideration_cases_concluded"],
        "entry": [entry],
        "proof": [entry],
        "audit": [town.report],
        "review": [town.report],
        "audit_download": [town.report, "docx"],
    }
    return reverse(name, args=arguments.get(name, []))


def asked(client, name, town):
    send = client.post if name in POSTED else client.get
    return send(address(name, town))


def test_every_view_has_a_door():
    assert [p.name for p in urlpatterns if "door" not in p.callback.__dict__] == []


def test_every_url_has_a_name_that_the_exam_knows():
    known = {
        "login", "logout", "duties", "matters", "openings", "start", "matter", "limit", "act", "correct",
        "catalogue", "procedure", "reports", "paper_style", "annual", "download", "figures", "figure",
        "audits", "audit", "audit_style", "audit_script", "review", "audit_download",
        "law", "record", "verify", "checkpoint", "entry", "proof",
    }  # fmt: skip
    assert set(NAMES) == known


@pytest.mark.parametrize("name", [n for n in NAMES if n not in PUBLIC])
def test_a_stranger_is_sent_to_the_login_page(town, name):
    answer = asked(Client(), name, town)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_what_is_open_to_all_is_open_to_a_stranger(town, name):
    assert asked(Client(), name, town).status_code == 200


@pytest.mark.parametrize("who", ["system", "security", "audit"])
@pytest.mark.parametrize("name", [n for n in NAMES if n not in PUBLIC | {"logout", *RECORD}])
def test_an_administrator_sees_no_business_data(town, signed_in, who, name):
    assert asked(signed_in(who), name, town).status_code == 403


@pytest.mark.parametrize("name", RECORD)
def test_the_record_is_verified_by_the_auditor_and_not_by_the_other_administrators(town, signed_in, name):
    assert asked(signed_in("audit"), name, town).status_code in (200, 302)
    assert asked(signed_in("system"), name, town).status_code == 403
    assert asked(signed_in("security"), name, town).status_code == 403


@pytest.mark.parametrize("name", [n for n in NAMES if n not in PUBLIC | {"logout", "checkpoint", "review"}])
def test_an_official_of_the_handling_body_sees_every_page(town, signed_in, name):
    assert asked(signed_in("trade"), name, town).status_code == 200


@pytest.mark.parametrize("name", OF_A_BODY)
def test_an_official_of_another_body_is_refused_its_matters(town, signed_in, name):
    assert asked(signed_in("justice"), name, town).status_code == 403


@pytest.mark.parametrize("name", ["annual", "download", "figures", "figure"])
def test_the_figures_of_a_body_out_of_sight_are_refused(town, signed_in, name):
    answer = signed_in("justice").get(address(name, town), {"body": TRADE})
    assert answer.status_code == 403


def test_a_list_shows_nothing_of_bodies_out_of_sight(town, signed_in):
    mine = signed_in("justice").get(reverse("matters"), {"body": TRADE}).content.decode()
    theirs = signed_in("trade").get(reverse("matters"), {"body": TRADE}).content.decode()
    assert town.lead not in mine
    assert town.lead in theirs


def test_an_act_for_a_body_in_which_one_has_no_post_is_refused(town, signed_in):
    before = town.house.ledger().size()
    answer = signed_in("trade").post(
        address("act", town), {"body": JUSTICE, "happened_on": "2023-03-20", "seen": "1", "once": "a"}
    )
    assert answer.status_code == 403
    assert town.house.ledger().size() == before


def test_an_act_in_a_matter_out_of_sight_is_refused(town, signed_in):
    before = town.house.ledger().size()
    answer = signed_in("justice").post(
        address("act", town), {"body": JUSTICE, "happened_on": "2023-03-20", "seen": "1", "once": "a"}
    )
    assert answer.status_code == 403
    assert town.house.ledger().size() == before


def test_a_restricted_procedure_is_hidden_from_those_without_its_role(town, signed_in, monkeypatch):
    definition = town.house.catalogue.procedures.at("penalty", town.house.today())
    held = definition.access
    object.__setattr__(definition, "access", "registrar")
    try:
        client = signed_in("trade")
        assert asked(client, "matter", town).status_code == 403
        assert asked(client, "procedure", town).status_code == 403
        assert asked(client, "start", town).status_code == 403
        assert town.lead not in client.get(reverse("matters")).content.decode()
        assert town.lead not in client.get(reverse("duties")).content.decode()
    finally:
        object.__setattr__(definition, "access", held)


def test_a_form_without_the_mark_of_this_session_is_refused(town, signed_in):
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in("trade").cookies
    answer = client.post(reverse("verify"))
    assert answer.status_code == 403
    assert "表单已失效" in answer.content.decode()

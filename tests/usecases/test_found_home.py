"""A real home is begun once, by command; everything after is recorded by people."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.errors import InputFault
from guiju.usecases.found_home import found_home, open_account
from guiju.usecases.registry import registry
from tests.usecases.small_town import at, do

DAY = date(2024, 3, 1)


def test_the_first_registrar_enrols_the_next_official(house):
    at(house, DAY)
    login = found_home(house, "990301", "试验县人民政府", "某甲", "registrar")
    assert len(login.password) >= 12
    done = do(
        house, "official", "enrol", login.official, "990301", DAY, official_id="990301.p2", title="某乙"
    )
    assert done.matter.stage == "serving"
    assert "990301.p2" in registry(house).officials
    assert open_account(house, "second", "990301.p2").official == "990301.p2"


def test_a_record_that_has_begun_is_not_founded_again(town):
    with pytest.raises(InputFault):
        found_home(town, "990301", "试验县人民政府", "某甲", "registrar")


def test_an_account_needs_an_official(town):
    with pytest.raises(InputFault):
        open_account(town, "nobody", "nope")

"""A rule that does not rest on a statute text is switched off by an act, and on again; one that does is not."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.errors import Refused
from guiju.usecases.house import House
from guiju.usecases.list_duties import list_duties
from guiju.usecases.show_catalogue import shown
from guiju.usecases.show_matter import as_dict, show_matter
from guiju.usecases.switches import refresh
from guiju.usecases.verify_ledger import view_faults
from tests.usecases.small_town import GOV, JUSTICE, at, do

GATE = "reconsideration.gate.{}"
SWITCH = "rule_switch"


def derived_gates(house: House) -> list[str]:
    """Gates of the present reconsideration that rest on no statute text, by id."""
    definition = house.catalogue.procedures.at("reconsideration", date(2024, 6, 3))
    return [gate.id for gate in definition.gates if not gate.basis.is_textual]


def switch_off(house: House, key: str, day: date, since: date | None = None):
    """Switch a rule off."""
    return do(
        house,
        SWITCH,
        "switch_off",
        "p3",
        GOV,
        day,
        rule_key=key,
        from_day=since or day,
        switch_reason="本机关另有规定",
    )


def refused_by(call) -> list[str]:
    """The rules by which an act is refused."""
    with pytest.raises(Refused) as caught:
        call()
    return [finding.rule for finding in caught.value.findings]


@pytest.mark.parametrize("kind", ["gate", "limit", "separation", "disclosure"])
def test_no_rule_of_a_statute_text_can_be_switched_off(town, kind):
    tried = 0
    for definition in town.catalogue.procedures:
        for part in getattr(definition, f"{kind}s"):
            if part.basis.is_textual and tried < 12:
                key = f"{definition.id}.{kind}.{part.id}"
                assert refused_by(lambda key=key: switch_off(town, key, date(2024, 6, 3))) == [
                    "switch.textual"
                ]
                tried += 1
    assert tried > 3


@pytest.mark.parametrize(
    "key", ["", "penalty", "penalty.step.decide_penalty", "penalty.gate.no_such", "nothing.gate.x"]
)
def test_only_a_rule_that_there_is_can_be_switched_off(town, key):
    assert set(refused_by(lambda: switch_off(town, key, date(2024, 6, 3)))) <= {
        "switch.unknown",
        "field:rule_key",
    }


def test_a_switch_does_not_work_backwards(town):
    key = GATE.format(derived_gates(town)[0])
    assert refused_by(lambda: switch_off(town, key, date(2024, 6, 3), date(2024, 6, 2))) == ["switch.past"]


def test_only_the_administrator_of_rules_may_switch(town):
    key = GATE.format(derived_gates(town)[0])
    fields = {"rule_key": key, "from_day": date(2024, 6, 3), "switch_reason": "…"}
    assert "role" in refused_by(
        lambda: do(town, SWITCH, "switch_off", "p1", JUSTICE, date(2024, 6, 3), **fields)
    )


def test_a_rule_that_is_off_is_shown_as_such_with_the_act(town):
    gate = derived_gates(town)[0]
    done = switch_off(town, GATE.format(gate), date(2024, 6, 3))
    row = next(one for one in shown(town, "reconsideration")["gates"] if one["id"] == gate)
    (off,) = row["switched_off"]
    assert (off["since"], off["until"], off["entry"]) == (date(2024, 6, 3), None, done.entry)
    assert row["textual"] is False


def refusing_limit(house: House):
    """A procedure and a floor that warns or refuses and rests on no statute text."""
    definition = house.catalogue.procedures.at("penalty", date(2024, 6, 3))
    return definition, next(one for one in definition.limits if one.id == "close_market")


def test_a_limit_is_off_from_the_day_of_the_switch_and_on_again_from_the_day_it_is_restored(town):
    definition, limit = refusing_limit(town)
    assert not limit.basis.is_textual
    done = switch_off(town, f"penalty.limit.{limit.id}", date(2024, 6, 3), date(2024, 6, 10))

    def applies(day: date) -> bool:
        refresh(town)
        now = town.catalogue.procedures.at("penalty", day)
        assert now.digest == definition.digest
        return next(one for one in now.limits if one.id == limit.id).basis.applies_on(day)

    assert [applies(date(2024, 6, day)) for day in (3, 9, 10, 20)] == [True, True, False, False]
    do(
        town, SWITCH, "switch_on", "p3", GOV, date(2024, 7, 1), done.matter.id,
        from_day=date(2024, 7, 8), switch_reason="恢复",
    )  # fmt: skip
    assert [applies(day) for day in (date(2024, 7, 7), date(2024, 7, 8))] == [False, True]


def application(house: House, day: date):
    """An application for reconsideration, received."""
    definition = house.catalogue.procedures.at("reconsideration", day)
    fields: dict[str, object] = {}
    for field in definition.step_of["receive"].fields:
        if field.required and not field.when:
            fields[field.id] = {
                "int": 1,
                "bool": False,
                "date": day,
                "body": GOV,
                "choice": field.options[0] if field.options else "",
            }.get(field.type, "某")
    return do(house, "reconsideration", "receive", "p1", JUSTICE, day, **fields)


def test_the_page_of_a_matter_says_what_is_off_by_which_act(town):
    day = date(2024, 6, 3)
    gate = derived_gates(town)[0]
    made = application(town, day)
    done = switch_off(town, GATE.format(gate), day)
    at(town, day)
    told = as_dict(town, show_matter(town, made.matter.id))["switched_off"]
    assert [(one["rule"], one["by_entry"]) for one in told] == [(GATE.format(gate), done.entry)]


def test_what_is_owed_in_open_matters_is_drawn_anew(town):
    day = date(2024, 6, 3)
    application(town, day)
    switch_off(town, GATE.format(derived_gates(town)[0]), day)
    assert view_faults(town) == []
    assert list_duties(town, today=day)


def test_a_house_opened_later_knows_what_was_switched_off(town, catalogue):
    gate = derived_gates(town)[0]
    switch_off(town, GATE.format(gate), date(2024, 6, 3))
    later = House(
        home=town.home,
        log=town.log,
        catalogue=catalogue,
        ledger=town.ledger,
        clock=town.clock,
        salt=town.salt,
    )
    row = next(one for one in shown(later, "reconsideration")["gates"] if one["id"] == gate)
    assert row["switched_off"]

"""What a field may name and which days an act may state."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.kernel.procedure.check_fields import date_fault, registry_fault
from guiju.kernel.procedure.definition import Field
from guiju.kernel.registry.party import Body, Official
from guiju.kernel.registry.registry import Registry

KNOWN = Registry([Body("990101", "区政府")], [Official("p1", "甲")])
ON = date(2024, 5, 6)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("body", "990199"), ("bodies", ["990101", "990199"]), ("official", "p9"), ("officials", ["p1", "p9"])],
)
def test_a_name_that_the_registry_does_not_know_is_refused(kind, value):
    assert "登记" in registry_fault(Field("f", "字段", kind), value, KNOWN)


@pytest.mark.parametrize(("kind", "value"), [("body", "990101"), ("officials", ["p1"]), ("text", "p9")])
def test_a_name_that_it_knows_is_taken(kind, value):
    assert registry_fault(Field("f", "字段", kind), value, KNOWN) == ""


def test_where_nobody_is_registered_yet_any_name_is_taken():
    assert registry_fault(Field("f", "字段", "body"), "990101", Registry()) == ""


@pytest.mark.parametrize("day", [date(1949, 9, 30), date(2055, 1, 1), date(2204, 5, 6), date(224, 5, 6)])
def test_a_date_that_cannot_be_meant_is_refused(day):
    assert "核对年份" in date_fault(Field("f", "字段", "date"), day, ON)


@pytest.mark.parametrize("day", [date(1949, 10, 1), date(2054, 12, 31), ON])
def test_a_date_that_can_be_meant_is_taken(day):
    assert date_fault(Field("f", "字段", "date"), day, ON) == ""


def test_a_field_may_say_how_far_its_dates_reach():
    field = Field("f", "字段", "date", not_before=date(1900, 1, 1), years_ahead=70)
    assert date_fault(field, date(1931, 1, 1), ON) == ""
    assert date_fault(field, date(2094, 12, 31), ON) == ""
    assert date_fault(field, date(2095, 1, 1), ON) != ""

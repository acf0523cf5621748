"""Who may act, on which day: renamed bodies, ended posts, suspended certificates."""

from __future__ import annotations

from datetime import date

from guiju.kernel.registry.party import Body, Certificate, Official, Post
from guiju.kernel.registry.region import contains, parent_region
from guiju.kernel.registry.registry import Registry

OLD, NEW = date(2020, 1, 1), date(2022, 1, 1)
REGISTRY = Registry(
    [Body("990101", "甲区", since=OLD), Body("990101.a", "旧局", "990101", since=OLD, until=date(2021, 12, 31)),
     Body("990101.a", "新局", "990101", since=NEW)],
    [Official("p", "某", OLD, date(2023, 6, 30))],
    [Post("p", "990101.a", "科员", ("handler",), OLD, date(2022, 12, 31))],
    [Certificate("p", "enforcement", "1", OLD, date(2023, 12, 31), ((date(2021, 3, 1), date(2021, 4, 1)),), date(2023, 5, 1))],
)  # fmt: skip


def test_a_body_has_the_name_of_the_day():
    assert REGISTRY.name_of_body("990101.a", date(2021, 6, 1)) == "旧局"
    assert REGISTRY.name_of_body("990101.a", NEW) == "新局"


def test_a_role_ends_with_its_post():
    assert REGISTRY.roles("p", "990101.a", date(2022, 12, 31)) == {"handler"}
    assert REGISTRY.roles("p", "990101.a", date(2023, 1, 1)) == frozenset()


def test_a_certificate_is_not_valid_while_suspended_nor_once_revoked():
    assert REGISTRY.certified("p", "enforcement", date(2021, 2, 28))
    assert not REGISTRY.certified("p", "enforcement", date(2021, 3, 1))
    assert REGISTRY.certified("p", "enforcement", date(2021, 4, 1))
    assert not REGISTRY.certified("p", "enforcement", date(2023, 5, 1))


def test_a_body_lies_in_those_above_it():
    assert REGISTRY.within("990101", "990101.a", NEW)
    assert not REGISTRY.within("990101.a", "990101", NEW)


def test_regions_contain_by_form():
    assert parent_region("990101") == "990100"
    assert contains("990000", "990101")
    assert not contains("990200", "990101")

"""A definition that acts were judged by stays readable, whatever is asked of new files since."""

from __future__ import annotations

from copy import deepcopy

from guiju.kernel.procedure.read import digest_of, read_definition, read_past
from tests.kernel.procedure.conftest import shared, tables


def old_table():
    """The penalty file as it might have been written before ``right`` had to be said."""
    table = deepcopy(tables("procedures")["procedures/penalty.toml"])
    del table["verified_on"]
    for limit in table["limit"]:
        limit.pop("right", None)
    return table


def test_a_new_file_must_say_what_is_a_right():
    definition, findings = read_definition(old_table(), "procedures/penalty.toml", *shared())
    assert definition is None
    assert "declaration.right" in {finding.rule for finding in findings}


def test_a_past_one_is_read_all_the_same_and_keeps_its_meaning():
    table = old_table()
    definition = read_past(table, "past/x", *shared())
    assert definition.digest == digest_of(table)
    rights = {limit.id for limit in definition.limits if limit.is_right}
    assert "hearing_request" in rights
    assert "decide" not in rights


def test_a_past_one_with_a_key_of_another_time_is_read():
    table = old_table() | {"colour": "red"}
    assert read_past(table, "past/x", *shared()).id == "penalty"

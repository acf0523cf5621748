"""A copy of each shipped file broken in ten ways: every break is caught, with its place."""

from __future__ import annotations

import copy
import tomllib

import pytest

from guiju.kernel.days.read import calendar_from_tables
from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.procedure.example import run_example
from guiju.kernel.procedure.prove import prove
from guiju.kernel.procedure.read import read_definition
from tests.kernel.procedure.conftest import ROOT, shared, tables

FILES = sorted(p.name for p in (ROOT / "procedures").glob("*.toml"))
CALENDAR = calendar_from_tables(tables("days"))
RULES, ROLES = shared()


def no_format(t):
    del t["format"]


def misspelt_key(t):
    t["step"][0]["titel"] = "x"


def unknown_stage(t):
    t["step"][0]["to"] = "nowhere"


def step_twice(t):
    t["step"].append(copy.deepcopy(t["step"][0]))


def bad_citation(t):
    t["cites"] = ["行政复议法(20x3)#6"]


def unknown_role(t):
    t["step"][0]["by"] = ["nobody"]


def no_final_stage(t):
    for stage in t["stage"]:
        stage.pop("final", None)


def cut_off_stage(t):
    t["stage"].append({"id": "island", "title": "孤岛"})


def unknown_field_type(t):
    t["step"][0].setdefault("field", []).append({"id": "q", "title": "q", "type": "number"})


def example_of_nothing(t):
    t["example"][0]["stage"] = "no_such_stage"
    t["example"][0].pop("refused", None)


def no_date(t):
    del t["since"]


def gate_on_unknown_step(t):
    t.setdefault("gate", []).append(
        {"id": "zz", "title": "z", "blocks": ["zz"], "needs": [{"step": "zz"}], "cites": ["档案法#1"]}
    )


def limit_without_unit(t):
    first = t["step"][0]["id"]
    limit = {
        "id": "zz",
        "title": "z",
        "duty": first,
        "span": "30",
        "start": {"step": first},
        "cites": ["档案法#1"],
    }
    t.setdefault("limit", []).append(limit)


BREAKS = [
    no_format,
    misspelt_key,
    unknown_stage,
    step_twice,
    bad_citation,
    unknown_role,
    no_final_stage,
    cut_off_stage,
    unknown_field_type,
    example_of_nothing,
    no_date,
    gate_on_unknown_step,
    limit_without_unit,
]


def findings_of(table, name):
    definition, findings = read_definition(table, name, RULES, ROLES)
    if definition is None:
        return findings
    read = [
        read_definition(t, n, RULES, ROLES)[0]
        for n, t in tables("procedures").items()
        if t.get("id") == definition.id and not n.endswith(name)
    ]
    others = [d for d in read if d and d.id == definition.id and not (d.in_force(definition.since))]
    procedures = Procedures([definition, *others])
    found = [*findings, *prove(definition)]
    for example in definition.examples:
        found += run_example(procedures, definition, example, CALENDAR)
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_break_of_a_copy_is_caught(name):
    table = tomllib.loads((ROOT / "procedures" / name).read_text(encoding="utf-8"))
    assert [f for f in findings_of(table, name) if f.level == "error"] == []
    for break_it in BREAKS:
        broken = copy.deepcopy(table)
        break_it(broken)
        errors = [f for f in findings_of(broken, name) if f.level == "error"]
        assert errors, f"{name} 的破坏“{break_it.__name__}”没有被发现"
        assert all(f.place and f.message for f in errors)

"""行政处罚普通程序: what its declaration promises beyond its own worked examples."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.example import run_example
from guiju.kernel.procedure.prove import prove
from guiju.store.catalogue import SHIPPED, Catalogue, read

PAGES = ["administrative-penalty-ordinary", "administrative-penalty-hearing", "enforcement-three-systems"]


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


@cache
def penalty() -> Definition:
    return next(one for one in versions() if one.since == date(2021, 7, 15))


def versions() -> tuple[Definition, ...]:
    return tuple(catalogue().procedures.versions("penalty"))


def basis_rows() -> set[str]:
    parts = ("steps", "gates", "limits", "separations", "disclosures", "outcomes")
    return {row for part in parts for entry in getattr(penalty(), part) for row in entry.basis.rows}


@pytest.mark.parametrize("example", penalty().examples, ids=lambda example: example.title)
def test_the_worked_example_comes_out_as_declared(example):
    assert run_example(catalogue().procedures, penalty(), example, catalogue().calendar) == []


def test_no_gate_can_be_walked_round_and_every_outcome_is_reached():
    assert prove(penalty()) == []


def test_the_text_before_the_revision_knows_no_working_day_and_no_limit_on_the_decision():
    old = next(one for one in versions() if one.until == date(2021, 7, 14))
    units = {limit.id: limit.version.span.unit for limit in old.limits}
    assert {units[name] for name in ("dispose_preserved", "hearing_request", "hearing_notice", "serve")} == {
        "calendar_day"
    }
    assert "decide" not in units
    assert all(gate.basis.source != "text" for gate in old.gates)


def test_no_warning_about_its_citations():
    assert [f.message for f in catalogue().findings if "penalty.toml" in f.place] == []


def test_every_refusal_of_a_penalty_decision_names_its_article():
    gates = penalty().gates_on["decide_penalty"]
    assert len(gates) >= 14
    assert all(gate.basis.cites for gate in gates)


def test_the_limits_of_the_statute_count_as_article_85_says():
    units = {limit.id: (limit.version.span.amount, limit.version.span.unit) for limit in penalty().limits}
    workdays = {"dispose_preserved": 7, "hearing_request": 5, "hearing_notice": 7, "serve": 7, "withdraw": 3}
    assert {name: units[name] for name in workdays} == {name: (n, "workday") for name, n in workdays.items()}
    assert units["decide"] == (90, "calendar_day")


@pytest.mark.parametrize("page", PAGES)
def test_no_encoded_row_is_invented(shared, page):
    code = {"administrative-penalty-ordinary": "PEN", "administrative-penalty-hearing": "PHE"}.get(
        page, "TSY"
    )
    text = (shared / f"law/facts/{page}.md").read_text(encoding="utf-8")
    named = [row for row in basis_rows() if row.startswith(f"{code}-")]
    assert [row for row in named if f"| {row} |" not in text] == []
    cells = [row.removeprefix(f"{code}/") for row in basis_rows() if row.startswith(f"{code}/")]
    assert [cell for cell in cells if f"| {cell} |" not in text] == []

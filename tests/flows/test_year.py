"""One real year, end to end: from acts to figures whose every number opens."""

from __future__ import annotations

import json

import pytest

from tests.flows.conftest import answer, guiju
from tests.flows.year_2023 import YEAR

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def figures(demo):
    """All figures of the year, by indicator."""
    return {one["indicator"]: one for one in answer("figures", "--period", "2023", home=demo)}


def test_some_thousands_of_matters_were_lived_through(demo):
    built = json.loads((demo / "built.json").read_text(encoding="utf-8"))
    assert built["matters"] > 3000
    assert built["acts"] > built["matters"]
    assert built["period"] == "2023"


@pytest.mark.parametrize(("indicator", "period", "value", "how"), YEAR)
def test_the_figures_of_the_year_come_out(demo, figures, indicator, period, value, how):
    one = (
        figures[indicator] if period == "2023" else answer("figure", indicator, "--period", period, home=demo)
    )
    assert one["period"] == period
    if how == "at_least":
        assert one["value"] >= value
    else:
        assert one["value"] == value


def test_our_list_is_the_annotated_one(shared):
    rows = [
        json.loads(line) for line in (shared / "gold" / "004.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    told = [(r["indicator"], r["period"], r["value"] * r["scale"], r["approx"] or "exactly") for r in rows]
    assert told == YEAR


def test_103_concluded_reconsiderations_are_103_matters(demo):
    one = answer("figure", "reconsideration_cases_concluded", "--period", "2023", "--records", home=demo)
    assert one["value"] == 103
    assert len(one["records"]) == len(set(one["records"])) == 103
    shown = answer("matter", one["records"][0], home=demo)
    assert shown["closed_on"].startswith("2023-")


def test_a_figure_can_be_recomputed_as_of_an_earlier_size(demo, figures):
    size = figures["reconsideration_cases_concluded"]["ledger_size"]
    earlier = answer(
        "figure", "reconsideration_cases_concluded", "--period", "2023", "--ledger-size", size // 2, home=demo
    )
    assert earlier["ledger_size"] == size // 2
    assert earlier["value"] < 103


def test_the_record_is_whole_and_the_views_agree(demo):
    verdict = answer("ledger", "verify", home=demo)
    assert verdict["ok"], verdict["faults"][:3]
    assert verdict["checkpoints"] >= 1


def test_an_entry_is_proved_by_file_and_checkpoint_alone(demo, tmp_path):
    proof = tmp_path / "proof.json"
    answer("ledger", "prove", 4321, "--out", proof, home=demo)
    assert answer("ledger", "check", proof)["ok"]
    document = json.loads(proof.read_text(encoding="utf-8"))
    document["entry"]["body"] += "x"
    proof.write_text(json.dumps(document), encoding="utf-8")
    assert not answer("ledger", "check", proof, code=1)["ok"]


def test_bad_input_is_one_chinese_message_and_exit_2(demo):
    for arguments in (
        ["figure", "no_such_indicator", "--period", "2023"],
        ["figure", "shufa_units", "--period", "二〇二三"],
        ["matter", "nothing-here"],
        ["report", "annual", "--period", "2023", "--out", "/tmp/r.xyz"],
        ["deadline", "no.rule", "--from", "2024-01-01"],
        ["figure"],
        ["no-such-command"],
    ):
        done = guiju(*arguments, home=demo)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
        assert any("\u4e00" <= c <= "\u9fff" for c in done.stderr), done.stderr

"""How many questions share one scan."""

from __future__ import annotations

from decimal import Decimal

from guiju.figures.compile import Compiler
from guiju.figures.fuse import plan_of, rolled_up
from guiju.kernel.indicator import Measure, Tallied, Tally, Where
from tests.exams.figure_questions import COLUMNS

HAPPENED = Where("happened_on", "within_period")


def acts(*where, measure=None):
    return Tally("acts", (HAPPENED, *where), measure or Measure())


def steps(count):
    return [
        acts(Where("procedure", "eq", (f"p{n}",)), Where("step", "eq", ("decide",))) for n in range(count)
    ]


def test_a_hundred_counts_under_the_same_kinds_of_condition_are_one_scan():
    plan = plan_of(steps(100), COLUMNS)
    assert [len(fusion.needs) for fusion in plan.fusions] == [100]
    assert plan.alone == ()


def test_the_filter_stands_in_the_grouping_key():
    fusion = plan_of(steps(3), COLUMNS).fusions[0]
    assert fusion.scan.columns == ("procedure", "step")
    assert fusion.scan.narrowed == (("procedure", ("p0", "p1", "p2")), ("step", ("decide",)))
    sql = Compiler(COLUMNS).keyed(fusion.scan).sql
    assert "FILTER" not in sql
    assert "CASE" not in sql


def test_a_question_without_a_condition_widens_the_scan_to_all_rows():
    fusion = plan_of([*steps(2), acts()], COLUMNS).fusions[0]
    assert fusion.scan.narrowed == ()
    assert len(fusion.needs) == 3


def test_conditions_on_amounts_become_truth_values_in_the_key():
    large = acts(Where("f_amount", "ge", (Decimal(1000),)))
    fusion = plan_of([large, *steps(2)], COLUMNS).fusions[0]
    assert fusion.scan.flags == (Where("f_amount", "ge", (Decimal(1000),)),)


def test_what_does_not_add_up_is_asked_alone():
    distinct, least = acts(measure=Measure("distinct", "f_handler")), acts(measure=Measure("min_per_month"))
    assert plan_of([*steps(2), distinct, least], COLUMNS).alone == (distinct, least)


def test_a_distinct_count_of_bodies_shares_the_scan_of_the_counts():
    fusion = plan_of([*steps(2), acts(measure=Measure("distinct", "body"))], COLUMNS).fusions[0]
    assert len(fusion.needs) == 3
    assert fusion.scan.measures == ()


def test_distinct_matters_share_a_scan_where_each_tally_is_one_group():
    matters = Measure("distinct", "matter")
    one_group = [acts(Where("step", "eq", (step,)), measure=matters) for step in ("open", "decide")]
    several = acts(Where("step", "in", ("open", "decide")), measure=matters)
    plan = plan_of([*one_group, several], COLUMNS)
    assert [[need.tally for need in fusion.needs] for fusion in plan.fusions] == [one_group]
    assert plan.alone == (several,)


def test_a_question_that_shares_nothing_is_asked_alone():
    lonely = Tally("limits", (Where("due_on", "within_period"),))
    assert plan_of([*steps(2), lonely], COLUMNS).alone == (lonely,)


def test_the_same_tally_is_asked_once():
    assert plan_of([acts(), acts()], COLUMNS).alone == (acts(),)


def test_keys_do_not_grow_without_end():
    many = [acts(Where("f_people", "ge", (n,))) for n in range(40)]
    plan = plan_of(many, COLUMNS)
    assert sum(len(fusion.needs) for fusion in plan.fusions) == 40
    assert max(len(fusion.scan.flags) for fusion in plan.fusions) <= 6


def test_numbers_of_a_body_enter_those_above_it_that_are_asked_about():
    above = {"a.b": ["a.b", "a"], "a.c": ["a"]}
    found = rolled_up([("a.b", 2, 2), ("a.c", 3, 3), ("z", 9, 9)], above)
    assert found == {"a.b": Tallied(Decimal(2), 2), "a": Tallied(Decimal(5), 5)}

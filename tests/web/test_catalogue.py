"""The catalogue page and the drawing of a procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from django.urls import reverse

from guiju.kernel.procedure.basis import Off
from guiju.kernel.procedure.switch import switched
from guiju.web.diagram import START, draw
from tests.web.conftest import shipped

DEFINITIONS = list(shipped().procedures)
LATER = date(2024, 6, 3)


def named(definition):
    return f"{definition.id}-{definition.since}"


@pytest.mark.parametrize("definition", DEFINITIONS, ids=named)
def test_every_version_of_every_procedure_has_its_page(signed_in, town, definition):
    query = {"on": definition.since.isoformat()}
    answer = signed_in("trade").get(reverse("procedure", args=[definition.id]), query)
    page = answer.content.decode()
    if definition.access:
        assert answer.status_code == 403
        return
    assert answer.status_code == 200
    assert [s.id for s in definition.steps if f'id="step-{s.id}"' not in page] == []
    assert [g.id for g in definition.gates if f'id="gate-{g.id}"' not in page] == []


@pytest.mark.parametrize("definition", DEFINITIONS, ids=named)
def test_the_drawing_has_a_box_for_each_stage_and_none_overlap(definition):
    boxes = [box for box in draw(definition).boxes if box.id in definition.stage_of]
    assert [box.id for box in boxes] == sorted(
        definition.stage_of, key=lambda s: (definition.stage_of[s].final, list(definition.stage_of).index(s))
    )
    ordered = sorted(boxes, key=lambda box: box.y)
    assert all(a.y + a.height < b.y for a, b in pairwise(ordered))


@pytest.mark.parametrize("definition", DEFINITIONS, ids=named)
def test_the_drawing_names_each_step_that_leads_elsewhere_and_marks_its_gates(definition):
    labels = {label.step: label for label in draw(definition).labels}
    for step in definition.steps:
        moves = {
            (a, b) for a in step.from_stages for b in step.to.stages() if a != b and a in definition.stage_of
        }
        if moves or (step.opens and step.to.stages()):
            assert step.id in labels
            assert len(labels[step.id].gates) == len(definition.gates_on.get(step.id, ()))


@pytest.mark.parametrize("definition", DEFINITIONS, ids=named)
def test_no_two_labels_of_the_drawing_stand_on_one_another(definition):
    places = [(round(label.x), round(label.y)) for label in draw(definition).labels]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("definition", DEFINITIONS, ids=named)
def test_everything_drawn_lies_within_the_drawing(definition):
    drawn = draw(definition)
    points = [tuple(map(float, p.split(","))) for line in drawn.lines for p in line.points.split()]
    corners = [(box.x + box.width, box.y + box.height) for box in drawn.boxes]
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points + corners)


def test_the_drawing_begins_with_the_opening():
    assert draw(DEFINITIONS[0]).boxes[0].id == START


def test_the_version_of_a_day_is_shown(signed_in, town):
    client = signed_in("trade")
    address = reverse("procedure", args=["reconsideration"])
    assert "行政复议（2017年修正）" in client.get(address, {"on": "2023-06-01"}).content.decode()
    assert "行政复议（2023年修订）" in client.get(address, {"on": "2024-06-01"}).content.decode()


def test_a_day_that_is_none_and_an_unknown_procedure_are_told_in_words(signed_in, town):
    client = signed_in("trade")
    assert client.get(reverse("procedure", args=["penalty"]), {"on": "昨天"}).status_code == 400
    assert client.get(reverse("procedure", args=["nothing"])).status_code == 404


def test_a_rule_that_no_statute_text_says_is_marked_as_such(signed_in, town):
    page = signed_in("trade").get(reverse("procedure", args=["penalty"])).content.decode()
    assert "推导，非条文所定" in page
    assert "核对" in page


@pytest.fixture
def switched_off(town):
    """A house in which one derived gate of the reconsideration is switched off, by entry 0."""
    procedures = town.house.catalogue.procedures
    gate = next(g for g in procedures.at("reconsideration", LATER).gates if not g.basis.is_textual)
    off = Off(date(2020, 1, 1), None, "rule_switch-x", 0, "本机关另有规定")
    key = f"reconsideration.gate.{gate.id}"
    before = town.house.catalogue
    changed = procedures.changed(lambda definition: switched(definition, {key: (off,)}))
    town.house.catalogue = replace(before, procedures=changed)
    yield gate
    town.house.catalogue = before


def test_a_rule_that_is_switched_off_says_so_with_the_act(signed_in, switched_off):
    query = {"on": LATER.isoformat()}
    page = signed_in("trade").get(reverse("procedure", args=["reconsideration"]), query).content.decode()
    assert "停用" in page
    assert "本机关另有规定" in page
    assert reverse("entry", args=[0]) in page

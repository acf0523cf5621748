from __future__ import annotations

import pytest

from guiju.kernel.scenario.read import read_story
from tests.kernel.scenario.small_story import changed, story

FLOW = """
[[flow]]
id = "letters"
procedure = "letter"
count = 4
tags = ["department"]
between = [2023-02-01, 2023-02-28]
[[flow.part]]
id = "open"
acts = [{ step = "take", fields = { title = "某事" } }]
[[flow.path]]
id = "answered"
acts = [{ part = "open" }, { step = "answer", after = "2..4 工作日" }]
"""


def test_a_part_stands_for_its_acts():
    read, findings = read_story(story(FLOW))
    assert findings == []
    assert [act.step for act in read.flows[0].paths[0].acts] == ["take", "answer"]


def test_a_story_without_a_head_is_no_story():
    assert read_story({})[1][0].rule == "scenario.missing"


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        ("2..4 工作日", "2-4 天", "flow[letters].path[answered].acts[2].after", "declaration.type"),
        (
            'part = "open"',
            'part = "opening"',
            "flow[letters].path[answered].acts[1].part",
            "declaration.reference",
        ),
        ("tags = [", "tag = [", "flow[letters].tag", "declaration.unknown_key"),
        ("2023-02-28]", "2023-01-28]", "flow[letters].between", "declaration.type"),
        ("count = 4", "months = [1, 2]", "flow[letters].months", "declaration.type"),
        ('id = "answered"', "weight = 1", "flow[letters].path[1].id", "declaration.missing"),
    ],
)
def test_a_fault_is_named_with_file_and_key(old, new, place, rule):
    assert old in FLOW
    findings = read_story(story(FLOW.replace(old, new)))[1]
    assert (f"flows.toml:{place}", rule) in {(f.place, f.rule) for f in findings}


def test_all_faults_come_at_once():
    tables = story(FLOW.replace("2..4 工作日", "bald").replace("count = 4", 'count = "vier"'))
    assert len(read_story(changed(tables, "flows.toml", "format", 9))[1]) == 3

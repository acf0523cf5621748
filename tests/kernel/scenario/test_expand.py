from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from guiju.kernel.scenario import LINK, expand, links
from tests.kernel.scenario.small_story import calendar, procedures, story

LETTERS = """
[[flow]]
id = "letters"
procedure = "letter"
count = 40
tags = ["department"]
between = [2023-01-02, 2023-06-30]
recording = { same_day = 0.7, late = 0.1 }
vars = { subject = { pick = "subjects" } }
[[flow.total]]
id = "pages"
total = 333
min = 1
max = 20
paths = ["answered"]
[[flow.path]]
id = "answered"
weight = 3
acts = [
  { step = "take", fields = { title = "关于{subject}", pages = { total = "pages" } } },
  { step = "answer", after = "3..9 工作日" },
]
[[flow.path]]
id = "open"
count = 6
acts = [{ step = "take", fields = { title = "关于{subject}" } }]
"""


def acts(flow: str, seed: str = ""):
    """The acts of the story's matters, the registry left out; the story must be without fault."""
    expansion = expand(story(flow), procedures(), calendar(), seed)
    assert expansion.findings == ()
    return [act for act in expansion.acts if act.procedure not in ("body", "official", "certificate")]


def one(path: str, **extra: str) -> str:
    """A flow of one matter with that path."""
    more = "\n".join(f"{key} = {value}" for key, value in extra.items())
    return f"""
[[flow]]
id = "one"
procedure = "letter"
count = 1
bodies = ["east"]
between = [2023-03-01, 2023-03-01]
{more}
[[flow.path]]
id = "path"
acts = [{path}]
"""


def fault(flow: str) -> str:
    """The only finding of a story."""
    (finding,) = expand(story(flow), procedures(), calendar()).findings
    return f"{finding.place} {finding.message}"


def test_the_same_seed_tells_the_same_story():
    assert acts(LETTERS) == acts(LETTERS)


def test_another_seed_tells_another():
    assert acts(LETTERS) != acts(LETTERS, "二")


def test_adding_a_flow_leaves_the_others_as_they_were():
    more = LETTERS + one('{ step = "take", fields = { title = "又一件" } }')
    assert [a for a in acts(more) if a.key.startswith("letters:")] == acts(LETTERS)


def test_matters_paths_and_totals_come_out_exactly():
    told = acts(LETTERS)
    assert len({a.key for a in told}) == 40
    assert Counter(a.step for a in told) == {"take": 40, "answer": 34}
    assert sum(a.fields.get("pages", 0) for a in told) == 333


def test_bodies_share_the_work_by_weight():
    assert Counter(a.body for a in acts(LETTERS) if a.step == "take") == {
        "990101.east": 30,
        "990101.west": 10,
    }


def test_the_record_is_in_order_and_no_matter_runs_backwards():
    told = acts(LETTERS)
    assert [a.recorded_at for a in told] == sorted(a.recorded_at for a in told)
    for key in {a.key for a in told}:
        days = [a.happened_on for a in told if a.key == key]
        assert days == sorted(days)
    assert all(a.recorded_at.date() >= a.happened_on for a in told)


def test_bodies_and_officials_come_before_all_else():
    expansion = expand(story(LETTERS), procedures(), calendar())
    names = [a.procedure for a in expansion.acts]
    assert names.index("letter") > max(i for i, name in enumerate(names) if name in ("body", "official"))


def test_what_would_come_after_the_end_has_not_happened():
    late = one('{ step = "take", fields = { title = "末" } }, { step = "answer", on = 2024-02-01 }')
    assert [a.step for a in acts(late)] == ["take"]


def test_the_step_says_who_acts_and_for_whom():
    head = acts(one('{ step = "take", fields = { title = "a" } }, { step = "answer" }'))[1]
    people = {
        a.fields["official_id"]: a
        for a in expand(story(LETTERS), procedures(), calendar()).acts
        if a.step == "enrol"
    }
    assert head.acting_body == "990101.east"
    assert head.by in people


def test_one_person_handles_a_matter_from_end_to_end():
    path = '{ step = "take", fields = { title = "a" } }, { step = "pass_on" }, { step = "pass_on" }'
    assert len({a.by for a in acts(one(path))}) == 1


def test_free_text_that_the_story_does_not_give_is_said_to_be_in_the_file():
    answer = acts(one('{ step = "take", fields = { title = "a" } }, { step = "answer" }'))[1]
    assert answer.fields == {"reply": "详见案卷材料。"}


def test_a_correction_points_at_its_act():
    wrong = '{ step = "take", fields = { title = "a", pages = 70 } }'
    right = '{ step = "@correct", corrects = "take", fields = { pages = 7, "@reason" = "多录一位" } }'
    mended = acts(one(f"{wrong}, {right}"))[1]
    assert (mended.step, mended.corrects, mended.fields["pages"]) == ("@correct", 0, 7)


def test_an_act_for_each_body_is_taken_by_each_body():
    path = '{ step = "take", fields = { title = "a" } }, { step = "pass_on", each = "department" }'
    assert [a.acting_body for a in acts(one(path))[1:]] == ["990101.east", "990101.west"]


def test_a_companion_is_a_matter_of_its_own_and_links_back():
    first = '{ step = "take", fields = { title = "a" } }'
    second = '{ step = "take", of = "letter/2", fields = { title = "b", about = { var = "self" } } }'
    first, second = acts(one(f"{first}, {second}"))
    assert second.key == f"{first.key}+letter/2"
    assert links(second) == (first.key,)


def test_links_lead_to_the_matters_of_another_flow():
    follow = one(
        '{ step = "take", fields = { title = "a", about = { link = "letters", share = "earlier" } } }'
    )
    told = acts(LETTERS + follow)
    linked = next(a for a in told if a.key.startswith("one:"))
    assert linked.fields["about"].startswith(LINK + "letters:")
    opened = next(a for a in told if a.key in links(linked))
    assert opened.happened_on < linked.happened_on


@pytest.mark.parametrize(("path", "steps"), [("open", ["take"]), ("answered", ["take", "answer"])])
def test_a_link_may_ask_for_matters_of_one_path(path, steps):
    link = f'{{ link = "letters/{path}" }}'
    follow = one(f'{{ step = "take", fields = {{ title = "a", about = {link} }} }}')
    told = acts(LETTERS + follow.replace("2023-03-01", "2023-12-01"))
    linked = next(a for a in told if a.key.startswith("one:"))
    assert [a.step for a in told if a.key in links(linked)] == steps


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ('{ step = "take", fields = { title = "a", colour = "rot" } }', "没有字段“colour”"),
        ('{ step = "taken", fields = { title = "a" } }', "没有步骤“taken”"),
        ('{ step = "take", fields = { title = "{nobody}" } }', "不认识的变量 'nobody'"),
        ('{ step = "take", fields = { title = { guess = 1 } } }', "不认识的写法"),
        ('{ step = "take", at = "area", fields = { title = "a" } }', "没有人能办“收信”"),
        ('{ step = "take", fields = { title = { var = "x" } } }', "没有变量“x”"),
        ('{ step = "take", fields = { title = "a", about = { link = "none" } } }', "没有流程“none”"),
        ('{ step = "take", fields = { title = "a", pages = { total = "t" } } }', "没有“t”的份额"),
        (
            '{ step = "take", fields = { title = "a", readers = { officials = "handler", n = 9 } } }',
            "不够 9 名",
        ),
        (
            '{ step = "take", fields = { title = "a" } }, { step = "@correct", corrects = "answer" }',
            "还没有“answer”",
        ),
    ],
)
def test_what_the_story_cannot_give_is_a_finding(path, told):
    assert told in fault(one(path))


def test_counts_of_paths_that_do_not_add_up_are_a_finding():
    assert "两者不合" in fault(LETTERS.replace("count = 6", "count = 60"))


def test_a_link_forward_in_time_is_a_finding():
    early = one('{ step = "take", fields = { title = "a", about = { link = "letters" } } }')
    early = early.replace("2023-03-01, 2023-03-01", "2022-12-05, 2022-12-05")
    assert "尚未登记" in fault(LETTERS + early)


def test_days_follow_the_months_weights():
    flow = LETTERS.replace("rest_days", "x").replace(
        "between = [2023-01-02, 2023-06-30]",
        "between = [2023-01-02, 2023-06-30]\nmonths = [0, 0, 1, 0, 3, 0, 0, 0, 0, 0, 0, 0]",
    )
    months = Counter(a.happened_on.month for a in acts(flow) if a.step == "take")
    assert set(months) == {3, 5}
    assert 8 <= months[3] <= 12


def test_dates_are_made_from_the_day_of_the_act():
    told = acts(one('{ step = "take", fields = { title = "a", answer_by = { day = "10 日" } } }'))
    assert told[0].fields["answer_by"] == date(2023, 3, 11)


def test_two_people_of_one_list_may_take_different_steps():
    told = acts(
        one(
            '{ step = "take", by = "one", fields = { title = "a" } }, { step = "pass_on", by = "other" }',
            vars='{ two = { officials = "handler", n = 2 }, one = { first = "two" }, other = { last = "two" } }',
        )
    )
    assert len({act.by for act in told}) == 2

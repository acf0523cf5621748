"""A local variant tightens a national procedure; more than twenty ways of loosening one are tried and refused."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from functools import cache

import pytest

from guiju.kernel.procedure.read import read_definition
from guiju.kernel.procedure.tighten import loosened
from guiju.kernel.procedure.variant import laid_over, read_overlay
from guiju.store.catalogue import SHIPPED, Catalogue, read
from tests.kernel.procedure.conftest import shared as shared_rules

HEAD = """
format = 1
area = "990000"
title = "某省行政执法条例"
cites = ["行政处罚法(2021)#75"]
since = 2021-07-15
verified_on = 2026-11-21
[[example]]
title = "立案"
acts = [{ step = "register_lead", on = 2024-03-01 }]
"""


@cache
def table(name: str) -> dict:
    return tomllib.loads((SHIPPED / f"procedures/{name}.toml").read_text(encoding="utf-8"))


def tried(text: str, name: str = "penalty"):
    """The loosenings found when this overlay is laid over a shipped procedure."""
    base, faults = read_definition(table(name), f"procedures/{name}.toml", *shared_rules())
    assert base is not None, faults
    data = tomllib.loads(f'extends = "{base.id}"\n{HEAD}{text}')
    overlay, faults = read_overlay(data, "local/990000/x.toml")
    assert overlay is not None, faults
    local, faults = read_definition(laid_over(table(name), overlay), overlay.place, *shared_rules())
    assert local is not None, faults
    return loosened(base, local)


LOOSENINGS = {
    "a longer limit": '[[limit]]\nid = "serve"\nspan = "15 工作日"',
    "a limit in another unit that may be longer": '[[limit]]\nid = "publish"\nspan = "1 个月"',
    "working days for calendar days": '[[limit]]\nid = "decide"\nspan = "90 工作日"',
    "a shorter floor": '[[limit]]\nid = "hearing_wait"\nspan = "3 工作日"',
    "a later notice": '[[limit]]\nid = "hearing_notice"\nspan = "3 工作日"',
    "a shorter right of the party": '[[limit]]\nid = "hearing_request"\nspan = "3 工作日"',
    "a right that is none any more": '[[limit]]\nid = "hearing_request"\nright = false',
    "a weaker force of a limit": '[[limit]]\nid = "serve"\nforce = "generally"',
    "a later start": '[[limit]]\nid = "publish"\nstart = { step = "serve_decision" }',
    "one more act that fulfils": '[[limit]]\nid = "decide"\nends = ["decide_penalty", "decide_no_penalty", "conclude"]',
    "a new extension": '[[limit]]\nid = "decide"\n'
    'extend = [{ step = "extend_case", span = "30 日", cites = ["行政处罚法(2021)#60"] }]',
    "a longer extension": '[[limit]]\nid = "check_lead_market"\n'
    'extend = [{ step = "extend_check", span = "30 工作日", times = 1, approver = "市场监督管理部门负责人" }]',
    "one more extension": '[[limit]]\nid = "check_lead_market"\n'
    'extend = [{ step = "extend_check", span = "15 工作日", times = 2, approver = "市场监督管理部门负责人" }]',
    "another approver": '[[limit]]\nid = "check_lead_market"\n'
    'extend = [{ step = "extend_check", span = "15 工作日", times = 1, approver = "科室负责人" }]',
    "days that do not count": '[[limit]]\nid = "decide"\n'
    'exclude = [{ from = "send_appraisal", to = "receive_appraisal", cites = ["行政处罚法(2021)#60"] }]',
    "a roll over holidays": '[[limit]]\nid = "serve"\nrolls = "民事诉讼法(2023)#85.3"',
    "a limit for some cases only": '[[limit]]\nid = "serve"\nwhen = [{ step = "hold_hearing" }]',
    "a weaker gate": '[[gate]]\nid = "authority"\nforce = "generally"',
    "a gate for some cases only": '[[gate]]\nid = "officers_assigned"\nwhen = [{ step = "request_recusal" }]',
    "a gate with another way through": '[[gate]]\nid = "certificate_shown"\nor = [[{ step = "file_case" }]]',
    "a gate that needs less": '[[gate]]\nid = "certificate_shown"\nneeds = [{ step = "file_case" }]',
    "a gate with an exception": '[[gate]]\nid = "certificate_shown"\nbesides = ["take_sample"]',
    "a gate that blocks less": '[[gate]]\nid = "officers_assigned"\nblocks = ["show_certificate"]',
    "a gate that ends": '[[gate]]\nid = "authority"\nuntil = 2024-12-31',
    "a source that can be switched off": '[[gate]]\nid = "authority"\nsource = "derived"',
    "one more role": '[[step]]\nid = "decide_penalty"\nby = ["head", "enforcement_officer"]',
    "fewer officers": '[[step]]\nid = "take_evidence"\n'
    'officers = { field = "officers", min = 1, certificate = "enforcement" }',
    "officers without certificates": '[[step]]\nid = "take_evidence"\nofficers = { field = "officers", min = 2 }',
    "another stage to begin in": '[[step]]\nid = "decide_penalty"\nfrom = ["*"]',
    "a draft that stays valid": '[[step]]\nid = "return_case"\nvoids = ["conclude"]',
    "a field that need not be filled": '[[step]]\nid = "register_lead"\n'
    '[[step.field]]\nid = "lead_source"\nrequired = false',
    "one more option": '[[step]]\nid = "request_recusal"\n'
    '[[step.field]]\nid = "recusal_asked_by"\noptions = ["执法人员", "当事人", "无人"]',
    "personal data in the open": '[[step]]\nid = "register_lead"\n[[step.field]]\nid = "party"\npersonal = false',
    "a lifted separation": '[[separation]]\nid = "chair_did_not_investigate"\nsteps = ["take_sample", "appoint_chair"]',
    "a later disclosure": '[[disclosure]]\nid = "decision"\nspan = "20 工作日"',
    "less disclosed": '[[disclosure]]\nid = "decision"\nfields = ["penalty_case_no"]',
    "one more ground not to disclose": '[[disclosure]]\nid = "withdrawal"\nunless = [{ step = "overturn" }]',
    "a moved outcome": '[[outcome]]\nid = "penalty"\nstep = "conclude"\nfield = "proposal"\nvalue = "给予行政处罚"',
    "a stage that ends early": '[[stage]]\nid = "investigating"\ntitle = "调查"\nfinal = true',
    "a new way to the end": '[[step]]\nid = "drop_quietly"\ntitle = "不了了之"\nby = ["head"]\n'
    'from = ["investigating"]\nto = "closed"\ncites = ["行政处罚法(2021)#75"]\ngist = "…"',
    "a new bar to a right": '[[limit]]\nid = "early_bar"\ntitle = "提前失权"\nduty = "give_notice"\nspan = "1 日"\n'
    'start = { step = "give_notice" }\nbars = ["request_hearing"]\ncites = ["行政处罚法(2021)#75"]',
}  # fmt: skip


@pytest.mark.parametrize("text", LOOSENINGS.values(), ids=LOOSENINGS)
def test_no_overlay_loosens_a_national_rule(text):
    found = tried(text)
    assert found
    assert {finding.rule for finding in found} == {"local.loosened"}
    assert all(finding.level == "error" and "国家规则" in finding.message for finding in found)
    assert all("《" in finding.citation for finding in found)


TIGHTENINGS = {
    "a shorter limit": '[[limit]]\nid = "serve"\nspan = "5 工作日"',
    "calendar days for as many working days": '[[limit]]\nid = "serve"\nspan = "7 日"',
    "a longer floor": '[[limit]]\nid = "hearing_wait"\nspan = "7 工作日"',
    "no extension": '[[limit]]\nid = "check_lead_market"\nextend = []',
    "three officers": '[[step]]\nid = "take_evidence"\n'
    'officers = { field = "officers", min = 3, certificate = "enforcement" }',
    "one more need": '[[gate]]\nid = "certificate_shown"\nneeds = [{ step = "show_certificate" }, { step = "file_case" }]',
    "one more field": '[[step]]\nid = "register_lead"\n'
    '[[step.field]]\nid = "lead_number"\ntitle = "线索编号"\ntype = "text"\nrequired = true',
    "an earlier disclosure": '[[disclosure]]\nid = "decision"\nspan = "5 工作日"',
    "an act once only": '[[step]]\nid = "assign_officers"\nonce = true',
}


@pytest.mark.parametrize("text", TIGHTENINGS.values(), ids=TIGHTENINGS)
def test_an_overlay_may_tighten(text):
    assert [finding.message for finding in tried(text)] == []


def test_a_finding_names_the_national_rule_and_its_article():
    (found,) = tried(LOOSENINGS["a longer limit"])
    assert "penalty.limit.serve" in found.message
    assert "第六十一条" in found.citation
    assert found.place == "local/990000/x.toml:limit[serve]"


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ('area = "99"', "area"),
        ('area = "110000"', "area"),
        ('extends = ""', "extends"),
        ("since = 1", "since"),
        ("surprise = 1", "surprise"),
    ],
)
def test_a_faulty_overlay_is_told_what_is_wrong(head, key):
    data = tomllib.loads(f'extends = "penalty"\n{HEAD}') | tomllib.loads(head)
    overlay, faults = read_overlay(data, "local/990000/x.toml")
    assert overlay is None
    assert any(fault.place == f"local/990000/x.toml:{key}" for fault in faults)


# --- the shipped variants -------------------------------------------------------------------------


@cache
def catalogue() -> Catalogue:
    return read(SHIPPED)


@pytest.mark.parametrize(
    ("body", "area"),
    [
        ("370000", "370000"),
        ("370102.sfj", "370000"),
        ("371000.sfj", "370000"),
        ("500103.sfj", "500000"),
        ("110101.sfj", ""),
        ("990101.sfj", ""),
        ("", ""),
    ],
)
def test_the_body_s_area_picks_the_variant(body, area):
    assert catalogue().procedures.at("enforcement_supervision", date(2026, 3, 2), body).area == area


def test_the_local_entries_say_which_rule_they_come_from():
    local = catalogue().procedures.at("enforcement_supervision", date(2026, 3, 2), "370102.sfj")
    rungs = {part.id: part.basis.rung for part in (*local.steps, *local.limits)}
    assert rungs["correct_after_opinion"] == rungs["take_measure"] == "山东省行政执法监督条例"
    assert rungs["receive_lead"] == ""


def test_the_shipped_variants_keep_every_national_rule():
    for local in catalogue().procedures.variants():
        base = catalogue().procedures.at(local.id, local.since)
        assert base.area == ""
        assert set(base.step_of) <= set(local.step_of)
        assert {gate.id for gate in base.gates} <= {gate.id for gate in local.gates}
        assert loosened(base, local) == []
    assert {local.area for local in catalogue().procedures.variants()} >= {"370000", "500000"}


def test_an_overlay_of_a_smaller_area_is_laid_over_that_of_the_larger(tmp_path):
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("scenarios"))
    folder = tmp_path / "local/370100"
    folder.mkdir()
    province = (SHIPPED / "local/370000/enforcement_supervision.toml").read_text(encoding="utf-8")
    head = province[: province.index("[[step]]")].replace('"370000"', '"370100"')
    example = province[province.index("[[example]]") :].split("\n\n")[0]
    limit = '[[limit]]\nid = "correct_after_opinion"\nspan = "20 日"\n'
    example = example.replace("due = { correct_after_opinion = 2026-04-09 }", "")
    (folder / "x.toml").write_text(f"{head}{limit}{example}", encoding="utf-8")
    found = read(tmp_path)
    assert [f.message for f in found.findings if f.place.startswith("local")] == []
    city = found.procedures.at("enforcement_supervision", date(2026, 3, 2), "370102")
    assert city.area == "370100"
    assert str(next(one for one in city.limits if one.id == "correct_after_opinion").version.span) == "20 日"
    (folder / "x.toml").write_text(f"{head}{limit.replace('20 日', '40 日')}{example}", encoding="utf-8")
    assert "local.loosened" in {f.rule for f in read(tmp_path).findings}

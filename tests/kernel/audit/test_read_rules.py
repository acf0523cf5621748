"""The auditor's book: what the catalogue declares is whole, and a fault in it is told with its place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import guiju.kernel.audit
from guiju.kernel.audit.read_rules import audit_book_from_tables
from guiju.kernel.finding import Finding
from tests.kernel.audit.checking import book, findings, instruments, tables

CHECKS = sorted(Path(guiju.kernel.audit.__file__).parent.glob("check_*.py"))


def faults(file, change):
    """The findings about the book with one file changed."""
    changed = tables()
    change(changed[file])
    made = audit_book_from_tables(changed)
    assert isinstance(made, list)
    return [finding for finding in made if isinstance(finding, Finding)]


def test_every_rule_that_a_check_names_is_declared_and_no_other():
    named = {rule for path in CHECKS for rule in re.findall(r'"([a-z]+\.[a-z_]+)"', path.read_text("utf-8"))}
    spoken = {f"claim.{claim.kind}" for claim in book().claims}
    assert named | spoken == set(book().rules)


def test_every_article_cited_by_a_rule_is_of_a_registered_instrument():
    wrong = [
        finding
        for rule in book().rules.values()
        for citation in rule.cites
        for finding in instruments().check(citation, date(2023, 1, 1), None, rule.id)
    ]
    assert wrong == []


def test_slips_and_stumps_do_not_contradict_each_other():
    for slip in book().slips:
        assert slip.wrong != slip.right
        assert not any(other.wrong in slip.right for other in book().slips), slip


def test_no_slip_stands_in_the_words_of_the_book_itself():
    words = " ".join(f"{rule.title}。{rule.mend}" for rule in book().rules.values())
    told = [f.message for f in findings(words) if f.rule in ("word.slip", "word.stump", "word.doubled")]
    assert told == []


def test_repealed_laws_have_one_name_each_and_a_source():
    names = [name for law in book().repealed for name in law.names]
    assert len(names) == len(set(names))
    assert all(law.source and law.until < date(2026, 1, 1) for law in book().repealed)


def test_a_missing_file_is_told_by_its_name():
    made = audit_book_from_tables({name: table for name, table in tables().items() if name != "slips.toml"})
    assert isinstance(made, list)
    assert {"audit/slips.toml:format", "audit/slips.toml:leftovers"} <= {finding.place for finding in made}


@pytest.mark.parametrize(
    ("file", "change", "place", "words"),
    [
        ("rules.toml", lambda t: t["rule"][0].pop("mend"), "rule[number.masked].mend", "怎么改"),
        ("rules.toml", lambda t: t["rule"][0].pop("cites"), "rule[number.masked].basis", "依据"),
        ("rules.toml", lambda t: t["rule"][0].update(level="loud"), "rule[number.masked].level", "loud"),
        ("rules.toml", lambda t: t["rule"][0].update(id="Masked"), "rule[Masked].id", "规则编号"),
        ("rules.toml", lambda t: t["rule"].append(t["rule"][0]), "audit/rules.toml:rule[", "登记了两次"),
        ("relations.toml", lambda t: t["relation"][0].pop("whole"), "relation[reconsideration_outcomes].whole", "whole"),
        ("relations.toml", lambda t: t["relation"][0].update(rate="x"), "relation[reconsideration_outcomes].rate", "比率"),
        ("relations.toml", lambda t: t["relation"][0].update(kind="more"), "relation[reconsideration_outcomes].kind", "more"),
        ("words.toml", lambda t: t["claim"][0].update(patterns=["("]), "claim[zero].patterns", "写错了"),
        ("words.toml", lambda t: t["proof"][0].pop("record"), "proof[1].record", "record"),
        ("slips.toml", lambda t: t["slip"][0].update(unless=["别的"]), "slip[实事不清].unless", "实事不清"),
        ("repealed.toml", lambda t: t["repealed"][0].pop("successor"), "repealed[中华人民共和国合同法].successor", "取代"),
        ("duties.toml", lambda t: t.update(more=1), "audit/duties.toml:more", "不认识"),
    ],
)  # fmt: skip
def test_a_fault_in_a_declaration_says_where_and_what(file, change, place, words):
    told = [f"{finding.place} {finding.message}" for finding in faults(file, change)]
    assert any(place in line and words in line for line in told), told


def test_relations_speak_of_indicators_that_exist():
    shared = Path(__file__).resolve().parents[4] / "shared" / "gold" / "indicators.csv"
    if not shared.is_file():
        pytest.skip("../shared with the list of indicators is absent")
    known = {line.split(",")[0] for line in shared.read_text("utf-8").splitlines()}
    assert {code for relation in book().relations for code in relation.members} <= known

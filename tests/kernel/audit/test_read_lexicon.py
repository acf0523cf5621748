"""The lexicon that the catalogue declares is whole, and a faulty one is told where and what to do."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from guiju.kernel.audit.read_lexicon import read_lexicon
from tests.kernel.audit.understanding import CATALOGUE, Declared, declared

WORDS = tomllib.loads((CATALOGUE / "lexicon" / "words.toml").read_text("utf-8"))
SYSTEMS = {"S96": "行政复议", "S107": "人民调解"}


def _messages(concepts: list[dict[str, Any]], *indicators: Declared) -> list[str]:
    file = {"format": 1, "concept": concepts, "system": [{"id": "S96", "terms": ["行政复议"]}]}
    _, findings = read_lexicon({"words.toml": WORDS, "a.toml": file}, indicators, SYSTEMS)
    return [f"{finding.place} {finding.message}" for finding in findings]


def _concept(**keys: Any) -> dict[str, Any]:
    return {"id": "one", "title": "某数", "unit": "件", "system": "S96", "terms": ["复议申请"], **keys}


def test_the_declared_lexicon_has_no_error_and_speaks_of_at_least_350_things() -> None:
    lexicon, findings = declared()
    assert not [finding for finding in findings if finding.level == "error"]
    assert len([concept for concept in lexicon.concepts if not concept.titled]) >= 350


def test_every_row_of_the_list_of_systems_has_its_words() -> None:
    lexicon, _ = declared()
    assert {system.id for system in lexicon.systems} == {f"S{number:02d}" for number in range(1, 150)}


def test_every_indicator_of_the_gold_is_a_concept_in_its_system(shared: Path) -> None:
    lexicon, _ = declared()
    with (shared / "gold" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert lexicon.by_id[row["code"]].system == row["system"], row["code"]


def test_a_good_declaration_has_no_finding() -> None:
    assert _messages([_concept()]) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"terms": []}, "terms（单独足以认出的说法）"),
        ({"system": "S97"}, "没有体系“S97”"),
        ({"id": "One"}, "小写字母"),
        ({"terms": ["案"]}, "太短"),
        ({"excludes": ["甲乙…丙丁"]}, "只有 terms 与 heads"),
        ({"terms": ["复议申请", "复议申请"]}, "不止一次"),
        ({"part_of": "two"}, "没有“two”这一条"),
        ({"kind": "number"}, "“kind”不能是"),
        ({"word": ["复议"]}, "不认识的键“word”"),
        ({"system": "S107", "heads": ["维持"]}, "heads 须有 topics 相伴"),
    ],
)
def test_a_faulty_declaration_is_told_what_to_write_instead(keys: dict[str, Any], said: str) -> None:
    assert any(said in message for message in _messages([_concept(**keys)]))


def test_a_concept_twice_is_a_finding() -> None:
    assert any("已经写过一次" in message for message in _messages([_concept(), _concept()]))


def test_title_unit_and_system_of_a_declared_indicator_are_not_repeated() -> None:
    indicator = Declared("one", "收到行政复议申请件数", "件", ("S96",))
    said = _messages([_concept()], indicator)
    assert [message.split()[0] for message in said] == [
        f"a.toml:concept[one].{key}" for key in ("title", "unit", "system")
    ]


def test_a_new_indicator_brings_its_title_as_its_words() -> None:
    indicator = Declared("sealed", "查封、扣押的物品件数", "件", ("S96",))
    lexicon, findings = read_lexicon({"words.toml": WORDS}, [indicator], SYSTEMS)
    assert lexicon is not None, findings
    assert lexicon.by_id["sealed"].terms == ("查封…扣押…物品",)
    assert lexicon.by_id["sealed"].titled


def test_the_words_of_grammar_stand_in_exactly_one_file() -> None:
    lexicon, findings = read_lexicon({"a.toml": {"format": 1}}, (), SYSTEMS)
    assert lexicon is None
    assert "[words]" in findings[0].message

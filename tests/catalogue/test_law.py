"""The declared instruments and shared rules; against the statute texts where they are at hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guiju.kernel.law.citation import Citation, parse_compact
from guiju.kernel.law.instrument import Instruments
from guiju.kernel.law.read import instruments_from_table, rules_from_tables
from guiju.kernel.law.rule import Rule, RuleBook
from guiju.kernel.law.text import TextLibrary, parse_text

CATALOGUE = Path(__file__).resolve().parents[2] / "guiju" / "catalogue"


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def citations(value: Any) -> Iterator[Citation]:
    """Every citation under a ``cites`` or ``rolls`` key, however deep."""
    if isinstance(value, dict):
        for key, below in value.items():
            entries = below if isinstance(below, list) else [below]
            if key in ("cites", "rolls") and all(isinstance(entry, str) for entry in entries):
                yield from filter(None, map(parse_compact, entries))
            else:
                yield from citations(below)
    elif isinstance(value, list):
        for below in value:
            yield from citations(below)


@pytest.fixture(scope="module")
def instruments() -> Instruments:
    found = instruments_from_table(load(CATALOGUE / "law" / "instruments.toml"))
    assert isinstance(found, Instruments), found
    return found


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    found = rules_from_tables(
        {path.name: load(path) for path in (CATALOGUE / "law" / "rules").glob("*.toml")}
    )
    assert isinstance(found, tuple), found
    return found


@pytest.fixture(scope="module")
def texts(shared, instruments) -> TextLibrary:
    folder = shared / "law" / "texts"

    def read(stem: str) -> str | None:
        path = folder / f"{stem}.md"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    return TextLibrary(instruments, read)


def test_the_shared_rules_do_not_conflict(rules):
    assert RuleBook.of(rules).check() == []


def test_every_citation_of_the_shared_rules_is_in_force_with_its_rule(instruments, rules):
    found = [
        finding
        for rule in rules
        for version in rule.versions
        for citation in (*version.cites, *(power for e in version.extensions for power in e.cites))
        for finding in instruments.check(citation, version.since, version.until, rule.id)
    ]
    assert found == []


def test_every_version_says_when_it_began_or_why_not(instruments):
    silent = [
        f"{instrument.short}({version.key})"
        for instrument in instruments
        for version in instrument.versions
        if version.in_force_from is None and not version.note
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("citation", "first_day"),
    [
        ("行政复议法(2023)", date(2024, 1, 1)),
        ("行政处罚法(2021)", date(2021, 7, 15)),
        ("重大行政决策程序暂行条例", date(2019, 9, 1)),
        ("人民调解法(2010)", date(2011, 1, 1)),
        ("民事诉讼法(2023)", date(2024, 1, 1)),
        ("行政复议法实施条例(2026)", date(2026, 7, 1)),
    ],
)
def test_the_texts_that_govern_most_begin_on_their_days(citation, first_day, instruments):
    cited = parse_compact(citation)
    assert instruments.resolve(cited).in_force_from == first_day
    assert instruments.in_force(cited, first_day)
    assert not instruments.in_force(cited, date.fromordinal(first_day.toordinal() - 1))


def test_every_imported_text_belongs_to_a_declared_version(shared, instruments):
    declared = {
        stem for instrument in instruments for version in instrument.versions for stem in version.texts
    }
    assert {path.stem for path in (shared / "law" / "texts").glob("*.md")} == declared


def test_every_text_opens_into_articles_or_headings(shared, instruments):
    for path in (shared / "law" / "texts").glob("*.md"):
        text = parse_text(path.read_text(encoding="utf-8"))
        assert text.articles or text.headings, path.stem


def test_first_days_from_the_text_stand_in_the_text(shared, instruments):
    wrong = []
    for instrument in instruments:
        for version in instrument.versions:
            if (
                version.dates_source not in ("text", "text*")
                or version.in_force_from is None
                or not version.texts
            ):
                continue
            words = "".join(
                (shared / "law" / "texts" / f"{stem}.md").read_text(encoding="utf-8")
                for stem in version.texts
            )
            day = version.in_force_from
            printed = f"{day.year}年{day.month}月{day.day}日" in "".join(words.split())
            if not printed and not version.note:
                wrong.append(f"{instrument.short}({version.key})")
    assert wrong == []


@pytest.mark.parametrize("path", sorted(CATALOGUE.rglob("*.toml")), ids=lambda path: path.stem)
def test_every_cited_place_is_declared_and_stands_in_its_text(path, instruments, texts):
    cited = list(citations(load(path)))
    found = [
        f for c in cited for f in (*instruments.check(c, None, None, path.name), *texts.check(c, path.name))
    ]
    assert found == []


def test_the_numbers_of_the_shared_rules_stand_in_their_articles(rules, texts):
    found = [
        finding
        for rule in rules
        for version in rule.versions
        for finding in texts.check_span(version.span, version.cites, rule.id)
    ]
    assert found == []

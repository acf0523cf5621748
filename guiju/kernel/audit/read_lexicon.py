"""Reads the lexicon: the files of a folder in, one Lexicon or every finding at once out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol, cast, get_args

from guiju.kernel.audit.claim import Kind
from guiju.kernel.audit.lexicon import GAP, Concept, Lexicon, SystemWords, Words
from guiju.kernel.audit.reading import SectionRole
from guiju.kernel.declared import Table, inside, nearest, opened
from guiju.kernel.finding import Finding, has_errors, note

FORMAT = 1
_ID = re.compile(r"[a-z][a-z0-9_]*")
_ROLES = get_args(SectionRole)
_KINDS = get_args(Kind)
_BY_UNIT: Mapping[str, Kind] = {
    "%": "rate",
    "元": "amount",
    **dict.fromkeys(("小时", "学时", "日", "天", "工作日", "个月", "年", "分钟"), "duration"),
}
_COUNTED = re.compile(r"([件人户场批]次|[项件条个次份人户家场篇册幅卷种]?数|金额|时长)$")
_JOINTS = re.compile(r"[、，“”‘’（）()《》]|的|及其|以及|和|及|与")


class Countable(Protocol):
    """What the lexicon needs to know of an indicator that the catalogue declares."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def systems(self) -> tuple[str, ...]: ...


def read_lexicon(
    files: Mapping[str, Mapping[str, Any]],
    indicators: Iterable[Countable] = (),
    systems: Mapping[str, str] | None = None,
) -> tuple[Lexicon | None, tuple[Finding, ...]]:
    """The lexicon of parsed files (name → table), and the findings; None as soon as one of them is an error.

    ``indicators`` are those the catalogue declares: title, unit and system of such a concept come from there
    and must not be repeated; one without an entry brings its title as its words. ``systems``: S-id → title.
    """
    findings: list[Finding] = []
    tables = [opened(data, name, findings, FORMAT) for name, data in sorted(files.items())]
    reader = _Reader({one.id: one for one in indicators}, systems or {}, findings)
    reader.systems_of(tables)
    concepts = reader.concepts_of(tables)
    words = reader.words_of(tables)
    for table in tables:
        table.close()
    if words is None or has_errors(findings):
        return None, tuple(findings)
    return Lexicon(tuple(concepts), tuple(reader.words.values()), words, reader.titles), tuple(findings)


class _Reader:
    def __init__(
        self, indicators: dict[str, Countable], titles: Mapping[str, str], findings: list[Finding]
    ) -> None:
        self.indicators = indicators
        self.titles = titles
        self.findings = findings
        self.words: dict[str, SystemWords] = {}

    def systems_of(self, tables: list[Table]) -> None:
        """The words of the rows of the list of systems; each row once."""
        for entry in (one for table in tables for one in table.tables("system")):
            name = entry.text("id", required=True)
            self._must_know(entry, "id", name)
            if name in self.words:
                entry.fault("id", f"“{name}”已经写过一次，请合并", "lexicon.twice")
            self.words[name] = SystemWords(name, self.titles.get(name, ""), _words(entry, "terms"))
            entry.close()

    def concepts_of(self, tables: list[Table]) -> list[Concept]:
        """All concepts declared, and those that declared indicators bring by themselves."""
        found: dict[str, Concept] = {}
        places: dict[str, Table] = {}
        for entry in (one for table in tables for one in table.tables("concept")):
            concept = self._concept(entry)
            if concept.id in found:
                entry.fault("id", f"“{concept.id}”已经写过一次，请合并", "lexicon.twice")
            found[concept.id] = concept
            entry.close()
            places[concept.id] = entry
        for indicator in self.indicators.values():
            if indicator.id not in found:
                found[indicator.id] = self._titled(indicator)
        return [
            _sharing(concept, found, places) if concept.part_of else concept for concept in found.values()
        ]

    def _concept(self, entry: Table) -> Concept:
        name = entry.text("id", required=True)
        if not _ID.fullmatch(name):
            entry.fault("id", f"“{name}”应由小写字母、数字和下划线组成", "lexicon.id")
        title, unit, system = self._named(entry, name)
        units = tuple(dict.fromkeys((unit, *entry.texts("units")))) if unit else entry.texts("units")
        concept = Concept(
            id=name,
            title=title,
            system=system,
            kind=cast("Kind", entry.one_of("kind", _KINDS, _BY_UNIT.get(unit, "count"))),
            units=units,
            terms=_words(entry, "terms", optional=True),
            heads=_words(entry, "heads", optional=True),
            topics=_words(entry, "topics", optional=True) or self._topics(system),
            verbs=_words(entry, "verbs", optional=True),
            excludes=_words(entry, "excludes", optional=True),
            sections=_words(entry, "sections", optional=True),
            past=entry.flag("past"),
            part_of=entry.text("part_of"),
        )
        if not concept.terms and not concept.heads:
            entry.missing("terms", "terms（单独足以认出的说法）与 heads（须有 topics 相伴的说法）至少写一项")
        if concept.heads and not concept.topics:
            entry.missing(
                "topics", "heads 须有 topics 相伴，可写在本条，或写成所属体系（[[system]]）的 terms"
            )
        return concept

    def _named(self, entry: Table, name: str) -> tuple[str, str, str]:
        """Title, unit and system: of the declared indicator, else of the entry."""
        indicator = self.indicators.get(name)
        if indicator is None:
            system = entry.text("system")
            if system:
                self._must_know(entry, "system", system)
            return entry.text("title", required=True), entry.text("unit"), system
        for key in ("title", "unit", "system"):
            if entry.has(key):
                message = f"指标“{name}”已在目录中声明，这里不再写“{key}”，请删去"
                self.findings.append(note("lexicon.repeated", message, inside(entry.place, key)))
        entry.leave("title", "unit", "system")
        return indicator.title, indicator.unit, _first(indicator.systems)

    def _titled(self, indicator: Countable) -> Concept:
        """A concept whose only word is the indicator's title, its particles standing for anything."""
        system = _first(indicator.systems)
        return Concept(
            id=indicator.id,
            title=indicator.title,
            system=system,
            kind=_BY_UNIT.get(indicator.unit, "count"),
            units=(indicator.unit,),
            terms=(_spoken(indicator.title),),
            topics=self._topics(system),
            titled=True,
        )

    def words_of(self, tables: list[Table]) -> Words | None:
        """The words of grammar, which exactly one file declares."""
        given = [table for table in tables if table.has("words")]
        if len(given) != 1:
            tables[0].missing("words", "须有且只有一个文件写 [words]") if tables else None
            return None
        table = given[0].table("words")
        return _grammar(table) if table else None

    def _topics(self, system: str) -> tuple[str, ...]:
        return self.words[system].terms if system in self.words else ()

    def _must_know(self, entry: Table, key: str, name: str) -> None:
        if self.titles and name not in self.titles:
            entry.fault(key, f"没有体系“{name}”，{nearest(name, self.titles)}", "lexicon.system")


def _grammar(table: Table) -> Words:
    roles = table.table("roles")
    words = Words(
        roles={role: roles.texts(role) for role in _ROLES if roles.has(role)} if roles else {},
        annual=table.texts("annual", required=True),
        duty=table.texts("duty", required=True),
        idle=table.texts("idle", required=True),
        change=table.texts("change", required=True),
        norm=table.texts("norm", required=True),
        departments=table.texts("departments", required=True),
        organs=table.texts("organs", required=True),
        body_ends=table.texts("body_ends", required=True),
        areas=table.texts("areas", required=True),
        own=table.texts("own", required=True),
        unit_families=tuple(frozenset(line.split()) for line in table.texts("unit_families", required=True)),
        acts=table.texts("acts"),
        disputes=table.texts("disputes"),
        frames=table.texts("frames"),
        wholes=table.texts("wholes"),
    )
    if roles:
        roles.close()
    table.close()
    return words


def _sharing(concept: Concept, found: Mapping[str, Concept], places: Mapping[str, Table]) -> Concept:
    """The concept with the words of the wider one that it is a part of."""
    wider = found.get(concept.part_of)
    if wider is None:
        message = f"没有“{concept.part_of}”这一条，{nearest(concept.part_of, found)}"
        places[concept.id].fault("part_of", message, "lexicon.part_of")
        return concept
    shared = [word for word in (*wider.terms, *wider.heads) if word not in concept.terms]
    return replace(concept, heads=tuple(dict.fromkeys((*concept.heads, *shared))))


def _words(entry: Table, key: str, *, optional: bool = False) -> tuple[str, ...]:
    """Words of a key; each at least two characters, so is every part of one with a gap."""
    words = entry.texts(key, required=not optional)
    gaps = key in ("terms", "heads")
    for word in words:
        if GAP in word and not gaps:
            entry.fault(key, f"“{word}”：只有 terms 与 heads 可以用“{GAP}”", "lexicon.gap")
        if any(len(part) < 2 for part in word.split(GAP)):
            entry.fault(key, f"“{word}”太短：每个说法（{GAP}两边各算一个）至少两个字", "lexicon.short")
    for word in {word for word in words if words.count(word) > 1}:
        entry.fault(key, f"“{word}”写了不止一次", "lexicon.twice")
    return tuple(words)


def _spoken(title: str) -> str:
    """The title as reports may print it: without its counting word, particles standing for anything."""
    parts = [part for part in _JOINTS.split(_COUNTED.sub("", title)) if len(part) > 1]
    return GAP.join(parts) or title


def _first(systems: tuple[str, ...]) -> str:
    return systems[0] if systems else ""

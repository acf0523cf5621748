"""Instrument 法律文件: a statute or paper, its rank, and its versions through time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from guiju.kernel.declared import inside
from guiju.kernel.finding import Finding, error, warning
from guiju.kernel.law.citation import Citation

RANKS = (
    "宪法",
    "法律",
    "行政法规",
    "监察法规",
    "地方性法规",
    "部门规章",
    "地方政府规章",
    "司法解释",
    "党内法规",
    "规范性文件",
)
"""Ranks from highest to lowest as far as law orders them (《立法法》第九十八至一百零二条); the last three
stand beside that order."""

DatesSource = Literal["text", "text*", "web", "knowledge"]
"""Where the dates come from: the stored text, a newer snapshot of it, a web excerpt, or knowledge alone."""


@dataclass(frozen=True, slots=True)
class InstrumentVersion:
    """One text of an instrument, in force from ``in_force_from`` to ``in_force_until``, both days included.

    ``texts`` are the stems of the text files that print it (民法典 is spread over several).
    """

    key: str
    label: str = ""
    number: str = ""
    adopted: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    texts: tuple[str, ...] = ()
    dates_source: DatesSource = "text"
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the text is in force on that day; an unknown first day counts as in force until the last."""
        if self.in_force_from is not None and on < self.in_force_from:
            return False
        return self.in_force_until is None or on <= self.in_force_until


@dataclass(frozen=True, slots=True)
class Instrument:
    """A statute or paper under its short name, with its versions in order of time."""

    short: str
    title: str
    rank: str
    versions: tuple[InstrumentVersion, ...]
    aliases: tuple[str, ...] = ()

    def version(self, key: str) -> InstrumentVersion | None:
        """The version of that year; with "" the only version, or None where there are several."""
        if not key:
            return self.versions[0] if len(self.versions) == 1 else None
        return next((version for version in self.versions if version.key == key), None)

    def at(self, on: date) -> InstrumentVersion | None:
        """The version in force on that day, the newest if several are."""
        return next((version for version in reversed(self.versions) if version.in_force(on)), None)


@dataclass(frozen=True, slots=True)
class Instruments:
    """All declared instruments, found by short name, alias or full title."""

    by_short: dict[str, Instrument]
    _names: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, instruments: Iterable[Instrument]) -> Instruments:
        """An index; names must be unique (``name_clashes`` tells)."""
        by_short = {instrument.short: instrument for instrument in instruments}
        names: dict[str, str] = {}
        for instrument in by_short.values():
            for name in (instrument.short, *instrument.aliases, instrument.title):
                names.setdefault(name, instrument.short)
        return cls(by_short, names)

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self.by_short.values())

    def __len__(self) -> int:
        return len(self.by_short)

    def find(self, name: str) -> Instrument | None:
        """The instrument of that short name, alias or full title."""
        short = self._names.get(name)
        return None if short is None else self.by_short[short]

    def resolve(self, citation: Citation, place: str = "") -> InstrumentVersion | Finding:
        """The version cited, or the finding that says why there is none."""
        instrument = self.find(citation.instrument)
        if instrument is None:
            message = f"引用的《{citation.instrument}》未在 law/instruments.toml 登记；请登记或者更正简称"
            return error("citation.unknown_instrument", message, place, citation.compact())
        version = instrument.version(citation.version)
        if version is not None:
            return version
        known = "、".join(f"{instrument.short}({version.key})" for version in instrument.versions)
        if citation.version:
            message = f"《{instrument.short}》没有登记{citation.version}年的文本；已登记：{known}"
            return error("citation.unknown_version", message, place, citation.compact())
        message = f"《{instrument.short}》有多个文本，须写明年份：{known}"
        return error("citation.version_missing", message, place, citation.compact())

    def in_force(self, citation: Citation, on: date) -> bool:
        """Whether the cited version is known and in force on that day."""
        version = self.resolve(citation)
        return isinstance(version, InstrumentVersion) and version.in_force(on)

    def canonical(self, citation: Citation) -> Citation:
        """The same place under the short name; an unknown instrument is left as it is."""
        instrument = self.find(citation.instrument)
        return citation if instrument is None else replace(citation, instrument=instrument.short)

    def title_of(self, citation: Citation) -> tuple[str, str]:
        """The full title and the label of the version; the short name and the year where unknown."""
        instrument = self.find(citation.instrument)
        version = None if instrument is None else instrument.version(citation.version)
        title = citation.instrument if instrument is None else instrument.title
        return title, citation.version if version is None else version.label

    def check(self, citation: Citation, since: date | None, until: date | None, place: str) -> list[Finding]:
        """Findings about a citation that a declaration valid from ``since`` to ``until`` rests on.

        An unknown instrument or version is an error; a version not in force on one of the two days
        (on ``since`` alone where ``until`` is open) is a warning naming its dates.
        """
        version = self.resolve(citation, place)
        if isinstance(version, Finding):
            return [version]
        outside = [on for on in (since, until) if on is not None and not version.in_force(on)]
        if not outside:
            return []
        begins, ends = version.in_force_from or "（不详）", version.in_force_until or "今"
        message = f"引用的文本施行于{begins}至{ends}，在{outside[0]}并未施行；请改引当时有效的文本"
        return [warning("citation.not_in_force", message, place, citation.text())]


def name_clashes(instruments: Iterable[Instrument], place: str) -> list[Finding]:
    """Findings for a name that two instruments claim and for versions that overlap in time."""
    owner: dict[str, str] = {}
    findings: list[Finding] = []
    for instrument in instruments:
        for name in {instrument.short, *instrument.aliases, instrument.title}:
            if name in owner:
                message = f"名称“{name}”已属于《{owner[name]}》；请换一个简称"
                findings.append(
                    error("instrument.name_clash", message, inside(place, f"instrument[{instrument.short}]"))
                )
            owner[name] = instrument.short
        findings.extend(_overlaps(instrument, inside(place, f"instrument[{instrument.short}]")))
    return findings


def _overlaps(instrument: Instrument, place: str) -> Iterator[Finding]:
    ordered = sorted(instrument.versions, key=lambda version: version.in_force_from or date.min)
    for earlier, later in pairwise(ordered):
        ends, begins = earlier.in_force_until, later.in_force_from
        if begins is not None and (ends is None or begins <= ends):
            message = f"{earlier.key}年文本与{later.key}年文本的施行日期重叠；请写明前者的 in_force_until"
            yield error("instrument.overlap", message, place)

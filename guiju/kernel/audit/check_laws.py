"""Checks on cited laws: repealed, not yet made, another text in force, no such article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.kernel.audit.rules import Repealed
from guiju.kernel.audit.view import View, quoted
from guiju.kernel.finding import Finding
from guiju.kernel.law.citation import Citation
from guiju.kernel.law.instrument import Instrument, Instruments
from guiju.kernel.law.numerals import NUMERAL, from_chinese
from guiju.kernel.law.text import TextLibrary

_TITLED = re.compile(
    rf"《(?P<name>[^《》\n]{{2,60}})》(?:[（(](?P<year>(?:19|20)\d\d)年?(?P<how>[^）)]{{0,4}})[）)])?"
    rf"(?:第(?P<article>{NUMERAL}|\d+)条(?:之(?P<suffix>{NUMERAL}))?)?"
)
_REPUBLIC = "中华人民共和国"
_BEFORE_BARE = re.compile(
    r"(?:^|[《、，。；：和及与或]|学习|贯彻|实施|宣传|落实|依据|根据|按照|执行|适用|违反|共和国)$"
)
_AFTER_BARE = frozenset("》、，。；：和及与或等的第（(规实宣精") | {""}
_NO_LONGER = re.compile(r"废止|失效|停止执行|取代|替代|代替|原《|原中华|同时废")
_FIRST_TEXTS = ("法律", "行政法规")
_MONTHS_AFTER = 6
"""A report on a year is written in the first half of the next: laws made later cannot be in it."""


@dataclass(frozen=True, slots=True)
class Law:
    """The instruments declared, and their texts where they have been imported."""

    instruments: Instruments
    texts: TextLibrary | None = None


def check_laws(view: View, law: Law) -> Iterator[Finding]:
    """Findings about every 《…》 that is a known law, and about repealed laws named without brackets."""
    if view.year is not None:
        yield from _repealed(view, view.year)
    for found in _TITLED.finditer(view.content):
        instrument = law.instruments.find(found["name"]) or law.instruments.find(
            found["name"].removeprefix(_REPUBLIC)
        )
        if instrument is not None:
            if view.year is not None:
                yield from _in_time(view, instrument, found, view.year)
            yield from _article(view, law, instrument, found)


def _repealed(view: View, year: int) -> Iterator[Finding]:
    sieve, longest = view.book.repealed_sieve
    windows = sieve.windows(view.content, view.data, longest)
    near = "\n".join([view.content[start:end] for start, end in windows])
    for law in view.book.repealed if near else ():
        if law.until >= date(year, 1, 1):
            continue
        taken: set[int] = set()
        for name in sorted(law.names, key=len, reverse=True):
            if name in near:
                yield from _named(view, law, name, taken)


def _named(view: View, law: Repealed, name: str, taken: set[int]) -> Iterator[Finding]:
    content = view.content
    at = content.find(name)
    while at >= 0:
        end = at + len(name)
        mine = content[end : end + 1] in _AFTER_BARE and _BEFORE_BARE.search(content, max(0, at - 4), at)
        around = content[max(0, at - 14) : end + 10]
        if mine and end not in taken and not _NO_LONGER.search(around):
            taken.add(end)
            instead = "" if law.successor == "无" else f"，由{law.successor}取代"
            what = f"“{name}”已于{_day(law.until)}后失效{instead}（{law.source}）"
            yield view.finding("law.repealed", what, at, end)
        at = content.find(name, end)


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _in_time(view: View, instrument: Instrument, found: re.Match[str], year: int) -> Iterator[Finding]:
    """The law must have been made when the report was written, and not have ended before its year."""
    latest = date(year + 1, _MONTHS_AFTER, 30)
    made = [version.adopted or version.in_force_from for version in instrument.versions]
    around = view.content[max(0, found.start() - 12) : found.end() + 10]
    known = [day for day in made if day is not None]
    # 登记的最早文本未必是首次制定：只有题名不带修正、修订字样的才据此判断
    first = instrument.versions[0]
    if known and min(known) > latest and not first.label and instrument.rank in _FIRST_TEXTS:
        what = f"《{instrument.short}》{_day(min(known))}才公布，不可能是{year}年的工作依据"
        yield view.finding("law.not_yet", what, found.start(), found.end())
    ends = [version.in_force_until for version in instrument.versions]
    last = max((day for day in ends if day is not None), default=None)
    declared = any(instrument.short in law.names for law in view.book.repealed)
    over = last is not None and None not in ends and last < date(year, 1, 1)
    over = over and not declared and instrument.rank != "规范性文件"
    if over and last is not None and not _NO_LONGER.search(around):
        what = f"《{instrument.short}》已于{_day(last)}后失效"
        yield view.finding("law.repealed", what, found.start(), found.end())
    yield from _edition(view, instrument, found, year)


def _edition(view: View, instrument: Instrument, found: re.Match[str], year: int) -> Iterator[Finding]:
    """《行政复议法》（2017年修正）in a report on 2024: the text of that year had gone."""
    if not found["year"] or found["how"] == "版":
        return
    version = instrument.version(found["year"])
    ended = None if version is None else version.in_force_until
    if ended is not None and ended < date(year, 1, 1):
        now = instrument.at(date(year, 12, 31))
        instead = f"，{year}年施行的是{now.key}年的文本" if now else ""
        what = f"《{instrument.short}》{found['year']}年的文本施行到{_day(ended)}为止{instead}"
        yield view.finding("law.old_edition", what, found.start(), found.end())


def _article(view: View, law: Law, instrument: Instrument, found: re.Match[str]) -> Iterator[Finding]:
    """Whether the text in force at the end of the year has the article cited."""
    if law.texts is None or not found["article"] or view.year is None:
        return
    number = from_chinese(found["article"])
    version = instrument.version(found["year"]) if found["year"] else instrument.at(date(view.year, 12, 31))
    if version is None or not number:
        return
    suffix = from_chinese(found["suffix"]) if found["suffix"] else None
    citation = Citation(instrument.short, version.key, number, suffix)
    if law.texts.has(citation) and law.texts.check(citation):
        what = f"{quoted(found[0])}：{version.key}年的文本没有这一条"
        yield view.finding("law.no_article", what, found.start(), found.end())

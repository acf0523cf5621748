"""Checks on time: stale years and editions, plans of the wrong year, days that have not come yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guiju.kernel.audit.view import Sentence, View, quoted
from guiju.kernel.finding import Finding

_MADE = re.compile(r"编制|公布|发布|制定|印发|出台|修订|修定|更新|公开|调整")
_EDITION = re.compile(r"《[^《》\n]{2,60}?[（(]((?:19|20)\d\d)年版[）)][^《》\n]{0,10}》?")
_YEAR_TITLE = re.compile(r"《[^《》\n]{0,20}?((?:19|20)\d\d)\s?年度?(?!版)[^《》\n]{0,40}》")
_YEARLY = re.compile(r"要点|计划|目录|清单|安排|方案")
_OPENING_YEAR = re.compile(
    r"^[\s　]*(?:[（(]?[一二三四五六七八九十]+[)）、是][^，。]{0,20}[。，])?"
    r"((?:19|20)\d\d)年(?=度|全年|来|，|,|全[省市县区镇]|共|我)(?!以来)"
)
_COMPARED = re.compile(r"同比|相比|较上|较去|比上|比去|增长|下降|分别|连续|以来|上年|对比|逐年|基础上")
_DAY = re.compile(
    r"(?<![\d－—~～至到-])((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?![\d－—~～至-]|以?前|底前|[\u4e00-\u9fff]{0,3}规划)"
)
_AIM = re.compile(r"(?:到|至|力争|计划|预计|拟|目标|确保|截至|截止|[－—~～-])[^，。；]{0,6}$")
_BRACKETED = re.compile(r"《[^《》\n]{1,80}》|[（(][^（）()\n]{0,30}[）)]")
_PLANNED = re.compile(
    r"(?:^|[。，；、：\s])((?:19|20)\d\d)年(?:度|我[^，。]{0,3})?，?(?:计划|将|拟|要|打算|力争|争取)"
)
_HEADING_YEAR = re.compile(r"((?:19|20)\d\d)年")


def check_times(view: View) -> Iterator[Finding]:
    """Findings about years and days; none where the report's own year is not known."""
    if view.year is None:
        return
    for sentence in view.told:
        if "20" in sentence.text:
            yield from _editions(view, sentence, view.year)
            yield from _past_year(view, sentence, view.year)
            yield from _to_come(view, sentence, view.year)
    yield from _section_years(view, view.year)
    for sentence in view.of_role("plan"):
        found = _PLANNED.search(sentence.text)
        if found is not None and int(found[1]) <= view.year:
            what = f"{quoted(found[0])}写在下一年的安排里"
            start = sentence.start + found.start(1)
            yield view.finding("time.plan_year", what, start, sentence.start + found.end())


def _editions(view: View, sentence: Sentence, year: int) -> Iterator[Finding]:
    """编制并公布《……（2020年版）》in a report on 2022."""
    for pattern, since, rule in ((_EDITION, 2, "time.old_edition"), (_YEAR_TITLE, 1, "time.old_title")):
        for found in pattern.finditer(sentence.text):
            stated = int(found[1])
            lead = sentence.text[max(0, found.start() - 40) : found.start()]
            lead = re.split(r"[。；]", lead)[-1]
            yearly = rule == "time.old_edition" or _YEARLY.search(found[0])
            if stated <= year - since and yearly and _MADE.search(lead):
                what = f"{year}年的报告把{quoted(found[0])}写成本年工作"
                yield view.finding(rule, what, sentence.start + found.start(), sentence.start + found.end())


def _past_year(view: View, sentence: Sentence, year: int) -> Iterator[Finding]:
    """2021年，共审结100件: a number of an earlier year told as this year's."""
    found = _OPENING_YEAR.match(sentence.text)
    if found is None or int(found[1]) >= year or _COMPARED.search(sentence.text):
        return
    if not any(str(year) in other for other in (sentence.text,)) and sentence.stated:
        what = f"{year}年的报告在这里报{found[1]}年的数"
        yield view.finding(
            "time.past_year", what, sentence.start + found.start(1), sentence.start + found.end()
        )


def _to_come(view: View, sentence: Sentence, year: int) -> Iterator[Finding]:
    """A day after the document's own day, or a year after the one in which it was written."""
    dated = _iso(view.reading.document.dated)
    inside = [(m.start(), m.end()) for m in _BRACKETED.finditer(sentence.text)]
    for found in _DAY.finditer(sentence.text):
        at = found.start()
        if any(a < at < b for a, b in inside) or _AIM.search(sentence.text, max(0, at - 12), at):
            continue
        day = _day(found)
        later = dated is not None and day is not None and found[2] is not None and day > dated
        if later or int(found[1]) > year + 1:
            what = f"{quoted(found[0])}在报告写成时还没有到"
            start = sentence.start + at
            yield view.finding("time.future", what, start, sentence.start + found.end())


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def _section_years(view: View, year: int) -> Iterator[Finding]:
    """The plan is for the year after the one reported on, everything else for that year itself."""
    for section in view.reading.sections:
        heading = view.content[section.start : section.heading_end]
        found = _HEADING_YEAR.search(heading)
        if found is None or section.level > 2 or "以来" in heading or "“" in heading:
            continue
        named, start = int(found[1]), section.start + found.start()
        if section.role == "plan" and named <= year:
            what = f"{quoted(heading)}：{year}年的报告，安排的应是{year + 1}年的工作"
            yield view.finding("time.plan_year", what, start, start + 5)
        elif section.role in ("results", "shortcomings", "principal") and named != year:
            what = f"{quoted(heading)}：报告的是{year}年，标题却写{named}年"
            yield view.finding("time.section_year", what, start, start + 5)

"""Checks on what a report owes by law: its sections, problems with causes and plans, its date, its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.kernel.audit.reading import DocumentKind, SectionRole
from guiju.kernel.audit.view import View, quoted
from guiju.kernel.finding import Finding

_ITEM = re.compile(r"[一二三四五六七八九十]是|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、]")
_SENTENCE_END = re.compile(r"[。；\n]")
_LINE_END = re.compile(r"[\r\n]+")
_CLAUSE_END = re.compile(r"[，。；：、\n]")
_ACCOUNT = re.compile(r"述法|述职|第一责任人|履职")
_TURN = re.compile(
    r"但(?:是|也)?(?=[^，。]*(?:不足|问题|差距|短板))|然而|不过|同时也|也还|也存在|仍存在|还存在"
)
_PREAMBLE = re.compile(
    r"^(?:由于|因为|因)|虽然|取得了?[^，。]{0,6}(?:成绩|成效|进展)|主要是|仍存在|还存在|也存在|清醒|看到|不足$|问题$"
)
_PARTS: dict[SectionRole, str] = {
    "results": "主要举措和成效",
    "shortcomings": "存在的不足和原因",
    "principal": "党政主要负责人履行推进法治建设第一责任人职责情况",
    "plan": "下一年度的主要安排",
}
_LEAST_RESULTS = 300
_LECTURES = "leadership_law_study_sessions"


@dataclass(frozen=True, slots=True)
class Part:
    """``content[start:end]``: what a report says under one of its duties."""

    start: int
    end: int
    text: str


def check_duties(view: View) -> Iterator[Finding]:
    """Findings about an annual report or an account of duty; none about any other document."""
    kind = kind_of(view)
    if kind == "other":
        return
    parts = {role: part_of(view, role) for role in _PARTS}
    yield from _missing(view, parts)
    problem, plan = parts["shortcomings"], parts["plan"]
    if problem is not None:
        yield from _concrete(view, problem)
        if kind == "annual":
            yield from _causes(view, problem)
        if plan is not None:
            yield from _answered(view, problem, plan)
    yield from _dated(view)
    yield from _named(view)
    yield from _lectures(view)


def kind_of(view: View) -> DocumentKind:
    """What the title says the document is, and without a title what its words say.

    The five headings are owed by a report on 法治政府建设 alone, not by every yearly summary of work.
    """
    document = view.reading.document
    if _ACCOUNT.search(document.title):
        return "duty"
    if not document.title:
        return document.kind
    if "法治政府" in document.title:
        return "annual"
    return document.kind if document.kind == "duty" else "other"


def part_of(view: View, role: SectionRole) -> Part | None:
    """The section of that role; without one, the sentences from the first that speaks of it to the end."""
    section = next((s for s in view.reading.sections if s.role == role), None)
    if section is not None:
        return Part(section.start, section.end, view.content[section.start : section.end])
    if role == "results":
        return _results(view)
    duties = view.book.duties
    words = {"shortcomings": duties.problem, "principal": duties.principal, "plan": duties.plan}.get(role, ())
    from_here = 0 if role == "principal" else len(view.content) // 2
    for sentence in view.sentences:
        if sentence.start >= from_here and any(word in sentence.text for word in words):
            end = sentence.end if role == "shortcomings" else len(view.content)
            turn = _TURN.search(sentence.text) if role == "shortcomings" else None
            start = sentence.start + (turn.end() if turn else 0)
            return Part(start, end, view.content[start:end])
    return None


def _results(view: View) -> Part | None:
    """Headings that are work themselves (一、强化组织领导) stand for the section on results; so does a text
    without headings."""
    sections = view.reading.sections
    if not sections:
        return Part(0, len(view.content), "") if len(view.content) >= _LEAST_RESULTS else None
    top = min(section.level for section in sections)
    other = [section for section in sections if section.role == "other" and section.level == top]
    return Part(other[0].start, other[-1].end, "") if other else None


def _missing(view: View, parts: dict[SectionRole, Part | None]) -> Iterator[Finding]:
    annual = kind_of(view) == "annual"
    for role, part in parts.items():
        if part is None and (annual or role != "principal"):
            rule = "duty.section" if annual else "duty.account_section"
            yield view.finding(rule, f"没有“{_PARTS[role]}”的内容", 0, min(40, len(view.content)))
        elif part is not None and annual and role == "principal" and not _headed(view, "principal"):
            what = "主要负责人履职情况没有单独成为一部分"
            yield view.finding("duty.principal_apart", what, part.start, min(part.end, part.start + 40))


def _headed(view: View, role: SectionRole) -> bool:
    return any(section.role == role and section.level == 1 for section in view.reading.sections)


def _concrete(view: View, part: Part) -> Iterator[Finding]:
    """At least one problem that is not only a want of awareness."""
    clauses = [clause.strip() for clause in _CLAUSE_END.split(_body(view, part))]
    problems = [c for c in clauses if len(c) > 5 and not _PREAMBLE.search(c)]
    vague = [c for c in problems if any(pattern.search(c) for pattern in view.book.duties.generic)]
    if len(vague) == len(problems):
        shown = quoted(vague[0]) if vague else quoted(part.text[:60])
        what = f"不足只有{shown}一类笼统的话，没有具体的事项、单位、环节或者数"
        yield view.finding("problem.generic", what, part.start, min(part.end, part.start + 60))


def _body(view: View, part: Part) -> str:
    """The part without its headings of the first level."""
    section = next((s for s in view.reading.sections if s.start == part.start), None)
    return view.content[section.heading_end : part.end] if section is not None else part.text


def _causes(view: View, part: Part) -> Iterator[Finding]:
    section_words = _LINE_END.sub("", _body(view, part))
    if not any(word in section_words for word in view.book.duties.cause):
        what = "只写了不足，没有写原因"
        yield view.finding("problem.cause", what, part.start, min(part.end, part.start + 40))


def _answered(view: View, part: Part, plan: Part) -> Iterator[Finding]:
    """Every problem that has a declared topic wants a measure on the same topic in the plan."""
    topics = view.book.duties.topics
    planned = {name for name, words in topics.items() if any(word in plan.text for word in words)}
    for start, text in _items(view, part):
        named = [name for name, words in topics.items() if any(word in text for word in words)]
        if named and not planned.intersection(named):
            what = (
                f"{quoted(text)}提到{'、'.join(f'“{name}”' for name in named[:3])}，下一年安排中没有对应措施"
            )
            yield view.finding("problem.no_plan", what, start, min(start + len(text), start + 60))


def _items(view: View, part: Part) -> Iterator[tuple[int, str]]:
    """The problems one by one, as 一是, （一） or 1. number them; else the whole part."""
    marks = [m.start() for m in _ITEM.finditer(view.content, part.start, part.end)]
    section = next((s for s in view.reading.sections if s.start == part.start), None)
    first = section.heading_end if section is not None else part.start
    starts = [at for at in marks if at >= first] or [first]
    for start, end in zip(starts, [*starts[1:], part.end], strict=True):
        yield start, view.content[start:end].strip()


def _dated(view: View) -> Iterator[Finding]:
    """Sent before 1 March and published before 1 April of the next year."""
    document = view.reading.document
    try:
        day = date.fromisoformat(document.dated)
    except ValueError:
        return
    if view.year is None or kind_of(view) != "annual":
        return
    printed = f"落款日期为{day.year}年{day.month}月{day.day}日"
    at = max(0, len(view.content) - 30)
    if day >= date(view.year + 1, 4, 1):
        yield view.finding("duty.published_late", f"{printed}，不在4月1日之前", at, len(view.content))
    elif day >= date(view.year + 1, 3, 1):
        yield view.finding("duty.sent_late", f"{printed}，不在3月1日之前", at, len(view.content))
    elif day < date(view.year, 12, 1):
        yield view.finding("duty.too_early", f"{printed}，{view.year}年还没有过完", at, len(view.content))


def _named(view: View) -> Iterator[Finding]:
    document = view.reading.document
    lacking = [
        word
        for word, given in (
            ("标题", document.title),
            ("报告单位", document.body),
            ("报告年度", document.period),
        )
        if not given
    ]
    if lacking:
        what = f"文中没有{'、'.join(lacking)}"
        yield view.finding("document.incomplete", what, 0, min(30, len(view.content)))


def _lectures(view: View) -> Iterator[Finding]:
    """At least two law lectures a year, counted for each leading body."""
    told = [c for c in view.reading.claims if c.indicator == _LECTURES and c.quantity.value is not None]
    if told and all((claim.quantity.magnitude or 0) < 2 for claim in told):
        claim = told[0].quantity
        yield view.finding("duty.lectures", f"领导班子集体学法只有“{claim.text}”", claim.start, claim.end)

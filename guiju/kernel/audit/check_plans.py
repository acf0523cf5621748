"""Checks of a report against itself: work told as done and planned again, and its own gates not kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from guiju.kernel.audit.sieve import Sieve
from guiju.kernel.audit.view import Sentence, View, quoted, touched
from guiju.kernel.finding import Finding

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_ONCE = re.compile(
    r"(?:制定|出台|印发|编制|组建|成立|设立|建成|开通|上线|启用|搭建|修订|聘任)(?:出台|印发|完成|并印发|实施|发布|了)*"
)
_THING = re.compile(
    r"(?:方案|办法|规定|制度|规划|意见|细则|目录|清单|标准|机制|平台|中心|系统|人才库|联系点|指引|条例|预案|名录|大厅|机构|委员会|办公室|工作站)"
)
_PLAIN = re.compile(r"[^\u4e00-\u9fff]+")
_NO_CLAUSE = re.compile(r"[^\u4e00-\u9fff，。；：！？\n]+")
_GATE = Sieve(re.compile(r"(?:未经|没有经过|不经)[^。；]{2,40}?(?:不得|不予|不能|严禁|不准)"))
_DEFECT = re.compile(
    r"不到位|不规范|不严格|不严(?!重)|未严格|缺失|未履行|未执行|未落实|流于形式|走过场|不落实|倒置"
)
_COMMON = frozenset("法治政府建设 法治建设 依法行政 工作 情况 问题 制度 机制".split())
_MOST_GATES = 50
_LEAST_GATE = 4
_LEAST_THING = 8
_LEAST_SAME = 14
_LEAST_MADE = 10
"""A clause that makes a thing of eight characters has ten."""
_STANDING = re.compile(r"以习近平|深入学习|贯彻落实|深入贯彻|严格落实|全面落实|坚持|精神|思想")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its place; ``plain`` is its characters alone."""

    start: int
    end: int
    text: str
    plain: str


def check_plans(view: View) -> Iterator[Finding]:
    """Findings where the plan repeats the results, or the shortcomings belie a gate."""
    plan = [clause for s in view.of_role("plan") for clause in _clauses(s, _LEAST_MADE)]
    told = view.of_role("results", "principal", "other") if plan else ()
    same = frozenset(clause.plain for clause in plan if len(clause.plain) >= _LEAST_SAME)
    made = any(True for clause in plan for _ in _things(clause))
    done = [c for s in told if _may_be_planned(s, same, made=made) for c in _clauses(s, _LEAST_MADE)]
    if done:
        yield from _planned_again(view, done, plan)
    yield from _gates(view)


def _clauses(sentence: Sentence, least: int = 1) -> Iterator[Clause]:
    """The clauses of at least that many characters."""
    for found in _CLAUSE.finditer(sentence.text):
        text = found[0]
        if len(text) >= least:
            start = sentence.start + found.start()
            yield Clause(start, start + len(text), text, _PLAIN.sub("", text))


def _may_be_planned(sentence: Sentence, same: frozenset[str], *, made: bool) -> bool:
    """Whether it has one of these clauses, characters alone, or (``made``) tells of something made."""
    kept = _NO_CLAUSE.sub("", sentence.text)
    return (made and _ONCE.search(kept) is not None) or not same.isdisjoint(_CLAUSE.findall(kept))


def _planned_again(view: View, done: list[Clause], plan: list[Clause]) -> Iterator[Finding]:
    """Word for word the same, or the same thing to be made that is told as made."""
    same = {clause.plain: clause for clause in done if len(clause.plain) >= _LEAST_SAME}
    things = {thing: clause for clause in done for thing in _things(clause)}
    for clause in plan:
        before = next((things[t] for t in _things(clause) if t in things), None)
        if before is not None:
            rule, word = "plan.done", "已写成本年工作"
        else:
            before = None if _STANDING.search(clause.text) else same.get(clause.plain)
            rule, word = "plan.repeated", "与本年工作一字不差"
        if before is not None:
            place = view.reading.text.place_of(before.start)
            what = f"下一年安排{quoted(clause.text)}，{place}{word}（{quoted(before.text)}）"
            yield view.finding(rule, what, clause.start, clause.end)


def _things(clause: Clause) -> Iterator[str]:
    """What is to be made once: the last eight characters of the thing that 制定 and its like govern."""
    for made in _ONCE.finditer(clause.plain):
        ends = [found.end() for found in _THING.finditer(clause.plain, made.end())]
        thing = clause.plain[made.end() : ends[-1]] if ends else ""
        if len(thing) >= _LEAST_THING:
            yield thing[-_LEAST_THING:]
            return


def _gates(view: View) -> Iterator[Finding]:
    """未经风险评估的一律不得作出决策, and then: 执行重大行政决策程序规定不到位."""
    told = view.told
    places = touched(_GATE.spans(view.content, view.data), [sentence.start for sentence in told])
    gates = [(told[at], found) for at in places if (found := _GATE.pattern.search(told[at].text))]
    del gates[_MOST_GATES:]
    if not gates:
        return
    for sentence in view.of_role("shortcomings"):
        for clause in _clauses(sentence):
            if not _DEFECT.search(clause.text):
                continue
            best = max(gates, key=lambda gate: len(shared(gate[0].text, clause.text)))
            words = shared(best[0].text, clause.text)
            if len(words) >= _LEAST_GATE and words not in _COMMON:
                place = view.reading.text.place_of(best[0].start)
                what = f"{quoted(clause.text)}与{place}所说{quoted(best[1][0])}相抵触（同为“{words}”）"
                yield view.finding("gate.contradicted", what, clause.start, clause.end)


def shared(one: str, other: str) -> str:
    """The longest run of Chinese characters that two sentences share, marks left out."""
    first, second = _PLAIN.sub(" ", one), _PLAIN.sub(" ", other)
    pairs = {a + b for a, b in pairwise(first)}
    best = ""
    at = 0
    while at < len(second) - len(best):
        if second[at : at + 2] in pairs:
            length = len(best) + 1
            while at + length <= len(second) and second[at : at + length] in first:
                best = second[at : at + length].strip()
                length += 1
        at += 1
    return best

"""Worked examples: the acts a declaration shows, played through the same fold and check as a user's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.declared import inside
from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.act import Act, Recorded
from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.procedure.check import Circumstances, check
from guiju.kernel.procedure.check_people import SYSTEM
from guiju.kernel.procedure.definition import BUILT_IN, REASON, Definition, Example, Field, Step
from guiju.kernel.procedure.fold import Matter, advance
from guiju.kernel.procedure.limits import limit_states
from guiju.kernel.procedure.linked import Linked
from guiju.kernel.registry.party import Body, Certificate, Official, Post
from guiju.kernel.registry.registry import Registry

OWN, TOP = "000001.example", "000001"
CHINA = timezone(timedelta(hours=8))


@dataclass
class _Play:
    """An example being played."""

    procedures: Procedures
    definition: Definition
    calendar: Calendar
    linked: Mapping[str, str]
    matter: Matter | None = None
    refusals: list[Finding] = field(default_factory=list)
    entry: int = 0


def run_example(
    procedures: Procedures, definition: Definition, example: Example, calendar: Calendar
) -> list[Finding]:
    """What in the example did not come as declared; an empty list if it all did."""
    place = inside(definition.place, f"example[{example.title}]")
    acts = example.raw.get("acts")
    if not isinstance(acts, list) or not acts:
        return [error("example.empty", "范例没有 acts", place)]
    links = example.raw.get("linked")
    play = _Play(procedures, definition, calendar, links if isinstance(links, dict) else {})
    for number, raw in enumerate(acts):
        findings = _act(play, raw)
        if any(finding.level == "error" for finding in findings):
            return _refused(example, findings, place, last=number == len(acts) - 1, step=str(raw.get("step")))
        play.refusals = findings
    return _expected(play, example, place)


def _refused(
    example: Example, findings: list[Finding], place: str, *, last: bool, step: str
) -> list[Finding]:
    wanted = example.raw.get("refused")
    rules = {finding.rule for finding in findings if finding.level == "error"}
    if last and wanted in rules:
        return []
    told = "；".join(f"[{f.rule}] {f.message}" for f in findings if f.level == "error")
    expected = f"应被“{wanted}”拒绝" if wanted and last else "不应被拒绝"
    return [error("example.refused", f"“{step}”{expected}，实为：{told}", place)]


def _expected(play: _Play, example: Example, place: str) -> list[Finding]:
    raw, matter = example.raw, play.matter
    assert matter is not None
    found = []
    if "refused" in raw:
        found.append(error("example.refused", f"最后一步应被“{raw['refused']}”拒绝，却被接受了", place))
    if "warned" in raw and raw["warned"] not in {f.rule for f in play.refusals}:
        found.append(error("example.warned", f"最后一步应有提示“{raw['warned']}”，却没有", place))
    if "stage" in raw and raw["stage"] != matter.stage:
        found.append(error("example.stage", f"应在阶段“{raw['stage']}”，实为“{matter.stage}”", place))
    if "outcome" in raw and raw["outcome"] != matter.outcome:
        found.append(error("example.outcome", f"结果应为“{raw['outcome']}”，实为“{matter.outcome}”", place))
    due = raw.get("due")
    if isinstance(due, dict):
        today = matter.done[-1].happened_on
        states = {state.limit.id: state for state in limit_states(matter, play.calendar, today)}
        for limit, day in due.items():
            actual = states[limit].due_on if limit in states else None
            if actual != day:
                found.append(error("example.due", f"期限“{limit}”应为 {day}，算得 {actual}", place))
    return found


def _act(play: _Play, raw: Mapping[str, Any]) -> list[Finding]:
    day = raw["on"]
    name = str(raw["step"])
    definition = _version(play, name, day)
    step = definition.step_of.get(name)
    fields = _fields(play, step, raw, day)
    body = str(raw.get("body") or _body(play, step, fields))
    who = str(raw.get("by") or (step.by[0] if step else "nobody"))
    matter_id = play.matter.id if play.matter else f"{definition.id}-{OWN}-0001-00001"
    corrects = raw.get("corrects")
    act = Act(
        matter_id,
        definition.id,
        definition.digest,
        name,
        who,
        body,
        day,
        fields,
        effective_on=raw.get("effective"),
        corrects=corrects,
    )
    noted = raw.get("recorded") or day
    recorded_at = datetime.combine(noted, time(17), CHINA)
    now = Circumstances(
        _registry(play, definition, step, act, raw), play.calendar, recorded_at, _linked(play, step)
    )
    findings = check(definition, play.matter, act, now)
    if not any(finding.level == "error" for finding in findings):
        recorded = Recorded(play.entry, recorded_at, act)
        play.matter = advance(
            play.procedures,
            play.matter,
            recorded,
            play.calendar,
            lambda target: str(play.linked.get(target, "")),
        )
        play.entry += 1
    return findings


def _version(play: _Play, step: str, day: date) -> Definition:
    current = play.matter.definition if play.matter else play.definition
    if step in current.governed_by and not current.in_force(day):
        return play.procedures.at(current.id, day, current.area)
    return current


def _fields(play: _Play, step: Step | None, raw: Mapping[str, Any], day: date) -> dict[str, object]:
    given: dict[str, object] = dict(raw.get("fields", {}))
    if step is None:
        if "reason" in raw:
            given[REASON] = raw["reason"]
        return given
    empty = raw.get("empty", [])
    for one in step.fields:
        officers = step.officers is not None and step.officers.field == one.id
        if one.id not in given and one.id not in empty and (one.required or officers):
            given[one.id] = _sample(one, day, step)
    return given


def _sample(one: Field, day: date, step: Step) -> object:
    if step.officers is not None and one.id == step.officers.field:
        return [f"officer:{n + 1}" for n in range(step.officers.minimum)]
    samples: dict[str, object] = {
        "int": one.minimum or 1,
        "decimal": one.minimum or 1,
        "money": one.minimum or 1,
        "date": day,
        "bool": False,
        "body": OWN,
        "bodies": [OWN],
        "official": "officer:9",
        "officials": ["officer:9"],
        "matter": f"{one.of or 'other'}-{OWN}-0001-00009",
        "matters": [f"{one.of or 'other'}-{OWN}-0001-00009"],
        "files": ["0" * 64],
        "texts": ["某"],
        "uscc": "91350100M000100Y43",
        "region": "000001",
    }
    if one.type == "choice":
        return one.options[0] if one.options else ""
    return list(one.options[:1]) if one.type == "choices" else samples.get(one.type, "某")


def _body(play: _Play, step: Step | None, fields: Mapping[str, object]) -> str:
    if step is not None and step.at.startswith("field:"):
        known = play.matter.values() if play.matter else {}
        return str(fields.get(step.at[6:]) or known.get(step.at[6:]) or OWN)
    return OWN


def _linked(play: _Play, step: Step | None) -> Any:
    of = {f"{f.of}-{OWN}-0001-00009": f.of for f in (step.fields if step else ()) if f.of}

    def resolve(target: str) -> Linked | None:
        if not target:
            return None
        procedure = of.get(target, target.split("-")[0])
        return Linked(target, procedure, OWN, "", str(play.linked.get(target, "")))

    return resolve


def _registry(
    play: _Play, definition: Definition, step: Step | None, act: Act, raw: Mapping[str, Any]
) -> Registry:
    """Stand-ins: whoever the example names holds the role it names, at the body it acts for."""
    role = act.by.split(":")[0]
    lists = [v for v in act.fields.values() if isinstance(v, list | tuple)]
    named = {str(item) for value in lists for item in value}
    named |= {act.by, "officer:9", *_named(step, act, "official")}
    officials = [Official(one, one) for one in named if one != SYSTEM]
    codes = {OWN, act.body, *_named(step, act, "body", "bodies")}
    bodies = [Body(TOP, "范例政府"), *(Body(code, code, TOP) for code in codes - {TOP})]
    since = date(1990, 1, 1)
    roles = [role]
    if act.step in BUILT_IN and play.matter is not None and ":" not in act.by:
        roles = [r for s in definition.steps for r in s.by if r == role] or [role]
    posts = [Post(one, act.body, role, (), since) for one in named - {act.by}]
    posts.append(Post(act.by, act.body, role, tuple(roles), since))
    kind = step.officers.certificate if step and step.officers else ""
    certified = raw.get("certified", True)
    certificates = [
        Certificate(one, kind, one, since, date(2099, 12, 31)) for one in named if kind and certified
    ]
    return Registry(bodies, officials, posts, certificates)


def _named(step: Step | None, act: Act, *kinds: str) -> set[str]:
    """What the fields of these types name."""
    found: set[str] = set()
    for one in step.fields if step else ():
        value = act.fields.get(one.id) if one.type in kinds else None
        if value:
            found |= {str(item) for item in value} if isinstance(value, list | tuple) else {str(value)}
    return found

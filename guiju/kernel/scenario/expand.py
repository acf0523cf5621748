"""Expansion: scenario tables and a seed become the planned acts of a whole story, in the record's order. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.scenario.assign import Assigned, assign
from guiju.kernel.scenario.pace import Pace
from guiju.kernel.scenario.perform import Performer
from guiju.kernel.scenario.plan import LINK, PlannedAct, links
from guiju.kernel.scenario.read import read_story
from guiju.kernel.scenario.roster import registry_acts
from guiju.kernel.scenario.staff import Staff
from guiju.kernel.scenario.story import Story
from guiju.kernel.scenario.values import Scene, Unmakeable


@dataclass(frozen=True, slots=True)
class Expansion:
    """The acts in the order in which they are to be recorded, and everything that was wrong."""

    story: Story | None
    acts: tuple[PlannedAct, ...]
    findings: tuple[Finding, ...]


def expand(
    tables: Mapping[str, Mapping[str, Any]], procedures: Procedures, calendar: Calendar, seed: str = ""
) -> Expansion:
    """The whole scenario; the same tables and seed give the same acts everywhere.

    ``seed`` replaces the scenario's own. Faults of the tables come back as findings, all at once.
    """
    story, findings = read_story(tables)
    if story is None:
        return Expansion(None, (), tuple(findings))
    staff, pace = Staff(story, seed or story.seed), Pace(calendar)
    book = _Book(story)
    for flow in story.flows:
        for area in story.areas:
            if area.level != flow.level:
                continue
            try:
                book.add(assign(flow, area, staff, pace))
            except Unmakeable as fault:
                findings.append(error("scenario.flow", str(fault), f"flow[{flow.id}]"))
    performer = Performer(procedures, staff, pace, book.link)
    acts = [*registry_acts(staff, pace)]
    for assigned in book.all:
        acts += _perform(performer, assigned, findings)
    acts = [act for act in acts if act.recorded_at.date() <= story.ends_on]
    acts.sort(key=lambda act: act.recorded_at)
    findings += _order_of_links(acts)
    return Expansion(story, tuple(acts), tuple(findings))


def _perform(performer: Performer, assigned: Assigned, findings: list[Finding]) -> list[PlannedAct]:
    acts: list[PlannedAct] = []
    told: set[str] = set()
    for slot in assigned.slots:
        try:
            acts += performer.acts(assigned, slot)
        except Unmakeable as fault:
            if str(fault) not in told:
                told.add(str(fault))
                place = f"flow[{assigned.flow.id}].path[{slot.path.id}]"
                findings.append(error("scenario.act", f"{slot.key}：{fault}", place))
    return acts


class _Book:
    """The assigned flows, by which one matter links to another."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.all: list[Assigned] = []
        self._by_flow: dict[tuple[str, str], Assigned] = {}

    def add(self, assigned: Assigned) -> None:
        """Take in a flow's matters."""
        self.all.append(assigned)
        self._by_flow[assigned.flow.id, assigned.area.code] = assigned

    def link(self, flow: str, share: str, scene: Scene) -> str:
        """``key:`` of the matter of ``flow`` (``flow/path``: on that path) to link to; raises Unmakeable."""
        name, _, path = flow.partition("/")
        target = self._by_flow.get((name, scene.organ.area.code))
        if target is None or not target.slots:
            raise Unmakeable(f"没有流程“{name}”可链接")
        slots = target.by_body.get(scene.organ.code, []) if share == "body" else target.slots
        if path:
            slots = [slot for slot in slots if slot.path.id == path]
        if share == "body":
            number = scene.body_number
        elif share == "earlier":
            slots = [slot for slot in slots if slot.day < scene.day]
            number = scene.chance.below(len(slots)) if slots else 0
        else:
            number = scene.number
        if not slots:
            raise Unmakeable(f"流程“{flow}”没有合适的事项可链接（{share}）")
        return LINK + slots[number % len(slots)].key


def _order_of_links(acts: list[PlannedAct]) -> list[Finding]:
    seen: set[str] = set()
    wrong: dict[str, Finding] = {}
    for act in acts:
        seen.add(act.key)
        for target in links(act):
            if target not in seen:
                flow = act.key.split(":")[0]
                message = f"{act.key} 的“{act.step}”链接到 {target}，而它在此以前尚未登记"
                wrong.setdefault(flow, error("scenario.link", message, f"flow[{flow}]"))
    return list(wrong.values())

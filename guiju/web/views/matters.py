"""事项: the list, a matter's page, and a limit counted day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from guiju.errors import NotFound
from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.deadline import Deadline
from guiju.kernel.days.explain import Step
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.limits import explained
from guiju.usecases.house import House
from guiju.usecases.list_matters import MatterLine, Sought, list_matters
from guiju.usecases.name_procedure import procedure_name
from guiju.usecases.open_matter import GateLine, Opened, open_matter, outcome_title
from guiju.usecases.page_duties import hidden_procedures
from guiju.usecases.permit import visible_bodies
from guiju.usecases.registry import registry
from guiju.web.door import Visit, business
from guiju.web.query import whole, with_query

STATUS = {
    "met": "已按期办结",
    "late": "逾期办结",
    "open": "计算中",
    "due_soon": "即将届满",
    "overdue": "已逾期",
    "expired": "已届满",
    "paused": "中止计算",
    "floor": "最短期限",
}
RUNNING = ("open", "due_soon", "overdue", "expired", "paused", "floor")
GATE_ORDER = ("closed", "asks", "open")
GATE_GROUPS = {
    "closed": "未过",
    "asks": "视所填内容而定",
    "open": "现阶段已满足或者不适用",
    "later": "其他阶段的闸口",
}


@business
@require_safe
def listing(request: Visit) -> HttpResponse:
    """The list of matters."""
    asked = request.GET
    sought = Sought(
        asked.get("procedure", ""),
        asked.get("body", ""),
        asked.get("stage", ""),
        asked.get("words", "").strip()[:100],
        asked.get("is_open") == "1",
    )
    page = list_matters(request.house, request.asking, sought, whole(request, "before"))
    if len(page.lines) == 1 and page.lines[0].id == sought.words:
        return redirect("matter", page.lines[0].id)
    house, known, today = request.house, registry(request.house), request.house.today()
    hidden = hidden_procedures(house, request.asking)
    chosen = _versions(house, sought.procedure) if sought.procedure not in hidden else []
    context = {
        "here": "matters",
        "sought": sought,
        "rows": told_lines(house, page.lines),
        "procedures": [
            (n, procedure_name(house.catalogue, n))
            for n in house.catalogue.procedures.ids()
            if n not in hidden
        ],
        "bodies": sorted((known.name_of_body(code, today), code) for code in visible_bodies(request.asking)),
        "stages": chosen[0].stages if chosen else (),
        "onward": with_query(request, before=page.before) if page.before else "",
        "is_first": not asked.get("before"),
        "first": with_query(request, before=""),
    }
    return render(request, "web/matters.html", context)


def told_lines(house: House, lines: Sequence[MatterLine]) -> list[dict[str, object]]:
    """Lines of a list with their codes in words."""
    known, today = registry(house), house.today()
    told = []
    for line in lines:
        versions = _versions(house, line.procedure)
        stage = next((d.stage_of[line.stage].title for d in versions if line.stage in d.stage_of), line.stage)
        outcomes = (outcome_title(d, line.outcome) for d in versions)
        told.append(
            {
                "line": line,
                "procedure": procedure_name(house.catalogue, line.procedure),
                "stage": stage,
                "outcome": next((title for title in outcomes if title != line.outcome), line.outcome),
                "body": known.name_of_body(line.body, today),
            }
        )
    return told


def _versions(house: House, name: str) -> list[Definition]:
    """All versions of a procedure, newest first; none for an unknown one."""
    procedures = house.catalogue.procedures
    return list(reversed(procedures.versions(name))) if name in procedures else []


@business
@require_safe
def matter(request: Visit, matter: str) -> HttpResponse:
    """A matter's page."""
    opened = open_matter(request.house, request.asking, matter)
    mine = [one for one in opened.next_steps if one.bodies]
    running = [(state, STATUS[state.status]) for state in opened.limits if state.status in RUNNING]
    context = {
        "here": "matters",
        "opened": opened,
        "matter": opened.matter,
        "definition": opened.matter.definition,
        "acts": list(reversed(opened.acts)),
        "owed": [one for one in mine if one.owed],
        "demanded": [one for one in mine if one.demanded and not one.owed],
        "allowed": [one for one in mine if not one.demanded and not one.owed],
        "mine": mine,
        "others": [one for one in opened.next_steps if not one.bodies],
        "gates": _gates(opened),
        "running": running,
        "settled": [(s, STATUS[s.status]) for s in opened.limits if s.status not in RUNNING],
        "links": told_lines(request.house, opened.links),
        "stages": _stages(opened),
    }
    return render(request, "web/matter.html", context)


def _gates(opened: Opened) -> list[tuple[str, list[GateLine], bool]]:
    """Each gate once, in groups: title, gates, whether the group stands open on the page."""
    groups: dict[str, dict[str, GateLine]] = {}
    for line in sorted(opened.gates, key=lambda line: (not line.now, GATE_ORDER.index(line.state))):
        taken = any(line.gate.id in lines for lines in groups.values())
        if not taken:
            groups.setdefault(line.state if line.now else "later", {})[line.gate.id] = line
    return [(GATE_GROUPS[name], list(lines.values()), name == "closed") for name, lines in groups.items()]


def _stages(opened: Opened) -> list[tuple[str, str, date | None]]:
    """The stages that the matter has passed through, in order, and where it stands."""
    found: list[tuple[str, str, date | None]] = []
    for act in opened.acts:
        done = act.done
        if done.valid and done.stage and not act.is_amendment and (not found or found[-1][0] != done.stage):
            title = opened.matter.definition.stage_of[done.stage].title
            found.append((done.stage, title, done.happened_on))
    return found


@business
@require_safe
def limit(request: Visit, matter: str, limit: str) -> HttpResponse:
    """A limit of a matter, explained day by day."""
    opened = open_matter(request.house, request.asking, matter)
    definition = opened.matter.definition
    wanted = next((one for one in definition.limits if one.id == limit), None)
    if wanted is None:
        raise NotFound(f"《{definition.title}》没有期限“{limit}”")
    deadline = explained(opened.matter, wanted, request.house.calendar)
    if deadline is None:
        raise NotFound(f"“{wanted.title}”在本事项中还没有开始计算")
    state = next((one for one in opened.limits if one.limit.id == limit), None)
    context = {
        "here": "matters",
        "opened": opened,
        "matter": opened.matter,
        "limit": wanted,
        "duty": definition.step_of[wanted.duty],
        "deadline": deadline,
        "state": state,
        "status": STATUS[state.status] if state else "不适用",
        "weeks": weeks_of(deadline, request.house.calendar),
    }
    return render(request, "web/limit.html", context)


def weeks_of(deadline: Deadline, calendar: Calendar) -> list[list[dict[str, object]]]:
    """The days of a count in weeks from Monday, each with its number in the count and why."""
    steps = {step.day: step for step in deadline.steps}
    if not steps:
        return []
    day = min(steps) - timedelta(days=min(steps).weekday())
    last, number = max(steps), 0
    forward = deadline.version.direction != "latest_before"
    numbers: dict[date, int] = {}
    for step in deadline.steps if forward else sorted(deadline.steps, key=lambda s: s.day, reverse=True):
        if step.counts:
            number += 1
            numbers[step.day] = number
    weeks = []
    while day <= last:
        weeks.append([_cell(day + timedelta(days=n), steps, numbers, deadline, calendar) for n in range(7)])
        day += timedelta(days=7)
    return weeks


def _cell(
    day: date, steps: dict[date, Step], numbers: dict[date, int], deadline: Deadline, calendar: Calendar
) -> dict[str, object]:
    step = steps.get(day)
    return {
        "day": day,
        "step": step,
        "number": numbers.get(day),
        "rest": calendar.day(day).rest,
        "is_due": day == deadline.due_day,
        "is_start": day == deadline.counted_from,
    }

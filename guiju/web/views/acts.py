"""办理: take a step, open a matter, correct an act. One form for every step; nothing typed is lost."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from guiju.errors import Conflict, Denied, NotFound, Refused
from guiju.kernel.days.dates import parse_date
from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.definition import CORRECT, REASON, Definition, Step
from guiju.kernel.procedure.duty import in_stage
from guiju.usecases.choose_body import bodies_for
from guiju.usecases.form import values_of
from guiju.usecases.list_openings import list_openings
from guiju.usecases.open_matter import ActLine, Opened, correction_of, open_matter
from guiju.usecases.permit import may_see_definition
from guiju.usecases.record_act import Command, Outcome, governing, record_act
from guiju.usecases.registry import registry
from guiju.web.act_form import as_typed, inputs_of, of_no_input, raw_values, typed_in
from guiju.web.door import Visit, business

KEPT_MARKS = 30


@dataclass
class Draft:
    """A form as it stands: what it is about, what was typed, and what is wrong with it."""

    definition: Definition
    step: Step
    bodies: list[str]
    opened: Opened | None = None
    target: ActLine | None = None
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    happened_on: str = ""
    effective_on: str = ""
    reason: str = ""
    body: str = ""
    findings: list[Finding] = field(default_factory=list)
    conflict: str = ""


@business
@require_safe
def openings(request: Visit) -> HttpResponse:
    """What may be opened."""
    found = list_openings(request.house, request.asking)
    return render(request, "web/openings.html", {"here": "matters", "openings": found})


@business
@require_http_methods(["GET", "POST"])
def start(request: Visit, procedure: str, step: str) -> HttpResponse:
    """Open a matter."""
    house, today = request.house, request.house.today()
    on = parse_date(request.POST.get("happened_on", "")) or today
    definition = house.catalogue.procedures.at(procedure, on)
    if not may_see_definition(request.asking, definition):
        raise Denied("您无权查看这一程序")
    wanted = definition.step_of.get(step)
    if wanted is None or not wanted.opens:
        raise NotFound(f"《{definition.title}》不以“{step}”开启")
    bodies = bodies_for(registry(house), request.asking, wanted, None, today)
    local = house.catalogue.procedures.at(procedure, on, request.POST.get("body") or next(iter(bodies), ""))
    return _handled(request, Draft(local, local.step_of[step], bodies))


@business
@require_http_methods(["GET", "POST"])
def take(request: Visit, matter: str, step: str) -> HttpResponse:
    """Take a step in a matter."""
    house, today = request.house, request.house.today()
    opened = open_matter(house, request.asking, matter)
    on = parse_date(request.POST.get("happened_on", "")) or today
    definition = governing(house, opened.matter, opened.matter.definition.id, step, on)
    wanted = definition.step_of.get(step)
    if wanted is None:
        raise NotFound(f"《{definition.title}》没有步骤“{step}”")
    bodies = bodies_for(registry(house), request.asking, wanted, opened.matter, today)
    return _handled(request, Draft(definition, wanted, bodies, opened))


@business
@require_http_methods(["GET", "POST"])
def correct(request: Visit, matter: str, entry: int) -> HttpResponse:
    """Correct an act by a further act."""
    house, today = request.house, request.house.today()
    opened = open_matter(house, request.asking, matter)
    target = correction_of(opened, entry)
    if target is None or target.step is None:
        raise Denied("您不能更正这一行为：它不存在、已失效，或者应由担任该步骤角色的人更正")
    bodies = bodies_for(registry(house), request.asking, target.step, opened.matter, today)
    draft = Draft(opened.matter.definition, target.step, bodies, opened, target)
    draft.typed = as_typed(target.done.fields)
    return _handled(request, draft)


def _handled(request: Visit, draft: Draft) -> HttpResponse:
    draft.happened_on = request.house.today().isoformat()
    if request.method != "POST":
        return _page(request, draft)
    draft.typed = typed_in(draft.step, request.POST)
    draft.happened_on = request.POST.get("happened_on", "").strip()
    draft.effective_on = request.POST.get("effective_on", "").strip()
    draft.reason = request.POST.get("reason", "").strip()
    draft.body = request.POST.get("body", "")
    if draft.body not in request.asking.bodies:
        raise Denied("您在所选机关没有任职，不能以其名义办理")
    mark = request.POST.get("once", "")
    if mark in request.session.get("marks", []):
        messages.info(request, "这份表单已经提交过，没有重复登记")
        return redirect("matter", draft.opened.matter.id) if draft.opened else redirect("matters")
    outcome = _recorded(request, draft)
    if outcome is None:
        return _page(request, draft, status=409 if draft.conflict else 422)
    request.session["marks"] = [*request.session.get("marks", []), mark][-KEPT_MARKS:]
    _tell(request, draft, outcome)
    return redirect("matter", outcome.matter.id)


def _recorded(request: Visit, draft: Draft) -> Outcome | None:
    """The act recorded, or None with the draft's findings or conflict set."""
    values, draft.findings = values_of(draft.step, raw_values(draft.step, draft.typed))
    happened = parse_date(draft.happened_on)
    effective = parse_date(draft.effective_on) if draft.effective_on else None
    if happened is None:
        draft.findings.append(error("date", "请填写发生日，如 2024-03-05", "happened_on"))
    if draft.effective_on and effective is None:
        draft.findings.append(error("date", "生效日应为日期，如 2024-03-05", "effective_on"))
    if draft.findings or happened is None:
        return None
    try:
        return record_act(request.house, _command(request, draft, values, happened, effective))
    except Refused as refusal:
        draft.findings = list(refusal.findings)
    except Conflict as conflict:
        draft.conflict = conflict.message
        if draft.opened is not None:
            draft.opened = open_matter(request.house, request.asking, draft.opened.matter.id)
    return None


def _command(
    request: Visit, draft: Draft, values: Mapping[str, object], happened: date, effective: date | None
) -> Command:
    matter = draft.opened.matter.id if draft.opened else ""
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdigit() else None
    if draft.target is None:
        step, fields, corrects = draft.step.id, dict(values), None
    else:
        step, corrects = CORRECT, draft.target.done.entry
        fields = {**_changed(draft.target, values), REASON: draft.reason}
    return Command(
        draft.definition.id,
        step,
        request.asking.official,
        draft.body,
        happened,
        fields,
        matter,
        effective,
        corrects,
        seen=number if draft.opened else None,
    )


def _changed(target: ActLine, values: Mapping[str, object]) -> dict[str, object]:
    before = target.done.fields
    return {name: value for name, value in values.items() if value != _plain(before.get(name))}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _tell(request: Visit, draft: Draft, outcome: Outcome) -> None:
    done = outcome.matter.done[-1]
    late = "；发生日较早，已标记为补录" if done.late else ""
    title = f"更正“{draft.step.title}”" if draft.target else f"“{draft.step.title}”"
    messages.success(request, f"已登记{title}，记录第 {outcome.entry} 条{late}")
    for warning in outcome.warnings:
        told = warning.message + (f"（{warning.citation}）" if warning.citation else "")
        messages.warning(request, told)


def _early(draft: Draft) -> str:
    """The stages in which the step may be taken, where the matter stands in none of them; else ""."""
    if draft.opened is None or draft.target is not None or in_stage(draft.step, draft.opened.matter):
        return ""
    known = draft.definition.stage_of
    return "、".join(known[stage].title for stage in draft.step.from_stages if stage in known) or "其他"


def _placed(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings about what every form asks: the days, and a correction's reason."""
    places = {"happened_on": "happened_on", "effective_on": "effective_on", REASON: "reason"}
    placed: dict[str, list[Finding]] = {name: [] for name in places.values()}
    for finding in findings:
        if finding.place in places:
            placed[places[finding.place]].append(finding)
    return placed


def _page(request: Visit, draft: Draft, status: int = 200) -> HttpResponse:
    house, asking = request.house, request.asking
    known, today = registry(house), house.today()
    inputs = inputs_of(house, asking, draft.definition, draft.step, draft.typed, draft.findings)
    opened = draft.opened
    placed = _placed(draft.findings)
    gates = (
        [one for one in opened.gates if one.step.id == draft.step.id] if opened and not draft.target else []
    )
    context = {
        "here": "matters",
        "draft": draft,
        "definition": draft.definition,
        "step": draft.step,
        "opened": opened,
        "target": draft.target,
        "inputs": inputs,
        "bodies": [(code, known.name_of_body(code, today)) for code in draft.bodies],
        "seen": opened.matter.size if opened else "",
        "placed": placed,
        "general": [f for f in of_no_input(draft.step, draft.findings) if f not in placed["reason"]],
        "gates": gates,
        "limits": [s for s in opened.limits if s.limit.duty == draft.step.id] if opened else [],
        "early": _early(draft),
        "once": secrets.token_urlsafe(12),
        "today": today.isoformat(),
        "roles": "、".join(draft.definition.roles.get(role, role) for role in draft.step.by),
    }
    return render(request, "web/act.html", context, status=status)

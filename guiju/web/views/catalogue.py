"""程序目录: what ought to happen, and by which article."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guiju.errors import Denied, InputFault
from guiju.kernel.days.dates import parse_date
from guiju.kernel.procedure.show import as_table
from guiju.usecases.page_duties import hidden_procedures
from guiju.usecases.permit import may_see_definition
from guiju.usecases.show_catalogue import definition_on
from guiju.web.diagram import draw
from guiju.web.door import Visit, business

KINDS = {"procedure": "程序", "register": "登记簿", "list": "清单", "roster": "名册"}


@business
@require_safe
def listing(request: Visit) -> HttpResponse:
    """All procedures, registers, lists and rosters, and all indicators."""
    catalogue = request.house.catalogue
    hidden = hidden_procedures(request.house, request.asking)
    kinds = [
        (title, [d for d in catalogue.procedures if d.kind == kind and d.id not in hidden])
        for kind, title in KINDS.items()
    ]
    context = {
        "here": "catalogue",
        "kinds": [(title, found) for title, found in kinds if found],
        "indicators": list(catalogue.indicators.values()),
        "digest": catalogue.digest,
    }
    return render(request, "web/catalogue.html", context)


@business
@require_safe
def procedure(request: Visit, procedure: str) -> HttpResponse:
    """A procedure's page, as in force on a day."""
    told = request.GET.get("on", "")
    on = parse_date(told) if told else None
    if told and on is None:
        raise InputFault(f"“{told}”不是日期；请写作 2024-03-05")
    definition = definition_on(request.house, procedure, on)
    if not may_see_definition(request.asking, definition):
        raise Denied("您无权查看这一程序")
    table = as_table(definition, request.house.catalogue.procedures.outcome_titles(definition))
    gates: dict[str, list[object]] = {step["id"]: [] for step in table["steps"]}
    for step, found in definition.gates_on.items():
        gates[step] = list(found)
    stages = {stage.id: stage.title for stage in definition.stages} | {
        "*": "任何阶段",
        "open": "未结的任何阶段",
    }
    steps = [
        {
            **row,
            "gates": gates[row["id"]],
            "from_titles": [stages.get(s, s) for s in row["from"]],
            "to_titles": [stages.get(s, s) for s in row["to"]],
        }
        for row in table["steps"]
    ]
    titles = {step.id: step.title for step in definition.steps}
    titles |= {f"outcome:{one.id}": f"结果“{one.title}”" for one in definition.outcomes}
    context = {
        "here": "catalogue",
        "definition": definition,
        "kind": KINDS[definition.kind],
        "table": table,
        "steps": steps,
        "gates": [{**g, "block_titles": [titles.get(b, b) for b in g["blocks"]]} for g in table["gates"]],
        "limits": [{**one, "duty_title": titles.get(one["duty"], one["duty"])} for one in table["limits"]],
        "diagram": draw(definition),
        "versions": request.house.catalogue.procedures.versions(procedure),
        "on": on,
        "force": {"must": "应当", "must_not": "不得", "may": "可以", "generally": "一般"},
    }
    return render(request, "web/procedure.html", context)

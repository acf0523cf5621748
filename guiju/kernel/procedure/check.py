"""``check``: may this act be recorded now, by this official? Pure; every refusal names its rule and article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.finding import Finding, error
from guiju.kernel.law.force import level_of
from guiju.kernel.procedure.act import Act
from guiju.kernel.procedure.check_amend import check_amendment
from guiju.kernel.procedure.check_fields import EARLIEST, YEARS_AHEAD, check_fields, years_after
from guiju.kernel.procedure.check_limits import check_limits
from guiju.kernel.procedure.check_people import check_people
from guiju.kernel.procedure.cited import cited, printed
from guiju.kernel.procedure.condition import Fact, all_hold, any_set_holds
from guiju.kernel.procedure.definition import BUILT_IN, Definition, Gate, Step
from guiju.kernel.procedure.duty import in_stage
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.procedure.linked import Linked
from guiju.kernel.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an act is judged by besides its matter; handed in, never fetched.

    ``linked`` answers for another matter's id with what a link may ask of it, or None.
    """

    registry: Registry
    calendar: Calendar
    recorded_at: datetime
    linked: Callable[[str], Linked | None] = lambda _: None


class _Before:
    """The standing of a matter at the moment of an act; for an opening act there is none yet."""

    def __init__(self, matter: Matter | None, act: Act, linked: Callable[[str], Linked | None]) -> None:
        self._matter = matter
        self._act = act
        self._linked = linked

    def latest(self, step: str) -> Fact | None:
        return self._matter.latest(step) if self._matter else None

    def linked_outcome(self, field: str) -> str:
        fields: Mapping[str, object] = self._matter.done[0].fields if self._matter else self._act.fields
        found = self._linked(str(fields.get(field, "")))
        return found.outcome if found else ""


def check(definition: Definition, matter: Matter | None, act: Act, now: Circumstances) -> list[Finding]:
    """Everything that stands against recording ``act`` after the acts of ``matter`` (None: it opens one).

    An empty list, or warnings and notes only, means that it may be recorded.
    """
    findings = [*_dates(definition, matter, act, now.recorded_at.date())]
    if act.step in BUILT_IN:
        return findings + check_amendment(definition, matter, act, now.registry)
    step = definition.step_of.get(act.step)
    if step is None or not step.basis.applies_on(act.happened_on):
        return [*findings, _unknown_step(definition, act)]
    findings += _pinned(definition, matter, act)
    findings += _stage(step, matter, act)
    findings += check_fields(step, act, matter, now.linked, now.registry)
    findings += check_people(definition, step, matter, act, now.registry)
    findings += _gates(definition, matter, act, now)
    findings += check_limits(definition, matter, act, now.calendar)
    return findings


def unmet_gates(
    definition: Definition, matter: Matter, step: str, now: Circumstances
) -> list[tuple[Gate, bool]]:
    """The gates of a step with whether each is open for the matter as it stands (for screens)."""
    act = Act(matter.id, definition.id, definition.digest, step, "", "", now.recorded_at.date())
    before = _Before(matter, act, now.linked)
    return [
        (gate, _open(gate, before, act))
        for gate in definition.gates_on.get(step, ())
        if gate.basis.applies_on(act.happened_on)
    ]


def _open(gate: Gate, before: _Before, act: Act) -> bool:
    if not all_hold(gate.when, before, act.fields):
        return True
    if gate.needs and all_hold(gate.needs, before, act.fields):
        return True
    return any_set_holds(gate.alternatives, before, act.fields)


def _gates(definition: Definition, matter: Matter | None, act: Act, now: Circumstances) -> list[Finding]:
    before = _Before(matter, act, now.linked)
    outcome = definition.outcome_after(act.step, act.fields)
    targets = {act.step, f"outcome:{outcome.id}" if outcome else ""}
    found = []
    for gate in definition.gates_on.get(act.step, ()):
        if not targets & set(gate.blocks) or not gate.basis.applies_on(act.happened_on):
            continue
        if not _open(gate, before, act):
            message = f"{gate.title}。{gate.basis.gist}" if gate.basis.gist else gate.title
            found.append(
                Finding(
                    level_of(gate.basis.force),
                    f"gate:{gate.id}",
                    message,
                    act.step,
                    cited(gate.basis),
                )
            )
    return found


def _unknown_step(definition: Definition, act: Act) -> Finding:
    known = "、".join(f"{step.title}（{step.id}）" for step in definition.steps)
    return error(
        "unknown.step",
        f"《{definition.title}》在{act.happened_on}没有步骤“{act.step}”；可用：{known}",
        act.step,
    )


def _pinned(definition: Definition, matter: Matter | None, act: Act) -> list[Finding]:
    governs = act.step in definition.governed_by or (matter is None and "open" in definition.governed_by)
    if act.definition != definition.digest:
        return [error("definition", "行为所依据的程序版本与事项不符，请刷新页面后重新填写", act.step)]
    if matter is not None and matter.definition.digest != definition.digest and not governs:
        return [error("definition", "事项已按另一版本程序办理，只有决定适用版本的步骤才能改换版本", act.step)]
    if governs and not definition.in_force(act.happened_on):
        message = f"《{definition.title}》在{act.happened_on}不在施行期内（{definition.since}起），请按当日有效的版本办理"
        return [error("definition", message, act.step, printed(definition.cites))]
    return []


def _stage(step: Step, matter: Matter | None, act: Act) -> list[Finding]:
    if matter is None:
        if step.opens:
            return []
        return [error("stage", f"“{step.title}”不能作为事项的第一步", act.step, printed(step.basis.cites))]
    if step.opens and not step.from_stages:
        return [error("stage", f"事项已经开启，“{step.title}”不能再次作出", act.step)]
    found = []
    if not in_stage(step, matter):
        names = "、".join(
            matter.definition.stage_of[s].title for s in step.from_stages if s in matter.definition.stage_of
        )
        message = f"事项现处“{matter.at.title}”阶段，不能作出“{step.title}”（应在：{names or '办理中'}）"
        found.append(error("stage", message, act.step, printed(step.basis.cites)))
    done = matter.latest(step.id)
    if step.once and done is not None:
        message = f"“{step.title}”只能作出一次，已在 {done.happened_on} 作出"
        found.append(error(f"once:{step.id}", message, act.step, printed(step.basis.cites)))
    return found


def _dates(definition: Definition, matter: Matter | None, act: Act, today: date) -> list[Finding]:
    beyond = _beyond(act)
    if beyond:
        return beyond
    if act.happened_on > today:
        return [
            error("date.future", f"发生日 {act.happened_on} 晚于今天 {today}，不能预先登记", "happened_on")
        ]
    if matter is None:
        return []
    if act.happened_on < matter.opened_on:
        message = f"发生日 {act.happened_on} 早于事项开启日 {matter.opened_on}，请核对日期"
        return [error("date.before_open", message, "happened_on")]
    last = max(done.happened_on for done in matter.done)
    if act.happened_on < last:
        message = (
            f"发生日 {act.happened_on} 早于已登记的上一行为（{last}）；行为须按先后登记，登记有误的用“更正”"
        )
        return [error("date.order", message, "happened_on")]
    return []


def _beyond(act: Act) -> list[Finding]:
    """A day of the act itself that lies beyond what can be meant."""
    last = years_after(act.happened_on, YEARS_AHEAD)
    if act.happened_on < EARLIEST:
        return [error("date.bounds", f"发生日 {act.happened_on} 早于 {EARLIEST}，请核对年份", "happened_on")]
    if act.effective_on is not None and not EARLIEST <= act.effective_on <= last:
        message = f"生效日 {act.effective_on} 不在 {EARLIEST} 至 {last} 之间，请核对年份"
        return [error("date.bounds", message, "effective_on")]
    return []

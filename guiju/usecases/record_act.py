"""Record an act: check → append → project, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from guiju.errors import Conflict, EvidenceFault, InputFault, Refused
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.procedure.act import Act, Recorded
from guiju.kernel.procedure.check import Circumstances, check
from guiju.kernel.procedure.definition import ERASE, Definition
from guiju.kernel.procedure.duty import duties
from guiju.kernel.procedure.fold import Matter, advance, fold
from guiju.kernel.procedure.switch import SWITCH, switch_faults
from guiju.store import definitions, views
from guiju.store.transaction import atomic, on_commit
from guiju.usecases.acts import acts_of, draft, filled, linked, outcome_of
from guiju.usecases.house import House
from guiju.usecases.registry import registry
from guiju.usecases.switches import procedure_of, project_again, refresh


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody wants recorded. ``matter`` "" opens one; ``seen`` is the number of acts the actor
    had before his or her eyes (None: not asked), so that one of two who act at once is told."""

    procedure: str
    step: str
    by: str
    body: str
    happened_on: date
    fields: Mapping[str, object] = field(default_factory=dict)
    matter: str = ""
    effective_on: date | None = None
    corrects: int | None = None
    note: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the matter after the act, the entry, its digest (hex), and warnings."""

    matter: Matter
    entry: int
    digest: str
    warnings: tuple[Finding, ...]


def record_act(house: House, command: Command, today: date | None = None) -> Outcome:
    """The act recorded; raises Refused with findings (each with its article), or Conflict. All or nothing.

    ``today``: the day by which the act is judged, where it is not the clock's; never a later one. When the
    act was recorded is the clock's word all the same. Raises InputFault for a day to come.
    """
    with atomic():
        ledger = house.ledger()
        ledger.lock()
        refresh(house)
        before = _before(house, command)
        definition = governing(
            house, before, command.procedure, command.step, command.happened_on, command.body
        )
        act = _act(house, command, before, definition)
        _order(house, act, before is None)
        moment = house.clock()
        now = Circumstances(
            registry(house), house.calendar, _judged_at(moment, today), lambda target: linked(house, target)
        )
        findings = check(definition, before, act, now)
        if definition.id == SWITCH:
            findings += switch_faults(house.catalogue.procedures, before, act)
        if has_errors(findings):
            raise Refused(refusal(findings), findings)
        keep_definition(house, definition)
        entry = ledger.append([draft(house, definition, before, act, moment)])[0]
        if act.step == ERASE and act.corrects is not None:
            names = act.fields.get("fields")
            gone = tuple(map(str, names)) if isinstance(names, list | tuple) else ()
            mended = [d.entry for d in before.done if d.corrects == act.corrects] if before else []
            for index in (act.corrects, *mended):
                ledger.erase_personal(index, gone)
        recorded = Recorded(entry.index, datetime.fromisoformat(entry.recorded_at), act)
        after = advance(
            house.catalogue.procedures,
            before,
            recorded,
            house.calendar,
            lambda target: outcome_of(house, target),
        )
        if before is None:
            views.note_serials([act.matter])
        views.project([views.Projected(after, duties(after, house.calendar, moment.date()))])
        if definition.id == SWITCH:
            _switched(house, after)
    return Outcome(after, entry.index, entry.digest.hex(), tuple(findings))


def _switched(house: House, after: Matter) -> None:
    """Let the switch work at once, on what is owed in open matters too."""
    refresh(house)
    project_again(house, procedure_of(str(after.done[0].fields["rule_key"])))


def _judged_at(moment: datetime, today: date | None) -> datetime:
    if today is not None and today > moment.date():
        raise InputFault(f"“今天”不能写成将来的 {today}（系统日期 {moment.date()}）")
    return moment if today is None else datetime.combine(today, moment.timetz())


def _order(house: House, act: Act, opens: bool) -> None:
    """Raises InputFault for a clock behind the record, EvidenceFault for a matter number already used."""
    ledger = house.ledger()
    size = ledger.size()
    last = ledger.entry(size - 1).recorded_at if size else ""
    if last and house.clock() < datetime.fromisoformat(last):
        raise InputFault(f"系统时钟早于上一条记录的时刻（{last}），不能登记；请先校准时钟")
    if opens and ledger.of_matter(act.matter):
        raise EvidenceFault(
            f"编号“{act.matter}”在记录中已经用过，编号表被改动；请运行 guiju ledger verify 和 rebuild"
        )


def keep_definition(house: House, definition: Definition) -> None:
    """Keep the declared table of a definition when an act is first judged by it."""
    digest = definition.digest
    if digest not in house.kept and digest in house.catalogue.sources:
        definitions.keep(digest, definition.id, house.catalogue.sources[digest])
        on_commit(lambda: house.kept.add(digest))


def refusal(findings: list[Finding]) -> str:
    """One sentence for all that stands against an act."""
    told = "；".join(
        finding.message + (f"（{finding.citation}）" if finding.citation else "")
        for finding in findings
        if finding.level == "error"
    )
    return f"不能登记：{told}"


def governing(
    house: House, before: Matter | None, procedure: str, step: str, on: date, body: str = ""
) -> Definition:
    """The definition an act is judged by: pinned, unless the step decides which version governs.

    ``body``: the acting body of an opening act; the area it lies in picks the local variant.
    """
    if before is None:
        return house.catalogue.procedures.at(procedure, on, body)
    if step in before.definition.governed_by and not before.definition.in_force(on):
        return house.catalogue.procedures.at(before.definition.id, on, before.body)
    return before.definition


def _before(house: House, command: Command) -> Matter | None:
    if not command.matter:
        return None
    acts = acts_of(house, command.matter)
    if not acts:
        raise InputFault(f"没有事项“{command.matter}”，请核对编号")
    before = fold(house.catalogue.procedures, acts, house.calendar, lambda target: outcome_of(house, target))
    if command.seen is not None and before.size != command.seen:
        news = "；".join(_told(before, done.step, done.happened_on) for done in before.done[command.seen :])
        raise Conflict(f"在您填写期间，该事项已有新的行为：{news}。未登记任何内容，请查看后重新办理")
    return before


def _told(matter: Matter, step: str, on: date) -> str:
    known = matter.definition.step_of.get(step)
    return f"{on} {known.title if known else '更正'}"


def _act(house: House, command: Command, before: Matter | None, definition: Definition) -> Act:
    matter = command.matter or new_id(command.procedure, command.body, command.happened_on.year)
    return Act(
        matter=matter,
        procedure=definition.id,
        definition=definition.digest,
        step=command.step,
        by=command.by,
        body=command.body,
        happened_on=command.happened_on,
        fields=filled(command.fields),
        effective_on=command.effective_on,
        corrects=command.corrects,
        note=command.note,
    )


def new_id(procedure: str, body: str, year: int) -> str:
    """The next matter id of a procedure, body and year."""
    prefix = f"{procedure}-{body}-{year:04d}"
    return f"{prefix}-{views.next_serial(prefix):05d}"

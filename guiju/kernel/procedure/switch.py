"""Rules switched off and on again (规则停用启用): what the acts of ``rule_switch`` make of the definitions.

Only what does not rest on a national statute text can be switched off. A rule is named by its key,
``<procedure>.<kind>.<id>`` (``penalty.limit.close_market``), in all versions of its procedure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.act import Act
from guiju.kernel.procedure.basis import SOURCE_WORDS, Basis, Off
from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.fold import Matter

SWITCH = "rule_switch"
OFF, ON = "switch_off", "switch_on"
KINDS = ("gate", "limit", "separation", "disclosure")
DAY = timedelta(days=1)

Switches = Mapping[str, tuple[Off, ...]]
"""Rule key → the days on which it is off."""


def key_of(definition: Definition, kind: str, name: str) -> str:
    """The key of a rule."""
    return f"{definition.id}.{kind}.{name}"


def switches_of(matters: Iterable[Matter]) -> Switches:
    """The switches that these matters of ``rule_switch`` have made."""
    found: dict[str, list[Off]] = {}
    for matter in matters:
        key = str(matter.done[0].fields.get("rule_key", ""))
        for done in matter.valid(OFF, ON):
            day = done.fields.get("from_day")
            since = day if isinstance(day, date) else done.happened_on
            spans = found.setdefault(key, [])
            if done.step == OFF:
                reason = str(done.fields.get("switch_reason", ""))
                spans.append(Off(since, None, matter.id, done.entry, reason))
            elif spans:
                spans[-1] = replace(spans[-1], until=max(since - DAY, spans[-1].since - DAY))
    return {key: tuple(spans) for key, spans in found.items()}


def switched(definition: Definition, switches: Switches) -> Definition:
    """The definition with what is switched off in it marked; the very same where nothing is."""
    changed: dict[str, Any] = {}
    for kind in KINDS:
        parts = getattr(definition, f"{kind}s")
        marked = tuple(_marked(part, switches.get(key_of(definition, kind, part.id), ())) for part in parts)
        if any(new is not old for new, old in zip(marked, parts, strict=True)):
            changed[f"{kind}s"] = marked
    return replace(definition, **changed) if changed else definition


def _marked(part: Any, off: tuple[Off, ...]) -> Any:
    basis: Basis = part.basis
    if not off or basis.is_textual:
        return part
    return replace(part, basis=replace(basis, off=off))


def switched_off(definition: Definition, day: date) -> list[tuple[str, Any, Off]]:
    """What of a definition is off on a day: kind, entry and the switch."""
    return [
        (kind, part, off)
        for kind in KINDS
        for part in getattr(definition, f"{kind}s")
        if (off := part.basis.off_on(day)) is not None
    ]


def switch_faults(procedures: Procedures, matter: Matter | None, act: Act) -> list[Finding]:
    """What stands against an act of ``rule_switch`` beside its own declaration."""
    first = matter.done[0].fields if matter else act.fields
    key, day = str(first.get("rule_key", "")), act.fields.get("from_day")
    found = []
    if isinstance(day, date) and day < act.happened_on:
        message = f"停用、启用只能自当日起，不能溯及 {day}；此前的行为仍按当时的规则"
        found.append(error("switch.past", message, "from_day"))
    if act.step != OFF:
        return found
    bases = _bases(procedures, key)
    if not bases:
        message = (
            f"没有可以停用的规则“{key}”；写作 程序.种类.编号，如 penalty.limit.close_market，"
            f"种类只能是 {'、'.join(KINDS)}"
        )
        return [*found, error("switch.unknown", message, "rule_key")]
    textual = next((basis for basis in bases if basis.is_textual), None)
    if textual is not None:
        message = f"“{key}”出自{SOURCE_WORDS[textual.source]}，不得停用；只有不出自国家法律条文的规则可以停用"
        found.append(error("switch.textual", message, "rule_key", printed(textual.cites)))
    return found


def _bases(procedures: Procedures, key: str) -> list[Basis]:
    procedure, _, rest = key.partition(".")
    kind, _, name = rest.partition(".")
    if procedure not in procedures or kind not in KINDS:
        return []
    return [
        part.basis
        for definition in procedures.versions(procedure)
        for part in getattr(definition, f"{kind}s")
        if part.id == name
    ]

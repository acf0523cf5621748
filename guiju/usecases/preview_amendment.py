"""What an amended part of the catalogue would touch: rules, open and closed matters, figures, sentences.

Nothing is changed. The folder holds files under the same names as the catalogue's own (``procedures/x.toml``,
``law/rules/…``, ``local/…``, ``indicators/…``); they stand before those, further ones are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from guiju.errors import InputFault
from guiju.kernel.finding import has_errors
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.fold import Matter, fold
from guiju.kernel.procedure.limits import limit_states
from guiju.kernel.procedure.replay import Replay, World, replay
from guiju.store import views
from guiju.store.catalogue import read
from guiju.usecases.acts import acts_of, linked, outcome_of
from guiju.usecases.check_catalogue import judged
from guiju.usecases.compare_catalogues import (
    Touched,
    changed_rules,
    touched_indicators,
    touched_procedures,
    touched_sentences,
)
from guiju.usecases.house import House
from guiju.usecases.registry import registry

Progress = Callable[[int, int, str], None]
DAY = timedelta(days=1)


def preview_amendment(house: House, folder: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Everything the amendment would touch; raises InputFault for a folder without declarations."""
    if not any(folder.rglob("*.toml")):
        raise InputFault(f"文件夹“{folder}”中没有 TOML 文件；请按目录的样子放置，如 procedures/….toml")
    old = replace(house.catalogue, procedures=house.declared or house.catalogue.procedures)
    new = read(house.catalogue.root, amended=folder)
    touched = list(touched_procedures(old, new))
    only = {one.one.id for one in touched}
    known = set(judged(old, only=only))
    findings = [finding for finding in judged(new, only=only) if finding not in known]
    told = {
        "findings": [finding.as_dict() for finding in findings],
        "procedures": [one.as_dict() for one in touched],
        "shared_rules": list(changed_rules(old, new)),
        "indicators": list(touched_indicators(old, new, {one.one.id for one in touched})),
        "report_sentences": list(touched_sentences(old, new, {one.one.id for one in touched})),
        "open_matters": [],
        "closed_matters": {"replayed": 0, "refused": [], "late": []},
    }
    told_by_reading = [finding for finding in findings if not finding.rule.startswith(("example", "proof"))]
    if house.log and not has_errors(told_by_reading):
        told["open_matters"] = list(_open(house, touched))
        told["closed_matters"] = _closed(house, touched, progress)
    return told


def _matter(house: House, name: str) -> Matter:
    procedures = house.catalogue.procedures
    return fold(procedures, acts_of(house, name), house.calendar, lambda t: outcome_of(house, t))


def _open(house: House, touched: list[Touched]) -> Iterator[dict[str, Any]]:
    """Every open matter of a touched procedure: which version governs it, why, and which days would differ."""
    today = house.today()
    for procedure in sorted({one.one.id for one in touched}):
        for row in views.matters([procedure]).filter(closed_on=None):
            matter = _matter(house, row.id)
            amended = _amended(touched, matter)
            governs, why = _governs(matter, amended)
            yield {
                "matter": matter.id,
                "title": matter.title,
                "procedure": procedure,
                "stage": matter.at.title,
                "governed_by": governs,
                "version_since": matter.definition.since,
                "why": why,
                "due": list(_dues(house, matter, amended, today)) if amended else [],
            }


def _governs(matter: Matter, amended: Definition | None) -> tuple[str, str]:
    """Which version a matter goes on under, and why, in a sentence."""
    definition = matter.definition
    titles = [s.title for s in definition.steps if s.id in definition.governed_by]
    steps = "、".join(f"“{title}”" for title in titles) or "开启"
    settled = [done for name in definition.governed_by if (done := matter.latest(name))]
    if "open" in definition.governed_by:
        settled.append(matter.done[0])
    basis = f"；依据：{definition.governed_why}" if definition.governed_why else ""
    if settled:
        on = max(done.happened_on for done in settled)
        return "pinned", f"以{steps}之日为准，已于 {on} 确定，按 {definition.since} 起的版本办结{basis}"
    since = amended.since if amended else definition.since
    told = f"以{steps}之日为准，尚未作出；在 {since} 以后作出的，适用修订后的版本{basis}"
    return "undecided", told


def _dues(house: House, matter: Matter, amended: Definition, today: date) -> Iterator[dict[str, Any]]:
    old = {s.limit.id: s for s in limit_states(matter, house.calendar, today)}
    lived = _lived(house, matter, amended, today)
    for state in lived.limits:
        before = old.get(state.limit.id)
        if state.status != "floor" and (before is None or before.due_on != state.due_on):
            yield {
                "limit": state.limit.id,
                "title": state.limit.title,
                "before": before.due_on if before else None,
                "after": state.due_on,
            }


def _amended(touched: list[Touched], matter: Matter) -> Definition | None:
    """The amended version to hold a matter against: its own as changed, else the newest."""
    body = matter.definition
    found = [one.after for one in touched if one.after and one.after.id == body.id and _says_more(one)]
    same = [one for one in found if one.since == body.since and one.area == body.area]
    return max(same or found, key=lambda one: one.since, default=None)


def _says_more(one: Touched) -> bool:
    """Whether more than its days and its name differ."""
    return any("." in rule.rule for rule in one.rules)


def _closed(house: House, touched: list[Touched], progress: Progress | None) -> dict[str, Any]:
    """Closed matters of the touched procedures, lived again under the amended rules."""
    procedures = sorted({one.one.id for one in touched if _says_more(one)})
    names = [
        row.id for row in views.matters(procedures).exclude(closed_on=None) if procedures
    ] if procedures else []  # fmt: skip
    refused: list[dict[str, Any]] = []
    late: list[dict[str, Any]] = []
    today = house.today()
    for number, name in enumerate(names, 1):
        matter = _matter(house, name)
        amended = _amended(touched, matter)
        if amended is not None:
            was = _lived(house, matter, matter.definition, today)
            now = _lived(house, matter, amended, today)
            refused += _refused(matter, was, now)
            late += _late(matter, was, now)
        if progress:
            progress(number, len(names), name)
    return {"replayed": len(names), "refused": refused, "late": late}


def _lived(house: House, matter: Matter, definition: Definition, today: date) -> Replay:
    world = World(
        registry(house),
        house.calendar,
        lambda target: linked(house, target),
        lambda target: outcome_of(house, target),
    )
    return replay(definition, acts_of(house, matter.id), world, today)


def _refused(matter: Matter, was: Replay, now: Replay) -> Iterator[dict[str, Any]]:
    known = {(one.entry, one.finding.rule) for one in was.objections}
    for one in now.objections:
        if (one.entry, one.finding.rule) not in known:
            yield {
                "matter": matter.id,
                "entry": one.entry,
                "step": one.step,
                "on": one.on,
                "rule": one.finding.rule,
                "message": one.finding.message,
                "citation": one.finding.citation,
            }


def _late(matter: Matter, was: Replay, now: Replay) -> Iterator[dict[str, Any]]:
    before = was.late()
    for name, state in now.late().items():
        if name not in before:
            yield {
                "matter": matter.id,
                "limit": name,
                "title": state.limit.title,
                "due": state.due_on,
                "done_on": state.done_on,
            }

"""Two states of the catalogue side by side: procedures, shared rules, indicators and sentences that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiju.kernel.document.outline import Item, Sentence
from guiju.kernel.document.slots import FigureSlot, split_template
from guiju.kernel.law.rule import RuleVersion
from guiju.kernel.procedure.compare import RuleChange, compared
from guiju.kernel.procedure.definition import Definition
from guiju.store.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Touched:
    """One version of a procedure that is new, gone or changed, and the version it is held against."""

    change: str
    before: Definition | None
    after: Definition | None
    rules: tuple[RuleChange, ...]

    @property
    def one(self) -> Definition:
        """The version as amended, or the one that is gone."""
        found = self.after or self.before
        assert found is not None
        return found

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "id": self.one.id,
            "title": self.one.title,
            "file": self.one.place,
            "change": self.change,
            "since": self.one.since,
            "until": self.one.until,
            "area": self.one.area or None,
            "held_against": self.before.since if self.before else None,
            "rules": [rule.as_dict() for rule in self.rules],
        }


def touched_procedures(old: Catalogue, new: Catalogue) -> Iterator[Touched]:
    """Every version of a procedure that is new, changed or gone."""
    before = {_key(one): one for one in (*old.procedures, *old.procedures.variants())}
    after = {_key(one): one for one in (*new.procedures, *new.procedures.variants())}
    for key, definition in after.items():
        known = before.get(key)
        if known is None:
            former = _former(before.values(), definition)
            rules = compared(former, definition) if former else []
            yield Touched("new", former, definition, tuple(rules))
        elif rules := compared(known, definition):
            yield Touched("changed", known, definition, tuple(rules))
    for key, definition in before.items():
        if key not in after:
            yield Touched("removed", definition, None, ())


def _key(definition: Definition) -> tuple[str, str, date]:
    return definition.id, definition.area, definition.since


def _former(known: Iterable[Definition], definition: Definition) -> Definition | None:
    """The version that a new one takes over from: the one in force the day before."""
    same = [one for one in known if one.id == definition.id and one.since < definition.since]
    same = [one for one in same if one.area in (definition.area, "")]
    return max(same, key=lambda one: (one.since, one.area), default=None)


def changed_rules(old: Catalogue, new: Catalogue) -> Iterator[dict[str, Any]]:
    """Shared time limits that are new or count differently."""
    before = {rule.id: rule for rule in old.rules if not rule.procedure}
    for rule in new.rules:
        known = before.get(rule.id)
        if not rule.procedure and (known is None or known.versions != rule.versions):
            yield {
                "id": rule.id,
                "title": rule.title,
                "before": [_version(one) for one in known.versions] if known else [],
                "after": [_version(one) for one in rule.versions],
            }


def _version(version: RuleVersion) -> dict[str, Any]:
    return {
        "since": version.since,
        "until": version.until,
        "span": str(version.span),
        "citation": version.citation(),
    }


def touched_indicators(old: Catalogue, new: Catalogue, procedures: set[str]) -> Iterator[dict[str, Any]]:
    """Indicators that are new, changed or gone, and those that count one of the procedures."""
    for code, indicator in new.indicators.items():
        known = old.indicators.get(code)
        counted = sorted(
            {
                str(value)
                for tally in indicator.tallies
                for where in tally.where
                if where.column == "procedure"
                for value in where.values
            }
            & procedures
        )
        why = []
        if known is None:
            why.append("新设的指标")
        elif known.canonical() != indicator.canonical():
            why.append("指标定义改变")
        why += [f"所数的程序“{name}”改变" for name in counted]
        if why:
            yield {"id": code, "title": indicator.title, "why": "；".join(why)}
    for code in old.indicators.keys() - new.indicators.keys():
        yield {"id": code, "title": old.indicators[code].title, "why": "指标取消"}


def touched_sentences(old: Catalogue, new: Catalogue, procedures: set[str]) -> Iterator[dict[str, Any]]:
    """The sentences of reports in which a touched figure stands, or which are themselves changed."""
    touched = {row["id"] for row in touched_indicators(old, new, procedures)}
    for name, report in new.reports.items():
        known = set(old.reports[name].sentences) if name in old.reports else set()
        for section in report.sections:
            for sentence in _all(section.sentences, section.items):
                named = sorted(_named(sentence) & touched)
                if named or sentence not in known:
                    yield {
                        "report": name,
                        "section": section.id,
                        "text": sentence.text,
                        "indicators": named,
                        "changed": sentence not in known,
                    }


def _all(sentences: tuple[Sentence, ...], items: tuple[Item, ...]) -> Iterator[Sentence]:
    yield from sentences
    for item in items:
        yield from _all(item.sentences, item.items)


def _named(sentence: Sentence) -> set[str]:
    slots = [*split_template(sentence.text), *split_template(sentence.zero)]
    return {piece.indicator for piece in slots if isinstance(piece, FigureSlot)}

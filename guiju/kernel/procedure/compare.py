"""Two versions of a procedure side by side: which rules were added, removed or changed, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.show import as_table

Change = Literal["added", "removed", "changed"]
PARTS = {
    "stages": "stage",
    "steps": "step",
    "gates": "gate",
    "limits": "limit",
    "separations": "separation",
    "disclosures": "disclosure",
    "outcomes": "outcome",
}
HEAD = ("title", "kind", "since", "until", "governed_by", "governed_why", "citation")
SILENT = frozenset(
    ("rung", "rows", "switched_off", "verified_on", "source_words", "textual", "rule", "digest")
)
"""What says nothing about what has to be done."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule in two versions; ``before`` and ``after`` hold only what differs."""

    rule: str
    title: str
    change: Change
    citation: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "rule": self.rule,
            "title": self.title,
            "change": self.change,
            "citation": self.citation,
            "before": self.before,
            "after": self.after,
        }


def compared(before: Definition, after: Definition) -> list[RuleChange]:
    """Every rule that differs, the head of the file first, then in the order declared."""
    old, new = as_table(before), as_table(after)
    found = []
    changed = {key for key in HEAD if old[key] != new[key]}
    if changed:
        found.append(_changed(after.id, after.title, old, new, changed))
    for part, kind in PARTS.items():
        found += _parts(after.id, kind, old[part], new[part])
    return found


def _parts(
    procedure: str, kind: str, old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> list[RuleChange]:
    before = {row["id"]: row for row in old}
    after = {row["id"]: row for row in new}
    found = []
    for name, row in after.items():
        key, title = f"{procedure}.{kind}.{name}", _title(row)
        if name not in before:
            found.append(
                RuleChange(key, title, "added", row.get("citation", ""), after=_told(row, row.keys()))
            )
            continue
        differs = {k for k in {*row, *before[name]} if k not in SILENT and row.get(k) != before[name].get(k)}
        if differs:
            found.append(_changed(key, title, before[name], row, differs))
    for name, row in before.items():
        if name not in after:
            key = f"{procedure}.{kind}.{name}"
            found.append(
                RuleChange(
                    key, _title(row), "removed", row.get("citation", ""), before=_told(row, row.keys())
                )
            )
    return found


def _changed(key: str, title: str, old: dict[str, Any], new: dict[str, Any], differs: set[str]) -> RuleChange:
    citation = str(new.get("citation") or old.get("citation") or "")
    return RuleChange(key, title, "changed", citation, _told(old, differs), _told(new, differs))


def _told(row: dict[str, Any], keys: Any) -> dict[str, Any]:
    return {
        key: row.get(key) for key in sorted(keys) if key not in SILENT and row.get(key) not in (None, [], "")
    }


def _title(row: dict[str, Any]) -> str:
    return str(row.get("title") or row.get("gist") or row["id"])

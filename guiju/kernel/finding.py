"""Finding 发现的问题: one thing that is wrong, where, by which rule; a list of them is a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    ``rule`` is the machine name of what was broken (``gate:legality_review``, ``field.type``);
    ``message`` is Chinese and says what is wrong and what to do instead; ``place`` is
    ``file:key``, a matter, a step or a field; ``citation`` is printed as 《…》第…条.
    """

    level: Level
    rule: str
    message: str
    place: str = ""
    citation: str = ""
    start: int | None = None
    end: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The finding with the keys that the contract fixes."""
        return asdict(self)


def error(rule: str, message: str, place: str = "", citation: str = "") -> Finding:
    """A finding that stops the act or the declaration."""
    return Finding("error", rule, message, place, citation)


def warning(rule: str, message: str, place: str = "", citation: str = "") -> Finding:
    """A finding that is shown and does not stop."""
    return Finding("warning", rule, message, place, citation)


def note(rule: str, message: str, place: str = "", citation: str = "") -> Finding:
    """A finding for information only."""
    return Finding("note", rule, message, place, citation)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of them stops the work."""
    return any(finding.level == "error" for finding in findings)

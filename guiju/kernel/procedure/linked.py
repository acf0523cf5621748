"""What one matter may ask of another that it links to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linked:
    """A matter seen from outside: enough to judge a link, no more."""

    id: str
    procedure: str
    body: str
    stage: str
    outcome: str
    title: str = ""

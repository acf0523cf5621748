"""The one error family.

    GuijuError
    ├── InputFault      the asker can mend it          exit 2 (or 1 with findings), HTTP 4xx
    │   ├── Refused         an act or a declaration was judged and refused; carries findings
    │   ├── NotFound        no such matter, indicator, article …
    │   ├── Denied          the asker may not see or do this
    │   └── Conflict        somebody else acted first; says what changed
    ├── EvidenceFault   the record contradicts itself; carries both values; stops the work
    └── HouseFault      ours: a broken promise inside the program

Messages are Chinese: what is wrong, where, which rule says so, what to do instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar


class GuijuError(Exception):
    """Root of the family; every leaf knows its exit code and its HTTP status."""

    exit_code: ClassVar[int] = 2
    http_status: ClassVar[int] = 500

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InputFault(GuijuError):
    """The asker can mend it."""

    http_status = 400


class Refused(InputFault):
    """An act or a declaration was judged and refused; ``findings`` say why, each with its article."""

    exit_code = 1
    http_status = 422

    def __init__(self, message: str, findings: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class NotFound(InputFault):
    """There is no such thing."""

    http_status = 404


class Denied(InputFault):
    """The asker may not see or do this; unset means denied."""

    http_status = 403


class Conflict(InputFault):
    """Somebody else acted first; the message says what changed in between."""

    exit_code = 1
    http_status = 409


class EvidenceFault(GuijuError):
    """The record contradicts itself: expected and found are both kept."""

    exit_code = 1

    def __init__(self, message: str, *, expected: str = "", found: str = "") -> None:
        super().__init__(message)
        self.expected = expected
        self.found = found


class HouseFault(GuijuError):
    """A broken promise inside the program."""

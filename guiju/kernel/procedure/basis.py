"""What the law says about one entry of a procedure, how we know it, and whether it is switched off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Force = Literal["must", "must_not", "may", "generally"]

TEXTUAL = frozenset(("text", "text*", "index"))
"""Sources that are a national statute text that was read: what rests on them cannot be switched off."""
SOURCE_WORDS = {
    "text": "条文",
    "text*": "条文（另一刊载文本）",
    "index": "条文（法规数据库）",
    "sector": "部门规章，只适用于本领域",
    "knowledge": "经验知识，未核对条文",
    "web excerpt": "网络摘录，未核对条文",
    "local": "地方规定，只适用于当地",
    "derived": "推导，非条文所定",
}


@dataclass(frozen=True, slots=True)
class Off:
    """A span of days in which an entry is switched off (停用), by the act that said so.

    ``since`` and ``until`` are both included; None: until further notice.
    """

    since: date
    until: date | None
    matter: str
    entry: int
    reason: str

    def covers(self, day: date) -> bool:
        """Whether the entry is off on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Basis:
    """What the law says about one entry: its citations, gist, force, source mark and validity.

    ``since``/``until`` (inclusive) narrow the validity of the entry inside its file; the day of
    the act decides. ``rows`` name the rows of the facts pages that the entry encodes; ``verified_on``
    the day on which it was last compared with its source; ``rung`` the level whose declaration it is
    ("" for the nation); ``off`` the days on which it is switched off.
    """

    cites: tuple[str, ...] = ()
    gist: str = ""
    force: Force = "must"
    source: str = "text"
    rows: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    verified_on: date | None = None
    rung: str = ""
    off: tuple[Off, ...] = ()

    def applies_on(self, day: date) -> bool:
        """Whether the entry is in force on ``day`` and not switched off."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until) and self.off_on(day) is None

    def off_on(self, day: date) -> Off | None:
        """What switches the entry off on that day, or None."""
        return next((one for one in self.off if one.covers(day)), None)

    @property
    def is_textual(self) -> bool:
        """Whether it rests on a national statute text that was read."""
        return self.source in TEXTUAL

    @property
    def mark(self) -> str:
        """〔推导，非条文所定〕 and the like, "" for what a statute text says."""
        return "" if self.is_textual else f"〔{SOURCE_WORDS.get(self.source, self.source)}〕"

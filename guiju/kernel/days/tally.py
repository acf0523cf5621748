"""Tally: a running count: where it started, how long it is by now, and which days do not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.event import Event
from guiju.kernel.days.span import Span, end_of
from guiju.kernel.finding import Finding, error
from guiju.kernel.law.citation import print_all
from guiju.kernel.law.rule import Extension, Ground, RuleVersion

_DAY = timedelta(days=1)
_NEARLY = 0.75
Pause = tuple[date, date]
"""First and last day that do not count."""


@dataclass(slots=True)
class Tally:
    """One count while its events are applied; an event that the rule does not allow leaves it as it was."""

    version: RuleVersion
    start: date
    calendar: Calendar
    spans: list[Span] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    stayed_on: date | None = None
    used: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spans = self.spans or [self.version.span]
        self.used = [0] * len(self.version.extensions)

    def apply(self, event: Event) -> None:
        """Let the event work on the count, or note why the rule does not allow it."""
        {
            "suspend": self._suspend,
            "resume": self._resume,
            "exclude": self._exclude,
            "extend": self._extend,
            "restart": self._restart,
        }[event.type](event)

    def end(self) -> date:
        """The nominal last day as things stand, before any roll."""
        day = self.start
        pauses = merged(self.pauses)
        for span in self.spans:
            day = _end(span, day, pauses, self.calendar)
        return day

    def due(self) -> date:
        """The last day as things stand, rolled where the rule says so."""
        end = self.end()
        return self.calendar.on_or_after(end) if self.version.rolls is not None else end

    def _suspend(self, event: Event) -> None:
        """A stay; also an exclusion whose end is not known yet, if the event names its ground."""
        excluding = [
            ground for ground in self.version.exclusions if event.ground and _is(event.ground, ground)
        ]
        if self._granted(event, (*self.version.suspensions, *excluding), "中止"):
            self.stayed_on = event.on

    def _resume(self, event: Event) -> None:
        if self.stayed_on is None:
            self._refuse("resume_without_suspend", f"{event.on}恢复，但期限没有中止")
        elif event.on < self.stayed_on:
            self._refuse("resume_too_early", f"恢复日{event.on}早于中止日{self.stayed_on}")
        else:
            if event.on > self.stayed_on:
                self.pauses.append((self.stayed_on, event.on - _DAY))
            self.stayed_on = None

    def _exclude(self, event: Event) -> None:
        if event.until is None or event.until < event.on:
            self._refuse("exclude_order", f"自{event.on}起的扣除没有正确的止日")
        elif self._granted(event, self.version.exclusions, "扣除"):
            self.pauses.append((event.on, event.until))

    def _restart(self, event: Event) -> None:
        if not self.version.restarts:
            self._refuse("restart_not_allowed", "本期限没有重新计算的规定")
        elif event.on < self.start:
            self._refuse("before_start", f"重新计算的日期{event.on}早于起算日{self.start}")
        elif self._named(event, self.version.restarts, "重新计算"):
            self.start, self.spans = event.on, [self.version.span]
            self.pauses, self.stayed_on = [], None
            self.used = [0] * len(self.version.extensions)

    def _extend(self, event: Event) -> None:
        if event.span is None:
            self._refuse("extend_amount", f"{event.on}的延长没有写明期间")
            return
        reasons: list[Finding] = []
        for number, power in enumerate(self.version.extensions):
            found = self._hindrance(event, event.span, power, self.used[number])
            if found is None:
                self.used[number] += 1
                self._lengthen(event.span)
                self._ask_approver(event, power)
                return
            reasons.append(found)
        self.findings += reasons or [self._fault("extend_not_allowed", "本期限没有延长的规定")]

    def _hindrance(self, event: Event, span: Span, power: Extension, used: int) -> Finding | None:
        cites = print_all(power.cites)
        if used >= power.times:
            return self._fault("extend_again", f"只能延长{power.times}次，已经延长{used}次", cites)
        if power.span is not None and span.unit != power.span.unit:
            return self._fault("extend_unit", f"延长以“{power.span}”为限，单位与“{span}”不同", cites)
        if power.span is not None and span.amount > power.span.amount:
            return self._fault("extend_too_long", f"延长最多{power.span}，现为{span}", cites)
        if event.on < self.start:
            return self._fault("before_start", f"延长日{event.on}早于起算日{self.start}", cites)
        if power.before_expiry and self.stayed_on is None and event.on > (due := self.due()):
            return self._fault("extend_too_late", f"期限已于{due}届满，{event.on}不能再延长", cites)
        if event.by and power.approver and not _may_be(event.by, power.approver):
            message = f"这一延长由{power.approver}批准，{event.by}无权批准"
            return self._fault("approver", message, cites)
        return None

    def _lengthen(self, span: Span) -> None:
        if self.spans[-1].unit == span.unit:
            self.spans[-1] = Span(self.spans[-1].amount + span.amount, span.unit)
        else:
            self.spans.append(span)

    def _ask_approver(self, event: Event, power: Extension) -> None:
        if power.approver and _bare(power.approver) not in _bare(event.by):
            message = f"本条规定的延长由{power.approver}批准，所记为“{event.by or '（未记）'}”；请核对"
            place = f"{event.type}@{event.on}"
            self.findings.append(Finding("note", "deadline.approver", message, place, print_all(power.cites)))

    def _granted(self, event: Event, grounds: tuple[Ground, ...], word: str) -> bool:
        kind = event.type
        if not grounds:
            self._refuse(f"{kind}_not_allowed", f"本期限没有{word}的规定")
        elif self.stayed_on is not None and kind == "suspend":
            self._refuse("suspend_twice", f"期限自{self.stayed_on}起已经中止，{event.on}不能再中止")
        elif event.on < self.start and (event.until or event.on) < self.start:
            self._refuse("before_start", f"{word}日{event.on}早于起算日{self.start}")
        elif self.stayed_on is None and event.on > (due := self.due()):
            self._refuse(f"{kind}_too_late", f"期限已于{due}届满，{event.on}不能再{word}")
        else:
            return self._named(event, grounds, word)
        return False

    def _named(self, event: Event, grounds: tuple[Ground, ...], word: str) -> bool:
        if not event.ground or any(_is(event.ground, ground) for ground in grounds):
            return True
        basis = "；".join(print_all(ground.cites) or ground.title for ground in grounds)
        self._refuse("ground", f"“{event.ground}”不是{word}的法定事由（{basis}）")
        return False

    def _refuse(self, rule: str, message: str) -> None:
        self.findings.append(self._fault(rule, message))

    def _fault(self, rule: str, message: str, citation: str = "") -> Finding:
        message = f"{message}；这一事件不计入，期限不变"
        return error(f"deadline.{rule}", message, self.version.rule, citation or self.version.citation())


def tally_of(version: RuleVersion, start: date, calendar: Calendar, events: Iterable[Event]) -> Tally:
    """The count with all events applied, in order."""
    tally = Tally(version, start, calendar)
    for event in events:
        tally.apply(event)
    return tally


def merged(pauses: Sequence[Pause]) -> list[Pause]:
    """The same days as pauses in order that do not touch one another."""
    found: list[Pause] = []
    for first, last in sorted(pauses):
        if found and first <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _end(span: Span, start: date, pauses: list[Pause], calendar: Calendar) -> date:
    end = end_of(span, start, calendar)
    for begins, last in pauses:
        first = max(begins, start + _DAY)
        if last < first:
            continue
        if first > end:
            break
        if span.unit == "workday":
            skipped = calendar.workdays_between(first, last)
            end = calendar.workday_after(end, skipped) if skipped else end
        else:
            end += last - first + _DAY
    return end


def _is(name: str, ground: Ground) -> bool:
    known = {
        ground.title,
        ground.begins,
        *(c.compact() for c in ground.cites),
        *(c.text() for c in ground.cites),
    }
    return name in known - {""}


def _bare(name: str) -> str:
    return name.replace("的", "").replace("本", "").replace("主要", "")


def _may_be(given: str, wanted: str) -> bool:
    """Whether the approver written down may be the one the article names: the same, part of it, or nearly so."""
    one, other = _bare(given), _bare(wanted)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _NEARLY

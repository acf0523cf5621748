"""Steps: a deadline that explains itself day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guiju.kernel.days.calendar import Calendar
from guiju.kernel.days.tally import Tally, merged
from guiju.kernel.law.rule import RuleVersion

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a count: whether it counts, and why."""

    day: date
    counts: bool
    why: str

    def as_dict(self) -> dict[str, Any]:
        """The step with the keys that the contract fixes."""
        return {"day": self.day.isoformat(), "counts": self.counts, "why": self.why}


def forward_steps(tally: Tally, nominal: date, due: date) -> tuple[Step, ...]:
    """Every day from the start to the due day."""
    version, calendar = tally.version, tally.calendar
    begins = "起算当日不计入，自次日起算" if version.span.amount else "以所定之日为限"
    steps = [Step(tally.start, not version.span.amount, begins)]
    pauses, number = merged(tally.pauses), 0
    by_workday = all(span.unit == "workday" for span in tally.spans)
    day = tally.start
    while day < nominal:
        day += _DAY
        kind = calendar.day(day)
        if any(first <= day <= last for first, last in pauses):
            steps.append(Step(day, False, "中止或者扣除的期间，不计入"))
        elif by_workday and kind.rest:
            steps.append(Step(day, False, f"{kind.why}，不计入工作日"))
        else:
            number += 1
            steps.append(Step(day, True, f"第{number}日（{kind.why}）"))
    steps[-1] = Step(day, steps[-1].counts, steps[-1].why + _ending(version, nominal, due, calendar))
    return (*steps, *_after(version, nominal, due, calendar))


def backward_steps(
    version: RuleVersion, event_day: date, nominal: date, due: date, calendar: Calendar
) -> tuple[Step, ...]:
    """Every day from the event back to the latest day on which the act is in time."""
    steps = [Step(event_day, False, "事件当日不计入，自前一日起向前推算")]
    day, number = event_day, 0
    while day > nominal:
        day -= _DAY
        kind = calendar.day(day)
        if version.span.unit == "workday" and kind.rest:
            steps.append(Step(day, False, f"{kind.why}，不计入工作日"))
        else:
            number += 1
            steps.append(Step(day, True, f"向前第{number}日（{kind.why}）"))
    while day > due:
        why = "是休息日，提前至其前一个工作日，不得推后"
        steps[-1] = Step(day, steps[-1].counts, f"{steps[-1].why}；{why}")
        day -= _DAY
        steps.append(Step(day, False, calendar.day(day).why))
    steps[-1] = Step(day, steps[-1].counts, f"{steps[-1].why}；最迟于本日办理")
    return tuple(steps)


def _ending(version: RuleVersion, nominal: date, due: date, calendar: Calendar) -> str:
    if version.direction == "earliest_day":
        rolled = version.rolls is not None and due > nominal + _DAY
        return f"；至本日满{version.span}" + ("，届满日是休息日，顺延" if rolled else "")
    if due > nominal:
        return "；届满日是休息日，顺延"
    if not calendar.is_workday(nominal):
        return "；届满日（休息日，所引条文没有顺延的规定，不顺延）"
    return "；届满日"


def _after(version: RuleVersion, nominal: date, due: date, calendar: Calendar) -> list[Step]:
    steps: list[Step] = []
    day = nominal
    if version.direction == "earliest_day":
        while day < due - _DAY:
            day += _DAY
            steps.append(Step(day, False, calendar.day(day).why))
        return [*steps, Step(due, False, "期满次日，最早可以办理下一步")]
    while day < due:
        day += _DAY
        why = calendar.day(day).why
        basis = "" if version.rolls is None else version.rolls.text()
        steps.append(Step(day, False, why if day < due else f"{why}；休息日后的第一日，依{basis}为届满日"))
    return steps

"""Assignment: which matters a flow has, whose they are, which path each takes and when it opens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from guiju.kernel.scenario.chance import Chance, quotas, summing_to
from guiju.kernel.scenario.pace import Pace
from guiju.kernel.scenario.staff import Organ, Person, Staff
from guiju.kernel.scenario.story import Area, Flow, Path
from guiju.kernel.scenario.values import Unmakeable


@dataclass(slots=True)
class Slot:
    """One matter to come: its number in the flow (by day of opening), body, path and first day."""

    key: str
    number: int
    body_number: int
    organ: Organ
    path: Path
    day: date
    person: Person | None = None
    totals: dict[str, int] = field(default_factory=dict)


class Assigned:
    """All slots of one flow in one area, with the means to link to them."""

    def __init__(self, flow: Flow, area: Area, slots: list[Slot]) -> None:
        self.flow = flow
        self.area = area
        self.slots = slots
        self.by_body: dict[str, list[Slot]] = defaultdict(list)
        for slot in slots:
            self.by_body[slot.organ.code].append(slot)


def assign(flow: Flow, area: Area, staff: Staff, pace: Pace) -> Assigned:
    """The matters of the flow in the area; raises Unmakeable where the tables ask for the impossible."""
    chance = Chance(staff.seed, "flow", flow.id, area.code)
    owners = _owners(flow, area, staff, chance)
    paths = _paths(flow, len(owners), chance)
    days = _days(flow, paths, pace, chance)
    order = sorted(range(len(owners)), key=lambda i: (days[i], i))
    seen: dict[str, int] = defaultdict(int)
    slots: list[Slot] = []
    for number, i in enumerate(order):
        organ, person = owners[i]
        key = f"{flow.id}:{area.code}:{number + 1:05d}"
        slots.append(Slot(key, number, seen[organ.code], organ, paths[i], days[i], person))
        seen[organ.code] += 1
    _share_totals(flow, slots, chance)
    return Assigned(flow, area, slots)


def _owners(flow: Flow, area: Area, staff: Staff, chance: Chance) -> list[tuple[Organ, Person | None]]:
    if flow.over:
        people = chance.shuffled(staff.everywhere(flow.over, area))
        if len(people) < flow.count:
            raise Unmakeable(f"流程“{flow.id}”要 {flow.count} 人，担任“{flow.over}”的只有 {len(people)} 人")
        chosen = people[: flow.count] if flow.count else people
        return [(staff.by_code[person.body], person) for person in chosen]
    organs = staff.with_tags(area, flow.tags)
    organs += [o for o in (staff.organ(area, "" if slug == "area" else slug) for slug in flow.slugs) if o]
    if not organs:
        raise Unmakeable(f"流程“{flow.id}”没有一个机关：{'、'.join((*flow.tags, *flow.slugs))}")
    shares = quotas(flow.count, [1 if flow.even else organ.weight for organ in organs])
    owners: list[tuple[Organ, Person | None]] = [
        (organ, None) for organ, share in zip(organs, shares, strict=True) for _ in range(share)
    ]
    return chance.shuffled(owners)


def _paths(flow: Flow, count: int, chance: Chance) -> list[Path]:
    fixed = [path for path in flow.paths if path.count is not None]
    free = [path for path in flow.paths if path.count is None]
    chosen = [path for path in fixed for _ in range(path.count or 0)]
    rest = count - len(chosen)
    if rest < 0 or (rest and not free):
        raise Unmakeable(f"流程“{flow.id}”有 {count} 件，各路径的 count 合计 {len(chosen)} 件，两者不合")
    if free:
        shares = quotas(rest, [path.weight for path in free])
        chosen += [path for path, share in zip(free, shares, strict=True) for _ in range(share)]
    return chance.shuffled(chosen)


def _days(flow: Flow, paths: list[Path], pace: Pace, chance: Chance) -> list[date]:
    """The opening day of each matter: by path, in the months' proportions."""
    found: list[date | None] = [None] * len(paths)
    places: dict[str, list[int]] = defaultdict(list)
    for i, path in enumerate(paths):
        places[path.id].append(i)
    for path in flow.paths:
        wanted = places[path.id]
        days = _of_path(flow, path, len(wanted), pace, chance)
        for i, day in zip(wanted, days, strict=True):
            found[i] = day
    return [day for day in found if day is not None]


def _of_path(flow: Flow, path: Path, count: int, pace: Pace, chance: Chance) -> list[date]:
    if path.on:
        return [path.on[i % len(path.on)] for i in range(count)]
    first, last = path.between or flow.between
    months: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in pace.days(first, last, rest_days=flow.rest_days):
        months[day.year, day.month].append(day)
    if not months:
        raise Unmakeable(f"流程“{flow.id}”在 {first} 至 {last} 没有可用的日子")
    weights = path.months or flow.months
    shares = quotas(
        count, [weights[month - 1] if weights else len(days) for (_, month), days in months.items()]
    )
    found = [
        chance.pick(days) for days, share in zip(months.values(), shares, strict=True) for _ in range(share)
    ]
    return chance.shuffled(found)


def _share_totals(flow: Flow, slots: list[Slot], chance: Chance) -> None:
    for total in flow.totals.values():
        concerned = [slot for slot in slots if not total.paths or slot.path.id in total.paths]
        try:
            parts = summing_to(total.total, len(concerned), total.low, total.high, chance)
        except ValueError as fault:
            raise Unmakeable(f"流程“{flow.id}”的合计“{total.id}”：{fault}") from None
        for slot, part in zip(concerned, parts, strict=True):
            slot.totals[total.id] = part

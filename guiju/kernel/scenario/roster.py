"""The registry as acts: bodies, officials, posts and certificates come before everything else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from guiju.kernel.registry.uscc import check_character
from guiju.kernel.scenario.chance import Chance
from guiju.kernel.scenario.pace import CHINA, Pace
from guiju.kernel.scenario.plan import PlannedAct
from guiju.kernel.scenario.staff import Card, Organ, Person, Staff

SYSTEM = "system"
_DIGITS = "0123456789"


def registry_acts(staff: Staff, pace: Pace) -> list[PlannedAct]:
    """Every body, official, post and certificate, recorded when the record begins or when it happened after."""
    start = datetime.combine(staff.story.begins_on, time(8, 30), CHINA)
    acts: list[PlannedAct] = []
    for organ in staff.organs:
        acts.append(_body(organ, staff.seed, start + timedelta(seconds=len(acts))))
    for person in staff.people:
        acts += _person(person, staff, pace, start + timedelta(seconds=len(acts)))
    for card in staff.cards:
        acts += _card(card, staff, pace, start + timedelta(seconds=len(acts)))
    return acts


def credit_code(*label: object) -> str:
    """A 统一社会信用代码 with a right check character and a region that does not exist (990101)."""
    chance = Chance("uscc", *label)
    first = "91" + "990101" + "".join(chance.pick(_DIGITS) for _ in range(9))
    return first + check_character(first)


def _body(organ: Organ, seed: str, at: datetime) -> PlannedAct:
    fields: dict[str, object] = {
        "code": organ.code, "title": organ.name, "body_kind": organ.pattern.kind,
        "uscc": credit_code(seed, organ.code),
    }  # fmt: skip
    if organ.parent:
        fields["parent"] = organ.parent
    area = organ.area.code
    return PlannedAct(
        f"body:{organ.code}", "body", area, "establish", SYSTEM, area, organ.pattern.since, at, None, fields
    )


def _person(person: Person, staff: Staff, pace: Pace, at: datetime) -> Iterator[PlannedAct]:
    post, area = person.post, staff.by_code[person.body].area.code
    noted = at
    if post.recorded_on is not None:
        noted = pace.moment(post.recorded_on, Chance(staff.seed, "enrol", person.id))
    key, name = f"official:{person.id}", {"official_id": person.id, "title": person.name}
    seat: dict[str, object] = {
        "appointment": f"{person.id}-1", "post_body": person.body, "post": post.title, "roles": list(post.roles),
    }  # fmt: skip
    yield PlannedAct(key, "official", area, "enrol", SYSTEM, area, post.since, noted, None, name)
    yield PlannedAct(
        key, "official", area, "appoint", SYSTEM, area, post.since, noted + timedelta(seconds=1), None, seat
    )


def _card(card: Card, staff: Staff, pace: Pace, at: datetime) -> Iterator[PlannedAct]:
    pattern, area = card.pattern, staff.by_code[card.holder.body].area.code
    key = f"certificate:{card.number}"
    issued: dict[str, object] = {
        "holder": card.holder.id, "number": card.number, "kind": pattern.kind,
        "valid_until": pattern.valid_until, "issue_basis": "考试合格新发",
    }  # fmt: skip
    yield PlannedAct(key, "certificate", area, "issue", SYSTEM, area, card.issued_on, at, None, issued)
    if not card.fate:
        return
    chance = Chance(staff.seed, "card", card.number)
    day = pace.calendar.on_or_after(card.fate_on)
    moment = pace.moment(day, chance)
    if card.fate == "retired":
        yield PlannedAct(key, "certificate", area, "revoke", SYSTEM, area, day, moment)
        return
    passed = card.fate == "verified"
    fields: dict[str, object] = {"verification": "合格" if passed else "不合格"}
    if passed:
        fields["valid_until"] = pattern.extended_until
    yield PlannedAct(key, "certificate", area, "verify", SYSTEM, area, day, moment, None, fields)
    if not passed:
        yield PlannedAct(
            key, "certificate", area, "suspend", SYSTEM, area, day, moment + timedelta(minutes=5)
        )

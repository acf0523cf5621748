"""Values of fields: from the little language of the tables to what an act records.

A plain value stands for itself; a text may hold ``{variables}``; a table says how to make the value:

    { pick = ["甲", "乙"], weights = [3, 1] }   one of these (of the words of that name, if a text)
    { int = [10, 90] }  { money = [500, 20000], step = 100 }  { decimal = [1, 3], step = 0.5 }
    { yes = 0.3 }                               a yes in that share of cases
    { name = true }  { uscc = true }            an invented person's name; a credit code
    { cycle = "words", by = "body" }            the next of the words, counted over the flow, per body or turn
    { total = "students", times = 10 }          this matter's part of a total of the flow
    { day = "5..10 工作日" }                     that long after the day of the act (negative: before = true)
    { official = "role", at = "slug" }          who holds that role (at the acting body by default)
    { officials = "role", n = 2, certified = "enforcement" }   with cast = true the matter's own first
    { body = "slug" }  { bodies = ["tag"], n = 3 }  { one_of = ["tag"] }  { nth_of = ["tag"] }
    { number = 1 }                              the matter's number in its flow, counted from that
    { link = "flow" }                           a matter of that flow: share = "body" | "cycle" | "earlier"
    { link = "flow/path" }                      … among those that took this path
    { first = "x" }  { last = "x" }             the first or last of a variable that holds a list
    { var = "x" }  { case = "x", "甲" = 1, else = 2 }   a body is told by its slug
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from guiju.kernel.scenario.chance import Chance
from guiju.kernel.scenario.pace import Delay, Pace
from guiju.kernel.scenario.roster import credit_code
from guiju.kernel.scenario.staff import Organ, Person, Staff
from guiju.kernel.scenario.story import Spec


class Unmakeable(ValueError):
    """A value that the table asks for and the story cannot give; the message is Chinese."""


Link: TypeAlias = "Callable[[str, str, Scene], str]"
"""Finds the matter to link to: flow, how to choose among its matters, and who asks → ``key:`` and its key."""


@dataclass(slots=True)
class Scene:
    """Where a value is made: the matter, its variables, the act's day and body, and its chance."""

    staff: Staff
    pace: Pace
    chance: Chance
    organ: Organ
    number: int
    body_number: int
    day: date
    variables: dict[str, object] = field(default_factory=dict)
    totals: Mapping[str, int] = field(default_factory=dict)
    link: Link = lambda flow, share, scene: ""
    turn: int = 0
    acting: Organ | None = None
    cast: dict[tuple[str, str], Person] = field(default_factory=dict)


def make(spec: Spec, scene: Scene) -> object:
    """The value that ``spec`` asks for; raises Unmakeable."""
    if isinstance(spec, str):
        return _filled(spec, scene)
    if isinstance(spec, list):
        return [make(item, scene) for item in spec]
    if not isinstance(spec, Mapping):
        return spec
    for key, maker in _MAKERS.items():
        if key in spec:
            return maker(spec, scene)
    raise Unmakeable(f"不认识的写法 {dict(spec)!r}；可用：{'、'.join(_MAKERS)}")


def _filled(text: str, scene: Scene) -> str:
    if "{" not in text:
        return text
    names: dict[str, object] = {
        "area": scene.organ.area.name, "short": scene.organ.area.short, "body": scene.organ.name,
        "year": scene.day.year, "month": scene.day.month, "n": scene.number + 1, **scene.variables,
    }  # fmt: skip
    try:
        return text.format_map(names)
    except (KeyError, IndexError, ValueError) as fault:
        raise Unmakeable(f"“{text}”中有不认识的变量 {fault}") from None


def _words(value: Any, scene: Scene) -> list[Any]:
    if isinstance(value, str):
        if value not in scene.staff.story.words:
            raise Unmakeable(f"[words] 中没有“{value}”")
        return list(scene.staff.story.words[value])
    return list(value)


def _pick(spec: Mapping[str, Any], scene: Scene) -> object:
    items, weights = _words(spec["pick"], scene), spec.get("weights")
    chosen = scene.chance.weighted(items, weights) if weights else scene.chance.pick(items)
    return make(chosen, scene)


def _cycle(spec: Mapping[str, Any], scene: Scene) -> object:
    items = _words(spec["cycle"], scene)
    number = {"body": scene.body_number, "turn": scene.turn}.get(str(spec.get("by")), scene.number)
    return make(items[number % len(items)], scene)


def _int(spec: Mapping[str, Any], scene: Scene) -> int:
    low, high = spec["int"]
    return scene.chance.between(low, high)


def _money(spec: Mapping[str, Any], scene: Scene) -> Decimal:
    low, high = spec["money"]
    step = spec.get("step", 1)
    return Decimal(scene.chance.between(low // step, high // step) * step)


def _decimal(spec: Mapping[str, Any], scene: Scene) -> Decimal:
    low, high = (Decimal(str(bound)) for bound in spec["decimal"])
    step = Decimal(str(spec.get("step", 1)))
    return low + step * scene.chance.between(0, int((high - low) / step))


def _yes(spec: Mapping[str, Any], scene: Scene) -> bool:
    return scene.chance.happens(float(spec["yes"]))


def _name(spec: Mapping[str, Any], scene: Scene) -> str:
    return scene.staff.name("person", scene.chance.bits())


def _uscc(spec: Mapping[str, Any], scene: Scene) -> str:
    return credit_code(scene.chance.bits())


def _total(spec: Mapping[str, Any], scene: Scene) -> int:
    name = spec["total"]
    if name not in scene.totals:
        raise Unmakeable(f"本事项没有“{name}”的份额；请核对 [[flow.total]] 的 paths")
    return scene.totals[name] * int(spec.get("times", 1)) // int(spec.get("over", 1))


def _day(spec: Mapping[str, Any], scene: Scene) -> date:
    delay = Delay.parse(spec["day"])
    base = scene.variables.get(spec["of"]) if "of" in spec else scene.day
    start = base if isinstance(base, date) else scene.day
    amount = scene.chance.between(delay.low, delay.high)
    if spec.get("before"):
        return (
            scene.pace.calendar.workday_before(start, amount)
            if delay.workdays
            else start - timedelta(days=amount)
        )
    if delay.workdays:
        return scene.pace.calendar.workday_after(start, amount) if amount else start
    return start + timedelta(days=amount)


def place(name: str, scene: Scene) -> Organ:
    """The body that ``name`` means: ``own``, ``acting``, a variable that holds a code, or a slug."""
    if name in ("", "acting"):
        return scene.acting or scene.organ
    if name == "own":
        return scene.organ
    held = scene.variables.get(name)
    found = scene.staff.by_code.get(str(held)) if held else None
    found = found or scene.staff.organ(scene.organ.area, "" if name == "area" else name)
    if found is None:
        raise Unmakeable(f"没有机关“{name}”")
    return found


def cast(role: str, organ: Organ, scene: Scene, *, anew: bool = False) -> Person:
    """Who holds the role at the body in this matter: the same person all through, unless ``anew``."""
    known = scene.cast.get((role, organ.code))
    if known is not None and not anew:
        return known
    holders = scene.staff.holders(role, organ.code)
    if not holders:
        raise Unmakeable(f"{organ.name}没有人担任角色“{role}”")
    scene.cast[role, organ.code] = chosen = scene.chance.pick(holders)
    return chosen


def _official(spec: Mapping[str, Any], scene: Scene) -> str:
    return cast(spec["official"], place(spec.get("at", ""), scene), scene).id


def _officials(spec: Mapping[str, Any], scene: Scene) -> list[str]:
    organ, count = place(spec.get("at", ""), scene), int(spec.get("n", 2))
    role, kind = spec["officials"], spec.get("certified")
    people = scene.staff.certified(kind, organ.code) if kind else scene.staff.holders(role, organ.code)
    allowed = [p.id for p in people if role in p.post.roles]
    if len(allowed) < count:
        raise Unmakeable(
            f"{organ.name}只有 {len(allowed)} 名“{role}”（{kind or '不限证件'}），不够 {count} 名"
        )
    order = scene.chance.shuffled(allowed)
    if spec.get("cast"):
        first = cast(role, organ, scene).id
        order = [first, *(one for one in order if one != first)]
    return order[:count]


def _body(spec: Mapping[str, Any], scene: Scene) -> str:
    return place(spec["body"], scene).code


def _bodies(spec: Mapping[str, Any], scene: Scene) -> list[str]:
    organs = scene.staff.with_tags(scene.organ.area, spec["bodies"])
    return [organ.code for organ in scene.chance.shuffled(organs)[: int(spec.get("n", len(organs)))]]


def _one_body(spec: Mapping[str, Any], scene: Scene) -> str:
    organs = scene.staff.with_tags(scene.organ.area, _words(spec["one_of"], scene))
    weights = [float(organ.weight) for organ in organs]
    return scene.chance.weighted(organs, weights).code


def _nth_body(spec: Mapping[str, Any], scene: Scene) -> str:
    organs = scene.staff.with_tags(scene.organ.area, _words(spec["nth_of"], scene))
    return organs[scene.number % len(organs)].code


def _number(spec: Mapping[str, Any], scene: Scene) -> int:
    return scene.number + int(spec["number"])


def _link(spec: Mapping[str, Any], scene: Scene) -> str:
    return scene.link(str(spec["link"]), str(spec.get("share", "cycle")), scene)


def _var(spec: Mapping[str, Any], scene: Scene) -> object:
    if spec["var"] not in scene.variables:
        raise Unmakeable(f"没有变量“{spec['var']}”")
    return scene.variables[spec["var"]]


def _first(spec: Mapping[str, Any], scene: Scene) -> object:
    held = scene.variables.get(spec["first"])
    if not isinstance(held, list) or not held:
        raise Unmakeable(f"变量“{spec['first']}”不是一组值")
    return held[0]


def _last(spec: Mapping[str, Any], scene: Scene) -> object:
    held = scene.variables.get(spec["last"])
    if not isinstance(held, list) or not held:
        raise Unmakeable(f"变量“{spec['last']}”不是一组值")
    return held[-1]


def _case(spec: Mapping[str, Any], scene: Scene) -> object:
    held = scene.organ.code if spec["case"] == "body" else str(scene.variables.get(spec["case"], ""))
    organ = scene.staff.by_code.get(held)
    held = organ.pattern.slug if organ else held
    chosen = spec.get(held, spec.get("else"))
    if chosen is None:
        raise Unmakeable(f"变量“{spec['case']}”为“{held}”时没有写明取什么值")
    return make(chosen, scene)


_MAKERS: Mapping[str, Callable[[Mapping[str, Any], Scene], object]] = {
    "pick": _pick,
    "cycle": _cycle,
    "int": _int,
    "money": _money,
    "decimal": _decimal,
    "yes": _yes,
    "name": _name,
    "uscc": _uscc,
    "total": _total,
    "day": _day,
    "official": _official,
    "officials": _officials,
    "body": _body,
    "bodies": _bodies,
    "one_of": _one_body,
    "nth_of": _nth_body,
    "number": _number,
    "link": _link,
    "var": _var,
    "first": _first,
    "last": _last,
    "case": _case,
}

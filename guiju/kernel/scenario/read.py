"""Scenario tables → :class:`Story`, or every finding in them at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from guiju.kernel.declared import Table, opened
from guiju.kernel.finding import Finding, error, has_errors
from guiju.kernel.scenario.pace import Delay, Recording
from guiju.kernel.scenario.story import (
    ActPattern,
    Area,
    BodyPattern,
    CertificatePattern,
    Flow,
    Path,
    PostPattern,
    Story,
    Total,
)

FORMAT = 1
_DEFAULT = date(2019, 1, 2)
Tables = Mapping[str, Mapping[str, Any]]


def read_story(tables: Tables) -> tuple[Story | None, list[Finding]]:
    """The story told by the files (name → parsed table); None where findings stop it."""
    findings: list[Finding] = []
    files = [opened(content, name, findings, FORMAT) for name, content in sorted(tables.items())]
    head = next((t for file in files if (t := file.table("scenario")) is not None), None)
    words: dict[str, tuple[str, ...]] = {}
    for file in files:
        section = file.table("words")
        if section is not None:
            words.update({name: section.texts(name) for name in section.data})
            section.close()
    story = None
    if head is None:
        findings.append(error("scenario.missing", "情景缺少 [scenario] 一节", "scenario"))
    else:
        story = Story(
            id=head.text("id", required=True),
            title=head.text("title", required=True),
            notice=head.text("notice", required=True),
            seed=head.text("seed", required=True),
            begins_on=head.day("begins_on", required=True) or _DEFAULT,
            ends_on=head.day("ends_on", required=True) or _DEFAULT,
            areas=tuple(_area(t) for file in files for t in file.tables("area", by="code")),
            bodies=tuple(_body(t) for file in files for t in file.tables("body", by="slug")),
            posts=tuple(_post(t) for file in files for t in file.tables("post")),
            certificates=tuple(_certificate(t) for file in files for t in file.tables("certificate")),
            words=words,
            flows=tuple(_flow(t) for file in files for t in file.tables("flow")),
        )
        head.close()
    for file in files:
        file.close()
    return (None if has_errors(findings) else story), findings


def _area(t: Table) -> Area:
    area = Area(
        t.text("code", required=True),
        t.text("name", required=True),
        t.text("short", required=True),
        t.text("level", required=True),
        t.text("parent"),
    )
    t.close()
    return area


def _body(t: Table) -> BodyPattern:
    body = BodyPattern(
        slug=t.text("slug"),
        name=t.text("name", required=True),
        kind=t.text("kind", required=True),
        level=t.text("level", "district"),
        tags=frozenset(t.texts("tags")),
        parent=t.text("parent"),
        weight=t.number("weight", 1) or 1,
        since=t.day("since") or _DEFAULT,
    )
    t.close()
    return body


def _post(t: Table) -> PostPattern:
    post = PostPattern(
        id=t.text("id", required=True),
        title=t.text("title", required=True),
        roles=t.texts("roles", required=True),
        tag=t.text("tag"),
        body=t.text("body"),
        count=t.number("count", 1) or 1,
        since=t.day("since") or _DEFAULT,
        recorded_on=t.day("recorded_on"),
    )
    t.close()
    return post


def _certificate(t: Table) -> CertificatePattern:
    last = date(9999, 12, 31)
    certificate = CertificatePattern(
        kind=t.text("kind", required=True),
        role=t.text("role", required=True),
        tag=t.text("tag"),
        prefix=t.text("prefix", required=True),
        issued=_days(t, "issued") or (_DEFAULT, _DEFAULT),
        valid_until=t.day("valid_until", required=True) or last,
        verified=t.number("verified", 0) or 0,
        refused=t.number("refused", 0) or 0,
        retired=t.number("retired", 0) or 0,
        verified_between=_days(t, "verified_between") or (_DEFAULT, _DEFAULT),
        extended_until=t.day("extended_until") or last,
    )
    t.close()
    return certificate


def _flow(t: Table) -> Flow:
    totals = {total.id: total for total in map(_total, t.tables("total"))}
    parts = {p.text("id", required=True): p for p in t.tables("part")}
    flow = Flow(
        id=t.text("id", required=True),
        procedure=t.text("procedure", required=True),
        count=t.number("count", 0) or 0,
        level=t.text("level", "district"),
        tags=t.texts("tags"),
        slugs=t.texts("bodies"),
        even=t.flag("even"),
        over=t.text("over"),
        between=_days(t, "between") or (_DEFAULT, _DEFAULT),
        months=_weights(t, "months"),
        rest_days=t.flag("rest_days"),
        recording=_recording(t) or Recording(),
        variables=_table(t, "vars"),
        totals=totals,
        paths=tuple(_path(p, parts) for p in t.tables("path")),
    )
    for part in parts.values():
        part.raw("acts")
        part.close()
    if not flow.paths:
        t.fault("path", "每个 [[flow]] 至少要有一个 [[flow.path]]", "declaration.missing")
    if not (flow.tags or flow.slugs or flow.over):
        t.fault("tags", "须写明事项属于哪些机关：tags、bodies 或者 over", "declaration.missing")
    t.close()
    return flow


def _total(t: Table) -> Total:
    total = Total(
        t.text("id", required=True),
        t.number("total", 0) or 0,
        t.number("min", 0) or 0,
        t.number("max", 0) or 0,
        t.texts("paths"),
    )
    t.close()
    return total


def _path(t: Table, parts: Mapping[str, Table]) -> Path:
    path = Path(
        id=t.text("id", required=True),
        acts=tuple(act for a in t.tables("acts") for act in _acts(a, parts)),
        count=t.number("count"),
        weight=_number(t, "weight", 1.0),
        between=_days(t, "between"),
        months=_weights(t, "months"),
        on=t.days("on"),
        variables=_table(t, "vars"),
    )
    t.close()
    return path


def _acts(t: Table, parts: Mapping[str, Table]) -> list[ActPattern]:
    """The act, or the acts of the part that ``{ part = "…" }`` names."""
    name = t.text("part")
    if not name:
        return [_act(t)]
    if name not in parts:
        t.fault("part", f"没有名为“{name}”的 [[flow.part]]", "declaration.reference")
        return []
    return [act for a in parts[name].tables("acts") for act in _acts(a, parts)]


def _act(t: Table) -> ActPattern:
    on = t.raw("on")
    act = ActPattern(
        step=t.text("step", required=True),
        after=_delay(t, "after") or Delay(0, 0, False),
        since=t.text("since"),
        on=on if isinstance(on, date | str) else None,
        by=t.text("by"),
        at=t.text("at"),
        of=t.text("of"),
        rest_days=t.flag("rest_days"),
        effective=_delay(t, "effective"),
        recording=_recording(t),
        corrects=t.text("corrects"),
        repeat=t.number("repeat", 1) or 1,
        each=t.text("each"),
        deal=t.flag("deal"),
        fields=_table(t, "fields"),
    )
    t.close()
    return act


def _recording(t: Table) -> Recording | None:
    r, default = t.table("recording"), Recording()
    if r is None:
        return None
    recording = Recording(
        same_day=_number(r, "same_day", default.same_day),
        within=_delay(r, "within") or default.within,
        late=_number(r, "late", 0.0),
        late_by=_delay(r, "late_by") or default.late_by,
    )
    r.close()
    return recording


def _delay(t: Table, key: str) -> Delay | None:
    text = t.text(key)
    try:
        return Delay.parse(text) if text else None
    except ValueError as fault:
        t.fault(key, str(fault), "declaration.type")
        return None


def _days(t: Table, key: str) -> tuple[date, date] | None:
    days = t.days(key)
    if not days:
        return None
    if len(days) != 2 or days[0] > days[1]:
        t.fault(key, f"“{key}”应为 [起日, 止日]", "declaration.type")
        return None
    return days[0], days[1]


def _weights(t: Table, key: str) -> tuple[float, ...]:
    weights = t.raw(key)
    if weights is None:
        return ()
    if not isinstance(weights, list) or len(weights) != 12 or not all(map(_is_number, weights)):
        t.fault(key, f"“{key}”应为十二个月的权重（十二个数）", "declaration.type")
        return ()
    return tuple(map(float, weights))


def _table(t: Table, key: str) -> Mapping[str, object]:
    found = t.table(key)
    return {} if found is None else found.data


def _number(t: Table, key: str, default: float) -> float:
    value = t.raw(key)
    if value is None:
        return default
    if not _is_number(value):
        t.fault(key, f"“{key}”应为数，如 0.5", "declaration.type")
        return default
    return float(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

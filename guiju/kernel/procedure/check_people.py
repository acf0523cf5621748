"""Whether this official may take this step: post, role, body, certificates, separation of duty."""

from __future__ import annotations

from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.act import Act
from guiju.kernel.procedure.cited import cited, printed
from guiju.kernel.procedure.definition import Definition, Separation, Step
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.registry.registry import Registry

SYSTEM = "system"
"""The actor of acts that the law itself performs (视为受理 …); it holds only the role ``system``."""


def check_people(
    definition: Definition, step: Step, matter: Matter | None, act: Act, registry: Registry
) -> list[Finding]:
    """All that stands against the actor and the named officers."""
    if act.by == SYSTEM and SYSTEM in step.by:
        return []
    found = check_role(definition, step.by, step, act, registry)
    found += _body(step, matter, act, registry)
    found += _officers(step, act, registry)
    for separation in definition.separations:
        applies = separation.basis.applies_on(act.happened_on)
        if applies and step.id in separation.steps and matter is not None:
            found += _separated(definition, separation, step, matter, act, registry)
    return found


def check_role(
    definition: Definition, roles: tuple[str, ...], step: Step | None, act: Act, registry: Registry
) -> list[Finding]:
    """Whether the actor is in service and holds one of ``roles`` at the body on the day."""
    name, place = registry.name_of_official(act.by), "by"
    title = step.title if step else act.step
    cites = printed(step.basis.cites) if step else ""
    official = registry.officials.get(act.by)
    if official is None:
        return [error("post", f"人员“{act.by}”不在名册中", place)]
    on = act.happened_on
    if not official.since <= on or (official.until is not None and on > official.until):
        return [error("post", f"{name}在 {on} 不在职", place)]
    held = registry.roles(act.by, act.body, on)
    if not held:
        body = registry.name_of_body(act.body, on)
        return [error("post", f"{name}在 {on} 未在{body}任职，不能以该机关名义作出“{title}”", place, cites)]
    if not held & set(roles):
        wanted = "、".join(definition.roles.get(role, role) for role in roles)
        return [error("role", f"“{title}”应由{wanted}作出，{name}当日不担任该角色", place, cites)]
    return []


def _body(step: Step, matter: Matter | None, act: Act, registry: Registry) -> list[Finding]:
    if step.at == "any":
        return []
    if step.at.startswith("field:"):
        name = step.at[6:]
        wanted = act.fields.get(name) or (matter.values().get(name) if matter else None)
        allowed = wanted is not None and registry.within(act.body, str(wanted), act.happened_on)
        owner = str(wanted or "")
    else:
        allowed = matter is None or registry.within(act.body, matter.body, act.happened_on)
        owner = matter.body if matter else act.body
    if allowed:
        return []
    expected = registry.name_of_body(owner, act.happened_on) or "（未指明的机关）"
    actual = registry.name_of_body(act.body, act.happened_on)
    return [
        error(
            "role", f"“{step.title}”应由{expected}作出，不能由{actual}作出", "body", printed(step.basis.cites)
        )
    ]


def _officers(step: Step, act: Act, registry: Registry) -> list[Finding]:
    need = step.officers
    if need is None:
        return []
    value = act.fields.get(need.field)
    named = list(value) if isinstance(value, list | tuple) else []
    cites, place = printed(step.basis.cites), f"{step.id}.{need.field}"
    found = []
    if len(named) < need.minimum:
        found.append(
            error(
                "officers",
                f"“{step.title}”须有不少于 {need.minimum} 名人员，现为 {len(named)} 名",
                place,
                cites,
            )
        )
    for official in named:
        name = registry.name_of_official(official)
        if official not in registry.officials:
            found.append(error("certificate", f"人员“{official}”不在名册中", place, cites))
        elif need.certificate and not registry.certified(official, need.certificate, act.happened_on):
            message = f"{name}在 {act.happened_on} 没有有效的证件（{need.certificate}），不能作为“{step.title}”的人员"
            found.append(error("certificate", message, place, cites))
        elif not registry.posts(official, act.happened_on):
            message = f"{name}在 {act.happened_on} 没有在任何机关任职，不能作为“{step.title}”的人员"
            found.append(error("officers", message, place, cites))
    return found


def _separated(
    definition: Definition, separation: Separation, step: Step, matter: Matter, act: Act, registry: Registry
) -> list[Finding]:
    mine = {act.by} | _named(step, act.fields)
    for done in matter.valid(*(s for s in separation.steps if s != step.id)):
        both = mine & ({done.by} | _named(definition.step_of[done.step], done.fields))
        if both:
            who = "、".join(registry.name_of_official(one) for one in sorted(both))
            other = definition.step_of[done.step].title
            message = f"{who}已参与“{other}”，不能再作出“{step.title}”。{separation.basis.gist}"
            return [error(f"separation:{separation.id}", message, "by", cited(separation.basis))]
    return []


def _named(step: Step, fields: object) -> set[str]:
    values = fields if isinstance(fields, dict) else {}
    named: set[str] = set()
    for field in step.fields:
        value = values.get(field.id)
        if field.type == "officials" and isinstance(value, list | tuple):
            named |= {str(item) for item in value}
        elif field.type == "official" and value:
            named.add(str(value))
    return named

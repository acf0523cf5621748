"""What a field of a form may be filled with from the registry and the record, as far as the asker sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guiju.kernel.procedure.definition import Field
from guiju.kernel.registry.registry import Registry
from guiju.usecases.asking import Asking
from guiju.usecases.house import House
from guiju.usecases.list_matters import Sought, list_matters
from guiju.usecases.registry import registry

MOST_MATTERS = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what is recorded, what is read, and the body under which it is listed."""

    value: str
    label: str
    group: str = ""


def offer_choices(house: House, asking: Asking, field: Field, on: date) -> list[Choice]:
    """The choices of a field of kind choice, body, official or matter, in reading order; none for other kinds."""
    known = registry(house)
    if field.type in ("choice", "choices"):
        return [Choice(option, option) for option in field.options]
    if field.type in ("body", "bodies"):
        return [Choice(body.code, body.name) for body in known.bodies(on)]
    if field.type in ("official", "officials"):
        return _officials(known, asking, on)
    if field.type in ("matter", "matters"):
        page = list_matters(house, asking, Sought(procedure=field.of), most=MOST_MATTERS)
        return [Choice(line.id, line.title) for line in page.lines]
    return []


def _officials(known: Registry, asking: Asking, on: date) -> list[Choice]:
    """Officials with a post in the asker's scope on that day, the asker's own bodies first, each once."""
    found: dict[str, Choice] = {}
    held = {official: known.posts(official, on) for official in sorted(known.officials)}
    for body in sorted(asking.scope, key=lambda code: (code not in asking.bodies, code)):
        name = known.name_of_body(body, on)
        for official, posts in held.items():
            title = next((post.title for post in posts if post.body == body), None)
            if title is not None and official not in found:
                found[official] = Choice(official, f"{known.name_of_official(official)}（{title}）", name)
    return list(found.values())

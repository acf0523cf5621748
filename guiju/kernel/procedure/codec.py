"""Act ↔ canonical bytes, with a format number.

Canonical form: JSON with sorted ASCII keys, no white space, UTF-8, integers and strings only
(RFC 8785 gives the same bytes for this subset); decimals are strings, dates ISO 8601. Values of
personal fields do not enter the bytes: their salted commitments do (``"~": {field: hex}``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from guiju.errors import HouseFault
from guiju.kernel.procedure.act import ERASED, Act
from guiju.kernel.procedure.lift import v1_to_v2

FORMAT = 2
LIFTS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: v1_to_v2.lift}


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A personal value kept beside the chain: canonical bytes of the value."""

    field: str
    value: bytes


def canonical(value: object) -> bytes:
    """Canonical JSON bytes of a value of ours."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.encode()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return {"$d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$n": str(value)}
    if isinstance(value, tuple | frozenset):
        return list(value)
    raise HouseFault(f"无法写入记录的值：{value!r}")


def _revive(value: dict[str, Any]) -> object:
    if value.keys() == {"$d"}:
        return date.fromisoformat(value["$d"])
    if value.keys() == {"$n"}:
        return Decimal(value["$n"])
    return value


def personal_fields(act: Act, names: frozenset[str]) -> list[PersonalField]:
    """The act's personal values, ready to be salted and committed to."""
    return [PersonalField(name, canonical(act.fields[name])) for name in sorted(names & act.fields.keys())]


def encode(act: Act, commitments: Mapping[str, str]) -> bytes:
    """Canonical bytes of the act; ``commitments`` (hex) stand for the personal fields."""
    body: dict[str, Any] = {
        "v": FORMAT,
        "matter": act.matter,
        "procedure": act.procedure,
        "definition": act.definition,
        "step": act.step,
        "by": act.by,
        "body": act.body,
        "happened": act.happened_on.isoformat(),
        "fields": {name: value for name, value in act.fields.items() if name not in commitments},
    }
    if commitments:
        body["~"] = dict(commitments)
    if act.effective_on is not None:
        body["effective"] = act.effective_on.isoformat()
    if act.corrects is not None:
        body["corrects"] = act.corrects
    if act.note:
        body["note"] = act.note
    return canonical(body)


def decode(payload: bytes, personal: Mapping[str, bytes] | None = None) -> Act:
    """The act in ``payload``; ``personal`` holds the kept values, a missing one reads as erased.

    Old formats are lifted one small step at a time. Raises HouseFault for an unknown format.
    """
    data: dict[str, Any] = json.loads(payload, object_hook=_revive)
    while data["v"] != FORMAT:
        lift = LIFTS.get(data["v"])
        if lift is None:
            raise HouseFault(f"不认识的行为格式 v{data['v']}，请升级程序")
        data = lift(data)
    fields: dict[str, object] = data["fields"]
    for name in data.get("~", {}):
        kept = (personal or {}).get(name)
        fields[name] = ERASED if kept is None else json.loads(kept, object_hook=_revive)
    effective = data.get("effective")
    return Act(
        matter=data["matter"],
        procedure=data["procedure"],
        definition=data["definition"],
        step=data["step"],
        by=data["by"],
        body=data["body"],
        happened_on=date.fromisoformat(data["happened"]),
        fields=fields,
        effective_on=date.fromisoformat(effective) if effective else None,
        corrects=data.get("corrects"),
        note=data.get("note", ""),
    )

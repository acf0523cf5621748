"""Between the record and the acts in it: entries → acts, acts → drafts. Procedure and ledger meet here alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from guiju.errors import NotFound
from guiju.kernel.ledger.commitment import commit
from guiju.kernel.ledger.entry import Draft, Entry, PersonalValue
from guiju.kernel.procedure.act import Act, Recorded
from guiju.kernel.procedure.codec import decode, encode, personal_fields
from guiju.kernel.procedure.definition import CORRECT, Definition
from guiju.kernel.procedure.fold import Matter, advance, fold
from guiju.kernel.procedure.linked import Linked
from guiju.store import views
from guiju.usecases.house import House

Personal = Mapping[str, bytes]


def recorded(entry: Entry, personal: Personal | None = None) -> Recorded:
    """The act in an entry; personal values not handed in read as erased."""
    return Recorded(entry.index, datetime.fromisoformat(entry.recorded_at), decode(entry.payload, personal))


def acts_of(house: House, matter_id: str) -> list[Recorded]:
    """The acts of a matter in the order of the record, personal values included."""
    ledger = house.ledger()
    entries = ledger.of_matter(matter_id)
    personal = kept(ledger.personal_of(entry.index for entry in entries))
    return [recorded(entry, personal.get(entry.index)) for entry in entries]


def kept(rows: Iterable[tuple[int, PersonalValue]]) -> dict[int, dict[str, bytes]]:
    """Kept personal values by entry and field."""
    found: dict[int, dict[str, bytes]] = {}
    for index, value in rows:
        found.setdefault(index, {})[value.field] = value.value
    return found


def matter_of(house: House, matter_id: str) -> Matter:
    """The matter as its acts have made it; raises NotFound."""
    acts = acts_of(house, matter_id)
    if not acts:
        raise NotFound(f"没有事项“{matter_id}”")
    return fold(house.catalogue.procedures, acts, house.calendar, lambda target: outcome_of(house, target))


def outcome_of(house: House, matter_id: str) -> str:
    """The outcome of a matter, "" if it has none or does not exist."""
    found = views.matters().filter(id=matter_id).first()
    return found.outcome if found else ""


def linked(house: House, matter_id: str) -> Linked | None:
    """What a link may ask of a matter, or None."""
    found = views.matters().filter(id=matter_id).first() if matter_id else None
    if found is None:
        return None
    return Linked(found.id, found.procedure, found.body, found.stage, found.outcome, found.title)


def draft(house: House, definition: Definition, matter: Matter | None, act: Act, at: datetime) -> Draft:
    """The act ready for the record: personal fields salted and committed to."""
    hash_ = house.ledger().hash
    names = personal_names(definition, matter, act)
    values = tuple(PersonalValue(p.field, house.salt(), p.value) for p in personal_fields(act, names))
    commitments = {value.field: commit(hash_, value).hex() for value in values}
    body = matter.body if matter else act.body
    year = matter.opened_on.year if matter else act.happened_on.year
    return Draft(body, year, act.matter, at.isoformat(timespec="seconds"), encode(act, commitments), values)


def filled(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields that say something: an empty answer is no answer and does not enter the record."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}


def personal_names(definition: Definition, matter: Matter | None, act: Act) -> frozenset[str]:
    """The personal fields of the act's step (of the corrected step, for a correction)."""
    name = act.step
    if name == CORRECT and matter is not None:
        name = next((done.step for done in matter.done if done.entry == act.corrects), name)
    step = definition.step_of.get(name)
    return frozenset(field.id for field in step.fields if field.personal) if step else frozenset()


def all_matters(house: House, upto: int | None = None, procedures: Sequence[str] = ()) -> Iterator[Matter]:
    """Every matter of the record as of a ledger size, in one pass; personal values are not read."""
    ledger = house.ledger()
    matters: dict[str, Matter] = {}
    size = ledger.size() if upto is None else upto
    definitions = house.catalogue.procedures
    for entry in ledger.read(0, size):
        one = recorded(entry)
        if procedures and one.act.procedure not in procedures:
            continue
        before = matters.get(entry.matter)
        matters[entry.matter] = advance(
            definitions,
            before,
            one,
            house.calendar,
            lambda target: m.outcome if (m := matters.get(target)) else "",
        )
    yield from matters.values()

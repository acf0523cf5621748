"""Projections: what lists and duty pages read. Written from folded matters, never from forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, QuerySet

from guiju.kernel.procedure.duty import Duty
from guiju.kernel.procedure.fold import Matter
from guiju.store.models import DutyView, MatterView, SerialView

_COLUMNS = [
    "procedure",
    "body",
    "title",
    "stage",
    "outcome",
    "opened_on",
    "closed_on",
    "size",
    "last_entry",
    "late",
]
REGISTERS = ("body", "official", "certificate")


@dataclass(frozen=True, slots=True)
class Projected:
    """A matter and what is owed in it."""

    matter: Matter
    duties: Sequence[Duty]


def matter_view(matter: Matter) -> MatterView:
    """The row of a matter."""
    return MatterView(
        id=matter.id,
        procedure=matter.definition.id,
        body=matter.body,
        title=matter.title[:500],
        stage=matter.stage,
        outcome=matter.outcome,
        opened_on=matter.opened_on,
        closed_on=matter.closed_on,
        size=matter.size,
        last_entry=matter.done[-1].entry,
        late=any(done.late for done in matter.done),
    )


def duty_views(projected: Projected) -> list[DutyView]:
    """The rows of what is owed in a matter."""
    title = projected.matter.title[:500]
    return [
        DutyView(
            matter=duty.matter,
            procedure=duty.procedure,
            matter_title=title,
            body=duty.body,
            step=duty.step,
            step_title=duty.step_title,
            title=duty.title,
            limit=duty.limit,
            roles=f"|{'|'.join(duty.roles)}|",
            due=duty.due,
            provisional=duty.provisional,
            citation=duty.citation[:500],
        )
        for duty in projected.duties
    ]


def project(items: Iterable[Projected], *, again: bool = False) -> None:
    """Write the views of these matters anew, in the caller's transaction.

    ``again``: even those of a single act may have been drawn before.
    """
    projected = list(items)
    MatterView.objects.bulk_create(
        [matter_view(one.matter) for one in projected],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_COLUMNS,
        batch_size=500,
    )
    ids = [one.matter.id for one in projected if again or one.matter.size > 1]
    for begin in range(0, len(ids), 500):
        DutyView.objects.filter(matter__in=ids[begin : begin + 500]).delete()
    DutyView.objects.bulk_create([row for one in projected for row in duty_views(one)], batch_size=500)


def clear() -> None:
    """Throw all views away (they are rebuilt from the record)."""
    DutyView.objects.all().delete()
    SerialView.objects.all().delete()
    MatterView.objects.all().delete()


def next_serial(prefix: str) -> int:
    """The next serial number under ``<procedure>-<body>-<year>``."""
    found = SerialView.objects.filter(prefix=prefix).values_list("last", flat=True).first()
    return (found or 0) + 1


def last_serials(ids: Iterable[str]) -> dict[str, int]:
    """The greatest serial number of each prefix among these matter ids."""
    found: dict[str, int] = {}
    for matter in ids:
        prefix, _, number = matter.rpartition("-")
        found[prefix] = max(found.get(prefix, 0), int(number))
    return found


def note_serials(ids: Iterable[str]) -> None:
    """Note that these matters have been opened, in the caller's transaction."""
    wanted = last_serials(ids)
    known = dict(SerialView.objects.filter(prefix__in=wanted).values_list("prefix", "last"))
    rows = [SerialView(prefix=p, last=max(n, known.get(p, 0))) for p, n in wanted.items()]
    SerialView.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["prefix"], update_fields=["last"], batch_size=500
    )


def registry_stamp() -> int:
    """The last entry that touched the registry (-1 for none)."""
    return stamp_of(REGISTERS)


def stamp_of(procedures: Sequence[str]) -> int:
    """The last entry in a matter of these procedures (-1 for none)."""
    found = MatterView.objects.filter(procedure__in=procedures).aggregate(last=Max("last_entry"))["last"]
    return -1 if found is None else int(found)


def matters(procedures: Sequence[str] = (), bodies: Sequence[str] = ()) -> QuerySet[MatterView]:
    """Matters by procedure and body, by id."""
    query = MatterView.objects.order_by("id")
    if procedures:
        query = query.filter(procedure__in=procedures)
    return query.filter(body__in=bodies) if bodies else query


def duties(bodies: Sequence[str] | None, until: date | None = None) -> QuerySet[DutyView]:
    """Duties of these bodies (None: all), those with a day first."""
    query = DutyView.objects.order_by(F("due").asc(nulls_last=True), "id")
    if bodies is not None:
        query = query.filter(body__in=bodies)
    return query.filter(due__lte=until) if until else query

"""Are the views what the record makes of them? Every row compared, none repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model

from guiju.kernel.ledger.fault import Fault
from guiju.kernel.procedure.fold import Matter
from guiju.store.models import DutyView, MatterView, SerialView
from guiju.store.views import Projected, duty_views, last_serials, matter_view


def compared(projected: Iterable[Projected]) -> list[Fault]:
    """A fault for each row that differs, is missing or stands for nothing in the record."""
    found: list[Fault] = []
    rows = {row.id: row for row in MatterView.objects.all().iterator(2000)}
    owed: dict[str, list[DutyView]] = {}
    for duty in DutyView.objects.order_by("id").iterator(2000):
        owed.setdefault(duty.matter, []).append(duty)
    ids: list[str] = []
    for one in projected:
        matter = one.matter
        ids.append(matter.id)
        found += _matter_faults(matter, rows.pop(matter.id, None))
        found += _duty_faults(matter, duty_views(one), owed.pop(matter.id, []))
    for row in rows.values():
        found.append(Fault(row.last_entry, "view_altered", f"事项表中的“{row.id}”在记录中没有任何行为"))
    found += [Fault(None, "view_altered", f"待办表中有不存在的事项“{name}”") for name in owed]
    return [*found, *_serial_faults(ids)]


def _serial_faults(ids: list[str]) -> Iterator[Fault]:
    wanted, rows = last_serials(ids), dict(SerialView.objects.values_list("prefix", "last"))
    for prefix in sorted(wanted.keys() | rows.keys()):
        if wanted.get(prefix) != rows.get(prefix):
            told = f"编号表“{prefix}”为 {rows.get(prefix)}，依记录应为 {wanted.get(prefix)}"
            yield Fault(None, "view_altered", told)


def _matter_faults(matter: Matter, row: MatterView | None) -> Iterator[Fault]:
    last = matter.done[-1].entry
    if row is None:
        yield Fault(last, "view_missing", f"事项表缺少“{matter.id}”，请用 guiju ledger rebuild 重建")
        return
    wanted = matter_view(matter)
    for name in _differs(wanted, row, ("title",)):
        told = f"{getattr(row, name)!r}，应为 {getattr(wanted, name)!r}"
        yield Fault(last, "view_altered", f"事项表“{matter.id}”的“{name}”与记录不符：{told}")


def _duty_faults(matter: Matter, wanted: list[DutyView], rows: list[DutyView]) -> Iterator[Fault]:
    last = matter.done[-1].entry
    if len(wanted) != len(rows):
        told = f"有 {len(rows)} 行，依记录应有 {len(wanted)} 行"
        yield Fault(last, "view_altered", f"待办表“{matter.id}”{told}")
        return
    for one, row in zip(wanted, rows, strict=True):
        names = _differs(one, row, ("id", "matter_title"))
        if names:
            yield Fault(last, "view_altered", f"待办表“{matter.id}”的“{'、'.join(names)}”与记录不符")


def _differs(wanted: Model, row: Model, skipped: tuple[str, ...]) -> list[str]:
    """Names of the columns that differ; titles may hold personal data, which this pass does not read."""
    names = [field.name for field in wanted._meta.concrete_fields if field.name not in skipped]
    return [name for name in names if getattr(wanted, name) != getattr(row, name)]

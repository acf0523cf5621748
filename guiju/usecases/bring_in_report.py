"""Bring in a report to be audited, and open it again: the file is kept, the audit is made anew from it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guiju.errors import Denied, InputFault, NotFound
from guiju.exchange.files import put, read_bytes
from guiju.kernel.audit.reading import Audit
from guiju.kernel.sm3 import sm3
from guiju.papers.read import read_document
from guiju.store import reports_in
from guiju.store.models import ReportBroughtIn
from guiju.usecases.asking import Asking
from guiju.usecases.audit_text import Asked, audit_text, read_claims
from guiju.usecases.house import House
from guiju.usecases.permit import may_see_body, require_body, visible_bodies

MOST_UPLOADED = 20 * 1024 * 1024
"""Bytes of a file brought in through the browser."""
_KEPT = 8
_AUDITS: OrderedDict[tuple[object, ...], Audit] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Line:
    """A report brought in, as a list shows it."""

    number: int
    name: str
    title: str
    period: str
    body: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report with its audit; ``original`` are the bytes that were brought in."""

    line: Line
    digest: str
    audit: Audit
    original: bytes


def bring_in_report(house: House, asking: Asking, name: str, data: bytes, body: str, period: str = "") -> int:
    """The number under which the report is kept; raises InputFault for what cannot be read, Denied."""
    if not asking.official:
        raise Denied("送审报告须由在册人员办理")
    require_body(asking, body)
    if len(data) > MOST_UPLOADED:
        raise InputFault(f"文件超过 {MOST_UPLOADED // 1024 // 1024} MB；请删去图片或者拆分后再送审")
    safe = Path(name.replace("\\", "/")).name[:150] or "报告"
    reading = read_claims(house.catalogue, read_document(safe, data), period)
    digest = sm3(data).hex()
    put(_file(house, digest), data)
    row = reports_in.keep(digest, safe, body, period, reading.document.title, asking.official, house.clock())
    return int(row.pk)


def reports_brought_in(house: House, asking: Asking) -> list[Line]:
    """The reports of the bodies in sight, the latest first."""
    return [_line(row) for row in reports_in.brought_in(visible_bodies(asking))]


def open_report(house: House, asking: Asking, number: int) -> OpenedReport:
    """A report with its audit as of now; raises NotFound, Denied."""
    row = reports_in.found(number)
    if row is None:
        raise NotFound("没有这份送审报告")
    if not may_see_body(asking, row.body):
        raise Denied("您无权查看该机关的送审报告")
    data = read_bytes(_file(house, row.digest), MOST_UPLOADED)
    if sm3(data).hex() != row.digest:
        raise InputFault("保存的文件与送审时的摘要不符，不能打开；请重新送审，并报告系统管理员")
    return OpenedReport(_line(row), row.digest, _audited(house, row, data), data)


def _audited(house: House, row: ReportBroughtIn, data: bytes) -> Audit:
    """The audit of these bytes at this size of the record, made once."""
    key = (
        str(house.home),
        house.log,
        house.ledger().size(),
        house.catalogue.digest,
        row.digest,
        row.body,
        row.period,
    )
    audit = _AUDITS.get(key)
    if audit is None:
        text = read_document(row.name, data)
        audit = _AUDITS[key] = audit_text(house, text, Asked(row.period, row.body))
        while len(_AUDITS) > _KEPT:
            _AUDITS.popitem(last=False)
    _AUDITS.move_to_end(key)
    return audit


def _line(row: ReportBroughtIn) -> Line:
    return Line(int(row.pk), row.name, row.title, row.period, row.body, row.by, row.at)


def _file(house: House, digest: str) -> Path:
    return house.home / "attachments" / digest[:2] / digest

"""Citations under a key of a declared table; what cannot be read is a fault that shows the form."""

from __future__ import annotations

from guiju.kernel.declared import Table
from guiju.kernel.law.citation import Citation, parse_compact

_FORM = "行政复议法(2023)#62.1"


def read_cites(
    table: Table, key: str = "cites", default: tuple[Citation, ...] | None = None
) -> tuple[Citation, ...]:
    """The citations under the key; the default where absent, a fault where there is none either."""
    value = table.raw(key)
    if value is None and default is not None:
        return default
    if value is None or (value == [] and default is None):
        message = f'缺少“{key}”：每条都要有依据，至少写一条，如 ["{_FORM}"]'
        table.fault(key, message, "declaration.uncited")
        return ()
    if not isinstance(value, list):
        table.fault(key, f'“{key}”应为引用的列表，如 ["{_FORM}"]', "declaration.type")
        return ()
    read = [_read(table, key, entry) for entry in value]
    return tuple(citation for citation in read if citation is not None)


def read_citation(table: Table, key: str) -> Citation | None:
    """The single citation under the key, None where absent."""
    value = table.raw(key)
    return None if value is None else _read(table, key, value)


def _read(table: Table, key: str, entry: object) -> Citation | None:
    citation = parse_compact(entry) if isinstance(entry, str) else None
    if citation is None:
        table.fault(key, f"引用“{entry}”读不出，应写成 {_FORM}", "declaration.citation")
    return citation

"""Whether an act's fields are complete and of the right type."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.act import Act
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.condition import all_hold
from guiju.kernel.procedure.definition import Field, Step
from guiju.kernel.procedure.fold import Matter
from guiju.kernel.procedure.linked import Linked
from guiju.kernel.registry.registry import Registry
from guiju.kernel.registry.uscc import fault as uscc_fault

TEXT_LENGTH = 500
LONGTEXT_LENGTH = 20_000
EARLIEST = date(1949, 10, 1)
"""No date of an act or of its fields lies before it, unless the field says so (``not_before``)."""
YEARS_AHEAD = 30
"""So far ahead may a date lie, to the end of that year, unless the field says otherwise (``years_ahead``):
longer than plans, terms and validities run, short enough to catch 2204 written for 2024."""
MOST = 10**12
"""Numbers stay below it, so that sums of millions of them still fit the fact tables."""
_TEXTS = frozenset(
    ("text", "longtext", "person", "body", "official", "matter", "file", "uscc", "region", "choice")
)
_LISTS = frozenset(("texts", "choices", "bodies", "officials", "matters", "files"))


class _Nothing:
    def latest(self, step: str) -> None:
        return None

    def linked_outcome(self, field: str) -> str:
        return ""


def check_fields(
    step: Step,
    act: Act,
    matter: Matter | None,
    linked: Callable[[str], Linked | None],
    registry: Registry,
) -> list[Finding]:
    """All faults of the fields of ``act``: missing, mistyped, out of bounds, pointing at nothing."""
    found = [
        error(f"field:{name}", f"“{step.title}”没有字段“{name}”", f"{act.step}.{name}")
        for name in act.fields.keys() - {field.id for field in step.fields}
    ]
    standing = matter or _Nothing()
    for field in step.fields:
        value = act.fields.get(field.id)
        if value in (None, "", [], ()):
            if field.required and all_hold(field.when, standing, act.fields):
                message = f"请填写“{field.title}”" + (f"：{field.help}" if field.help else "")
                found.append(
                    error(f"field:{field.id}", message, f"{act.step}.{field.id}", printed(step.basis.cites))
                )
            continue
        fault = (
            field_fault(field, value)
            or date_fault(field, value, act.happened_on)
            or registry_fault(field, value, registry)
        )
        if fault:
            found.append(error(f"field:{field.id}", f"“{field.title}”{fault}", f"{act.step}.{field.id}"))
        elif field.type in ("matter", "matters"):
            found += _links(field, value, act, linked)
    return found


def field_fault(field: Field, value: object) -> str:
    """What is wrong with a given value, in Chinese; "" for nothing."""
    if field.type in _LISTS:
        return _list_fault(field, value)
    if field.type in _TEXTS:
        return _text_fault(field, value)
    if isinstance(value, Decimal) and not value.is_finite():
        return "应为有限的数字"
    checks: Mapping[str, tuple[type | tuple[type, ...], str]] = {
        "int": (int, "应为整数"),
        "decimal": ((int, Decimal), "应为数字"),
        "money": ((int, Decimal), "应为金额（元）"),
        "date": (date, "应为日期，如 2024-03-05"),
        "bool": (bool, "应为“是”或“否”"),
    }
    wanted, message = checks[field.type]
    if not isinstance(value, wanted) or (isinstance(value, bool) and field.type != "bool"):
        return f"{message}，现为 {value!r}"
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and not -MOST < value < MOST:
        return f"超出可以登记的范围（绝对值须小于 {MOST}）"
    if field.minimum is not None and isinstance(value, int | Decimal) and value < field.minimum:
        return f"不得小于 {field.minimum}，现为 {value}"
    if field.type == "money" and isinstance(value, Decimal) and value != round(value, 2):
        return "金额最多到分（两位小数）"
    return ""


def date_fault(field: Field, value: object, on: date) -> str:
    """What is wrong with a date that lies beyond what an act of that day can mean; "" for nothing."""
    if not isinstance(value, date):
        return ""
    first = field.not_before or EARLIEST
    last = years_after(on, YEARS_AHEAD if field.years_ahead is None else field.years_ahead)
    if value < first:
        return f"{value} 早于 {first}，请核对年份"
    if value > last:
        return f"{value} 晚于 {last}，请核对年份"
    return ""


def years_after(day: date, years: int) -> date:
    """The last day of the year that many years later."""
    return date(min(day.year + years, date.max.year), 12, 31)


def registry_fault(field: Field, value: object, registry: Registry) -> str:
    """Which body or official of a field the registry does not know; "" for none, or where it knows nobody yet."""
    named = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
    if field.type in ("body", "bodies") and registry.codes:
        wrong = [code for code in named if code not in registry.codes]
        told = "机关登记中没有代码“{}”，请核对代码，或者先登记该机关"
    elif field.type in ("official", "officials") and registry.officials:
        wrong = [one for one in named if one not in registry.officials]
        told = "人员登记中没有编号“{}”，请核对编号，或者先登记该人员"
    else:
        return ""
    return told.format("、".join(wrong)) if wrong else ""


def _text_fault(field: Field, value: object) -> str:
    if not isinstance(value, str):
        return f"应为文字，现为 {value!r}"
    if field.type == "choice" and value not in field.options:
        return f"只能选：{'、'.join(field.options)}；现为“{value}”"
    limit = LONGTEXT_LENGTH if field.type == "longtext" else TEXT_LENGTH
    if len(value) > limit:
        return f"不得超过 {limit} 字，现为 {len(value)} 字"
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in value):
        return "含有不可见的控制字符，请删去"
    return uscc_fault(value) if field.type == "uscc" else ""


def _list_fault(field: Field, value: object) -> str:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        return f"应为一组值，现为 {value!r}"
    if len(set(value)) != len(value):
        return "有重复的值"
    if field.type == "choices":
        wrong = [item for item in value if item not in field.options]
        return f"只能选：{'、'.join(field.options)}；不能是“{'”“'.join(wrong)}”" if wrong else ""
    return ""


def _links(field: Field, value: object, act: Act, linked: Callable[[str], Linked | None]) -> list[Finding]:
    found = []
    targets = value if isinstance(value, list | tuple) else [value]
    for target in map(str, targets):
        other = linked(target)
        if other is None:
            message = f"“{field.title}”指向的事项“{target}”不存在"
        elif field.of and other.procedure != field.of:
            message = f"“{field.title}”应指向“{field.of}”事项，“{target}”是“{other.procedure}”"
        else:
            continue
        found.append(error(f"link:{field.id}", message, f"{act.step}.{field.id}"))
    return found

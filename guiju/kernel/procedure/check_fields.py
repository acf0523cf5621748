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
from guiju.kernel.registry.uscc import fault as uscc_fault

TEXT_LENGTH = 500
LONGTEXT_LENGTH = 20_000
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
    step: Step, act: Act, matter: Matter | None, linked: Callable[[str], Linked | None]
) -> list[Finding]:
    """All faults of the fields of ``act``."""
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
        fault = field_fault(field, value)
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

"""Values as they come from forms and JSON → values of a step's fields; every fault is told at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from guiju.errors import InputFault, Refused
from guiju.kernel.days.dates import parse_date
from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.definition import BUILT_IN, Field, Step
from guiju.kernel.registry.uscc import normal
from guiju.usecases.house import House

LISTS = frozenset(("texts", "choices", "bodies", "officials", "matters", "files"))


def fields_from_json(house: House, command: Any, raw: Any) -> dict[str, object]:
    """The fields of a command from a parsed JSON object; raises Refused, InputFault."""
    if not isinstance(raw, dict):
        raise InputFault('字段文件应为一个 JSON 对象，如 {"title": "…"}')
    if command.step in BUILT_IN:
        return dict(raw)
    definition = house.catalogue.procedures.at(command.procedure, command.happened_on, command.body)
    step = definition.step_of.get(command.step)
    if step is None:
        return dict(raw)
    values, findings = values_of(step, raw)
    if findings:
        raise Refused("字段填写有误，未登记任何内容", findings)
    return values


def values_of(step: Step, raw: Mapping[str, Any]) -> tuple[dict[str, object], list[Finding]]:
    """The typed values of what was given, and what could not be read; unknown names pass for ``check`` to refuse."""
    values: dict[str, object] = {}
    findings: list[Finding] = []
    for name, given in raw.items():
        field = step.field(name)
        try:
            values[name] = given if field is None else value_of(field, given)
        except ValueError as fault:
            findings.append(
                error(f"field:{name}", f"“{field.title if field else name}”{fault}", f"{step.id}.{name}")
            )
    return values, findings


def value_of(field: Field, given: Any) -> object:
    """One value; raises ValueError with what is wrong, in Chinese."""
    if given is None or given == "":
        return None
    if field.type in LISTS:
        items = (
            given
            if isinstance(given, list | tuple)
            else str(given).replace("，", "\n").replace("、", "\n").splitlines()
        )
        return [str(item).strip() for item in items if str(item).strip()]
    if isinstance(given, str):
        return _from_text(field, given.strip())
    if field.type in ("decimal", "money") and isinstance(given, float):
        return Decimal(str(given))
    return given


def _from_text(field: Field, text: str) -> object:
    plain = unicodedata.normalize("NFKC", text)
    if field.type == "int":
        digits = plain.replace(",", "")
        if not digits.lstrip("-").isdigit():
            raise ValueError(f"应为整数，现为“{text}”")
        return int(digits)
    if field.type in ("decimal", "money"):
        try:
            return Decimal(plain.replace(",", ""))
        except InvalidOperation as fault:
            raise ValueError(f"应为数字，现为“{text}”") from fault
    if field.type == "date":
        return _date(text)
    if field.type == "bool":
        return _bool(plain)
    return normal(text) if field.type == "uscc" else text


def _date(text: str) -> date:
    found = parse_date(text)
    if found is None:
        raise ValueError(f"应为日期，如 2024-03-05，现为“{text}”")
    return found


def _bool(text: str) -> bool:
    if text in ("是", "true", "True", "on", "1"):
        return True
    if text in ("否", "false", "False", "0"):
        return False
    raise ValueError(f"应为“是”或“否”，现为“{text}”")

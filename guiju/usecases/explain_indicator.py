"""An indicator's declaration in Chinese: what is counted, under which conditions, and what is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.kernel.indicator.definition import Indicator, Tally, Where
from guiju.kernel.procedure.definition import Definition, Field
from guiju.kernel.registry.registry import Registry
from guiju.usecases.house import House
from guiju.usecases.name_procedure import procedure_name
from guiju.usecases.registry import registry

FACTS = {"acts": "行为", "matters": "事项", "limits": "期限"}
COLUMNS = {
    "entry": "记录号",
    "matter": "事项",
    "procedure": "程序",
    "step": "步骤",
    "body": "机关",
    "acting_body": "作出机关",
    "by": "经办人",
    "happened_on": "发生日",
    "effective_on": "生效日",
    "recorded_on": "记录日",
    "late": "补录",
    "voided": "已失效",
    "opened_on": "开启日",
    "closed_on": "办结日",
    "stage": "所处阶段",
    "outcome": "结果",
    "limit": "期限",
    "duty": "应办步骤",
    "started_on": "起算日",
    "due_on": "届满日",
    "done_on": "完成日",
    "in_time": "按期",
}
PHRASES = {
    "eq": "{column}是{values}",
    "ne": "{column}不是{values}",
    "in": "{column}是其中之一：{values}",
    "between": "{column}在{values}之间（含两端）",
    "ge": "{column}不小于{values}",
    "le": "{column}不大于{values}",
    "is_set": "{column}已填",
    "not_set": "{column}未填",
    "within_period": "{column}在报告期内",
    "by_period_end": "{column}不晚于报告期末",
    "not_by_period_end": "至报告期末{column}尚未发生",
}
MEASURES = {
    "count": "计件数",
    "sum": "{column}求和",
    "distinct": "按{column}去重计数",
    "min_per_month": "各月件数中最少的",
}


@dataclass(frozen=True, slots=True)
class TallyTold:
    """A tally in words; ``part`` is "" or, of a ratio, 分子 or 分母."""

    part: str
    fact: str
    conditions: tuple[str, ...]
    measure: str


def explain_indicator(house: House, indicator: Indicator) -> list[TallyTold]:
    """The indicator's tallies in words."""
    parts = ("分子", "分母") if indicator.is_ratio else ("",)
    return [
        TallyTold(
            part,
            FACTS[tally.fact],
            tuple(_condition(house, tally, where) for where in tally.where),
            MEASURES[tally.measure.kind].format(column=_column(house, tally.measure.column or "")),
        )
        for part, tally in zip(parts, indicator.tallies, strict=True)
    ]


def _condition(house: House, tally: Tally, where: Where) -> str:
    known = registry(house)
    definitions = list(_definitions(house, tally))
    told = "、".join(_value(definitions, known, where.column, value, house) for value in where.values)
    if where.comparison == "between":
        told = "至".join(_value(definitions, known, where.column, value, house) for value in where.values)
    return PHRASES[where.comparison].format(column=_column(house, where.column), values=told)


def _definitions(house: House, tally: Tally) -> Iterator[Definition]:
    """The procedures that the tally speaks of (all, where it names none)."""
    named = {str(v) for w in tally.where if w.column == "procedure" for v in w.values}
    for definition in house.catalogue.procedures:
        if not named or definition.id in named:
            yield definition


def _column(house: House, column: str) -> str:
    if column.startswith("f_"):
        field = _field(house, column[2:])
        return f"“{field.title if field else column[2:]}”"
    return COLUMNS.get(column, column)


def _field(house: House, name: str) -> Field | None:
    steps = (step for definition in house.catalogue.procedures for step in definition.steps)
    return next((field for step in steps if (field := step.field(name))), None)


def _value(definitions: list[Definition], known: Registry, column: str, value: object, house: House) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    titles = {
        "step": lambda d: d.step_of[text].title if text in d.step_of else None,
        "duty": lambda d: d.step_of[text].title if text in d.step_of else None,
        "stage": lambda d: d.stage_of[text].title if text in d.stage_of else None,
        "outcome": lambda d: next((o.title for o in d.outcomes if o.id == text), None),
        "limit": lambda d: next((one.title for one in d.limits if one.id == text), None),
    }
    if column == "procedure":
        return f"“{procedure_name(house.catalogue, text)}”"
    if column in ("body", "acting_body"):
        return f"“{known.name_of_body(text, house.today())}”"
    found = (titles[column](definition) for definition in definitions) if column in titles else ()
    return f"“{next((title for title in found if title), text)}”"

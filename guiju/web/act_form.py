"""Any step's fields → a form. No form is written by hand for a procedure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from guiju.kernel.finding import Finding
from guiju.kernel.procedure.act import ERASED
from guiju.kernel.procedure.definition import Definition, Field, Step
from guiju.kernel.procedure.show import in_words
from guiju.usecases.asking import Asking
from guiju.usecases.house import House
from guiju.usecases.offer_choices import Choice, offer_choices

MOST_RADIOS = 6
WIDGETS = {
    "text": "line",
    "longtext": "area",
    "texts": "list",
    "int": "whole",
    "decimal": "number",
    "money": "number",
    "date": "date",
    "bool": "yesno",
    "choice": "one",
    "choices": "checks",
    "body": "select",
    "bodies": "checks",
    "official": "select",
    "officials": "checks",
    "matter": "matter",
    "matters": "list",
    "file": "line",
    "files": "list",
    "person": "line",
    "uscc": "line",
    "region": "line",
}
"""Field type → widget, for every type that a definition may use."""
HINTS = {
    "texts": "每行一项",
    "matters": "每行一个事项编号",
    "files": "每行一个文件名或文号",
    "file": "文件名或文号",
    "money": "单位：元",
    "uscc": "18 位统一社会信用代码",
    "region": "六位行政区划代码",
    "matter": "事项编号；可从列表中选",
}
LISTS = frozenset(("choices", "bodies", "officials"))


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that stand under one heading."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One field of the form, with what was typed and what is wrong with it."""

    field: Field
    widget: str
    values: tuple[str, ...]
    groups: tuple[Group, ...]
    findings: tuple[Finding, ...]
    hint: str
    needed_when: str

    @property
    def value(self) -> str:
        """What stands in a single box."""
        return "\n".join(self.values)

    @property
    def required(self) -> bool:
        """Whether it must always be filled."""
        return self.field.required and not self.field.when

    @property
    def size(self) -> int:
        """The number of choices."""
        return sum(len(group.choices) for group in self.groups)

    @property
    def described_by(self) -> str:
        """The ids of what a screen reader says after the label."""
        parts = [f"hint-{self.field.id}"] if self.hint or self.needed_when else []
        parts += [f"fault-{self.field.id}"] if self.findings else []
        return " ".join(parts)


def inputs_of(
    house: House,
    asking: Asking,
    definition: Definition,
    step: Step,
    typed: Mapping[str, Sequence[str]],
    findings: Iterable[Finding] = (),
    on: date | None = None,
) -> list[Input]:
    """The inputs of a step, filled with what was typed."""
    told = list(findings)
    return [
        Input(
            field=field,
            widget=_widget(field),
            values=tuple(typed.get(field.id, ())),
            groups=_groups(offer_choices(house, asking, field, on or house.today())),
            findings=tuple(f for f in told if f.place.rpartition(".")[2] == field.id),
            hint="；".join(filter(None, (field.help, HINTS.get(field.type, "")))),
            needed_when=_needed_when(definition, field),
        )
        for field in step.fields
    ]


def _needed_when(definition: Definition, field: Field) -> str:
    """Under which conditions the field must be filled, in words; "" where always or never."""
    words = (
        [in_words(definition, one).removeprefix("“本步骤”的") for one in field.when] if field.required else []
    )
    return "，且".join(words)


def _widget(field: Field) -> str:
    widget = WIDGETS[field.type]
    if widget == "one":
        return "radios" if len(field.options) <= MOST_RADIOS else "select"
    return widget


def _groups(choices: Sequence[Choice]) -> tuple[Group, ...]:
    groups: dict[str, list[Choice]] = {}
    for choice in choices:
        groups.setdefault(choice.group, []).append(choice)
    return tuple(Group(title, tuple(members)) for title, members in groups.items())


def typed_in(step: Step, post: QueryDict) -> dict[str, list[str]]:
    """What was typed into each field of the step, untouched."""
    return {field.id: post.getlist(f"f-{field.id}") for field in step.fields}


def raw_values(step: Step, typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What ``form.values_of`` reads: a list for a field of many, else one text; blanks left out."""
    raw: dict[str, Any] = {}
    for field in step.fields:
        given = [text for text in typed.get(field.id, ()) if text.strip()]
        if given:
            raw[field.id] = given if field.type in LISTS else given[0]
    return raw


def as_typed(values: Mapping[str, object]) -> dict[str, list[str]]:
    """Recorded values as they would have been typed, for a correction; erased ones stay empty."""
    return {name: _texts(value) for name, value in values.items() if value is not ERASED}


def _texts(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["是" if value else "否"]
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return [] if value is None else [str(value)]


def of_no_input(step: Step, findings: Iterable[Finding]) -> list[Finding]:
    """Findings that belong to no field of the step: shown above the form."""
    names = {field.id for field in step.fields} | {"happened_on", "effective_on"}
    return [f for f in findings if f.place.rpartition(".")[2] not in names]

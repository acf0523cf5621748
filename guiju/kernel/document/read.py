"""A parsed TOML table → Outline, or every finding at once, each with its key and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from guiju.kernel.declared import Table, opened
from guiju.kernel.document.outline import (
    COMPARISONS,
    Comparison,
    Condition,
    Item,
    Narrative,
    Outline,
    Section,
    Sentence,
)
from guiju.kernel.document.slots import BadSlot, WordSlot, split_template
from guiju.kernel.finding import Finding, has_errors
from guiju.kernel.law.read_citation import read_cites

FORMAT = 1
DEEPEST_LEVEL = 4
_EMPTY = "declaration.empty"
_SLOT = "declaration.slot"


def read_outline(data: Mapping[str, Any], place: str) -> tuple[Outline | None, tuple[Finding, ...]]:
    """The outline of a parsed file, and the findings; None as soon as one of them is an error."""
    findings: list[Finding] = []
    file = opened(data, place, findings, FORMAT)
    outline = _outline(file)
    file.close()
    return (None if has_errors(findings) else outline), tuple(findings)


def _outline(table: Table) -> Outline:
    narratives = tuple(_narrative(below) for below in _below(table, "narrative"))
    fields = frozenset(narrative.id for narrative in narratives)
    outline = Outline(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        paper_title=_template(table, "paper_title", fields, required=True),
        systems=table.texts("systems", alone=False),
        cites=_cites(table, required=True),
        sections=tuple(_section(below, fields) for below in _below(table, "section")),
        narratives=narratives,
        opening=_sentences(table, "opening", fields),
        gist=table.text("gist"),
        since=table.day("since"),
        until=table.day("until"),
        table_title=table.text("table_title") or "数据来源表",
    )
    if not outline.sections:
        table.fault("section", "提纲没有一个部分，请至少写一个 [[section]]", _EMPTY)
    _check_ids(table, "narrative", [narrative.id for narrative in narratives])
    _check_ids(table, "section", [section.id for section in outline.sections])
    return outline


def _below(table: Table, key: str) -> Iterator[Table]:
    """Each table of a list; keys that nobody asked for are found when the next one begins."""
    for below in table.tables(key):
        yield below
        below.close()


def _narrative(table: Table) -> Narrative:
    return Narrative(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        help=table.text("help"),
        required=table.flag("required"),
    )


def _section(table: Table, fields: frozenset[str]) -> Section:
    section = Section(
        id=table.text("id", required=True),
        title=_template(table, "title", fields, required=True),
        cites=_cites(table),
        required=table.flag("required"),
        sentences=_sentences(table, "sentences", fields),
        items=tuple(_item(below, fields, 2) for below in _below(table, "item")),
        rows=table.texts("row"),
    )
    if not section.sentences and not section.items:
        table.fault("sentences", "这一部分是空的，请写 sentences 或 [[section.item]]", _EMPTY)
    return section


def _item(table: Table, fields: frozenset[str], level: int) -> Item:
    if table.has("item") and level == DEEPEST_LEVEL:
        table.fault("item", "标题最多四层：一、（一）1.（1），请并入上一层", "declaration.level")
        table.leave("item")
    deeper = (
        ()
        if level == DEEPEST_LEVEL
        else tuple(_item(each, fields, level + 1) for each in _below(table, "item"))
    )
    item = Item(
        id=table.text("id", required=True),
        title=_template(table, "title", fields, required=True),
        sentences=_sentences(table, "sentences", fields),
        items=deeper,
        required=table.flag("required"),
    )
    if not item.sentences and not item.items:
        table.fault("sentences", '这一条没有句子，请写 sentences = [{ text = "…" }]', _EMPTY)
    return item


def _sentences(table: Table, key: str, fields: frozenset[str]) -> tuple[Sentence, ...]:
    return tuple(_sentence(below, fields) for below in _below(table, key))


def _sentence(table: Table, fields: frozenset[str]) -> Sentence:
    sentence = Sentence(
        text=_template(table, "text", fields, required=True),
        zero=_template(table, "zero", fields),
        when=_conditions(table),
        new_paragraph=table.flag("new_paragraph"),
    )
    if sentence.zero and "{" not in sentence.text:
        table.fault("zero", "句中没有数字，“zero”永远用不上，请删去", _SLOT)
    return sentence


def _conditions(table: Table) -> tuple[Condition, ...]:
    given = table.raw("when")
    good: list[Condition] = []
    for entry in given if isinstance(given, list) else [] if given is None else [given]:
        condition = _condition(entry)
        if condition is None:
            options = "、".join(COMPARISONS)
            message = f'条件应写成 [["指标代码", "ge", 1]]，比较可用 {options}，现为 {entry!r}'
            table.fault("when", message, "declaration.condition")
        else:
            good.append(condition)
    return tuple(good)


def _condition(entry: object) -> Condition | None:
    if not isinstance(entry, list) or len(entry) != 3:
        return None
    code, comparison, value = entry
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(code, str) or comparison not in COMPARISONS or not number:
        return None
    return Condition(code, cast(Comparison, comparison), Decimal(str(value)))


def _template(table: Table, key: str, fields: frozenset[str], *, required: bool = False) -> str:
    """A sentence whose slots can be read and whose narrative fields are declared."""
    text = table.text(key, required=required)
    try:
        pieces = split_template(text)
    except BadSlot as fault:
        table.fault(key, str(fault), _SLOT)
        return ""
    for piece in pieces:
        if isinstance(piece, WordSlot) and piece.narrative and piece.name not in fields:
            message = f'“{{text:{piece.name}}}”没有声明，请写 [[narrative]] id = "{piece.name}"'
            table.fault(key, message, _SLOT)
    return text


def _cites(table: Table, *, required: bool = False) -> tuple[str, ...]:
    return tuple(citation.compact() for citation in read_cites(table, default=None if required else ()))


def _check_ids(table: Table, key: str, ids: list[str]) -> None:
    """Ids of one kind are told apart."""
    for again in sorted({each for each in ids if each and ids.count(each) > 1}):
        table.fault(key, f"标识“{again}”用了两次，请改名", "declaration.duplicate")

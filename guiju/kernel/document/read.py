"""A parsed TOML table → Outline, or every finding at once, each with its key and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

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
from guiju.kernel.law.tables import TableReader

FORMAT = 1
DEEPEST_LEVEL = 4
_EMPTY = "declaration.empty"
_SLOT = "declaration.slot"


def read_outline(data: Mapping[str, Any], place: str) -> tuple[Outline | None, tuple[Finding, ...]]:
    """The outline of a parsed file, and the findings; None as soon as one of them is an error."""
    findings: list[Finding] = []
    reader = TableReader(data, place, findings)
    outline = _outline(reader)
    reader.finish()
    return (None if has_errors(findings) else outline), tuple(findings)


def _outline(reader: TableReader) -> Outline:
    reader.skip("format")
    if reader.table.get("format") != FORMAT:
        reader.fault("format", f"文件须写明 format = {FORMAT}")
    narratives = tuple(_narrative(below) for below in _below(reader, "narrative"))
    fields = frozenset(narrative.id for narrative in narratives)
    outline = Outline(
        id=reader.text("id", required=True),
        title=reader.text("title", required=True),
        paper_title=_template(reader, "paper_title", fields, required=True),
        systems=reader.texts("systems"),
        cites=_cites(reader, required=True),
        sections=tuple(_section(below, fields) for below in _below(reader, "section")),
        narratives=narratives,
        opening=_sentences(reader, "opening", fields),
        gist=reader.text("gist"),
        since=reader.day("since"),
        until=reader.day("until"),
        table_title=reader.text("table_title") or "数据来源表",
    )
    if not outline.sections:
        reader.fault("section", "提纲没有一个部分，请至少写一个 [[section]]", _EMPTY)
    _check_ids(reader, "narrative", [narrative.id for narrative in narratives])
    _check_ids(reader, "section", [section.id for section in outline.sections])
    return outline


def _below(reader: TableReader, key: str) -> Iterator[TableReader]:
    """A reader for each table of a list; keys that nobody asked for are found when the next one begins."""
    for table, place in reader.tables(key):
        below = TableReader(table, place, reader.findings)
        yield below
        below.finish()


def _narrative(reader: TableReader) -> Narrative:
    return Narrative(
        id=reader.text("id", required=True),
        title=reader.text("title", required=True),
        help=reader.text("help"),
        required=reader.yes("required", default=False),
    )


def _section(reader: TableReader, fields: frozenset[str]) -> Section:
    section = Section(
        id=reader.text("id", required=True),
        title=_template(reader, "title", fields, required=True),
        cites=_cites(reader),
        required=reader.yes("required", default=False),
        sentences=_sentences(reader, "sentences", fields),
        items=tuple(_item(below, fields, 2) for below in _below(reader, "item")),
    )
    if not section.sentences and not section.items:
        reader.fault("sentences", "这一部分是空的，请写 sentences 或 [[section.item]]", _EMPTY)
    return section


def _item(reader: TableReader, fields: frozenset[str], level: int) -> Item:
    if "item" in reader.table and level == DEEPEST_LEVEL:
        reader.fault("item", "标题最多四层：一、（一）1.（1），请并入上一层", "declaration.level")
        reader.skip("item")
    deeper = (
        ()
        if level == DEEPEST_LEVEL
        else tuple(_item(each, fields, level + 1) for each in _below(reader, "item"))
    )
    item = Item(
        id=reader.text("id", required=True),
        title=_template(reader, "title", fields, required=True),
        sentences=_sentences(reader, "sentences", fields),
        items=deeper,
        required=reader.yes("required", default=False),
    )
    if not item.sentences and not item.items:
        reader.fault("sentences", '这一条没有句子，请写 sentences = [{ text = "…" }]', _EMPTY)
    return item


def _sentences(reader: TableReader, key: str, fields: frozenset[str]) -> tuple[Sentence, ...]:
    return tuple(_sentence(below, fields) for below in _below(reader, key))


def _sentence(reader: TableReader, fields: frozenset[str]) -> Sentence:
    sentence = Sentence(
        text=_template(reader, "text", fields, required=True),
        zero=_template(reader, "zero", fields),
        when=_conditions(reader),
        new_paragraph=reader.yes("new_paragraph", default=False),
    )
    if sentence.zero and "{" not in sentence.text:
        reader.fault("zero", "句中没有数字，“zero”永远用不上，请删去", _SLOT)
    return sentence


def _conditions(reader: TableReader) -> tuple[Condition, ...]:
    reader.skip("when")
    given = reader.table.get("when", [])
    good: list[Condition] = []
    for entry in given if isinstance(given, list) else [given]:
        condition = _condition(entry)
        if condition is None:
            options = "、".join(COMPARISONS)
            message = f'条件应写成 [["指标代码", "ge", 1]]，比较可用 {options}，现为 {entry!r}'
            reader.fault("when", message, "declaration.condition")
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


def _template(reader: TableReader, key: str, fields: frozenset[str], *, required: bool = False) -> str:
    """A sentence whose slots can be read and whose narrative fields are declared."""
    text = reader.text(key, required=required)
    try:
        pieces = split_template(text)
    except BadSlot as fault:
        reader.fault(key, str(fault), _SLOT)
        return ""
    for piece in pieces:
        if isinstance(piece, WordSlot) and piece.narrative and piece.name not in fields:
            message = f'“{{text:{piece.name}}}”没有声明，请写 [[narrative]] id = "{piece.name}"'
            reader.fault(key, message, _SLOT)
    return text


def _cites(reader: TableReader, *, required: bool = False) -> tuple[str, ...]:
    return tuple(citation.compact() for citation in reader.cites(default=None if required else ()))


def _check_ids(reader: TableReader, key: str, ids: list[str]) -> None:
    """Ids of one kind are told apart."""
    for again in sorted({each for each in ids if each and ids.count(each) > 1}):
        reader.fault(key, f"标识“{again}”用了两次，请改名", "declaration.duplicate")

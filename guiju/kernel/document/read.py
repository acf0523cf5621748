"""A parsed TOML table → Outline, or every finding at once, each with its key and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from guiju.kernel.declared import Table
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
from guiju.kernel.law.citation import parse_compact

FORMAT = 1
DEEPEST_LEVEL = 4


def read_outline(data: Mapping[str, Any], place: str) -> tuple[Outline | None, tuple[Finding, ...]]:
    """The outline of a parsed file, and the findings; None as soon as one of them is an error."""
    findings: list[Finding] = []
    table = Table(data, place, findings)
    outline = _outline(table)
    table.close()
    return (None if has_errors(findings) else outline), tuple(findings)


def _outline(table: Table) -> Outline:
    if table.number("format") != FORMAT:
        table.fault("format", f"缺少或不认识的格式号，现在的格式是 format = {FORMAT}", "declaration.format")
    narratives = tuple(_narrative(below) for below in table.tables("narrative"))
    fields = frozenset(narrative.id for narrative in narratives)
    outline = Outline(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        paper_title=_template(table, "paper_title", fields, required=True),
        systems=table.texts("systems"),
        cites=_cites(table, required=True),
        sections=tuple(_section(below, fields) for below in table.tables("section")),
        narratives=narratives,
        opening=_sentences(table, "opening", fields),
        gist=table.text("gist"),
        since=table.day("since"),
        until=table.day("until"),
        table_title=table.text("table_title", "数据来源表"),
    )
    if not outline.sections:
        table.fault("section", "提纲没有一个部分，请至少写一个 [[section]]", "declaration.missing")
    _check_ids(table, outline)
    return outline


def _narrative(table: Table) -> Narrative:
    narrative = Narrative(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        help=table.text("help"),
        required=table.flag("required"),
    )
    table.close()
    return narrative


def _section(table: Table, fields: frozenset[str]) -> Section:
    section = Section(
        id=table.text("id", required=True),
        title=_template(table, "title", fields, required=True),
        cites=_cites(table),
        required=table.flag("required"),
        sentences=_sentences(table, "sentences", fields),
        items=tuple(_item(below, fields, 2) for below in table.tables("item")),
    )
    if not section.sentences and not section.items:
        table.fault("sentences", "这一部分是空的，请写 sentences 或 [[section.item]]", "declaration.missing")
    table.close()
    return section


def _item(table: Table, fields: frozenset[str], level: int) -> Item:
    below = table.tables("item")
    if below and level == DEEPEST_LEVEL:
        table.fault("item", "标题最多四层：一、（一）1.（1），请并入上一层", "declaration.level")
        below = []
    item = Item(
        id=table.text("id", required=True),
        title=_template(table, "title", fields, required=True),
        sentences=_sentences(table, "sentences", fields),
        items=tuple(_item(deeper, fields, level + 1) for deeper in below),
        required=table.flag("required"),
    )
    if not item.sentences and not item.items:
        table.fault("sentences", "这一条没有句子，请写 sentences = [{ text = \"…\" }]", "declaration.missing")
    table.close()
    return item


def _sentences(table: Table, key: str, fields: frozenset[str]) -> tuple[Sentence, ...]:
    return tuple(_sentence(below, fields) for below in table.tables(key))


def _sentence(table: Table, fields: frozenset[str]) -> Sentence:
    sentence = Sentence(
        text=_template(table, "text", fields, required=True),
        zero=_template(table, "zero", fields),
        when=tuple(_conditions(table)),
        new_paragraph=table.flag("new_paragraph"),
    )
    if sentence.zero and "{" not in sentence.text:
        table.fault("zero", "句中没有数字，“zero”永远用不上，请删去", "declaration.zero")
    table.close()
    return sentence


def _conditions(table: Table) -> list[Condition]:
    given = table.raw("when")
    if given is None:
        return []
    good: list[Condition] = []
    for entry in given if isinstance(given, list) else [given]:
        condition = _condition(entry)
        if condition is None:
            table.fault("when", f"条件应写成 [[\"指标代码\", \"ge\", 1]]，比较可用 {'、'.join(COMPARISONS)}，现为 {entry!r}")
        else:
            good.append(condition)
    return good


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
        table.fault(key, str(fault), "declaration.slot")
        return ""
    for piece in pieces:
        if isinstance(piece, WordSlot) and piece.narrative and piece.name not in fields:
            table.fault(key, f"“{{text:{piece.name}}}”没有声明，请写 [[narrative]] id = \"{piece.name}\"", "declaration.slot")
    return text


def _cites(table: Table, *, required: bool = False) -> tuple[str, ...]:
    cites = table.texts("cites", required=required)
    for cite in cites:
        if parse_compact(cite) is None:
            table.fault("cites", f"“{cite}”不是引用，应写成 行政复议法(2023)#62.1", "declaration.citation")
    return cites


def _check_ids(table: Table, outline: Outline) -> None:
    """Ids of one kind are told apart."""
    narratives = [narrative.id for narrative in outline.narratives]
    sections = [section.id for section in outline.sections]
    for kind, ids in (("narrative", narratives), ("section", sections)):
        for again in sorted({each for each in ids if each and ids.count(each) > 1}):
            table.fault(f"{kind}[{again}]", f"标识“{again}”用了两次，请改名", "declaration.duplicate")

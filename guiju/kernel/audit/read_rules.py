"""The files under ``audit/`` of the catalogue, parsed → the auditor's book, or every finding in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast, get_args

from guiju.kernel.audit.rules import (
    AuditBook,
    AuditRule,
    ClaimKind,
    Duties,
    Plausible,
    Proof,
    Ratio,
    Relation,
    RelationKind,
    Repealed,
    Slip,
    Stump,
    WordClaim,
)
from guiju.kernel.declared import Table, opened
from guiju.kernel.finding import Finding, Level, has_errors
from guiju.kernel.law.read_citation import read_cites

FORMAT = 1
FILES = ("rules", "relations", "words", "slips", "repealed", "duties")
_NEVER = re.compile(r"(?!)")
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")


def audit_book_from_tables(
    tables: Mapping[str, Mapping[str, Any]], folder: str = "audit/"
) -> AuditBook | list[Finding]:
    """The book from the parsed files, keyed ``rules.toml``, ``relations.toml`` …; or every finding in them."""
    findings: list[Finding] = []
    files = {
        name: opened(tables.get(f"{name}.toml", {}), f"{folder}{name}.toml", findings, FORMAT)
        for name in FILES
    }
    relations, words, slips = files["relations"], files["words"], files["slips"]
    book = AuditBook(
        rules=_rules(files["rules"]),
        relations=tuple(_relation(table) for table in relations.tables("relation")),
        ratios=tuple(_ratio(table) for table in relations.tables("ratio", by="title")),
        plausible=tuple(_plausible(table) for table in relations.tables("plausible")),
        unbounded=relations.texts("unbounded"),
        claims=tuple(_word_claim(table) for table in words.tables("claim", by="kind")),
        proofs=_proofs(words),
        belied=words.texts("belied"),
        slips=tuple(_slip(table) for table in slips.tables("slip", by="wrong")),
        stumps=tuple(_stump(table) for table in slips.tables("stump", by="char")),
        leftovers=_pattern(slips, "leftovers"),
        repealed=tuple(_repealed(table) for table in files["repealed"].tables("repealed", by="name")),
        duties=_duties(files["duties"]),
    )
    for file in files.values():
        file.text("title")
        file.close()
    return findings if has_errors(findings) else book


def _rules(file: Table) -> dict[str, AuditRule]:
    rules: dict[str, AuditRule] = {}
    for table in file.tables("rule"):
        rule = AuditRule(
            id=table.text("id", required=True),
            title=table.text("title", required=True),
            level=cast("Level", table.one_of("level", get_args(Level))),
            gist=table.text("gist", required=True),
            mend=table.text("mend", required=True, instead="写明起草人应当怎么改"),
            cites=read_cites(table, default=()),
            basis=table.text("basis"),
        )
        if not rule.cites and not rule.basis:
            table.missing("basis", "每条规则都要写明依据：cites 引条文，或者 basis 写明道理")
        if rule.id and not _ID.fullmatch(rule.id):
            table.fault("id", f"规则编号“{rule.id}”应写成 类别.名称，只用小写字母、数字和下划线")
        if rule.id in rules:
            table.fault("id", f"规则“{rule.id}”登记了两次", "rule.duplicate_id")
        rules[rule.id] = rule
        table.close()
    return rules


def _relation(table: Table) -> Relation:
    relation = Relation(
        id=table.text("id", required=True),
        kind=cast("RelationKind", table.one_of("kind", get_args(RelationKind))),
        parts=table.texts("parts", required=True),
        say=table.text("say", required=True),
        whole=table.text("whole"),
        rate=table.text("rate"),
        strict=table.flag("strict", default=True),
    )
    wants_whole = relation.kind in ("sum_at_most", "sum_equals", "rate", "between")
    if wants_whole != bool(relation.whole):
        table.fault("whole", "分项之和、比率和居中的关系须写明 whole，其余关系不写")
    if (relation.kind == "rate") != bool(relation.rate):
        table.fault("rate", '比率的关系（kind = "rate"）须写明 rate，其余关系不写')
    table.close()
    return relation


def _ratio(table: Table) -> Ratio:
    table.text("title")
    ratio = Ratio(
        table.texts("words", required=True),
        table.texts("part", required=True),
        table.texts("whole", required=True),
    )
    table.close()
    return ratio


def _plausible(table: Table) -> Plausible:
    plausible = Plausible(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        top_units=frozenset(table.texts("top_units", required=True)),
        top_words=table.texts("top_words", required=True),
        bottom_units=frozenset(table.texts("bottom_units", required=True)),
        bottom_words=table.texts("bottom_words", required=True),
        most=Decimal(table.number("most", 0, least=1)),
        why=table.text("why", required=True),
    )
    table.close()
    return plausible


def _word_claim(table: Table) -> WordClaim:
    claim = WordClaim(
        cast("ClaimKind", table.one_of("kind", get_args(ClaimKind))), _pattern(table, "patterns")
    )
    table.close()
    return claim


def _proofs(file: Table) -> dict[ClaimKind, tuple[Proof, ...]]:
    proofs: dict[ClaimKind, tuple[Proof, ...]] = {}
    for table in file.tables("proof"):
        kind = cast("ClaimKind", table.one_of("kind", get_args(ClaimKind)))
        proof = Proof(table.texts("words"), table.text("record", required=True))
        proofs[kind] = (*proofs.get(kind, ()), proof)
        table.close()
    return proofs


def _slip(table: Table) -> Slip:
    slip = Slip(table.text("wrong", required=True), table.text("right", required=True), table.texts("unless"))
    if slip.wrong and any(slip.wrong not in longer for longer in slip.unless):
        table.fault("unless", f"“unless”里的词要含有“{slip.wrong}”")
    table.close()
    return slip


def _stump(table: Table) -> Stump:
    stump = Stump(
        char=table.text("char", required=True),
        after=frozenset(table.text("after", required=True)),
        before=frozenset(table.text("before")),
        opening=table.flag("opening"),
    )
    table.close()
    return stump


def _repealed(table: Table) -> Repealed:
    repealed = Repealed(
        names=(table.text("name", required=True), *table.texts("aliases")),
        until=table.day("until", required=True) or date.max,
        successor=table.text("successor", required=True, instead="写明由哪部法律取代，没有的写“无”"),
        source=table.text("source", required=True),
    )
    table.close()
    return repealed


def _duties(file: Table) -> Duties:
    topics = file.table("topics", "一个表：主题 = [词…]")
    return Duties(
        problem=file.texts("problem", required=True),
        cause=file.texts("cause", required=True),
        principal=file.texts("principal", required=True),
        plan=file.texts("plan", required=True),
        generic=tuple(_compiled(file, "generic", text) for text in file.texts("generic")),
        topics={} if topics is None else {name: topics.texts(name) for name in topics.data},
    )


def _pattern(table: Table, key: str) -> re.Pattern[str]:
    """One expression that matches whatever one of the declared ones does."""
    texts = table.texts(key, required=True)
    for text in texts:
        _compiled(table, key, text)
    return _compiled(table, key, "|".join(f"(?:{text})" for text in texts)) if texts else _NEVER


def _compiled(table: Table, key: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as fault:
        table.fault(key, f"表达式“{text}”写错了（{fault}）；请改正括号和量词")
        return _NEVER

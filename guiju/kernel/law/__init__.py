"""Law 法: what the law says, and since when. Public names of the room."""

from __future__ import annotations

from guiju.kernel.law.citation import Citation, parse, parse_compact, parse_printed, print_all
from guiju.kernel.law.force import Force, level_of, word_of
from guiju.kernel.law.instrument import RANKS, Instrument, Instruments, InstrumentVersion
from guiju.kernel.law.read import instruments_from_table, rule_version_from_limit, rules_from_tables
from guiju.kernel.law.rule import Direction, Extension, Ground, Rule, RuleBook, RuleVersion
from guiju.kernel.law.span import Span, Unit, parse_span
from guiju.kernel.law.text import StatuteText, TextLibrary, parse_text, span_occurs

__all__ = [
    "RANKS",
    "Citation",
    "Direction",
    "Extension",
    "Force",
    "Ground",
    "Instrument",
    "InstrumentVersion",
    "Instruments",
    "Rule",
    "RuleBook",
    "RuleVersion",
    "Span",
    "StatuteText",
    "TextLibrary",
    "Unit",
    "instruments_from_table",
    "level_of",
    "parse",
    "parse_compact",
    "parse_printed",
    "parse_span",
    "parse_text",
    "print_all",
    "rule_version_from_limit",
    "rules_from_tables",
    "span_occurs",
    "word_of",
]

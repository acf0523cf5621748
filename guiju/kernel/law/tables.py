"""Careful reading of one table of data: every fault is collected, with file, key and what instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from guiju.kernel.finding import Finding, error
from guiju.kernel.law.citation import Citation, parse_all

Table = Mapping[str, Any]


@dataclass(slots=True)
class TableReader:
    """Reads keys of one table, remembers which were asked for, and gathers findings.

    ``place`` is ``file:key`` of the table; a fault in key ``span`` is found at ``file:key.span``.
    """

    table: Table
    place: str
    findings: list[Finding]
    asked: set[str] = field(default_factory=set)

    def fault(self, key: str, message: str, rule: str = "format") -> None:
        """Note an error in a key of this table."""
        self.findings.append(error(rule, message, self.at(key)))

    def at(self, key: str) -> str:
        """The place of a key of this table: ``file:key``, deeper ``file:key[1].key``."""
        return f"{self.place}{'.' if ':' in self.place else ':'}{key}" if key else self.place

    def text(self, key: str, *, required: bool = False) -> str:
        """The text under the key; "" where absent."""
        value = self._value(key, required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, f"“{key}”应当是文字，现为{_kind(value)}")
            return ""
        if required and not value.strip():
            self.fault(key, f"“{key}”不得为空")
        return value

    def one_of(self, key: str, options: Iterable[str], default: str) -> str:
        """The text under the key if it is one of the options, else a finding and the default."""
        known = tuple(options)
        value = self._value(key, required=False)
        if value is None:
            return default
        if value not in known:
            self.fault(key, f"“{key}”只能是{'、'.join(known)}之一，现为“{value}”")
            return default
        return str(value)

    def day(self, key: str) -> date | None:
        """The date under the key (a TOML date), None where absent."""
        value = self._value(key, required=False)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.fault(key, f"“{key}”应当是日期，写作 2024-01-01（不加引号），现为{_kind(value)}")
            return None
        return value

    def whole(self, key: str, default: int) -> int:
        """The whole number under the key, at least 1."""
        value = self._value(key, required=False)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.fault(key, f"“{key}”应当是不小于1的整数，现为“{value}”")
            return default
        return value

    def yes(self, key: str, *, default: bool) -> bool:
        """The boolean under the key."""
        value = self._value(key, required=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, f"“{key}”应当是 true 或 false，现为{_kind(value)}")
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under the key; () where absent."""
        value = self._value(key, required=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.fault(key, f'“{key}”应当是文字的列表，如 ["甲", "乙"]')
            return ()
        return tuple(value)

    def cites(self, key: str = "cites", default: tuple[Citation, ...] | None = None) -> tuple[Citation, ...]:
        """The citations under the key; the default where absent, a finding where there is none either."""
        value = self._value(key, required=default is None)
        if value is None:
            return default or ()
        citations, wrong = parse_all(value)
        for entry in wrong:
            self.fault(key, f"引用“{entry}”读不出；写作 行政复议法(2023)#62.1", "citation.form")
        if not isinstance(value, list):
            self.fault(key, f"“{key}”应当是引用的列表")
        elif not value and default is None:
            self.fault(key, f"“{key}”不得为空：每条规则都要有依据")
        return citations

    def citation(self, key: str) -> Citation | None:
        """The single citation under the key, None where absent."""
        value = self._value(key, required=False)
        if value is None:
            return None
        citations, _ = parse_all([value])
        if not citations:
            self.fault(key, f"引用“{value}”读不出；写作 民事诉讼法(2023)#85.3", "citation.form")
            return None
        return citations[0]

    def tables(self, key: str) -> list[tuple[Table, str]]:
        """The tables in the list under the key, each with its place."""
        value = self._value(key, required=False)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
            self.fault(key, f"“{key}”应当是表的列表")
            return []
        return [(entry, f"{self.at(key)}[{number}]") for number, entry in enumerate(value, 1)]

    def skip(self, *keys: str) -> None:
        """Leave keys to another reader."""
        self.asked.update(keys)

    def finish(self) -> None:
        """Find every key that nobody asked for."""
        for key in self.table:
            if key not in self.asked:
                self.fault(key, f"不认识的键“{key}”；可用的键：{'、'.join(sorted(self.asked))}")

    def _value(self, key: str, required: bool) -> Any:
        self.asked.add(key)
        if required and key not in self.table:
            self.fault(key, f"缺少“{key}”")
        return self.table.get(key)


def _kind(value: object) -> str:
    kinds = {bool: "真假值", int: "整数", float: "小数", str: "文字", list: "列表", dict: "表"}
    return kinds.get(type(value), "日期" if isinstance(value, date) else type(value).__name__)

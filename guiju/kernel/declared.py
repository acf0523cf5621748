"""A declared table being read: typed keys, and every fault collected with file, key and what instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from guiju.kernel.finding import Finding, error


class Table:
    """One TOML table with its place; reading a key marks it as known, ``close`` reports the rest."""

    def __init__(self, data: Mapping[str, Any], place: str, findings: list[Finding]) -> None:
        self.data = data
        self.place = place
        self.findings = findings
        self._known: set[str] = set()

    def fault(self, key: str, message: str, rule: str = "declaration") -> None:
        """Note a fault of ``key``."""
        self.findings.append(error(rule, message, f"{self.place}.{key}" if key else self.place))

    def raw(self, key: str) -> Any:
        """The value as parsed, or None."""
        self._known.add(key)
        return self.data.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self.data

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A string."""
        value = self.raw(key)
        if value is None:
            if required:
                self.fault(key, f"缺少“{key}”，应写成一个字符串", "declaration.missing")
            return default
        if not isinstance(value, str) or (required and not value.strip()):
            self.fault(key, f"“{key}”应为非空字符串，现为 {value!r}", "declaration.type")
            return default
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings; a single string stands for a list of one."""
        value = self.raw(key)
        if value is None:
            if required:
                self.fault(key, f'缺少“{key}”，应写成字符串列表，如 ["…"]', "declaration.missing")
            return ()
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            self.fault(key, f"“{key}”应为字符串列表，现为 {value!r}", "declaration.type")
            return ()
        return tuple(values)

    def flag(self, key: str) -> bool:
        """A boolean, false when left out."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, f"“{key}”应为 true 或 false，现为 {value!r}", "declaration.type")
            return False
        return bool(value)

    def number(self, key: str, default: int | None = None) -> int | None:
        """An integer."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(key, f"“{key}”应为整数，现为 {value!r}", "declaration.type")
            return default
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date."""
        value = self.raw(key)
        if value is None:
            if required:
                self.fault(key, f"缺少“{key}”，应写成日期，如 2024-01-01", "declaration.missing")
            return None
        if type(value) is not date:
            self.fault(key, f"“{key}”应为日期（如 2024-01-01），现为 {value!r}", "declaration.type")
            return None
        return value

    def one_of(self, key: str, allowed: Sequence[str] | frozenset[str], default: str = "") -> str:
        """A string of a closed set."""
        value = self.text(key, default, required=not default)
        if value and value not in allowed:
            self.fault(
                key, f"“{key}”不能是“{value}”，可选：{'、'.join(sorted(allowed))}", "declaration.choice"
            )
            return default
        return value

    def tables(self, key: str) -> list[Table]:
        """A list of tables, each with its own place (by id where it has one)."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.fault(key, f"“{key}”应为一组表（[[{key}]]）", "declaration.type")
            return []
        return [
            Table(v, f"{self.place}.{key}[{v.get('id', number)}]", self.findings)
            for number, v in enumerate(value)
        ]

    def close(self) -> None:
        """Report the keys nobody read."""
        for key in self.data.keys() - self._known:
            near = get_close_matches(key, self._known, 1)
            hint = f"，是不是“{near[0]}”？" if near else f"；这里可用：{'、'.join(sorted(self._known))}"
            self.fault(key, f"不认识的键“{key}”{hint}", "declaration.unknown_key")

"""Declared data being read with care: typed keys, and every fault collected with file, key and what instead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Set
from datetime import date
from difflib import get_close_matches
from typing import Any, overload

from guiju.kernel.finding import Finding, error


def inside(place: str, key: str) -> str:
    """The place of a key: ``file:key`` in a file, ``file:key[id].key`` further down."""
    return f"{place}{'.' if ':' in place else ':'}{key}" if key else place


def nearest(word: str, known: Collection[str]) -> str:
    """What was perhaps meant, else what there is, as the end of a Chinese sentence."""
    return _guess(word, known) or _choices(known)


def opened(data: Mapping[str, Any], place: str, findings: list[Finding], wanted: int) -> Table:
    """The table of a whole file, which must state ``format = wanted``."""
    table = Table(data, place, findings)
    given = table.raw("format")
    if type(given) is not int or given != wanted:
        table.fault("format", f"文件须写明 format = {wanted}", "declaration.format")
    return table


class Table:
    """One TOML table with its place; reading a key marks it as known, ``close`` reports the rest.

    ``instead`` of a method ends the sentence about a missing or misshapen key: what to write there.
    """

    def __init__(self, data: Mapping[str, Any], place: str, findings: list[Finding]) -> None:
        self.data = data
        self.place = place
        self.findings = findings
        self._known: set[str] = set()

    def fault(self, key: str, message: str, rule: str = "declaration") -> None:
        """Note a fault of ``key`` ("" for the table itself)."""
        self.findings.append(error(rule, message, inside(self.place, key)))

    def missing(self, key: str, instead: str) -> None:
        """Note that ``key`` is not there."""
        self.fault(key, f"缺少“{key}”，{instead}", "declaration.missing")

    def raw(self, key: str) -> Any:
        """The value as parsed, or None."""
        self._known.add(key)
        return self.data.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self.data

    def leave(self, *keys: str) -> None:
        """Leave keys to another reader."""
        self._known.update(keys)

    def text(self, key: str, default: str = "", *, required: bool = False, instead: str = "") -> str:
        """A text; one that is required is not blank."""
        value = self.raw(key)
        if value is None:
            if required:
                self.missing(key, instead or "应写成文字")
            return default
        if not isinstance(value, str) or (required and not value.strip()):
            self._mistyped(key, "非空文字" if required else "文字", value)
            return default
        return value

    def texts(self, key: str, *, required: bool = False, alone: bool = True) -> tuple[str, ...]:
        """A list of texts; if ``alone``, a single text stands for a list of one."""
        value = self.raw(key)
        if value is None:
            if required:
                self.missing(key, '应写成文字的列表，如 ["…"]')
            return ()
        values = [value] if alone and isinstance(value, str) else value
        return tuple(
            self._listed(key, '文字的列表，如 ["甲", "乙"]', values, lambda one: isinstance(one, str))
        )

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A boolean."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self._mistyped(key, " true 或 false", value)
            return default
        return default if value is None else value

    @overload
    def number(self, key: str, default: int, *, least: int | None = None) -> int: ...
    @overload
    def number(self, key: str, default: None = None, *, least: int | None = None) -> int | None: ...
    def number(self, key: str, default: int | None = None, *, least: int | None = None) -> int | None:
        """An integer, at least ``least``."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or (least is not None and value < least):
            self._mistyped(key, "整数" if least is None else f"不小于{least}的整数", value)
            return default
        return value

    def day(self, key: str, *, required: bool = False, instead: str = "") -> date | None:
        """A date, never a moment."""
        value = self.raw(key)
        if value is None:
            if required:
                self.missing(key, instead or "应写成日期，如 2024-01-01（不加引号）")
            return None
        if type(value) is not date:
            self._mistyped(key, "日期，写作 2024-01-01（不加引号）", value)
            return None
        return value

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates."""
        value = self.raw(key)
        form = "日期的列表，如 [2024-02-10, 2024-02-11]（不加引号）"
        return () if value is None else tuple(self._listed(key, form, value, lambda one: type(one) is date))

    def one_of(self, key: str, allowed: Collection[str], default: str = "", *, instead: str = "") -> str:
        """A text of a closed set; required where there is no default."""
        value = self.raw(key)
        if value is None:
            if not default:
                self.missing(key, instead or _choices(allowed))
            return default
        if not isinstance(value, str) or value not in allowed:
            rule = "declaration.choice" if isinstance(value, str) else "declaration.type"
            hint = _guess(str(value), allowed) + _choices(allowed)
            self.fault(key, f"“{key}”不能是{_shown(value)}，{hint}", rule)
            return default
        return value

    def table(self, key: str, instead: str = "") -> Table | None:
        """The table under the key, None where absent."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self._mistyped(key, instead or f"一个表（[{key}]）", value)
            return None
        return self.below(key, value)

    def tables(self, key: str, by: str = "id") -> list[Table]:
        """A list of tables, each with its own place: named by its ``by``, else numbered from 1."""
        value = self.raw(key)
        if value is None:
            return []
        entries = self._listed(key, f"表的列表（[[{key}]]）", value, lambda one: isinstance(one, Mapping))
        names = _names(entries, by)
        return [self.below(f"{key}[{name}]", entry) for name, entry in zip(names, entries, strict=True)]

    def below(self, key: str, data: Mapping[str, Any]) -> Table:
        """A table inside this one, at the key; its faults join these."""
        return Table(data, inside(self.place, key), self.findings)

    def close(self) -> None:
        """Report the keys nobody read."""
        for key in self.data:
            if key not in self._known:
                hint = nearest(key, self._known)
                self.fault(key, f"不认识的键“{key}”，{hint}", "declaration.unknown_key")

    def _listed(self, key: str, form: str, value: Any, fits: Callable[[Any], bool]) -> list[Any]:
        """The list if every entry fits, else none of it and a fault that shows the first which does not."""
        if not isinstance(value, list):
            self._mistyped(key, form, value)
            return []
        odd = [entry for entry in value if not fits(entry)]
        if odd:
            self.fault(key, f"“{key}”应为{form}，其中却有{_shown(odd[0])}", "declaration.type")
        return [] if odd else value

    def _mistyped(self, key: str, expected: str, value: object) -> None:
        self.fault(key, f"“{key}”应为{expected}，现为{_shown(value)}", "declaration.type")


def _names(entries: list[Mapping[str, Any]], by: str) -> Iterator[str]:
    """What tells the entries of a list apart; a name used before does not."""
    taken: set[str] = set()
    for number, entry in enumerate(entries, 1):
        name = entry.get(by)
        told = isinstance(name, str) and name != "" and name not in taken
        yield str(name) if told else str(number)
        taken.add(str(name))


def _guess(word: str, known: Collection[str]) -> str:
    near = get_close_matches(word, sorted(known), 1)
    return f"是不是“{near[0]}”？" if near else ""


def _choices(known: Collection[str]) -> str:
    return f"可选：{'、'.join(sorted(known) if isinstance(known, Set | Mapping) else known)}"


def _shown(value: object) -> str:
    """What was written, in the words of somebody who writes TOML."""
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, bool):
        return "真假值 true" if value else "真假值 false"
    if isinstance(value, list | Mapping):
        return "列表" if isinstance(value, list) else "表"
    return f"日期 {value}" if isinstance(value, date) else f"数 {value}"

"""The automatic numbers 自动编号 of a docx, rendered as the characters that Word prints before a paragraph."""

from __future__ import annotations

import re
from typing import Any

from guiju.kernel.document.numerals import chinese_numeral
from guiju.papers.docx_read import NAMES, W, value

Element = Any
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
    "japaneseCounting", "ideographDigital", "koreanCounting",
}  # fmt: skip
_STEMS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_LEVEL = re.compile(r"%([1-9])")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST = 9999


class Numbers:
    """The counters of every list of the document; they run in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()
        if root is None:
            return
        for each in root.findall("w:abstractNum", NAMES):
            levels = {_int(level.get(_w("ilvl"))): level for level in each.findall("w:lvl", NAMES)}
            self._levels[each.get(_w("abstractNumId")) or ""] = levels
        for each in root.findall("w:num", NAMES):
            number = each.get(_w("numId")) or ""
            self._abstract[number] = value(each, "w:abstractNumId")
            for over in each.findall("w:lvlOverride", NAMES):
                if start := value(over, "w:startOverride"):
                    self._starts[number, _int(over.get(_w("ilvl")))] = _int(start)

    def next(self, paragraph: Element, by_style: tuple[str, str]) -> str:
        """The number that stands before the paragraph, "" for none; the counter moves on."""
        own = paragraph.find("w:pPr/w:numPr", NAMES)
        list_id, level = by_style
        if own is not None:
            list_id = value(own, "w:numId") or list_id
            level = value(own, "w:ilvl") or level
        at = min(_int(level), 8)
        abstract = self._abstract.get(list_id, "")
        definition = self._levels.get(abstract, {}).get(at)
        if definition is None:
            return ""
        counts = self._count(abstract, list_id, at)
        if value(definition, "w:numFmt") in ("bullet", "none"):
            return ""
        return _LEVEL.sub(
            lambda m: self._print(abstract, int(m[1]) - 1, counts), value(definition, "w:lvlText")[:40]
        )

    def _count(self, abstract: str, list_id: str, at: int) -> dict[int, int]:
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._seen:
            self._seen.add(list_id)
            for other, level in self._starts:
                if other == list_id:
                    counts.pop(level, None)
        first = self._starts.get((list_id, at), self._start(abstract, at))
        counts[at] = counts[at] + 1 if at in counts else first
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        return counts

    def _start(self, abstract: str, at: int) -> int:
        return _int(value(self._levels[abstract].get(at), "w:start") or "1")

    def _print(self, abstract: str, at: int, counts: dict[int, int]) -> str:
        number = counts.get(at, self._start(abstract, at))
        return printed(value(self._levels[abstract].get(at), "w:numFmt"), min(number, _MOST))


def printed(form: str, number: int) -> str:
    """A number in one of Word's formats; digits where the format is not known."""
    if form in _CHINESE:
        return chinese_numeral(number)
    if form in _STEMS and 0 < number <= len(_STEMS[form]):
        return _STEMS[form][number - 1]
    if form in _CIRCLED and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        letter = chr(64 + number)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < number < 400:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for amount, sign in _ROMAN:
        text += sign * (number // amount)
        number %= amount
    return text


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= 4 else 0

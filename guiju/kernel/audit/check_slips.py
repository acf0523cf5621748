"""Checks on the writing itself: slips of the pen, doubled words, marks without a partner, template leftovers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from guiju.kernel.audit.sieve import Sieve
from guiju.kernel.audit.view import View, quoted
from guiju.kernel.finding import Finding

_PAIRS = {
    "》": "《",
    "”": "“",
    "）": "（",
    ")": "（",
    "】": "【",
    "〉": "〈",
    "〕": "〔",
    "’": "‘",
    "」": "「",
}
_OPENERS = {"《", "“", "（", "(", "【", "〈", "〔", "‘", "「"}
_BRACKETS = re.compile(r"[《》“”（）()【】〈〉〔〕‘’「」]")
_PAIR = re.compile("《》|“”|（）|【】|〈〉|〔〕|‘’|「」")
_PEELED = 3
"""How deep brackets that all have their partners are peeled off in one go."""
_LIST_NUMBER = re.compile(r"(?:^|[\s。；，：])[0-9a-zA-Z一二三四五六七八九十①-⑳]{1,3}$")
_DOUBLED_CHAR = re.compile(r"([是的在和将与及把被为从对等])\1(?![非非确了])")
_DOUBLED_WORD = re.compile(r"([\u4e00-\u9fff]{2,5})\1")
_PAIRED_BY_NATURE = re.compile(r"[一逐共]|(.)\1")
_DOUBLED_MARK = re.compile(
    r"[，、；：。？！](?:(?<=[，、；：])[，。、；：]+|(?<=。)[，、；：。]+|(?<=[？！])[，。])"
)
_DEEPEST = 8
_NAME_MASK = re.compile(r"[*＊][*＊]*")
_PLACE_MASK = Sieve(re.compile(r"(?<![A-Za-z0-9])[XxＸｘ×✕]{2,}(?=[省市州县区旗镇乡村]|街道)"))
_PLACE = re.compile(r"[省市州县区旗镇乡]|街道")


def check_slips(view: View) -> Iterator[Finding]:
    """Findings about words and marks, in no order."""
    yield from _slips(view)
    yield from _stumps(view)
    yield from _doubled(view)
    yield from _marks(view)
    hidden = _hidden_places(view)
    yield from _leftovers(view, hidden)
    yield from _masked_names(view, hidden)


def _slips(view: View) -> Iterator[Finding]:
    content = view.content
    index, slips = view.book.slip_index
    sieve, longest = view.book.slip_sieve
    windows = sieve.windows(content, view.data, longest)
    for at, end, number in index.find(content, windows).within(0, len(content)):
        slip = slips[number]
        if not any(_inside(content, at, slip.wrong, longer) for longer in slip.unless):
            yield view.finding("word.slip", f"“{slip.wrong}”疑为“{slip.right}”之误", at, end)


def _inside(content: str, at: int, wrong: str, longer: str) -> bool:
    """Whether the word stands there as part of a longer one that is right."""
    return content.startswith(longer, max(0, at - longer.index(wrong)))


def _stumps(view: View) -> Iterator[Finding]:
    """完法律顾问制度: a character that hardly stands alone has lost its partner."""
    content = view.content
    for stump in view.book.stumps:
        at = content.find(stump.char)
        while at >= 0:
            before, after = content[at - 1 : at], content[at + 1 : at + 2]
            opens = not before or not _is_character(before)
            lost = _is_character(after) and after not in stump.after and before not in stump.before
            if lost and (opens or not stump.opening):
                what = f"{quoted(content[max(0, at - 4) : at + 6])}中“{stump.char}”字前后疑有脱字"
                yield view.finding("word.stump", what, at, at + 2)
            at = content.find(stump.char, at + 1)


def _is_character(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _doubled(view: View) -> Iterator[Finding]:
    content = view.content
    for found in _DOUBLED_CHAR.finditer(content):
        if content[found.start() - 1 : found.start() + 3] != "是是非非":
            yield view.finding("word.doubled", f"“{found[0]}”重复", found.start(), found.end())
    for found in _DOUBLED_WORD.finditer(content):
        if not _PAIRED_BY_NATURE.search(found[1]):
            yield view.finding("word.doubled", f"“{found[0]}”重复", found.start(), found.end())


def _marks(view: View) -> Iterator[Finding]:
    content = view.content
    for found in _DOUBLED_MARK.finditer(content):
        yield view.finding("mark.doubled", f"标点“{found[0]}”连用", found.start(), found.end())
    for start, end in view.paragraphs:
        yield from _unbalanced(view, start, end)


def _unbalanced(view: View, start: int, end: int) -> Iterator[Finding]:
    """Brackets and quotation marks of one paragraph without a partner."""
    content = view.content
    marks = "".join(_BRACKETS.findall(content, start, end))
    for _ in range(_PEELED):
        marks = _PAIR.sub("", marks)
    if not marks:
        return
    opened: list[tuple[str, int]] = []
    for found in _BRACKETS.finditer(content, start, end):
        mark, at = found[0], found.start()
        if mark in _OPENERS:
            opened.append(("（" if mark == "(" else mark, at))
            continue
        wanted = _PAIRS[mark]
        near = range(len(opened) - 1, max(-1, len(opened) - 1 - _DEEPEST), -1)
        depth = next((n for n in near if opened[n][0] == wanted), None)
        if depth is not None:
            yield from (_alone(view, *lost) for lost in opened[depth + 1 :])
            del opened[depth:]
        elif wanted != "（" or not _LIST_NUMBER.search(content, max(start, at - 5), at):
            yield _alone(view, mark, at)
    yield from (_alone(view, *lost) for lost in opened)


def _alone(view: View, mark: str, at: int) -> Finding:
    around = quoted(view.content[max(0, at - 6) : at + 14])
    return view.finding("mark.unbalanced", f"{around}中“{mark}”没有配对", at, at + 1)


def _leftovers(view: View, places: list[re.Match[str]]) -> Iterator[Finding]:
    hidden = {name.start() for name in places}
    masked = [claim.quantity for claim in view.reading.claims if claim.quantity.masked]
    starts = [quantity.start for quantity in masked]
    for found in view.book.leftover_sieve.finditer(view.content, view.data):
        last = bisect_left(starts, found.end()) - 1
        if found.start() in hidden:
            continue
        if last < 0 or masked[last].end <= found.start():
            what = f"{quoted(found[0])}像是模板里没有填写的地方"
            yield view.finding("text.leftover", what, found.start(), found.end())


def _hidden_places(view: View) -> list[re.Match[str]]:
    """XX县 where the report names no place of its own: it was hidden; beside a named one it is a leftover."""
    named = _PLACE.search(view.reading.document.body) is not None
    return [] if named else list(_PLACE_MASK.finditer(view.content, view.data))


def _masked_names(view: View, places: list[re.Match[str]]) -> Iterator[Finding]:
    """Names hidden by asterisks, places by XX: one note for the whole text."""
    figures = {claim.quantity.start for claim in view.reading.claims if claim.quantity.masked}
    masks = [m for m in _NAME_MASK.finditer(view.content) if m.start() not in figures]
    names = sorted((*masks, *places), key=lambda found: found.start())
    if names:
        what = f"有{len(names)}处名称用“{names[0][0][0]}”代替，第一处为{quoted(view.content[names[0].start() : names[0].end() + 4])}"
        yield view.finding("text.masked_name", what, names[0].start(), names[0].end())

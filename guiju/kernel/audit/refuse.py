"""What looks like a claim and is none: dates, provisions, labels, names, slogans, articles of speech.

Grammar first, the vocabulary of ``phrases`` where grammar cannot tell. For spoken numerals (一名, 两轮, 三项):

* 二 before a measure word is an ordinal (counting takes 两), and so is whatever follows 第;
* a bare 百 千 万 (千名律师进万企) is rhetoric unless 上 近 数 or 余 makes an estimate of it;
* ten and more, and whatever carries 余 多 几, is a count;
* 两 to 九 before a measure word of slogans (个 项 条 张 …) is a count only where an act or an adverb of counting
  stands before it (制定三项, 组织两个) or the clause ends after it; before other measure words it is a count;
* 一 is an article (一个过程, 一支队伍管执法) unless an act that has results stands right before it (聘请了一名资深律师)
  or the clause ends after it (移送一件), and never before an abstract noun (建立一套机制).
"""

from __future__ import annotations

import re

from guiju.kernel.audit.figure import Figure
from guiju.kernel.audit.phrases import ABSTRACT, ACTS, ARTICLES, ESTIMATES, NOT_AFTER_ONE, RESULTS, SET_NOUNS
from guiju.kernel.audit.timing import is_only_time

REACH = 24
"""How many characters before and after a number are looked at."""
_QUOTE = 15
"""A quotation of at most so many characters is a name; in a longer one something is told."""
_QUOTED_LAW = re.compile(r"(?:规定|条|款|项|明确|指出|强调|要求|提出)[：:，,]?$")
_END = re.compile(r"[，。；、！？,;!?）)\s]|$|以上|左右|以内|以下|和|及|并")
_RANKED = re.compile(r"(?:排名?|位[列居次]|名列|列|居|跻身|进入)[^，。；\d第前]{0,10}[第前]$")
_NTH = re.compile(
    r"第[一二三四五六七八九十百千\d]{0,4}(?:[、至和及－—-][一二三四五六七八九十百千\d]{1,4}){0,6}[、至和及－—-]?$"
)
_LEFT_OPEN = re.compile(r"[\u4e00-\u9fff，,、][ \t\u3000]*\r?\n$")
_SITTING = re.compile(r"[届屆][^，。；、\d]{0,8}(?:[一二三四五六七八九十\d]{1,3}次[、和及至]){0,8}$")
_MEETING = re.compile(
    r"(?:[、和及至][一二三四五六七八九十\d]{1,3}次){0,8}(?:全体)?(?:会议|會議|全会|全會)|党代会|人代会|常委会"
)
_SERIAL = re.compile(r"[^\s，。、；]{0,3}[1１](?!\d)|[^，。；、]{0,10}[+＋]")
_PASSIVE = re.compile(r"[^，。；、]{0,10}(?:被|获|受到|荣获|入选)")
_MOTTO = re.compile('[“「"][^”」"]{1,2}[”」"]')
_STEM = re.compile(r"[^，。；、\s]*")
_LOOSE_WORDS = frozenset("级 类 种 层 点 面 步 环 首 片 道 线 门 站 集".split())


def is_no_claim(content: str, figure: Figure) -> bool:
    """Whether the number at its place is part of a date, a provision, a name or a phrase."""
    before = content[max(0, figure.start - REACH) : figure.start]
    after = content[figure.end : figure.end + REACH]
    if figure.form == "label":
        return False
    if _is_joined(before, after, figure) or _is_named(content, figure):
        return True
    if figure.gap and before[-1:] in ("", "\n", "\r", "\t") and not _is_broken_off(before, figure):
        return True  # the number of a list item or a page
    if figure.form == "spoken" and figure.measure is None:
        return True
    if _NTH.search(before) or (before.endswith("前") and figure.word in ("名", "位")):
        return not is_rank(figure, before) or after.startswith("的")
    if figure.word in ("款", "项", "条") and before.endswith(("前", "上述", "本条", "该条")):
        return True
    if figure.word == "次" and _MEETING.match(after) and _SITTING.search(before):
        return True
    if is_only_time(figure, before, after):
        return True
    if figure.form == "mask":
        return _hides_a_name(figure, after)
    return figure.form == "spoken" and _is_phrase(figure, before, after)


def _is_broken_off(before: str, figure: Figure) -> bool:
    """A line of nothing but a number goes on a sentence that the line before left open: 出动↵3000↵余人次."""
    return "\n" in figure.gap and len(figure.numeral) > 1 and _LEFT_OPEN.search(before) is not None


def is_rank(figure: Figure, before: str) -> bool:
    """Whether the number is a place in a ranking: 位列全市第2名, 进入全省前3位."""
    return figure.word in ("名", "位") and _RANKED.search(before) is not None


def _is_joined(before: str, after: str, figure: Figure) -> bool:
    """Part of a label, a code, a formula, a telephone number: 1+3+N, A4, 7×24, 0871－6543210, 1村1顾问."""
    last, one_before = before[-1:], before[-2:-1]
    latin = last.isascii() and last.isalpha()
    if figure.form == "mask":
        return latin or last.isdigit()
    if figure.form not in ("digits", "parts"):
        return last in ("+", "＋")
    if latin or last in ("№", "/", "+", "＋", "〔", "["):
        return True
    if last in tuple("×*＊·•:：-－–—~～.") and one_before.isdigit():
        return True
    return figure.value == 1 and _SERIAL.match(after) is not None and "+" not in before[-1:]


def _is_named(content: str, figure: Figure) -> bool:
    """Inside a title 《》, or inside quotation marks that hold a name or a provision."""
    start, end = figure.start, figure.end
    if _inside(content, start, end, "《", "》", 80):
        return True
    for left, right in (("“", "”"), ("‘", "’"), ("「", "」")):
        if inside := _inside(content, start, end, left, right, 120):
            opened, closed = inside
            if closed - opened <= _QUOTE + 1 and "，" not in content[opened:closed]:
                return True
            if figure.form == "spoken" and figure.value is not None and figure.value < 10:
                return True
            return _QUOTED_LAW.search(content[max(0, opened - 8) : opened]) is not None
    return False


def _inside(content: str, start: int, end: int, left: str, right: str, reach: int) -> tuple[int, int] | None:
    """Where the pair opens and closes around a span, if it does within reach; an unclosed one protects nothing."""
    opened = content.rfind(left, max(0, start - reach), start)
    if opened < 0 or content.find(right, opened, start) >= 0:
        return None
    closed = content.find(right, end, end + reach)
    if closed < 0 or content.find(left, end, closed) >= 0:
        return None
    return opened, closed


def _hides_a_name(figure: Figure, after: str) -> bool:
    """**年 is a date, **市 a place, **个人 somebody: only certain measure words show that a figure was masked."""
    if figure.measure is None:
        return figure.scale == 1 or _END.match(after) is None
    return not figure.measure.maskable or (figure.word == "个" and after.startswith(("人", "体", "别", "案")))


def _is_phrase(figure: Figure, before: str, after: str) -> bool:
    """Whether a spoken numeral belongs to a set phrase; the grammar is told at the top of this file."""
    numeral, word = figure.numeral, figure.word
    if set(numeral) <= set("几数零〇") or numeral == "二":
        return True
    if figure.kind == "duration":
        return False
    if set(numeral) <= set("百千万亿") and not figure.approx:
        return not before.endswith(ESTIMATES)
    if word == "番":
        return not before.endswith(("翻", "翻了"))
    if figure.value is None or figure.value * figure.scale > 10 or figure.value_max is not None:
        return False
    if figure.approx and numeral != "一":
        return False
    if word in ("成", "分"):
        return not (_END.match(after) or after.startswith(("的", "执", "案", "人", "纠", "群")))
    if word in _LOOSE_WORDS or after.startswith("一"):
        return True
    if numeral == "一":
        return _is_article(figure, before, after)
    loose = figure.measure is not None and figure.measure.loose
    if (loose or word == "次") and (after.startswith(SET_NOUNS) or _MOTTO.match(after)):
        return True
    return loose and not (before.endswith(ACTS) or _END.match(after))


def _is_article(figure: Figure, before: str, after: str) -> bool:
    if (
        before.endswith(ARTICLES)
        or "一" in before[-3:]
        or "一" in after[:4]
        or after.startswith(NOT_AFTER_ONE)
    ):
        return True
    if figure.kind == "rate":
        return False
    rest = _STEM.match(after)
    phrase = rest.group() if rest else ""
    if before.removesuffix("了").endswith(RESULTS):
        return any(noun in phrase for noun in ABSTRACT)
    if figure.unit in ("名", "人", "位") and (not before or not before[-1].isalnum()):
        return _PASSIVE.match(after) is None
    loose = figure.measure is not None and figure.measure.loose
    return loose or not before[-1:].isalnum() or _END.match(after) is None

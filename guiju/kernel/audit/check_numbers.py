"""Checks on single numbers: left masked, dropped, impossible, reversed, or two claims in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from guiju.kernel.audit.sieve import Sieve
from guiju.kernel.audit.view import Sentence, Stated, View, quoted, touched
from guiju.kernel.finding import Finding

_MASK = re.compile(r"[*＊×xX○□△]")
_NUMBER = re.compile(
    r"[0-9０-９*＊×%％]|[一二两三四五六七八九十百千万亿数几]+余?(?:[件次个条项名人份场户家起宗批部篇卷]|余)"
)
_ANNOUNCED = Sieve(
    re.compile(
        r"(?:^|[，；：、])[^，。；：]{0,12}?"
        r"(?:(?:全年|年内|以来|本年度?|全[省市县区镇乡街局]|累计|先后|今年|[0-9]年|[0-9]月|期间)共(?=[^同享建产青和治赢识性商有])"
        r"|累计(?!折旧)|共计|合计|总计)(?=[\u4e00-\u9fff])"
    )
)
_SHARED_RATE = re.compile(
    r"([\u4e00-\u9fff]{1,8}率)[、和及与]([\u4e00-\u9fff]{1,10}率)(?:均|都|皆)?(?:达到?|为|是|保持在|实现)*(?:均|都|皆)?$"
)
_RATE_NAMES = re.compile(r"[^，。；、和及与]{1,12}率")
_RESPECTIVELY = re.compile(r"((?:[^，。；：、]{1,14}率[、和及与])+[^，。；：、]{1,14}率)分别(?:为|达到?|是)*")
_MONTHLY = re.compile(r"(?:每个?(月|周|季度|半年)|(月|周|季)均)[^，。；]{0,12}$")
_TIMES = {"月": 12, "周": 52, "季度": 4, "季": 4, "半年": 2}
_SHARE = re.compile(r"率|占|比例|比重|覆盖面")
_RANGE = Sieve(
    re.compile(
        r"(?<![\d.\-—－–~～至/])(\d{1,6}(?:\.\d{1,3})?)(?:[-—－–~～]|至)(\d{1,6}(?:\.\d{1,3})?)"
        r"(?=[件次个人名家户份场项宗批起卷天%％]|小时|万元|元)"
    )
)
HUNDRED = Decimal(100)


def check_numbers(view: View) -> Iterator[Finding]:
    """Findings about the numbers of each sentence, one by one."""
    yield from _reversed(view)
    starts = [sentence.start for sentence in view.sentences]
    announced = frozenset(touched(_ANNOUNCED.spans(view.content, view.data), starts))
    for place, sentence in enumerate(view.sentences):
        if sentence.stated:
            yield from _masked(view, sentence)
            yield from _impossible(view, sentence)
            yield from _shared(view, sentence)
            yield from _monthly(view, sentence)
        if place in announced:
            yield from _announced(view, sentence)


def _masked(view: View, sentence: Sentence) -> Iterator[Finding]:
    unfilled = {s.quantity for s in sentence.stated if s.quantity.masked}
    masked = sorted((q for q in unfilled if _MASK.search(q.text)), key=lambda q: q.start)
    if masked:
        shown = "、".join(f"“{quantity.text}”" for quantity in masked[:6])
        more = f"等{len(masked)}处" if len(masked) > 6 else ""
        yield view.finding("number.masked", f"数字没有填写：{shown}{more}", masked[0].start, masked[-1].end)
    for quantity in sorted(unfilled.difference(masked), key=lambda q: q.start):
        if view.content[sentence.start : quantity.start].rstrip()[-1:].isdigit():
            continue
        around = view.content[max(sentence.start, quantity.start - 10) : quantity.end + 8]
        yield view.finding("number.dropped", f"{quoted(around)}中数字脱落", quantity.start, quantity.end)


def _announced(view: View, sentence: Sentence) -> Iterator[Finding]:
    """全年共参与……案件: a count is announced and no number follows in the whole sentence."""
    if view.role(sentence) == "plan":
        return
    for found in _ANNOUNCED.pattern.finditer(sentence.text):
        if _NUMBER.search(sentence.text, found.end()):
            continue
        start = sentence.start + found.start() + (found[0][0] in "，；：、")
        end = sentence.start + min(len(sentence.text), found.end() + 20)
        yield view.finding(
            "number.announced", f"{quoted(view.content[start:end])}说要报数，句中却没有数字", start, end
        )


def _impossible(view: View, sentence: Sentence) -> Iterator[Finding]:
    for stated in sentence.stated:
        quantity = stated.quantity
        value = quantity.value
        if value is None:
            continue
        if quantity.unit == "%" and is_share(view, stated):
            if not 0 <= value <= HUNDRED:
                yield view.finding(
                    "rate.impossible",
                    f"{quoted(stated.lead + quantity.text)}不在0%到100%之间",
                    quantity.start,
                    quantity.end,
                )
            elif 0 < value < 1 and re.search(
                r"(?<!不)(?:合格|满意|办结|答复|办复|覆盖|通过|履行|出庭应诉)率", stated.lead
            ):
                yield view.finding(
                    "rate.odd", f"{quoted(stated.lead + quantity.text)}低于1%", quantity.start, quantity.end
                )


def _reversed(view: View) -> Iterator[Finding]:
    """5至3次: a range is written from the less to the more."""
    for found in _RANGE.finditer(view.content, view.data):
        if Decimal(found[1]) > Decimal(found[2]):
            yield view.finding("range.reversed", f"“{found[0]}”的起点大于终点", found.start(), found.end())


def is_share(view: View, stated: Stated) -> bool:
    """Whether a percentage is a part of a whole, which growth and completion of a plan are not."""
    lead = stated.lead
    return bool(_SHARE.search(lead)) and not any(word in lead for word in view.book.unbounded)


def _shared(view: View, sentence: Sentence) -> Iterator[Finding]:
    """答复率和满意率均达100%: one number for two rates, and 分别 with too few numbers."""
    seen: set[int] = set()
    for stated in sentence.stated:
        quantity = stated.quantity
        if quantity.unit != "%" or quantity.start in seen:
            continue
        seen.add(quantity.start)
        found = _SHARED_RATE.search(lead_over_commas(view, sentence, stated))
        if found is not None and "基本" + found[1] not in found[2]:
            what = f"“{found[1]}”和“{found[2]}”合用一个数“{quantity.text}”"
            yield view.finding("rate.shared", what, quantity.start - len(found[0]), quantity.end)
    if "分别" not in sentence.text:
        return
    for found in _RESPECTIVELY.finditer(sentence.text):
        names = len(_RATE_NAMES.findall(found[1]))
        start = sentence.start + found.end()
        given = _run(sentence, start, view.content)
        if 0 < given < names:
            what = f"{quoted(found[0])}列了{names}项，只写了{given}个数"
            yield view.finding("number.respectively", what, sentence.start + found.start(), start)


def lead_over_commas(view: View, sentence: Sentence, stated: Stated) -> str:
    """The thirty characters before a number, enumeration commas and all."""
    return view.content[max(sentence.start, stated.quantity.start - 30) : stated.quantity.start]


def _run(sentence: Sentence, start: int, content: str) -> int:
    """How many percentages stand in one enumeration from ``start`` on."""
    spans = sorted({(s.quantity.start, s.quantity.end) for s in sentence.stated if s.quantity.unit == "%"})
    spans = [span for span in spans if span[0] >= start]
    if not spans or spans[0][0] - start > 2:
        return 0
    gaps = [content[a[1] : b[0]] for a, b in pairwise(spans)]
    broken = next(
        (at for at, gap in enumerate(gaps) if gap not in ("、", "和", "，", "及", ",", "与")), len(gaps)
    )
    return broken + 1


def _monthly(view: View, sentence: Sentence) -> Iterator[Finding]:
    """每月开展2次以上: at least 24 in the year."""
    if view.role(sentence) in ("plan", "shortcomings"):
        return
    for stated in sentence.stated:
        quantity = stated.quantity
        found = _MONTHLY.search(stated.lead) if "每" in stated.lead or "均" in stated.lead else None
        if found is None or quantity.magnitude is None or quantity.unit not in ("次", "场", "场次", "期"):
            continue
        span = found[1] or found[2]
        least = quantity.magnitude * _TIMES[span]
        what = f"{quoted(found[0] + quantity.text)}推算全年应不少于{least:f}{quantity.unit}，每{span}都须达到"
        yield view.finding("number.frequency", what, quantity.start, quantity.end)

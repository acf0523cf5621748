"""Checks on rates printed with their numbers, and on numbers out of proportion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from guiju.kernel.audit.check_numbers import HUNDRED, is_share
from guiju.kernel.audit.rules import Plausible, Ratio
from guiju.kernel.audit.view import Sentence, Stated, View, size
from guiju.kernel.finding import Finding

_CARRIED = re.compile(r"结转|往年|历年|存量|遗留|(?:上年|去年)[^，。；]{0,4}(?:未|转|移|受理|收)")
_SHARE_OF = re.compile(r"占(?:比|总数|总量|全部|全年|案件总数|其)?[^，。；]{0,10}$")
_NEAR, _CLOSE = 24, 24


def check_rates(view: View) -> Iterator[Finding]:
    """Findings about the rates and the proportions of each sentence."""
    for sentence, counts in view.counted:
        yield from _rates(view, sentence, counts)
        yield from _plausible(view, counts)


def _rates(view: View, sentence: Sentence, counts: list[Stated]) -> Iterator[Finding]:
    """受理100件，办结90件，办结率95%: a rate printed with its numerator and its denominator.

    Where several numbers may be the one or the other, any pair that agrees will do.
    """
    for number, rate in enumerate(counts):
        if rate.quantity.unit != "%" or not is_share(view, rate) or _CARRIED.search(sentence.text):
            continue
        earlier = [s for s in counts[max(0, number - _NEAR) : number] if s.quantity.unit not in ("%", "")]
        pairs = _pairs(view, rate, earlier)
        exact = [(p, w) for p, w in pairs if p.exact and w.exact and rate.exact and _plain(p) and _plain(w)]
        judged = [tuple(judge_rate(view, part, whole, rate)) for part, whole in exact]
        if judged and all(judged):
            yield from judged[0]
        elif pairs and not exact:
            part, whole = pairs[0]
            if not _plain(part) and not _plain(whole):
                what = (
                    f"“{part.quantity.text}”与“{whole.quantity.text}”都以万计，推不出“{rate.quantity.text}”"
                )
                yield view.finding("rate.rounded", what, part.quantity.start, rate.quantity.end)


def _plain(stated: Stated) -> bool:
    return stated.quantity.scale == 1


def _pairs(view: View, rate: Stated, earlier: list[Stated]) -> list[tuple[Stated, Stated]]:
    """Numerator and denominator by the declared words of the rate, the nearest first."""
    if _SHARE_OF.search(rate.lead):
        return _share(view, rate, earlier)
    ratio = ratio_of(view, rate)
    if ratio is None:
        return []
    parts = [s for s in reversed(earlier) if any(word in s.lead for word in ratio.part)]
    wholes = [s for s in reversed(earlier) if any(word in s.lead for word in ratio.whole)]
    return [(p, w) for p in parts for w in wholes if p is not w and p.quantity.unit == w.quantity.unit]


def _share(view: View, rate: Stated, earlier: list[Stated]) -> list[tuple[Stated, Stated]]:
    """100件，其中30件，占30%: the count before the share, and the whole before 其中."""
    if len(earlier) < 2 or rate.quantity.start - earlier[-1].quantity.end >= _CLOSE:
        return []
    part = earlier[-1]
    wholes = [s for s in earlier[:-1] if s.quantity.unit == part.quantity.unit]
    of_which = "其中" in view.content[earlier[0].quantity.end : part.quantity.start]
    return [(part, wholes[0])] if wholes and of_which else []


def ratio_of(view: View, rate: Stated) -> Ratio | None:
    """The declared ratio by the rate's word, the longest that stands in its clause."""
    named = [word for word in view.book.rate_words if word in rate.lead]
    return view.book.rate_words[max(named, key=len)] if named else None


def judge_rate(view: View, part: Stated, whole: Stated, rate: Stated) -> Iterator[Finding]:
    """Whether numerator, denominator and printed rate agree within one unit of the last printed place."""
    start = min(part.quantity.start, whole.quantity.start)
    end = max(rate.quantity.end, part.quantity.end, whole.quantity.end)
    if size(part) > size(whole):
        what = f"分子“{part.quantity.text}”大于分母“{whole.quantity.text}”，却报“{rate.quantity.text}”"
        yield view.finding("rate.differs", what, start, end)
    elif size(whole):
        printed = rate.quantity.value or Decimal(0)
        derived = size(part) * HUNDRED / size(whole)
        exponent = printed.as_tuple().exponent
        step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
        full = printed == HUNDRED and size(part) != size(whole)
        if full or abs(derived - printed) >= step:
            what = f"{size(part):f}÷{size(whole):f}＝{derived:.2f}%，与所报“{rate.quantity.text}”不符"
            yield view.finding("rate.differs", what, start, end)


def _plausible(view: View, counts: list[Stated]) -> Iterator[Finding]:
    """100余次讲座，10万人次: how many to one."""
    for declared in view.book.plausible:
        for first, second in pairwise(counts):
            pair = _pair(declared, first, second)
            if pair is None:
                continue
            top, bottom = pair
            if not size(bottom) or size(top) / size(bottom) <= declared.most:
                continue
            each = size(top) / size(bottom)
            what = f"{declared.title}：“{top.quantity.text}”与“{bottom.quantity.text}”相除约为{each:.0f}，{declared.why}"
            yield view.finding("number.implausible", what, first.quantity.start, second.quantity.end)


def _pair(declared: Plausible, first: Stated, second: Stated) -> tuple[Stated, Stated] | None:
    for top, bottom in ((first, second), (second, first)):
        fits = (
            top.quantity.unit in declared.top_units
            and bottom.quantity.unit in declared.bottom_units
            and any(word in top.lead for word in declared.top_words)
            and any(word in bottom.lead + bottom.tail for word in declared.bottom_words)
        )
        if fits:
            return top, bottom
    return None

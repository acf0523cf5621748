"""Verdict 结论: does the record say what the report says?

How precisely a printed number speaks is read off the number itself: ``103`` means 103; ``10万`` anything
that rounds to it; ``3000余`` from 3,000 to below 4,000 (the place of its last figure that is not 0);
``2次以上`` 2 or more; ``约300`` within a tenth; ``不超过5`` at most 5; ``2-3`` from 2 to 3.
``100%`` means all of them: 99.6 % is not rounded up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from guiju.kernel.audit.claim import Claim, Quantity, Verdict

ABOUT = Decimal("0.1")
"""How far, as a share of the number, 约 and 近 may be from the record; no rule says: a convention of ours."""
WHOLE = Decimal(100)
_MORE = ("余", "多")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record says to an indicator: its value, the matters behind it, and its months.

    ``months``: value and matter ids of each month in turn, where the year is the sum of its months.
    ``last_year``: the value of the same months a year earlier.
    """

    value: Decimal | None
    unit: str
    records: tuple[str, ...] = ()
    months: tuple[tuple[Decimal, tuple[str, ...]], ...] = ()
    last_year: Decimal | None = None


def place_of(value: Decimal) -> Decimal:
    """The place of the last figure that is not 0: 3000 → 1000, 450 → 10, 65.16 → 0.01; of 0 it is 1."""
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None, bool]:
    """The least and greatest recorded value that a printed number is true of; None = no bound.

    The third value says whether the upper bound itself is left out (``3000余``: below 4,000).
    """
    value, scale = quantity.value, quantity.scale
    if value is None:
        return None, None, False
    magnitude = value * scale
    if quantity.value_max is not None:
        return magnitude, quantity.value_max * scale, False
    if quantity.approx == "at_least":
        if any(sign in quantity.text for sign in _MORE):
            return magnitude, magnitude + place_of(value) * scale, True
        return magnitude, None, False
    if quantity.approx == "at_most":
        return None, magnitude, False
    if quantity.approx == "about":
        return magnitude * (1 - ABOUT), magnitude * (1 + ABOUT), False
    return magnitude, magnitude, False


def holds(quantity: Quantity, recorded: Decimal) -> bool:
    """Whether the printed number is true of the recorded value; False for a masked number."""
    if quantity.value is None:
        return False
    if quantity.approx == "" and quantity.value_max is None:
        if quantity.unit == "%" and quantity.value == WHOLE:
            return recorded == WHOLE
        exponent = quantity.value.as_tuple().exponent
        printed = Decimal(1).scaleb(int(exponent))
        return (recorded / quantity.scale).quantize(printed, ROUND_HALF_UP) == quantity.value
    least, most, open_end = bounds(quantity)
    if least is not None and recorded < least:
        return False
    return most is None or recorded < most or (recorded == most and not open_end)


def judge(claim: Claim, recorded: Recorded | None) -> Claim:
    """The claim with its verdict; ``recorded`` None: nothing of the kind has been recorded."""
    quantity = claim.quantity
    if quantity.value is None:
        return replace(claim, verdict="uncheckable", remark="数字被遮盖或者遗漏，无从核对")
    if quantity.kind == "target":
        return replace(claim, verdict="uncheckable", remark="这是规则、计划设定的数，不是完成的数")
    if claim.indicator is None:
        why = "尚不能确定这个数统计的是什么，可在候选中选定" if claim.candidates else "不认识这个数统计的对象"
        return replace(claim, verdict="uncheckable", remark=why)
    if recorded is None or recorded.value is None:
        return replace(claim, verdict="unrecorded", remark="认得这个指标，但本库没有这方面的记录")
    same_unit = not quantity.unit or not recorded.unit or (quantity.unit == "%") == (recorded.unit == "%")
    if not same_unit:
        return replace(
            claim, verdict="uncheckable", remark=f"报告用“{quantity.unit}”，指标用“{recorded.unit}”，不能比较"
        )
    verdict: Verdict = "agrees" if holds(quantity, recorded.value) else "differs"
    judged = replace(claim, verdict=verdict, recorded=recorded.value, records=recorded.records)
    return replace(judged, remark=_remark(judged, recorded))


def _remark(claim: Claim, recorded: Recorded) -> str:
    value, unit = recorded.value, claim.quantity.unit or recorded.unit
    assert value is not None
    if claim.verdict == "agrees":
        return f"记录为{_number(value)}{unit}"
    told = f"报告写“{claim.quantity.text}”，记录为{_number(value)}{unit}，{_gap(claim.quantity, value, unit)}"
    return f"{told}。{cause(claim.quantity, recorded)}".rstrip("。")


def _gap(quantity: Quantity, value: Decimal, unit: str) -> str:
    least, most, _ = bounds(quantity)
    if least is not None and value < least:
        return f"报告多{_number(least - value)}{unit}"
    return f"报告少{_number(value - (most if most is not None else value))}{unit}"


def cause(quantity: Quantity, recorded: Recorded) -> str:
    """A likely cause of the difference in Chinese, "" where none is seen: last year's number, an early cut."""
    if recorded.last_year is not None and recorded.last_year != 0 and holds(quantity, recorded.last_year):
        return "报告的数与上一年的记录相同，可能沿用了上年的数"
    cut = early_cut(quantity, recorded.months)
    if cut is None:
        return ""
    month, left_out = cut
    named = "、".join(left_out[:3]) + (f"等{len(left_out)}件" if len(left_out) > 3 else "")
    return f"报告的数等于截至{month}月的累计数，未计入其后的{named}"


def early_cut(
    quantity: Quantity, months: Sequence[tuple[Decimal, tuple[str, ...]]]
) -> tuple[int, tuple[str, ...]] | None:
    """The last month up to which the printed number would be right, with the matters after it; None if none."""
    left_out: tuple[str, ...] = ()
    running = sum((value for value, _ in months), Decimal(0))
    for number in range(len(months) - 1, 0, -1):
        value, matters = months[number]
        running -= value
        left_out = matters + left_out
        if running and left_out and holds(quantity, running):
            return number, tuple(dict.fromkeys(left_out))
    return None


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"

"""Lengths of time that were measured or are limits, told from dates, frames of time and names made with them."""

from __future__ import annotations

import re

from guiju.kernel.audit.figure import Figure
from guiju.kernel.audit.phrases import AROUND, CHANGED, LASTING, PROGRAMMES, REACHED, TIMEFRAMES

_PROGRAMME = re.compile(rf"(?:[\u4e00-\u9fff]{{0,6}}?)(?:{'|'.join(PROGRAMMES)})")
_CIRCLE = re.compile(r"[^，。；]{0,12}圈")
_SINCE = (
    "来",
    "以来",
    "多来",
    "一度",
    "一遇",
    "如一日",
    "总结",
    "报告",
    "工作",
    "考核",
    "间",
    "里",
    "制",
    "期间",
)
_DAY_LIST = re.compile(r"月\d{1,2}日?(?:[、－\-—至到]|和)$")
_CLAUSE_END = re.compile(r"[，。；、！？,;!?）)\s]|$|的")
_TO_DAY = re.compile(r"日[至到－\-—]$")


def is_only_time(figure: Figure, before: str, after: str) -> bool:
    """Whether the number belongs to a date, a clock time, a frame of time (近三年来) or a name (三年行动, 24小时).

    A number of days or years stays a claim where a word says that it lasted or was limited (为期, 缩短, 以内), where
    it is a fraction, or where it is an estimate (2年多).
    """
    if figure.unit in ("分", "分钟") and before.endswith(("时", "点", ":", "：")):
        return True
    if figure.kind != "duration":
        return False
    if _CIRCLE.match(after) or _PROGRAMME.match(after) or after.startswith(_SINCE):
        return True
    if _is_calendar(figure, before):
        return True
    value = figure.value
    if (value == 24 and figure.unit == "小时") or value == 365:
        return not (after.startswith(LASTING) or figure.approx or figure.value_max is not None)
    if after.startswith(AROUND):
        return True
    limited = after.startswith((*LASTING, *CHANGED))
    if before.endswith(TIMEFRAMES) and not before.endswith("提前"):
        return not (limited and before.endswith(("前", "后")))
    if figure.unit in ("小时", "分钟", "秒", "工作日"):
        return False
    return not _lasted(figure, before, after, limited)


def _is_calendar(figure: Figure, before: str) -> bool:
    value, numeral = figure.value, figure.numeral
    if figure.word == "月":
        return True
    if value is None or value != int(value):
        return False
    if figure.word == "年":
        short = figure.form == "digits" and len(numeral) == 2 and value >= 10 and not figure.approx
        return value >= 1900 or (short and not before.endswith(REACHED))
    if figure.word == "日" and value <= 31:
        return before.endswith("月") or bool(_DAY_LIST.search(before) or _TO_DAY.search(before))
    return False


def _lasted(figure: Figure, before: str, after: str, limited: bool) -> bool:
    """Whether days, weeks, months or years were measured or limited, and are no mere point or frame of time."""
    if limited or figure.approx or before.endswith(REACHED) or before.removesuffix("了").endswith(REACHED):
        return True
    value = figure.value
    if figure.form == "spoken":
        return value is not None and value != int(value) and value > 1
    if value is None or value != int(value):
        return True
    return figure.word not in ("日", "年") and _CLAUSE_END.match(after) is not None

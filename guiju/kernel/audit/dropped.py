"""Numbers deleted outright: 对项行政许可事项, 留言余件, 共条, 案件件 — a measure word that has lost its number."""

from __future__ import annotations

import re

from guiju.kernel.audit.figure import Figure
from guiju.kernel.audit.number_at import dropped_at
from guiju.kernel.audit.scan import TRACES

_BOUNDARY = re.compile(r"[，。；、！？,;（）()\s]|$|以上|左右")
_NO_REST = "其业多剩结盈富残空公有冗无赘年课工茶岁"
"""余 after these is a word of its own (其余, 业余, 结余)."""
_AFTER_TO = frozenset("项 件 起 份 名".split())
_AFTER_COUNT = frozenset("件 项 条 份 次 起 宗 场 % ％ 件次 人次 场次 元 册 篇 户".split())
_FITTING: dict[str, str] = {
    "件": "件", "份": "书料单告议卷报", "条": "见议息题", "名": "员师者", "次": "会训查动", "场": "训座",
    "人次": "众员部", "册": "书料", "起": "件", "宗": "件", "场次": "会训动座", "件次": "件",
    "%": "率", "％": "率", "本": "料", "期": "训", "篇": "息", "户": "众",
}  # fmt: skip
"""Measure word → the last characters of nouns that it counts: 宣传资料份, 法律意见条, 执法人员名."""


def dropped(content: str, start: int) -> Figure | None:
    """The figure whose number is gone, from a trace such as 余件; None where the words are ordinary speech."""
    trace = content[start]
    at = start if trace in "余对" else start + 1
    if trace == "余":
        figure = dropped_at(content, start, start + 1)
        if figure is None or content[start - 1 : start] in (*_NO_REST, "") or start == 0:
            return None
        return figure._replace(approx="at_least")
    figure = dropped_at(content, at, start + 1)
    if figure is None or figure.gap:
        return None
    ends = _BOUNDARY.match(content, figure.end) is not None
    if trace == "对":
        fits = figure.word in _AFTER_TO and not ends
    elif trace in "共计达约为":
        fits = figure.word in _AFTER_COUNT and ends
    else:
        fits = trace in _FITTING.get(figure.word, "") and ends
    return figure if fits and trace in TRACES else None


_MONEY = re.compile(r"[款金额失资入益费值达约共计等]$")


def without_digits(content: str, figure: Figure) -> Figure:
    """A spoken figure, or the trace it is: 罚款万元 has lost the digits before 万, where 上万元 is an estimate."""
    lost = figure.numeral in ("万", "亿") and figure.kind == "amount" and not figure.approx
    if (
        lost
        and _MONEY.search(content, max(0, figure.start - 1), figure.start)
        and _BOUNDARY.match(content, figure.end)
    ):
        return figure._replace(value=None, form="dropped")
    return figure

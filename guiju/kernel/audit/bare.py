"""Numbers printed without a measure word that state something all the same, told by what stands around them.

分别为12、8和5件 share the last one's unit, so does 由12增至18件; 公众号粉丝12万 and 万人律师比为3.8 stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guiju.kernel.audit.figure import Figure
from guiju.kernel.audit.measure import MEASURES
from guiju.kernel.audit.refuse import REACH, is_no_claim

_FAR = 30
_AND = re.compile(r" ?(?:[、,，和及与/]|以及) ?$")
_BECAME = re.compile(
    r"[\u4e00-\u9fff]{0,3}?(?:增|增加|增长|上升|升|下降|降|降低|减少|减|提高|提升|压缩|缩短|缩减|压减|调整|扩大|精简|变|改)?[到至为]$"
)
_FROM = ("由", "从", "从原来的", "由原来的", "由去年的", "从去年的", "由上年的", "从上年的")
_END = re.compile(r"[，。；、！？,;!?）)\s]|$|以上|左右|和|及|余")
_CLAUSE_END = re.compile(r"[，。；、,;（(]|\s*$|\r?\n")
_RATIO = re.compile(
    r"(?:([件人次户条份]|案|总)数量?|数量|总量|比|比例|率|度|指数|得分|评分|分数|总分|系数|[读放击问载注]量)"
    r"(?:为|达到?|是|约为?|超过?|提[升高][到至]|上升[到至]|下降[到至]|[：:])$"
)
_SUMMED = re.compile(r"(?:共|累计|合计|总计)[\u4e00-\u9fff]{2,14}(?:案件|案|申请|件|人员|人数|资料|事项)$")
_SHARE = re.compile(r"[，,（(]占[^，,。；;]{0,14}?[\d*＊]")
_SAYS = frozenset("为达到是约过至：:")
_UNITS = {"案": "件", "总": ""}


def chained(content: str, waiting: Sequence[Figure], figure: Figure) -> bool:
    """Whether a bare number continues those before it: 36、81 and …."""
    return len(waiting) < _FAR and _AND.match(content[waiting[-1].end : figure.start]) is not None


def sharing(content: str, waiting: Sequence[Figure], figure: Figure) -> list[Figure]:
    """The bare numbers before a figure with its unit, where they share it; else none."""
    between = content[waiting[-1].end : figure.start]
    if figure.form != "digits" or figure.measure is None or len(between) > 8 or is_no_claim(content, figure):
        return []
    before = content[max(0, waiting[0].start - REACH) : waiting[0].start]
    listed = _AND.match(between) is not None and "分别" in before
    changed = len(waiting) == 1 and _BECAME.match(between) is not None and before.endswith(_FROM)
    if not (listed or changed):
        return []
    unit, kind, word, measure = figure.unit, figure.kind, figure.word, figure.measure
    return [
        other._replace(scale=max(other.scale, figure.scale), unit=unit, kind=kind, word=word, measure=measure)
        for other in waiting
    ]


def respectively(content: str, waiting: Sequence[Figure]) -> Iterator[Figure]:
    """Of numbers without any unit the ones that state something: after 分别为, after 比 or 指数, or with 万 亿."""
    if len(waiting) == 1 and (alone := _alone(content, waiting[0])):
        yield alone
    if len(waiting) < 2:
        return
    before = content[max(0, waiting[0].start - REACH) : waiting[0].start]
    listed = before.endswith(("分别为", "分别是", "分别达", "分别达到"))
    for figure in waiting:
        if listed:
            yield figure._replace(kind="count")
        elif alone := _alone(content, figure):
            yield alone


def _counted(content: str, figure: Figure) -> Figure | None:
    """Things told without a measure word: 行政处罚2100，占总数的33.9%; 共审结复议案件4696，."""
    if figure.form != "digits" or len(figure.numeral) < 2 or is_no_claim(content, figure):
        return None
    if "\u4e00" <= content[figure.start - 1 : figure.start] <= "\u9fff" and _SHARE.match(content, figure.end):
        return figure._replace(kind="count")
    summed = _SUMMED.search(content, max(0, figure.start - REACH), figure.start)
    return figure._replace(kind="count") if summed and _CLAUSE_END.match(content, figure.end) else None


def _alone(content: str, figure: Figure) -> Figure | None:
    if figure.scale == 1 and content[figure.start - 1 : figure.start] not in _SAYS:
        return _counted(content, figure)
    if not _END.match(content, figure.end) or is_no_claim(content, figure):
        return None
    if figure.scale > 1:
        return figure._replace(kind="count")
    cue = _RATIO.search(content, max(0, figure.start - REACH), figure.start)
    if cue is None or (figure.value is not None and 1900 <= figure.value <= 2100):
        return None
    unit = _UNITS.get(cue.group(1) or "", cue.group(1) or "")
    return figure._replace(unit=unit, kind=MEASURES[unit].kind if unit else "other")

"""What words around a number add to it: 不少于, 近, 最高扣 before it; whether it was set or measured."""

from __future__ import annotations

import re

from guiju.kernel.audit.claim import Approx, Kind
from guiju.kernel.audit.figure import Figure
from guiju.kernel.audit.refuse import is_rank

_MOST = r"(?:不得?超过|未超过|没有超过|不超|不高于|不多于|不大于|最高|最多|最长|至多|上限|未达到?|不足|不到|低于|少于|小于|≤|＜|<)"
_AT_MOST = re.compile(rf"(?<!不)(?<!不得){_MOST}[可扣罚处奖补加达为至是给予]{{0,3}}$")
_AT_LEAST = re.compile(
    r"(?:超过|超出|超|逾|不少于|不得少于|不低于|不得低于|不小于|不下|高于|多于|大于|突破|≥|＞|>|最低|最少|至少[\u4e00-\u9fff]{0,4}?)[为达了]?$"
)
_NOT_OVER = re.compile(r"(?:不得?|未|没有)(?:超过?|突破|高于|多于|大于)[为达]?$")
_ABOUT = re.compile(r"(?:(?<![附最就邻靠临贴亲])近|(?<![节履违签预公解制集契条特合邀])约|接近|大概|估计)$")
_BARE_TENS = re.compile(r"(?<![以之])上$")
_SET = re.compile(
    r"(?:最高|最多|至多|上限|未达到?|不得?超过|不得少于|不得低于)[可扣罚处奖补加达为至是给予]{0,3}$"
    r"|(?:需|须|应当?|要(?<=[^必重首紧主需]要)|要求)达到?$"
)
_PLANNED = re.compile(
    r"力争|争取(?!资金|项目)|拟(?!定|制|(?:出台|印发|制发|发布|公布|提交|提请|报请|作出|签订|签署)[\u4e00-\u9fff]{0,4}的)|预计|"
    r"计划(?<!列入计划)(?<!纳入计划)(?<!规划计划)(?!生育)(?=[^，。；,;》]*$)|原则上|有望"
)
_AIM = re.compile(r"(?:以上)?的[^，。；,;\d]{0,6}目标")
_DUTY = re.compile(r"(?:不得|须在|必须|应当?在|应于|确保|规定的)[^，。；,;]{0,8}$")
_LONGEST = 16
"""No expression that ends right before the number is longer."""
_SENTENCE = re.compile(r"[。；;\n]")
_SHRUNK = re.compile(r"(?:压缩|缩短|下降|减少|降|压减|控制)[到至为在]?$")


def approx_of(before: str, figure: Figure) -> Approx:
    """What the words right before the number say about it; what is printed inside the figure goes first."""
    if figure.approx:
        return figure.approx
    before = before[-_LONGEST:]
    if _NOT_OVER.search(before) or _AT_MOST.search(before):
        return "at_most"
    if _AT_LEAST.search(before):
        return "at_least"
    if _ABOUT.search(before):
        return "about"
    if figure.form == "spoken" and _BARE_TENS.search(before):
        return "at_least"
    return ""


def kind_of(before: str, after: str, figure: Figure) -> Kind:
    """``target`` where a rule, a plan or a norm sets the value, else what its measure word makes it.

    A length of time followed by 内 is a limit unless the words before say that it was reached (缩短至).
    """
    if figure.form == "label":
        return "other"
    if is_rank(figure, before):
        return "ordinal_or_period"
    if _AIM.match(after):
        return "target"
    if figure.kind == "duration" and after.startswith("内") and not _SHRUNK.search(before):
        return "target"
    sentence = _SENTENCE.split(before)[-1]
    if _SET.search(before[-_LONGEST:]) or _PLANNED.search(sentence) or _DUTY.search(sentence):
        return "target"
    return figure.kind

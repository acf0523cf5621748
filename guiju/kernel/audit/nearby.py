"""What words around a number add to it: 不少于, 近, 最高扣 before it; whether it was set or measured."""

from __future__ import annotations

import re

from guiju.kernel.audit.claim import Approx, Kind
from guiju.kernel.audit.figure import Figure

_AT_MOST = re.compile(
    r"(?:不得?超过|未超过|没有超过|不超|不高于|不多于|不大于|最高|最多|最长|至多|未达到?|不足|不到|低于|少于|小于|≤|＜|<)"
    r"[可扣罚处奖补加达为至]{0,2}$"
)
_AT_LEAST = re.compile(
    r"(?:超过|超出|超|逾|不少于|不低于|不小于|不下|至少|高于|多于|大于|突破|≥|＞|>|最低|最少)[为达了]?$"
)
_ABOUT = re.compile(
    r"(?:(?<![附最就邻靠临贴亲])近|(?<![节履违签预公解制集契条特合邀])约|大约|将近|接近|大概|估计)$"
)
_BARE_TENS = re.compile(r"(?<![以之])上$")
_SET = re.compile(r"(?:最高|最多|至多|未达到?|不得?超过|不得少于|不得低于)[可扣罚处奖补加达为至]{0,2}$")
_WANTED = re.compile(
    r"力争|确保|争取|计划|目标|拟(?!定)|预计|不得|应当|须在|必须|要求|原则上|规定的?|有望|将(?:于|在|新|建|再|开|完|达)"
)
_CLAUSE = re.compile(r"[。；，\n]")


def approx_of(before: str, figure: Figure) -> Approx:
    """What the words right before the number say about it; what is printed inside the figure goes first."""
    if figure.approx:
        return figure.approx
    if _AT_LEAST.search(before) and not re.search(r"(?:不得?|未|没有)超过?[为达]?$", before):
        return "at_least"
    if _AT_MOST.search(before):
        return "at_most"
    if _ABOUT.search(before):
        return "about"
    if figure.form == "spoken" and _BARE_TENS.search(before):
        return "at_least"
    return ""


def kind_of(before: str, after: str, figure: Figure) -> Kind:
    """``target`` where a rule, a plan or a norm sets the value, else what its measure word makes it."""
    if figure.form == "label":
        return "other"
    clause = _CLAUSE.split(before)[-1]
    if _SET.search(before) or _WANTED.search(clause):
        return "target"
    return figure.kind

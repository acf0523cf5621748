"""The details of an audit's claims and findings as HTML cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from guiju.kernel.audit.claim import Candidate, Claim
from guiju.kernel.audit.reading import Audit
from guiju.kernel.document.numerals import plain_number
from guiju.kernel.finding import Finding
from guiju.papers.audit_summary import LEVEL_WORDS, STATE_WORDS, Names, difference, state_of

SIGNS = {"differs": "≠", "agrees": "✓", "unrecorded": "○", "masked": "□", "uncheckable": "–"}
LEVEL_SIGNS = {"error": "✕", "warning": "!", "note": "i"}
_APPROX = {"at_least": "不少于", "about": "约", "at_most": "不超过"}
_SCALES = {10_000: "万", 100_000_000: "亿"}
_MOST_RECORDS = 6
_KINDS = {
    "count": "数量", "rate": "比率", "duration": "时长", "amount": "金额", "target": "规定的标准",
    "ordinal_or_period": "次序或期间", "document_number": "文号", "other": "其他",
}  # fmt: skip
Extra = Callable[[Claim | Finding, int], str]
"""HTML that a face puts at the end of a card (forms of review); "" for none."""


def no_extra(item: Claim | Finding, index: int) -> str:
    """Nothing at the end of a card."""
    return ""


def claim_card(audit: Audit, index: int, names: Names, extra: Extra = no_extra) -> str:
    """The details of a claim, its id ``c<index>``; it leads back to ``#m<index>`` in the text."""
    claim = audit.reading.claims[index]
    state = state_of(claim)
    place = audit.reading.text.place_of(claim.quantity.start)
    rows = "".join(
        f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in _claim_rows(claim, names) if words
    )
    return (
        f'<article class="a-card a-{state}" id="c{index}" tabindex="-1" data-kind="{state}">'
        f'<h4><span class="a-sign" aria-hidden="true">{SIGNS[state]}</span>{escape(claim.quantity.text)}'
        f'<span class="a-verdict">{STATE_WORDS[state]}</span>'
        f'<a class="a-back" href="#m{index}">{escape(place)}</a></h4>'
        f"<dl>{rows}</dl>{_candidates(claim)}{extra(claim, index)}</article>"
    )


def _claim_rows(claim: Claim, names: Names) -> Iterator[tuple[str, str]]:
    quantity = claim.quantity
    yield "统计对象", escape(claim.subject)
    title = names.indicator(claim)
    if title and claim.indicator:
        code = f" <code>{escape(claim.indicator)}</code>" if title != claim.indicator else ""
        yield "指标", _link(names.indicator_href(claim.indicator), title) + code
    if claim.system:
        yield "业务", escape(f"{claim.system} {names.systems.get(claim.system, '')}".strip())
    yield "期间", escape(claim.period or "")
    yield "机关", escape(claim.body)
    yield "数值", f"{escape(_value(claim))}（{_KINDS[quantity.kind]}）"
    yield "记录", f"<strong>{escape(difference(claim))}</strong>" if claim.recorded is not None else ""
    if claim.records:
        shown = "、".join(_link(names.matter_href(each), each) for each in claim.records[:_MOST_RECORDS])
        rest = f" 等{len(claim.records)}件" if len(claim.records) > _MOST_RECORDS else ""
        yield "相关事项", shown + rest
    yield "说明", escape(claim.remark)


def _value(claim: Claim) -> str:
    quantity = claim.quantity
    if quantity.value is None:
        return f"没有填写，单位“{quantity.unit}”" if quantity.unit else "没有填写"
    scale = _SCALES.get(quantity.scale, "")
    printed = plain_number(quantity.value) + (
        f"～{plain_number(quantity.value_max)}" if quantity.value_max is not None else ""
    )
    return f"{_APPROX.get(quantity.approx, '')}{printed}{scale}{quantity.unit}"


def _candidates(claim: Claim) -> str:
    """What else the number may count, with reasons; nothing where there is nothing to choose."""
    if not claim.candidates:
        return ""
    items = "".join(f"<li>{_candidate(each, claim)}</li>" for each in claim.candidates[:6])
    word = "认定依据和其他可能" if claim.indicator else "可能的指标（都不够确定）"
    return f"<details><summary>{word}</summary><ol>{items}</ol></details>"


def _candidate(candidate: Candidate, claim: Claim) -> str:
    chosen = "<b>（认定）</b>" if candidate.indicator and candidate.indicator == claim.indicator else ""
    reasons = f"<br><small>{escape('；'.join(candidate.reasons))}</small>" if candidate.reasons else ""
    title = escape(candidate.title or candidate.indicator or candidate.system)
    return f"{title}{chosen} <small>{candidate.score:.0%}</small>{reasons}"


def finding_card(finding: Finding, index: int, names: Names, extra: Extra = no_extra) -> str:
    """The details of a finding, its id ``f<index>``; it leads back to ``#n<index>`` in the text."""
    back = (
        f'<a class="a-back" href="#n{index}">{escape(finding.place)}</a>' if finding.start is not None else ""
    )
    title = names.rules.get(finding.rule, "")
    cite = f'<p class="a-cite">依据：{escape(finding.citation)}</p>' if finding.citation else ""
    return (
        f'<article class="a-card a-{finding.level}" id="f{index}" tabindex="-1" data-kind="{finding.level}">'
        f'<h4><span class="a-sign" aria-hidden="true">{LEVEL_SIGNS[finding.level]}{index + 1}</span>'
        f'{escape(title or "发现的问题")}<span class="a-verdict">{LEVEL_WORDS[finding.level]}</span>{back}</h4>'
        f'<p>{escape(finding.message)}</p>{cite}<p class="a-rule"><code>{escape(finding.rule)}</code></p>'
        f"{extra(finding, index)}</article>"
    )


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(words)}</a>' if href else escape(words)

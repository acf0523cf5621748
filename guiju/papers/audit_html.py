"""An audit as HTML: the text as printed, its numbers coloured by verdict, findings in the margin, details beside.

`audit_page` is a page that stands alone (its style and script inside, nothing from outside); `audit_fragment` is the
same for a page of the web UI, which serves `static/papers/audit.css` and `audit.js` itself.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from guiju.kernel.audit.reading import Audit
from guiju.papers.audit_cards import LEVEL_SIGNS, SIGNS, Extra, claim_card, finding_card, no_extra
from guiju.papers.audit_marks import Block, Marks, Segment
from guiju.papers.audit_summary import LEVEL_WORDS, STATE_WORDS, Names, Summary, state_of, summarise

_STATIC = Path(__file__).parent / "static" / "papers"
AUDIT_STYLE = (_STATIC / "audit.css").read_text(encoding="utf-8")
AUDIT_SCRIPT = (_STATIC / "audit.js").read_text(encoding="utf-8")
_LINE = 34
"""Characters of a line, about: findings that begin nearer to one another share a place in the margin."""
_BAR = 352
_HINTS = "<kbd>j</kbd> <kbd>k</kbd> 下一处、上一处　<kbd>Enter</kbd> 看批注　<kbd>Esc</kbd> 回到原文"


def audit_page(audit: Audit, names: Names | None = None) -> str:
    """A page that stands alone and may be passed on: no network, no outside file, readable without script."""
    title = audit.reading.document.title or audit.reading.document.name
    policy = (
        f"default-src 'none'; style-src '{_digest(AUDIT_STYLE)}'; script-src '{_digest(AUDIT_SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>审校：{escape(title)}</title>\n<style>{AUDIT_STYLE}</style>\n</head>\n"
        '<body class="a-alone">\n<a class="a-skip" href="#a-text">跳到正文</a>\n'
        f'<header class="a-head"><p>规矩 · 报告审校</p><h1>{escape(title)}</h1></header>\n'
        f"<main>{audit_fragment(audit, names)}</main>\n<script>{AUDIT_SCRIPT}</script>\n</body>\n</html>\n"
    )


def audit_fragment(audit: Audit, names: Names | None = None, extra: Extra = no_extra) -> str:
    """The audit as one ``<div class="a-audit">``, headings from h2 down; ``extra`` adds to the cards."""
    names = names or Names()
    marks = Marks(audit)
    summary = summarise(audit, names)
    whole = "".join(finding_card(audit.findings[index], index, names, extra) for index in marks.whole)
    return (
        f'<div class="a-audit" id="a-audit">{_summary(audit, summary)}'
        + (f'<section class="a-whole"><h2>对整篇的意见</h2>{whole}</section>' if whole else "")
        + f"{_filters(summary)}"
        + '<div class="a-columns"><section class="a-sheet" id="a-text" tabindex="-1" aria-label="报告原文">'
        + "".join(_body(audit, marks, names))
        + "</section>"
        + '<section class="a-side" id="a-side" tabindex="-1" aria-label="批注"><h2>批注</h2>'
        + '<button type="button" class="a-close">关闭</button>'
        + "".join(_cards(audit, marks, names, extra))
        + "</section></div></div>"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _summary(audit: Audit, summary: Summary) -> str:
    document = audit.reading.document
    about = [
        ("单位", document.body),
        ("报告期", document.period),
        ("落款日期", document.dated),
        ("文件", document.name),
    ]
    facts = "".join(f"<div><dt>{name}</dt><dd>{escape(words)}</dd></div>" for name, words in about if words)
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in summary.sentences)
    notes = "".join(f"<li>{escape(words)}</li>" for words in audit.reading.text.notes)
    return (
        f'<section class="a-summary" aria-labelledby="a-verdict"><div><h2 id="a-verdict">审校结果</h2>'
        f'<dl class="a-about">{facts}</dl><div class="a-said">{said}</div>'
        + _points(audit, summary)
        + (f'<div class="a-notes"><h3>读取时</h3><ul>{notes}</ul></div>' if notes else "")
        + f"</div><div>{_chart(summary)}</div></section>"
    )


def _points(audit: Audit, summary: Summary) -> str:
    if not summary.points:
        return ""
    items = []
    for point in summary.points:
        target = f"#m{point.claims[0]}" if point.claims else f"#n{point.findings[0]}"
        if point.findings and audit.findings[point.findings[0]].start is None:
            target = f"#f{point.findings[0]}"
        times = f"<b>{point.times}处</b>，首处：" if point.times > 1 else ""
        words = escape(point.text)
        linked = f'<a href="{target}">{escape(point.title)}</a>　{times}{words}' if point.title else ""
        items.append(
            f'<li class="a-{point.level}"><span class="a-level">{LEVEL_WORDS[point.level]}</span> '
            + (linked or f'{times}<a href="{target}">{words}</a>')
            + "</li>"
        )
    more = f"<p>还有{summary.more}类，见正文批注。</p>" if summary.more else ""
    return f'<h3>最需要处理的</h3><ol class="a-points">{"".join(items)}</ol>{more}'


def _chart(summary: Summary) -> str:
    """How the numbers stand, as a bar and as a table."""
    rows = "".join(
        f'<tr><th scope="row"><svg class="a-key" width="14" height="14" aria-hidden="true"><rect width="14" height="14" '
        f'class="a-bar-{state}"/></svg>{SIGNS[state]} {STATE_WORDS[state]}</th><td>{number}</td>'
        f"<td>{_share(number, summary.claims)}</td></tr>"
        for state, number in summary.states
    )
    found = "".join(
        f'<tr><th scope="row">{LEVEL_SIGNS[level]} {LEVEL_WORDS[level]}</th><td>{number}</td><td></td></tr>'
        for level, number in summary.levels
    )
    return (
        f"{_bar(summary)}"
        '<table class="a-table"><caption>数字与记录的对照</caption><thead><tr><th scope="col">结论</th>'
        f'<th scope="col">个数</th><th scope="col">占比</th></tr></thead><tbody>{rows}</tbody>'
        f'<tbody><tr><th scope="rowgroup" colspan="3">发现的问题</th></tr>{found}</tbody></table>'
    )


def _bar(summary: Summary) -> str:
    if not summary.claims:
        return ""
    parts, x = [], 0.0
    for state, number in summary.states:
        wide = _BAR * number / summary.claims
        if number:
            parts.append(
                f'<rect class="a-bar-{state}" x="{x:.1f}" y="0" width="{max(wide - 1.5, 1):.1f}" height="26"/>'
            )
        if wide > 24:
            parts.append(f'<text class="a-on-{state}" x="{x + wide / 2:.1f}" y="18">{number}</text>')
        x += wide
    said = "，".join(f"{STATE_WORDS[state]}{number}个" for state, number in summary.states if number)
    return f'<svg class="a-bar" viewBox="0 0 {_BAR} 26" role="img" aria-label="{said}">{"".join(parts)}</svg>'


def _share(number: int, total: int) -> str:
    return f"{number / total:.0%}" if number and total else ""


def _filters(summary: Summary) -> str:
    kinds: list[tuple[str, str, int]] = [
        (state, f"{SIGNS[state]} {STATE_WORDS[state]}", number) for state, number in summary.states
    ]
    kinds += [
        (level, f"{LEVEL_SIGNS[level]} {LEVEL_WORDS[level]}", number) for level, number in summary.levels
    ]
    buttons = "".join(
        f'<button type="button" class="a-{kind}" data-show="{kind}" aria-pressed="true">{words} <b>{number}</b></button>'
        for kind, words, number in kinds
        if number
    )
    return (
        f'<div class="a-filters" role="group" aria-label="按结论和轻重筛选"><span>显示</span>{buttons}'
        f'<span class="a-hints">{_HINTS}</span></div>'
    )


def _body(audit: Audit, marks: Marks, names: Names) -> Iterator[str]:
    """The paragraphs and tables."""
    for table, blocks in groupby(marks.blocks(), key=lambda block: block.piece.table):
        if table:
            yield _table(audit, list(blocks), names)
        else:
            yield from (_paragraph(audit, block, names) for block in blocks)


def _paragraph(audit: Audit, block: Block, names: Names) -> str:
    words = "".join(_segments(audit, block, names))
    if block.is_title:
        tag, kind = "p", "a-title"
    elif block.level:
        tag, kind = f"h{min(block.level + 2, 6)}", "a-heading"
    else:
        tag, kind = "p", "a-note" if block.piece.kind == "note" else "a-p"
    page = f"第{block.piece.page}页" if block.piece.page else ""
    where = f"{page} {block.piece.number}".strip()
    return f'<div class="a-row"><span class="a-where" aria-hidden="true">{where}</span><{tag} class="{kind}">{words}</{tag}></div>\n'


def _table(audit: Audit, blocks: list[Block], names: Names) -> str:
    last = max(block.piece.column for block in blocks)
    rows = []
    for _, row in groupby(blocks, key=lambda block: block.piece.row):
        cells = list(row)
        ends = [each.piece.column for each in cells[1:]] + [last + 1]
        rows.append(
            "<tr>"
            + "".join(
                f"<td{f' colspan={end - cell.piece.column}' if end - cell.piece.column > 1 else ''}>"
                f"{''.join(_segments(audit, cell, names))}</td>"
                for cell, end in zip(cells, ends, strict=True)
            )
            + "</tr>"
        )
    number = blocks[0].piece.table
    return f'<div class="a-grid" tabindex="0" role="region" aria-label="表{number}"><table><tbody>{"".join(rows)}</tbody></table></div>\n'


def _segments(audit: Audit, block: Block, names: Names) -> list[str]:
    """The characters of a paragraph with their marks; flags of findings that begin on one line go together."""
    out: list[str] = []
    at, group, group_at = 0, -1, -_LINE
    for segment in block.segments:
        if segment.opens:
            flags = "".join(_flag(audit, index, names) for index in segment.opens)
            if at - group_at < _LINE:
                out[group] += flags
            else:
                out += ['<span class="a-flags">', flags, "</span>"]
                group, group_at = len(out) - 2, at
        out.append(_segment(audit, segment))
        at += len(segment.text)
    return out


def _flag(audit: Audit, index: int, names: Names) -> str:
    finding = audit.findings[index]
    title = names.rules.get(finding.rule, "")
    label = f"问题{index + 1}，{LEVEL_WORDS[finding.level]}" + (f"，{title}" if title else "")
    return (
        f'<a class="a-flag a-{finding.level}" id="n{index}" href="#f{index}" data-kind="{finding.level}" '
        f'aria-label="{escape(label)}" title="{escape(title)}">{LEVEL_SIGNS[finding.level]}{index + 1}</a>'
    )


def _segment(audit: Audit, segment: Segment) -> str:
    words = escape(segment.text).replace("\n", "<br>")
    if segment.claims:
        words = _number(audit, segment, words)
    elif segment.heading:
        words = f'<b class="a-lead">{words}</b>'
    if segment.findings:
        level = min((audit.findings[i].level for i in segment.findings), key=list(LEVEL_WORDS).index)
        words = f'<span class="a-found a-{level}" data-kind="{level}">{words}</span>'
    return words


def _number(audit: Audit, segment: Segment, words: str) -> str:
    claims = audit.reading.claims
    index = min(segment.claims, key=lambda each: list(STATE_WORDS).index(state_of(claims[each])))
    state = state_of(claims[index])
    if not segment.first:
        return f'<span class="a-num a-{state}" data-kind="{state}">{words}</span>'
    others = "".join(f'<span id="m{each}"></span>' for each in segment.claims if each != index)
    return (
        f'{others}<a class="a-num a-{state}" id="m{index}" href="#c{index}" data-kind="{state}">{words}'
        f'<span class="a-unseen">（{STATE_WORDS[state]}）</span></a>'
    )


def _cards(audit: Audit, marks: Marks, names: Names, extra: Extra) -> Iterator[str]:
    """The cards in reading order."""
    whole = set(marks.whole)
    order: Sequence[tuple[int, int, int]] = sorted(
        [(claim.quantity.start, 1, index) for index, claim in enumerate(audit.reading.claims)]
        + [(f.start or 0, 0, index) for index, f in enumerate(audit.findings) if index not in whole]
    )
    for _, is_claim, index in order:
        if is_claim:
            yield claim_card(audit, index, names, extra)
        else:
            yield finding_card(audit.findings[index], index, names, extra)

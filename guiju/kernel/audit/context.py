"""Context 文档要素: what the document is — title, reporting body, year reported on, kind, day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from guiju.kernel.audit.lexicon import Lexicon
from guiju.kernel.audit.reading import Document, DocumentKind, Section
from guiju.kernel.audit.text import Piece, Text

_DIGITS = str.maketrans("〇零○一二三四五六七八九０１２３４５６７８９", "00012345678901234567" + "89")
_YEAR = re.compile(
    r"([12二０-９](?:(?<=1)9\d{2}|(?<=2)0\d{2}|(?<=二)[〇零○][〇零○一二三四五六七八九]{2}|(?<=[０-９])[０-９]{3}))"
    r"\s*[—–－-]?\s*年"
)
_NAMED = re.compile(r"《[^《》\n]{1,80}》|[（(][^（）()\n]{0,40}[)）]")
_DATED = re.compile(r"(20\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_TITLE_END = re.compile(r"(报告|总结|汇报|情况|公报|年报|述法|自评|要点|材料)(（[^）]*）)?$")
_ABOUT = re.compile(r"^(?P<body>[^，。：《]{2,40}?)(?=关于|(?:19|20)\d{2}\s*年|二[〇零]|主要负责人|党政)")
_SUBJECT = re.compile(
    r"^\s*(?:(?:(?:19|20)\d{2}年(?:度|以来|来)?|[今近一]年(?:以)?来)[，,]?)?(?P<body>[^，。：《》\s]{2,24}?)"
    r"(?:认真|坚持|深入|在|以|紧紧|全面|始终|扎实|牢固)"
)
_NO_NAME = re.compile(r"按照|根据|现将|为|在|[一二三四五六七八九十]{1,3}、|[（(]|\d")
_SINCE = re.compile(r"(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|至今|起|[至到—－-](?=20\d{2}年))")
_FOUNDED = re.compile(
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?[^，。；,;\n]{0,20}?(?:成立|组建|设立|挂牌|施行|颁布|通过|印发|出台)"
)
_UNTIL = re.compile(r"[至到—－-](20\d{2})年\d{1,2}月")
_TELLS = re.compile(r"(?:报告|汇报|总结|通报|情况|述职|述法)[^，。；,;]{0,6}如下")
_OWN_DUTY = re.compile(r"述法|本人|我(?:作为|认真|严格|始终|坚持|切实)")
_HEAD = 400
_TITLE_PIECES = 6


def document_of(text: Text, sections: tuple[Section, ...], lexicon: Lexicon) -> Document:
    """What the document is, from its title, its first sentences, its headings and its last lines."""
    title = _title(text)
    head = text.content[:_HEAD]
    return Document(
        name=text.name,
        title=title,
        body=_body(text, title, lexicon),
        period=_period(text, title, head, sections),
        chars=len(text.content),
        kind=_kind(title, lexicon) if title else _kind_untitled(_announced(text, head), lexicon),
        dated=_dated(text),
    )


def _title(text: Text) -> str:
    """The title as printed, its lines joined; "" where the text begins at once."""
    lines: list[str] = []
    for piece in _opening(text):
        line = "".join(part.strip() for part in text.content[piece.start : piece.end].splitlines())
        if piece.kind == "title":
            lines.append(line)
        elif (
            piece.table
            or len(line) > 60
            or re.search(r"[。：:；]$", line)
            or re.match(r"[一二三]、|（", line)
        ):
            break
        elif not lines or not _TITLE_END.search(lines[-1]):
            lines.append(line)
    joined = "".join(lines)
    return joined if _TITLE_END.search(joined) or any(one.kind == "title" for one in text.pieces[:1]) else ""


def _opening(text: Text) -> Sequence[Piece]:
    """The first pieces; a table of particulars above the title (索引号, 发布机构) is passed over."""
    first = next((at for at, piece in enumerate(text.pieces) if not piece.table), 0)
    return text.pieces[first : first + _TITLE_PIECES]


def _body(text: Text, title: str, lexicon: Lexicon) -> str:
    """The reporting body as printed: before the title's 关于 or year, the signature, or the first subject."""
    found = _ABOUT.match(title)
    if found and _is_body(found["body"], lexicon):
        return found["body"].strip()
    for piece in list(text.pieces[-4:])[::-1]:
        line = text.content[piece.start : piece.end].strip()
        if 4 <= len(line) <= 30 and _is_body(line, lexicon):
            return line
    first = next((piece for piece in text.pieces if piece.end - piece.start > 40), None)
    subject = _SUBJECT.match(text.content[first.start : first.end]) if first else None
    return subject["body"] if subject and _is_body(subject["body"], lexicon) else ""


def _is_body(name: str, lexicon: Lexicon) -> bool:
    ends = tuple(end for end in (*lexicon.words.body_ends, *lexicon.words.areas) if end)
    return name.endswith(ends) and name not in lexicon.words.own and not _NO_NAME.match(name)


def _period(text: Text, title: str, head: str, sections: tuple[Section, ...]) -> str:
    """The year reported on: of the title, the first sentences, the title of a notice there, or the body."""
    bare = _NAMED.sub("", text.content[: 40 * _HEAD])
    latest = max((*_years(bare), *_UNTIL.findall(bare)), default="")
    for place in (title, _NAMED.sub("", head), head):
        years = [year for year, begun in _dated_years(place) if not begun or year >= latest]
        if years:
            return years[0]
    until = _UNTIL.search(bare)
    if until:
        return until[1]
    planned = [int(one.period) for one in sections if one.role == "plan" and one.period]
    if planned:
        return str(planned[0] - 1)
    counted = Counter(_years(bare))
    return counted.most_common(1)[0][0] if counted else ""


def _years(text: str) -> Iterator[str]:
    """The years written in a text that a report may be on."""
    return (year for year, _ in _dated_years(text))


def _dated_years(text: str) -> Iterator[tuple[str, bool]]:
    """The years in Arabic digits, and whether something has gone on since then (2016年以来).

    2020—2025年, 2021年版 and 2004年成立 are not years reported on.
    """
    for found in _YEAR.finditer(text):
        before = text[max(0, found.start() - 1) : found.start()]
        if before in tuple("—–－-至~～") or text[found.end() : found.end() + 1] == "版":
            continue
        if not _FOUNDED.match(text, found.end()):
            yield found.group(1).translate(_DIGITS), _SINCE.match(text, found.end()) is not None


def _announced(text: Text, head: str) -> str:
    """The first words of a text without a title, where it says that it reports; news about a report is none."""
    return head[:200] if _TELLS.search(text.content, 0, 4 * _HEAD) else ""


def _kind(head: str, lexicon: Lexicon) -> DocumentKind:
    """A duty report where its words are printed, else an annual report where its words are."""
    if any(word in head for word in lexicon.words.duty):
        return "duty"
    return "annual" if any(word in head for word in lexicon.words.annual) else "other"


def _kind_untitled(head: str, lexicon: Lexicon) -> DocumentKind:
    """The kind by the first words: an annual report speaks of the principal's duty too, so its own words go first."""
    if any(word in head for word in lexicon.words.annual) and not _OWN_DUTY.search(head):
        return "annual"
    return _kind(head, lexicon)


def _dated(text: Text) -> str:
    """The day printed in the last lines or under the title, ISO; "" where there is none."""
    pieces = [*text.pieces[-4:], *text.pieces[:_TITLE_PIECES]]
    for piece in pieces:
        found = _day(text.content, piece)
        if found:
            return found
    return ""


def _day(content: str, piece: Piece) -> str:
    line = content[piece.start : piece.end].strip().strip("（）()")
    found = _DATED.search(line)
    if found is None or len(line) > 40:
        return ""
    year, month, day = (int(group) for group in found.groups())
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""

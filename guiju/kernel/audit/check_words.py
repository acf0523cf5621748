"""Checks on claims without a numeral: none, all, first, ranked, uncounted — and which record would prove each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guiju.kernel.audit.rules import ClaimKind
from guiju.kernel.audit.view import Sentence, Stated, View, quoted, touched
from guiju.kernel.finding import Finding

_CLAUSE = "，。；：！？\n"
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_WISH = re.compile(r"确保|力争|争取|努力|防止|避免|严禁|不得|如果|对于|坚决杜绝|推动|力求|要求")
_COVERAGE = re.compile(r"覆盖率(?:达到?|为|是)?$")
_EVENTS = frozenset(("次", "场", "场次", "期", "轮", "批", "批次", "届", "堂", "节", "件次", "回"))
_SAID: dict[ClaimKind, str] = {
    "zero": "称没有发生",
    "full": "称全部做到",
    "first": "称首创或者率先",
    "rank": "称居前列",
    "vague": "只说做了，没有说多少",
}


def check_words(view: View) -> Iterator[Finding]:
    """Findings about what a report claims in words alone, outside its plan and its shortcomings."""
    sentences = view.told
    counted = {word: s for sentence in sentences for s in sentence.stated for word in _named(view, s)}
    starts = [sentence.start for sentence in sentences]
    for kind, sieve in view.book.claim_sieves:
        for place in touched(sieve.spans(view.content, view.data), starts):
            sentence = sentences[place]
            last = -1
            for found in sieve.pattern.finditer(sentence.text):
                start, end = _clause(sentence.text, found)
                if start <= last or _excused(kind, sentence, found, start, end):
                    continue
                if kind == "vague" and _counted(sentences, place, found):
                    continue
                last = start
                words, at = sentence.text[start:end], sentence.start + start
                record = _proof(view, kind, words)
                what = f"{quoted(words)}{_SAID[kind]}，可以用{record}证明"
                yield view.finding(f"claim.{kind}", what, at, sentence.start + end)
                against = _against(view, kind, words, sentence, counted)
                if against is not None:
                    what = f"{quoted(words)}与{quoted(against.lead + against.quantity.text)}相反"
                    yield view.finding("claim.belied", what, at, sentence.start + end)


def _against(
    view: View, kind: ClaimKind, words: str, sentence: Sentence, counted: dict[str, Stated]
) -> Stated | None:
    """A number of the report that says the opposite: 败诉2件 of 未发生败诉, 覆盖率96% of 全覆盖."""
    if kind == "zero":
        return next((counted[w] for w in view.book.belied if w in words and w in counted), None)
    if kind == "full" and "覆盖" in words:
        return next((stated for stated in sentence.stated if _partial(stated)), None)
    return None


def _named(view: View, stated: Stated) -> list[str]:
    """The words of zero claims of which a number above zero is told: 败诉4件."""
    quantity = stated.quantity
    counts = quantity.kind == "count" and quantity.value is not None and quantity.value > 0
    if not counts or not stated.lead.endswith(view.book.belied):
        return []
    return [word for word in view.book.belied if stated.lead.endswith(word)]


def _partial(stated: Stated) -> bool:
    value = stated.quantity.value
    return value is not None and value < 100 and bool(_COVERAGE.search(stated.lead))


def _clause(text: str, found: re.Match[str]) -> tuple[int, int]:
    """The clause in which the expression stands, at most sixty characters of it."""
    reach, most = max(0, found.start() - 30), min(len(text), found.end() + 30)
    start = max(text.rfind(mark, reach, found.start()) for mark in _CLAUSE) + 1
    stops = [at for mark in _CLAUSE if (at := text.find(mark, found.end(), most)) >= 0]
    return max(start, reach), min([*stops, most])


def _excused(kind: ClaimKind, sentence: Sentence, found: re.Match[str], start: int, end: int) -> bool:
    """A wish, an order or a condition is no claim, nor is a word inside the title of a paper."""
    lead = sentence.text[start : found.start()]
    if kind in ("first", "rank", "full") and "目标" in sentence.text[start:end]:
        return True
    if kind != "vague" and (_WISH.search(lead) or sentence.text[found.end() : end].endswith("的")):
        return True
    return any(t.start() < found.start() and found.end() < t.end() for t in _TITLE.finditer(sentence.text))


def _counted(sentences: Sequence[Sentence], place: int, found: re.Match[str]) -> bool:
    """Whether a number follows, in the sentence or, after a heading like 一是…。, in the next."""
    sentence = sentences[place]
    later = [s for s in sentence.stated if s.quantity.start >= sentence.start + found.end()]
    if len(sentence.text) < 24 and place + 1 < len(sentences):
        later.extend(sentences[place + 1].stated)
    return any(stated.quantity.unit in _EVENTS for stated in later)


def _proof(view: View, kind: ClaimKind, words: str) -> str:
    """The record declared for the first words that stand in the clause; the one without words is for the rest."""
    proofs = view.book.proofs.get(kind, ())
    named = next((p for p in proofs if any(word in words for word in p.words)), None)
    rest = next((p for p in proofs if not p.words), None)
    chosen = named or rest
    return chosen.record if chosen else "相应的登记"

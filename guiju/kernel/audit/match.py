"""Understanding 理解: what each number of a text counts — subject, period, body, system and indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from guiju.kernel.audit.blocks import Block, blocks_of
from guiju.kernel.audit.claim import Candidate, Claim, Quantity
from guiju.kernel.audit.clauses import clauses_of
from guiju.kernel.audit.lexicon import Lexicon
from guiju.kernel.audit.reading import Document, Section
from guiju.kernel.audit.score import SAME_PARAGRAPH, SAME_SENTENCE, Score, Setting, rank
from guiju.kernel.audit.surround import Around, Neighbourhood, weighed
from guiju.kernel.audit.tables import cells_of
from guiju.kernel.audit.text import Piece, Text
from guiju.kernel.audit.wording import Wording

SURE, SYSTEM_SURE = 0.62, 0.50
MARGIN, SYSTEM_MARGIN = 0.012, 0.05
KEPT = 4
BORROWED = 0.9
_HEADINGS = (0.62, 0.55, 0.48, 0.42)
_TITLE = 0.4
_LEAD = 300
_SYSTEM_WORD = 0.58
_UNSAYABLE = frozenset(("document_number", "ordinal_or_period"))


def understand(
    text: Text,
    sections: tuple[Section, ...],
    document: Document,
    quantities: Sequence[Quantity],
    lexicon: Lexicon,
) -> tuple[Claim, ...]:
    """The claims of a text, in reading order: each quantity understood as far as declared words allow.

    A quantity that serves two names gives two claims with the same span. ``system`` and ``indicator`` are None
    where no concept is sure enough; the runners-up are in ``candidates`` with their reasons. Time is linear in
    the text and the number of quantities.
    """
    return tuple(_Understanding(text, sections, document, lexicon).claims(quantities))


class _Understanding:
    def __init__(
        self, text: Text, sections: tuple[Section, ...], document: Document, lexicon: Lexicon
    ) -> None:
        self.text = text
        self.sections = sections
        self.document = document
        self.lexicon = lexicon
        self.wording = Wording(document, lexicon)
        self.sayings = frozenset(lexicon.saying)
        title = lexicon.index.find(document.title, [(0, len(document.title))])
        self.title = frozenset(hit[2] for hit in title.within(0, len(document.title)))
        self.heads: dict[int, dict[int, float]] = {}
        self.open: list[Section] = []
        self.next = 0
        self.tables: dict[int, list[Piece]] = {}
        for piece in text.pieces:
            if piece.table:
                self.tables.setdefault(piece.table, []).append(piece)

    def claims(self, quantities: Sequence[Quantity]) -> Iterator[Claim]:
        """Block by block."""
        for block, inside in blocks_of(
            self.text, self.document.title, sorted(quantities, key=lambda one: (one.start, one.end))
        ):
            if block.table:
                yield from self._table(block, inside)
            else:
                yield from self._paragraph(block, inside)

    def _paragraph(self, block: Block, quantities: list[Quantity]) -> Iterator[Claim]:
        content = self.text.content
        hits = self.lexicon.index.find(content, [(block.start, block.end)])
        place = Neighbourhood(
            content, clauses_of(content, block.start, block.end), hits, self.wording.change_to, self.sayings
        )
        last: tuple[int, str] = (-1, "")
        whole: dict[tuple[int, str], Claim] = {}
        for around in place.surround(quantities):
            claim = self._claim(around, place, last)
            sentence = around.clause.sentence
            scope = "" if claim.candidates else self.wording.scope(place.text_before(around))
            if scope and (sentence, claim.quantity.unit) in whole:
                claim = _part(claim, scope, whole[sentence, claim.quantity.unit])
            elif claim.indicator:
                whole[sentence, claim.quantity.unit] = claim
            last = (sentence, claim.system or last[1])
            yield claim

    def _claim(self, around: Around, place: Neighbourhood, last: tuple[int, str] = (-1, "")) -> Claim:
        """One number: its words weighed, then with the clause before if they say nothing."""
        headings = self._headings(around.quantity.start)
        near = dict(self._outside(around, place, headings))
        for weight, words in place.beside(around):
            _raise(near, words, weight)
        own = [hit for span in around.own for hit in place.hits.within(*span)]
        _raise(near, weighed(own), 1.05)
        marked = frozenset(word for one in headings for word in self._heading_words(one))
        letters = self.wording.letters(place.text_before(around) + place.text_after(around))
        past = around.moment == "from"
        weight = SAME_SENTENCE if last[0] == around.clause.sentence else SAME_PARAGRAPH
        setting = Setting(around.quantity, own, near, marked, letters, past, 1.0, last[1], weight)
        scores = rank(setting, self.lexicon)
        if not scores or scores[0].value < SURE:
            wider = place.before(around)
            if wider is not None:
                more = [hit for span in wider.own for hit in place.hits.within(*span)]
                borrowed = replace(setting, own=more, letters=max(letters, 4), factor=BORROWED)
                scores = _merged(scores, rank(borrowed, self.lexicon))
        follows = last[1] if last[0] == around.clause.sentence else ""
        return self._settled(around, place, scores, near, headings, follows)

    def _outside(
        self, around: Around, place: Neighbourhood, headings: Sequence[Section]
    ) -> Mapping[int, float]:
        """Words outside a number's clause: title, headings, other clauses; kept while the clause lasts."""
        key = (around.clause.number, headings[0].start if headings else -1)
        last, near = place.gathered
        if last != key:
            near = dict.fromkeys(self.title, _TITLE)
            place.gathered = (key, near)
            for weight, section in zip(_HEADINGS, headings, strict=False):
                _raise(near, self._heading_words(section), weight)
            for weight, words in place.near(around.clause):
                _raise(near, words, weight)
        return near

    def _settled(
        self,
        around: Around,
        place: Neighbourhood,
        scores: list[Score],
        near: Mapping[int, float],
        headings: Sequence[Section],
        follows: str,
    ) -> Claim:
        quantity = around.quantity
        before, after = place.text_before(around), place.text_after(around)
        begin = max(place.clauses.all[0].start, quantity.start - _LEAD)
        lead = self.text.content[begin : quantity.start]
        single = quantity.kind not in _UNSAYABLE and not self.wording.is_kind(before)
        best = _sure(scores, self.text.content) if single else None
        said = f"{best.said} {best.topic}" if best else ""
        if self.wording.is_change(before, quantity, said) or self.wording.is_average(before, quantity, said):
            best = None
        system = best.concept.system if best else self._system(scores, near, quantity)
        if self.wording.is_kind(before) or (not system and not scores and quantity.unit == "%"):
            system = follows
        kind = self.wording.kind(quantity, before, after, best.concept if best else None, headings)
        return Claim(
            quantity=replace(quantity, kind=kind) if kind != quantity.kind else quantity,
            subject=self.wording.subject(before, after, lead),
            period=self.wording.period(quantity, kind, lead, around.moment, headings),
            body=self.wording.body(lead),
            system=system or None,
            indicator=best.concept.id if best else None,
            candidates=_candidates(scores, quantity),
        )

    def _system(self, scores: list[Score], near: Mapping[int, float], quantity: Quantity) -> str:
        """The row of the list of systems where no concept is sure: by concepts and by words of systems."""
        if quantity.kind in _UNSAYABLE:
            return ""
        weights: dict[str, float] = {}
        for score in scores[:KEPT]:
            name = score.concept.system
            weights[name] = max(weights.get(name, 0.0), score.value)
        for word, weight in near.items():
            for name in self.lexicon.about.get(word, ()):
                telling = weight * (_SYSTEM_WORD + 0.02 * len(self.lexicon.index.word(word)))
                weights[name] = max(weights.get(name, 0.0), telling)
        ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if not ordered or ordered[0][1] < SYSTEM_SURE:
            return ""
        if len(ordered) > 1 and ordered[0][1] - ordered[1][1] < SYSTEM_MARGIN:
            return ""
        return ordered[0][0]

    def _headings(self, offset: int) -> list[Section]:
        """The sections above an offset, innermost first; offsets are asked in order."""
        while self.next < len(self.sections) and self.sections[self.next].start <= offset:
            self.open.append(self.sections[self.next])
            self.next += 1
        self.open = [section for section in self.open if section.end > offset]
        return self.open[::-1]

    def _heading_words(self, section: Section) -> dict[int, float]:
        found = self.heads.get(section.start)
        if found is None:
            span = (section.start, section.heading_end)
            hits = self.lexicon.index.find(self.text.content, [span])
            found = self.heads[section.start] = weighed(hits.within(*span))
        return found

    def _table(self, block: Block, quantities: list[Quantity]) -> Iterator[Claim]:
        """Cells: the heads of column and row are the words; nothing else is near but the headings."""
        for cell in cells_of(self.text, self.tables[block.table], quantities):
            clauses = clauses_of(self.text.content, cell.own[0][0], cell.own[0][1])
            hits = self.lexicon.index.find(self.text.content, cell.spans)
            place = Neighbourhood(self.text.content, clauses, hits, self.wording.change_to, self.sayings)
            around = Around(cell.quantity, clauses.all[0], cell.own, len(cell.own))
            yield self._claim(around, place)


def _raise(near: dict[int, float], words: Mapping[int, float], weight: float) -> None:
    for word, inner in words.items():
        if near.get(word, 0.0) < weight * inner:
            near[word] = weight * inner


def _merged(first: list[Score], second: list[Score]) -> list[Score]:
    best: dict[str, Score] = {}
    for score in (*first, *second):
        if score.concept.id not in best or score.value > best[score.concept.id].value:
            best[score.concept.id] = score
    return sorted(best.values(), key=lambda score: -score.value)


def _sure(scores: list[Score], content: str) -> Score | None:
    """The best concept, if it is good enough, clearly ahead, and not one of two that are counted together."""
    if not scores or scores[0].value < SURE or _together(scores, content):
        return None
    if len(scores) > 1 and scores[0].value - scores[1].value < MARGIN:
        first, second = scores[0].concept, scores[1].concept
        if second.part_of == first.id:
            return scores[1]
        return scores[0] if first.part_of == second.id else None
    return scores[0]


def _together(scores: list[Score], content: str) -> bool:
    """Whether the two best are joined in the text (撤销和确认违法65件): a sum that is neither of them."""
    if len(scores) < 2 or scores[1].value < SURE:
        return False
    first, second = sorted((scores[0].span, scores[1].span))
    return content[first[1] : second[0]] in ("和", "、", "与", "及", "以及")


def _part(claim: Claim, scope: str, whole: Claim) -> Claim:
    """A number that is its body's part of the number before it in the sentence: 其中市本级486件."""
    best = whole.candidates[0]
    reasons = (f"承前：“{scope}”是同句前一数字的一部分", *best.reasons)
    candidate = replace(best, score=best.score * BORROWED, reasons=reasons)
    return replace(claim, body=scope, system=whole.system, indicator=whole.indicator, candidates=(candidate,))


def _candidates(scores: list[Score], quantity: Quantity) -> tuple[Candidate, ...]:
    return tuple(score.candidate(quantity) for score in scores[:KEPT] if score.value > 0.35)

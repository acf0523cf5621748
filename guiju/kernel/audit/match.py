"""Understanding 理解: what each number of a text counts — subject, period, body, system and indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from guiju.kernel.audit.blocks import Block, blocks_of
from guiju.kernel.audit.claim import Candidate, Claim, Quantity
from guiju.kernel.audit.clauses import Clauses, clauses_of
from guiju.kernel.audit.lexicon import Lexicon
from guiju.kernel.audit.parts import Parts
from guiju.kernel.audit.reading import Document, Section
from guiju.kernel.audit.score import SAME_PARAGRAPH, SAME_SENTENCE, Score, Setting, rank
from guiju.kernel.audit.surround import Around, Neighbourhood, raised
from guiju.kernel.audit.tables import cells_of
from guiju.kernel.audit.terms import Hit, Hits
from guiju.kernel.audit.text import Piece, Text, even
from guiju.kernel.audit.wording import Beside, Wording

SURE, SYSTEM_SURE = 0.62, 0.50
MARGIN, SYSTEM_MARGIN = 0.012, 0.05
JOINED, CLEARER = 0.25, 0.1
KEPT = 4
BORROWED = 0.9
_HEADINGS = (0.62, 0.55, 0.48, 0.42)
_TITLE = 0.4
_LEAD = 300
_SYSTEM_WORD = 0.58
_LAW = re.compile(
    r"《[^《》\n]{1,60}(?:法|条例|规定|办法|细则|准则|纲要|通知|意见|方案|计划|要点)(?:（[^《》）]{1,12}）)?》"
)
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


class Before(NamedTuple):
    """The number before: its sentence and clause, the last system understood, its measure word.

    ``systems`` are those of the paragraph so far. ``speaks``: it stands in the clause before, or in the same, of a
    number whose own words name no system.
    """

    sentence: int = -1
    clause: int = -1
    system: str = ""
    unit: str = ""
    systems: frozenset[str] = frozenset()
    speaks: bool = False


class _Understanding:
    def __init__(
        self, text: Text, sections: tuple[Section, ...], document: Document, lexicon: Lexicon
    ) -> None:
        self.text = replace(text, content=even(text.content))
        self.sections = sections
        self.document = document
        self.lexicon = lexicon
        self.wording = Wording(document, lexicon)
        title = lexicon.index.find(document.title, [(0, len(document.title))])
        self.title = lexicon.surrounding.intersection(hit[2] for hit in title.within(0, len(document.title)))
        self.heads: dict[int, tuple[frozenset[int], dict[int, float], str]] = {}
        self.found: tuple[int, int, Hits] = (-1, -1, Hits([]))
        self.next = 0
        self.above: list[Section] = []
        self.over: dict[int, float] = {}
        self.marked: frozenset[int] = frozenset()
        self.topic = ""
        self._read_headings()
        self.tables: dict[int, list[Piece]] = {}
        for piece in text.pieces:
            if piece.table:
                self.tables.setdefault(piece.table, []).append(piece)

    def claims(self, quantities: Sequence[Quantity]) -> Iterator[Claim]:
        """Block by block."""
        for block, inside in blocks_of(
            self.text, even(self.document.title), sorted(quantities, key=lambda one: (one.start, one.end))
        ):
            if block.table:
                yield from self._table(block, inside)
            else:
                yield from self._paragraph(block, inside)

    def _paragraph(self, block: Block, quantities: list[Quantity]) -> Iterator[Claim]:
        content = self.text.content
        hits = self.lexicon.index.find(content, [(block.start, block.end)])
        place = self._neighbourhood(clauses_of(content, block.start, block.end), hits)
        self.found = (block.start, block.end, hits)
        last, parts = Before(), Parts(content, self.lexicon.words.wholes)
        whole: dict[tuple[int, str], Claim] = {}
        told: dict[tuple[int, str], Claim] = {}
        for around in place.surround(quantities):
            claim = self._claim(around, place, last)
            sentence = around.clause.sentence
            scope = "" if claim.candidates else self.wording.scope(place.text_before(around))
            earlier = whole.get((sentence, claim.quantity.unit))
            if scope and earlier:
                claim = _part(claim, scope, earlier)
            elif claim.indicator:
                first = told.setdefault((sentence, claim.indicator), claim)
                if first is not claim and _is_taken_apart(content, first, claim):
                    claim = replace(claim, indicator=None)
                else:
                    whole[sentence, claim.quantity.unit] = claim
            claim = parts.settled(claim)
            systems = last.systems | {claim.system} if claim.system else last.systems
            number, unit = around.clause.number, claim.quantity.unit
            last = Before(sentence, number, claim.system or last.system, unit, systems)
            yield claim

    def _claim(self, around: Around, place: Neighbourhood, last: Before = Before()) -> Claim:
        """One number: its words weighed, then with the clause before if they say nothing."""
        headings = self._headings(around.quantity.start)
        near = dict(self._outside(around, place, headings))
        for weight, words in place.beside(around):
            raised(near, words, weight)
        telling = place.words_in(around.own)
        raised(near, telling, 1.05)
        own = self._own(around, place)
        before, after = place.text_before(around), place.text_after(around)
        letters = self.wording.letters(before + after)
        past = around.moment == "from"
        weight = SAME_SENTENCE if last.sentence == around.clause.sentence else SAME_PARAGRAPH
        setting = Setting(around.quantity, own, near, self.marked, letters, past, 1.0, last.system, weight)
        scores = rank(setting, self.lexicon)
        if not scores or scores[0].value < SURE:
            wider = place.before(around)
            if wider is not None:
                borrowed = replace(
                    setting, own=self._own(wider, place), letters=max(letters, 4), factor=BORROWED
                )
                scores = _merged(scores, rank(borrowed, self.lexicon))
        follows = Before(systems=last.systems)
        if last.sentence == around.clause.sentence:
            beside_it = last.clause >= around.clause.number - 1
            follows = last._replace(speaks=beside_it and not self._named(telling))
        begin = max(place.clauses.all[0].start, around.quantity.start - _LEAD)
        beside = Beside(before, after, self.text.content[begin : around.quantity.start])
        return self._settled(around, beside, scores, near, headings, follows)

    def _own(self, around: Around, place: Neighbourhood) -> list[Hit]:
        """The words that belong to a number; those in the name of a law say nothing of what is counted."""
        hits = [hit for span in around.own for hit in place.hits.within(*span)]
        content = self.text.content
        first, last = around.own[0][0] if around.own else 0, around.own[-1][1] if around.own else 0
        if content.find("《", first, last) < 0:
            return hits
        named = [found.span() for found in _LAW.finditer(content, first, last)]
        return [hit for hit in hits if not any(start < hit[0] < end for start, end in named)]

    def _outside(
        self, around: Around, place: Neighbourhood, headings: Sequence[Section]
    ) -> Mapping[int, float]:
        """Words outside a number's clause: title, headings, other clauses; kept while the clause lasts."""
        key = (around.clause.number, headings[0].start if headings else -1)
        last, near = place.gathered
        if last != key:
            near = dict(place.earlier(around.clause, self.over))
            place.gathered = (key, near)
            for weight, words in place.near(around.clause):
                raised(near, words, weight)
        return near

    def _settled(
        self,
        around: Around,
        beside: Beside,
        scores: list[Score],
        near: Mapping[int, float],
        headings: Sequence[Section],
        follows: Before,
    ) -> Claim:
        quantity, wording = around.quantity, self.wording
        of_kind = wording.is_kind(beside.before)
        single = quantity.kind not in _UNSAYABLE and not of_kind
        best = _sure(scores, self.text.content) if single else None
        said = f"{best.said} {best.topic}" if best else ""
        if best and (
            wording.is_change(beside.before, quantity, said)
            or wording.is_average(beside.before, quantity, said)
        ):
            best = None
        if self.topic in self.lexicon.words.disputes and wording.is_act(beside.before):
            best, system = None, self.topic
        elif best:
            system = best.concept.system
        elif of_kind or (quantity.unit == "%" and wording.is_share(beside.before)):
            system = follows.system or self.topic
        elif follows.speaks and follows.system and (not scores or scores[0].value < SYSTEM_SURE):
            system = follows.system
        else:
            system = self._system(scores, near, quantity)
        if not system and not best and quantity.kind not in _UNSAYABLE:
            listed = quantity.unit in ("%", follows.unit)
            system = (follows.system if listed else "") or self.topic
            system = system or (next(iter(follows.systems)) if len(follows.systems) == 1 else "")
        kind = wording.kind(quantity, beside.before, best.concept if best else None, headings)
        return Claim(
            quantity=replace(quantity, kind=kind) if kind != quantity.kind else quantity,
            subject=wording.subject(beside),
            period=wording.period(quantity, kind, beside, around.moment, headings),
            body=wording.body(beside),
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
        about = self.lexicon.about
        for word in near.keys() & about.keys():
            for name in about[word]:
                telling = near[word] * (_SYSTEM_WORD + 0.02 * len(self.lexicon.index.word(word)))
                weights[name] = max(weights.get(name, 0.0), telling)
        ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if not ordered or ordered[0][1] < SYSTEM_SURE:
            return ""
        if len(ordered) > 1 and ordered[0][1] - ordered[1][1] < SYSTEM_MARGIN:
            return ""
        return ordered[0][0]

    def _of_headings(self, headings: Sequence[Section]) -> str:
        """The row of the list of systems that the innermost heading with such words names alone.

        Without one the title's, unless the document reports on all of them; none in a section on shortcomings.
        """
        if any(section.role == "shortcomings" for section in headings):
            return ""
        for section in headings:
            if found := self._heading_words(section)[2]:
                return found
        return self._named(self.title) if self.document.kind == "other" else ""

    def _named(self, words: Iterable[int]) -> str:
        """The one system that words name; of several the one with the longest word, "" where two are as long."""
        longest: dict[str, int] = {}
        about = self.lexicon.about
        for word in about.keys() & words:
            for name in about[word]:
                if name in self.lexicon.words.frames:
                    continue
                longest[name] = max(longest.get(name, 0), len(self.lexicon.index.word(word)))
        ordered = sorted(longest.items(), key=lambda item: -item[1])
        if not ordered or (len(ordered) > 1 and ordered[0][1] == ordered[1][1]):
            return ""
        return ordered[0][0]

    def _headings(self, offset: int) -> list[Section]:
        """The sections above an offset, innermost first; offsets are asked in order."""
        first = self.next
        while self.next < len(self.sections) and self.sections[self.next].start <= offset:
            self.next += 1
        opened = [*self.sections[first : self.next][::-1], *self.above]
        above = [section for section in opened if section.end > offset]
        if above != self.above:
            self.above = above
            self._read_headings()
        return self.above

    def _read_headings(self) -> None:
        """What title and headings say to every number under them: words near, words of headings, the system."""
        words = [self._heading_words(section) for section in self.above]
        self.marked = frozenset[int]().union(*(every for every, _, _ in words))
        self.over = dict.fromkeys(self.title, _TITLE)
        for weight, (_, telling, _) in zip(_HEADINGS, words, strict=False):
            raised(self.over, telling, weight)
        self.topic = self._of_headings(self.above)

    def _heading_words(self, section: Section) -> tuple[frozenset[int], dict[int, float], str]:
        """All declared words of a heading, the weights of those that tell something, the system they name."""
        found = self.heads.get(section.start)
        if found is None:
            span = (section.start, section.heading_end)
            start, end, hits = self.found
            if not start <= span[0] <= span[1] <= end:
                hits = self.lexicon.index.find(self.text.content, [span])
            every = frozenset(hit[2] for hit in hits.within(*span))
            found = every, hits.weighed([span], self.lexicon.surrounding), self._named(every)
            self.heads[section.start] = found
        return found

    def _neighbourhood(self, clauses: Clauses, hits: Hits) -> Neighbourhood:
        lexicon, change = self.lexicon, self.wording.change_to
        return Neighbourhood(self.text.content, clauses, hits, change, lexicon.sayings, lexicon.surrounding)

    def _table(self, block: Block, quantities: list[Quantity]) -> Iterator[Claim]:
        """Cells: the heads of column and row are the words; nothing else is near but the headings."""
        for cell in cells_of(self.text, self.tables[block.table], quantities):
            clauses = clauses_of(self.text.content, cell.own[0][0], cell.own[0][1])
            hits = self.lexicon.index.find(self.text.content, cell.spans)
            place = self._neighbourhood(clauses, hits)
            around = Around(cell.quantity, clauses.all[0], cell.own, len(cell.own))
            yield self._claim(around, place)


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
    if len(scores) < 2 or scores[1].value < SURE or scores[0].value - scores[1].value > JOINED:
        return False
    first, second = sorted((scores[0].span, scores[1].span))
    return content[first[1] : second[0]] in ("和", "、", "与", "及", "以及")


def _is_taken_apart(content: str, whole: Claim, claim: Claim) -> bool:
    """Whether a number that seems to count the same is a part of the one before it: 767条，其中政府信息520条."""
    if claim.body != whole.body or claim.quantity.kind == "rate":
        return False
    if claim.candidates[0].score > whole.candidates[0].score + CLEARER:
        return False  # 诉讼案件72起，其中行政诉讼14起: the part is what is meant
    between = content[whole.quantity.end : claim.quantity.start]
    apart = any(word in between for word in ("其中", "包括", "含"))
    return apart and not any(word in between for word in ("本年", "今年", "当年", "年度", "新增"))


def _part(claim: Claim, scope: str, whole: Claim) -> Claim:
    """A number that is its body's part of the number before it in the sentence: 其中市本级486件."""
    best = whole.candidates[0]
    reasons = (f"承前：“{scope}”是同句前一数字的一部分", *best.reasons)
    candidate = replace(best, score=best.score * BORROWED, reasons=reasons)
    return replace(claim, body=scope, system=whole.system, indicator=whole.indicator, candidates=(candidate,))


def _candidates(scores: list[Score], quantity: Quantity) -> tuple[Candidate, ...]:
    return tuple(score.candidate(quantity) for score in scores[:KEPT] if score.value > 0.35)

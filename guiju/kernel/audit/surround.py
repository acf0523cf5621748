"""Surroundings 上下文: which words belong to a number, which are only near it, and how near."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from guiju.kernel.audit.claim import Quantity
from guiju.kernel.audit.clauses import Clause, Clauses
from guiju.kernel.audit.terms import Hits

Span = tuple[int, int]

_JOINT = re.compile(
    r"以及|、|(?<![参赋])与(?!会|否)|(?<![涉波普以])及(?![时格其早])|(?<![调平])和(?![解谐平])"
)
_VERB = re.compile(
    r"共(?=[\u4e00-\u9fff])|累计|召开|开展|举办|参加|参与|进行|完成|办结|发放|收到|建立|建成|设立|成立|配备|聘任|聘请|涉及"
)
_QUOTED = re.compile(r"“[^”\n]{0,60}”|《[^《》\n]{0,80}》")
_EACH = re.compile(r"(?:分别|依次|各自)")
_BOTH = re.compile(r"(?:均|都|皆|各|全部)\S{0,4}$")
_RATES = re.compile(
    r"(?:率|度|占比|比例|比重)(?:均|都|皆|全部|各|分别)?(?:保持|稳定|维持|实现|达到|达|为|是|在|了|至)*$"
)
_FROM = re.compile(r"(?:从|由|自)[^，。；]{0,14}$")
_WEIGHTS_BACK = (0.95, 0.9, 0.84, 0.78, 0.73, 0.69, 0.66)
_OTHER_HALF, _BEHIND = 0.86, 0.7
_AHEAD = (0.55, 0.45)
_SENTENCES = (0.64, 0.55, 0.47, 0.42, 0.4)
_FARTHEST = 48
_REACH = 160


@dataclass(slots=True)
class Around:
    """A number with its words.

    ``own``: the spans of text that speak of it alone, in order; ``behind`` tells how many of them stand before
    the number. ``clause`` is where it stands. ``moment``: ``from`` or ``to`` in 由…下降到…, ``same`` where it
    follows another number at once (28种6万份). ``spread``: it is
    one of several readings of one number (答复率和满意率均达100%), or of several numbers (分别为).
    """

    quantity: Quantity
    clause: Clause
    own: tuple[Span, ...]
    behind: int
    moment: str = ""
    spread: bool = False


@dataclass(slots=True)
class Neighbourhood:
    """One paragraph: its clauses, the words found in each, and the numbers it holds.

    ``sayings`` are the words that say a concept, ``telling`` those that tell something near a number; ``taken``
    the clauses with a number; ``gathered`` keeps the words outside the clause that was asked last.
    """

    content: str
    clauses: Clauses
    hits: Hits
    changes: re.Pattern[str]
    sayings: Collection[int] = frozenset()
    telling: Collection[int] = frozenset()
    taken: set[int] = field(default_factory=set)
    gathered: tuple[tuple[int, int], dict[int, float]] = field(default_factory=lambda: ((-1, -1), {}))
    _words: dict[int, dict[int, float]] = field(default_factory=dict)
    _told: tuple[int, dict[int, float], dict[int, float]] = field(default_factory=lambda: (-1, {}, {}))

    def surround(self, quantities: Sequence[Quantity]) -> Iterator[Around]:
        """Each number with its own words; several times where one number serves several names."""
        row: list[Quantity] = []
        clause: Clause | None = None
        self.taken = {self.clauses.at(quantity.start).number for quantity in quantities}
        for quantity in quantities:
            here = self.clauses.at(quantity.start)
            if clause is not None and here.number != clause.number:
                yield from self._row(clause, row)
                row = []
            clause = here
            row.append(quantity)
        if clause is not None:
            yield from self._row(clause, row)

    def words_of(self, clause: Clause) -> dict[int, float]:
        """The telling words in a clause; a word inside a longer one weighs a little less than 1."""
        found = self._words.get(clause.number)
        if found is None:
            found = self._words[clause.number] = self.words_in(clause.spans)
        return found

    def words_in(self, spans: Iterable[Span]) -> dict[int, float]:
        """The telling words in spans that do not overlap."""
        return self.hits.weighed(spans, self.telling)

    def beside(self, around: Around) -> Iterator[tuple[float, dict[int, float]]]:
        """Words of a number's clause with their weight: less behind the number."""
        spans, at = around.clause.spans, around.quantity.start
        yield 1.0, self.words_in(_parts(spans, at - 2 * _REACH, at))
        yield _BEHIND, self.words_in(_parts(spans, at, at + 2 * _REACH))

    def near(self, clause: Clause) -> Iterator[tuple[float, dict[int, float]]]:
        """Words around a clause, in its own sentence and right behind, with their weight: less with every clause."""
        everything = self.clauses.all
        first = max(0, clause.number - _FARTHEST, self.clauses.openings[clause.sentence])
        back = 0
        for other in everything[first : clause.number][::-1]:
            if other.number == clause.inside:
                yield 0.95, self.words_of(other)
                continue
            weight = _WEIGHTS_BACK[min(back, len(_WEIGHTS_BACK) - 1)]
            yield weight * (1 if other.half == clause.half else _OTHER_HALF), self.words_of(other)
            back += 1
        for weight, other in zip(
            _AHEAD, everything[clause.number + 1 : clause.number + 1 + len(_AHEAD)], strict=False
        ):
            if other.half == clause.half:
                yield weight, self.words_of(other)

    def earlier(self, clause: Clause, over: dict[int, float]) -> dict[int, float]:
        """The words ``over`` a clause and those of the sentences before its own: less with every sentence.

        What it was last is kept for the clauses of one sentence.
        """
        openings, farthest = self.clauses.openings, max(0, clause.number - _FARTHEST)
        whole = openings[max(0, clause.sentence - len(_SENTENCES))] >= farthest
        if whole and self._told[0] == clause.sentence and self._told[1] is over:
            return self._told[2]
        found = dict(over)
        end = openings[clause.sentence]
        for weight, first in zip(_SENTENCES, openings[: clause.sentence][::-1], strict=False):
            for other in self.clauses.all[max(first, farthest) : end]:
                raised(found, self.words_of(other), weight)
            end = first
        if whole:
            self._told = (clause.sentence, over, found)
        return found

    def before(self, around: Around) -> Around | None:
        """The number with the clause before its own added, where that is of the same sentence."""
        if around.clause.number == 0:
            return None
        other = self.clauses.all[around.clause.number - 1]
        if around.clause.inside >= 0:
            other = self.clauses.all[around.clause.inside]
        if other.sentence != around.clause.sentence or other.number in self.taken:
            return None
        end = min(other.spans[-1][1], around.quantity.start)
        spans = tuple(_parts(other.spans, end - _REACH, end))
        return replace(around, own=(*spans, *around.own), behind=around.behind + len(spans))

    def text_before(self, around: Around) -> str:
        """The number's own words before it."""
        return self._text(around.own[: around.behind])

    def text_after(self, around: Around) -> str:
        """The number's own words after it."""
        return self._text(around.own[around.behind :])

    def _text(self, spans: Sequence[Span]) -> str:
        if len(spans) == 1:
            return self.content[spans[0][0] : spans[0][1]]
        return "".join([self.content[start:end] for start, end in spans])

    def _row(self, clause: Clause, row: list[Quantity]) -> Iterator[Around]:
        """The numbers of one clause: each takes the words between its neighbours and itself."""
        starts, ends = self._borders(clause, row)
        moments = self._moments(row)
        lists = self._respectively(clause, row, ends)
        for index, quantity in enumerate(row):
            if lists:
                yield Around(quantity, clause, (lists[index],), 1, spread=True)
                continue
            first = starts[index]
            until = quantity.start
            if moments[index] in ("to", "same"):
                first, until = starts[index - 1], row[index - 1].start
            before = list(_parts(clause.spans, max(first, until - _REACH), until))
            after = list(_parts(clause.spans, quantity.end, min(ends[index], quantity.end + _REACH)))
            around = Around(quantity, clause, (*before, *after), len(before), moments[index])
            yield from self._several(around)

    def _borders(self, clause: Clause, row: list[Quantity]) -> tuple[list[int], list[int]]:
        """Where the words of each number begin and end: at the joint between two numbers, else at both."""
        starts, ends = [clause.start], []
        for left, right in itertools.pairwise(row):
            joints = self._joints(left.end, right.start)
            verb = _VERB.search(self.content, left.end, right.start)
            if not joints and verb and verb.start() > left.end:
                joints = [(verb.start(), verb.start())]
            if not joints and self.content[right.start - 1] == "的":
                joints = [(right.start, right.start)]
            if joints:
                ends.append(joints[0][0])
                starts.append(joints[0][1])
            else:
                ends.append(right.start)
                starts.append(left.end)
        ends.append(clause.spans[-1][1])
        return starts, ends

    def _moments(self, row: list[Quantity]) -> list[str]:
        moments = [""] * len(row)
        for index, (left, right) in enumerate(itertools.pairwise(row)):
            if self.changes.fullmatch(self.content, left.end, right.start) and _FROM.search(
                self.content[max(0, left.start - 16) : left.start]
            ):
                moments[index], moments[index + 1] = "from", "to"
            elif not self.content[left.end : right.start].strip():
                moments[index + 1] = "same"
        return moments

    def _respectively(self, clause: Clause, row: list[Quantity], ends: list[int]) -> list[Span]:
        """X、Y和Z分别为a、b、c: the name of each number; empty where the clause is not of that form."""
        if len(row) < 2:
            return []
        for left, right in itertools.pairwise(row):
            if not re.fullmatch(r"以及|[、和与及，,/]?", self.content[left.end : right.start].strip()):
                return []
        spans = list(_parts(clause.spans, clause.start, row[0].start))
        each = [found for span in spans for found in _EACH.finditer(self.content, *span)]
        if not each:
            return []
        head = (spans[0][0], each[-1].start())
        tail = (each[-1].end(), spans[-1][1])
        for span in (head, tail):
            items = self._items(span)
            if len(items) >= len(row):
                return items[-len(row) :]
        return []

    def _several(self, around: Around) -> Iterator[Around]:
        """One number that several names share; itself where there is but one name."""
        text = self.text_before(around)
        rates = around.quantity.unit == "%" and _RATES.search(text)
        shared = (rates or _BOTH.search(text)) and around.behind and not around.moment
        if shared and not self.text_after(around).strip():
            items = self._items(around.own[around.behind - 1])
            if rates:
                items = [one for one in items if _RATES.search(self.content[one[0] : one[1]])]
            if len(items) > 1:
                for item in items:
                    yield replace(around, own=(item,), behind=1, spread=True)
                return
        yield around

    def _items(self, span: Span) -> list[Span]:
        """A list of names, cut at its joints."""
        items: list[Span] = []
        start = span[0]
        for left, right in self._joints(*span):
            items.append((start, left))
            start = right
        return [*items, (start, span[1])]

    def _joints(self, start: int, end: int) -> list[Span]:
        """Joints 、和与及 in a span, outside quotation marks and outside declared words."""
        joints = [found.span() for found in _JOINT.finditer(self.content, start, end)]
        if not joints:
            return joints
        shut: list[Span] = [found.span() for found in _QUOTED.finditer(self.content, start, end)]
        shut += [hit[:2] for hit in self.hits.within(start, end) if hit[2] in self.sayings]
        return [
            joint for joint in joints if not any(left < joint[1] and joint[0] < right for left, right in shut)
        ]


def raised(near: dict[int, float], words: Mapping[int, float], weight: float) -> None:
    """Words that come nearer: the greater weight stays."""
    for word, inner in words.items():
        if near.get(word, 0.0) < weight * inner:
            near[word] = weight * inner


def _parts(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """The spans as far as they lie in ``[start, end)``."""
    for left, right in spans:
        if left < end and start < right:
            first, last = max(left, start), min(right, end)
            if first < last:
                yield first, last

"""Scores 计分: how well each concept explains a number — words, topic near by, measure word, headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guiju.kernel.audit.claim import Candidate, Quantity
from guiju.kernel.audit.lexicon import Concept, Lexicon, Support, class_of, class_of_kind
from guiju.kernel.audit.terms import Hit

TERM, HEAD = 0.62, 0.30
TELLING_TERM, TELLING_HEAD = 0.24, 0.26
TOPIC_OF_TERM, TOPIC_OF_HEAD = 0.10, 0.30
COVERED, VERB, SECTION = 0.14, 0.04, 0.05
UNIT_SAME, UNIT_SISTER, UNIT_STRANGE, PAST_MISSED = 0.06, -0.06, -0.5, -0.2
TOPIC_NEEDED = 0.3
PART_NEEDED, PART = 0.75, 0.04
SAME_SENTENCE, SAME_PARAGRAPH = 0.05, 0.025
TITLED = 0.92
APART, APART_FREE, APART_MOST = 0.03, 4, 0.24
FULL = 1.25


@dataclass(slots=True)
class Setting:
    """What is known about one number before any concept is weighed.

    ``own``: words that belong to it. ``near``: weight of every word around. ``headings``: words of the headings
    above. ``letters``: how many letters its own words have that are not idle. ``past``: printed as the value
    before a reform. ``factor``: below 1 where its own words had to be borrowed from the clause before.
    ``before``: the system of the number before it, and what that weighs.
    """

    quantity: Quantity
    own: Sequence[Hit]
    near: Mapping[int, float]
    headings: frozenset[int]
    letters: int
    past: bool = False
    factor: float = 1.0
    before: str = ""
    before_weight: float = 0.0


@dataclass(slots=True)
class Score:
    """One concept weighed: the sum and what went into it.

    ``said`` and ``topic`` are words of the lexicon; ``by_itself``: what is said needs no topic.
    """

    concept: Concept
    value: float
    said: str
    by_itself: bool
    topic: str
    topic_weight: float
    unit: float
    heading: bool
    span: tuple[int, int]

    def candidate(self, quantity: Quantity) -> Candidate:
        """The concept as a candidate, with its reasons in Chinese."""
        reasons = [f"同一分句写有“{self.said}”"]
        if self.topic:
            where = (
                "同一分句"
                if self.topic_weight >= 1
                else "本句前后"
                if self.topic_weight > 0.65
                else "上文或标题"
            )
            reasons.append(f"{where}说到“{self.topic}”")
        if self.unit > 0:
            reasons.append(f"量词“{quantity.unit}”相符")
        elif self.unit <= UNIT_STRANGE:
            reasons.append(f"量词“{quantity.unit}”与通常的“{self.concept.units[0]}”不同")
        if self.heading:
            reasons.append("所在标题相符")
        score = max(0.0, min(1.0, self.value / FULL))
        return Candidate(self.concept.id, self.concept.system, self.concept.title, score, tuple(reasons))


def rank(setting: Setting, lexicon: Lexicon) -> list[Score]:
    """The concepts that may be meant, best first; ties go by the order of declaration."""
    quantity = setting.quantity
    given = class_of(quantity.unit) if quantity.unit else class_of_kind(quantity.kind)
    words = frozenset(hit[2] for hit in setting.own)
    said = _said(setting.own, words, given, lexicon)
    near, supports = setting.near.keys(), lexicon.supports
    found: list[Score] = []
    for number, spoken in said.items():
        support = supports[number]
        if support.excludes.isdisjoint(words) and (spoken.term or not near.isdisjoint(support.named)):
            score = _weigh(number, spoken, words, setting, lexicon)
            if score is not None:
                found.append(score)
    found.sort(key=lambda score: -score.value)
    return found


@dataclass(slots=True)
class _Spoken:
    """The best way in which a concept is said among a number's own words, and the spans of all ways."""

    worth: float
    term: bool
    hits: tuple[Hit, ...]
    spans: list[Hit]


def _said(own: Sequence[Hit], words: frozenset[int], given: str, lexicon: Lexicon) -> dict[int, _Spoken]:
    """The concepts of the given class of measure that the words say."""
    found: dict[int, _Spoken] = {}
    saying = lexicon.saying.get(given, {})
    for place, hit in enumerate(own):
        for concept, term, rest, worth in saying.get(hit[2], ()):
            hits: tuple[Hit, ...] = (hit,)
            if rest:
                hits = _follow(own, place, rest) if words.issuperset(rest) else ()
                if not hits:
                    continue
            spoken = found.get(concept)
            if spoken is None:
                found[concept] = _Spoken(worth, term, hits, list(hits))
                continue
            spoken.spans += hits
            if (term, worth) > (spoken.term, spoken.worth):
                spoken.worth, spoken.term, spoken.hits = worth, term, hits
    return found


def _follow(own: Sequence[Hit], place: int, rest: Sequence[int]) -> tuple[Hit, ...]:
    """The occurrences of all parts of a word in order, none where one is missing."""
    hits = [own[place]]
    for part in rest:
        after = hits[-1][1]
        following = next((hit for hit in own[place:] if hit[2] == part and hit[0] >= after), None)
        if following is None:
            return ()
        hits.append(following)
    return tuple(hits)


def _weigh(
    number: int, spoken: _Spoken, words: frozenset[int], setting: Setting, lexicon: Lexicon
) -> Score | None:
    """One concept's sum; None where it is said by a head and no topic is near enough."""
    concept, support = lexicon.concepts[number], lexicon.supports[number]
    weight, topic = _topic(support, setting.near)
    if not spoken.term and weight < (PART_NEEDED if concept.part_of else TOPIC_NEEDED):
        return None
    alone = spoken.term or bool(concept.part_of)
    spans = spoken.spans
    if not support.beside.isdisjoint(words):
        spans += [hit for hit in setting.own if hit[2] in support.beside]
    quantity, near = setting.quantity, setting.near
    covered = min(1.0, _letters(spans) / max(1, setting.letters))
    unit = _unit(concept, quantity.unit, lexicon)
    verb = not near.keys().isdisjoint(support.verbs)
    heading = not support.sections.isdisjoint(setting.headings)
    said = TERM + TELLING_TERM * spoken.worth if alone else HEAD + TELLING_HEAD * spoken.worth
    value = said * setting.factor + (TOPIC_OF_TERM if alone else TOPIC_OF_HEAD) * weight
    value += PART if concept.part_of and weight >= PART_NEEDED else 0.0
    value += setting.before_weight if concept.system and concept.system == setting.before else 0.0
    value += COVERED * covered + VERB * verb + SECTION * heading + unit - _apart(spans, quantity)
    if support.reformed and setting.past != concept.past:
        value += PAST_MISSED
    word = lexicon.index.word
    return Score(
        concept,
        value * TITLED if concept.titled else value,
        "…".join([word(hit[2]) for hit in spoken.hits]),
        spoken.term,
        word(topic) if weight >= TOPIC_NEEDED else "",
        weight,
        unit,
        heading,
        (spoken.hits[0][0], spoken.hits[-1][1]),
    )


def _letters(spans: list[Hit]) -> int:
    """How many letters the spans cover together."""
    if len(spans) == 1:
        return spans[0][1] - spans[0][0]
    letters = reach = 0
    for start, end, _ in sorted(spans):
        if end > reach:
            letters += end - max(start, reach)
            reach = end
    return letters


def _apart(spans: list[Hit], quantity: Quantity) -> float:
    """What it costs that other words stand between the number and the words that say the concept."""
    least, first, last = APART_MOST, quantity.start, quantity.end
    for start, end, _ in spans:
        gap = first - end if end <= first else start - last
        if gap <= APART_FREE:
            return 0.0
        least = min(least, APART * (gap - APART_FREE))
    return least


def _topic(support: Support, near: Mapping[int, float]) -> tuple[float, int]:
    """The topic that weighs most near the number; longer words tell a little more. -1 where there is none."""
    best, found = 0.0, -1
    for word, telling in support.topics:
        if word in near:
            weight = near[word] * telling
            if weight > best:
                best, found = weight, word
    return best, found


def _unit(concept: Concept, unit: str, lexicon: Lexicon) -> float:
    """What the measure word, of the right class, says: the same, a sister, a stranger."""
    if not concept.units or not unit:
        return 0.0
    if unit in concept.units:
        return UNIT_SAME
    return UNIT_SISTER if concept.units[0] in lexicon.sisters.get(unit, ()) else UNIT_STRANGE

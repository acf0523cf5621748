"""Scores 计分: how well each concept explains a number — words, topic near by, measure word, headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guiju.kernel.audit.claim import Candidate, Quantity
from guiju.kernel.audit.lexicon import Concept, Lexicon, Posting, Support, class_of, class_of_kind
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
    """One concept weighed: the sum and what went into it."""

    concept: Concept
    value: float = 0.0
    said: str = ""
    by_itself: bool = False
    topic: str = ""
    topic_weight: float = 0.0
    unit: float = 0.0
    covered: int = 0
    heading: bool = False
    span: tuple[int, int] = (0, 0)

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
    said = _said(setting.own, given, lexicon)
    scores = [_weigh(number, spoken, setting, lexicon) for number, spoken in said.items()]
    found = [score for score in scores if score is not None]
    return sorted(found, key=lambda score: -score.value)


@dataclass(slots=True)
class _Spoken:
    """The best way in which a concept is said among a number's own words, and all its letters there."""

    words: float = 0.0
    by_itself: bool = False
    text: str = ""
    span: tuple[int, int] = (0, 0)
    covered: set[int] = field(default_factory=set)


def _said(own: Sequence[Hit], given: str, lexicon: Lexicon) -> dict[int, _Spoken]:
    """The concepts of the given class of measure that the words say."""
    found: dict[int, _Spoken] = {}
    for place, hit in enumerate(own):
        for posting in lexicon.saying.get(hit[2], ()):
            if posting.measure != given:
                continue
            hits = _follow(own, place, posting)
            if hits is None:
                continue
            spoken = found.setdefault(posting.concept, _Spoken())
            for one in hits:
                spoken.covered.update(range(one[0], one[1]))
            by_itself = posting.use == "term"
            if (by_itself, posting.worth) > (spoken.by_itself, spoken.words):
                spoken.words, spoken.by_itself = posting.worth, by_itself
                spoken.span = (hits[0][0], hits[-1][1])
                spoken.text = "…".join(lexicon.index.word(one[2]) for one in hits)
    return found


def _follow(own: Sequence[Hit], place: int, posting: Posting) -> list[Hit] | None:
    """The occurrences of all parts of a word in order, None where one is missing."""
    hits = [own[place]]
    for part in posting.parts[1:]:
        after = hits[-1][1]
        following = next((hit for hit in own[place:] if hit[2] == part and hit[0] >= after), None)
        if following is None:
            return None
        hits.append(following)
    return hits


def _weigh(number: int, spoken: _Spoken, setting: Setting, lexicon: Lexicon) -> Score | None:
    """One concept's sum; None where it is ruled out."""
    concept, support = lexicon.concepts[number], lexicon.supports[number]
    unit = _unit(concept, setting.quantity, lexicon)
    if any(hit[2] in support.excludes for hit in setting.own):
        return None
    weight, topic = _topic(support, setting, lexicon)
    if not spoken.by_itself and weight < (PART_NEEDED if concept.part_of else TOPIC_NEEDED):
        return None
    alone = spoken.by_itself or bool(concept.part_of)
    for hit in setting.own:
        if hit[2] in support.topics or hit[2] in support.verbs:
            spoken.covered.update(range(hit[0], hit[1]))
    verb = any(word in setting.near for word in support.verbs)
    heading = bool(support.sections & setting.headings)
    covered = min(1.0, len(spoken.covered) / max(1, setting.letters))
    said = TERM + TELLING_TERM * spoken.words if alone else HEAD + TELLING_HEAD * spoken.words
    value = said * setting.factor + (TOPIC_OF_TERM if alone else TOPIC_OF_HEAD) * weight
    value += PART if concept.part_of and weight >= PART_NEEDED else 0.0
    value += setting.before_weight if concept.system and concept.system == setting.before else 0.0
    value += (
        COVERED * covered + VERB * verb + SECTION * heading + unit - _apart(spoken.covered, setting.quantity)
    )
    if setting.past != concept.past and (concept.past or _has_past(concept, lexicon)):
        value += PAST_MISSED
    return Score(
        concept=concept,
        value=value * TITLED if concept.titled else value,
        said=spoken.text,
        by_itself=spoken.by_itself,
        topic=lexicon.index.word(topic) if weight >= TOPIC_NEEDED else "",
        topic_weight=weight,
        unit=unit,
        covered=len(spoken.covered),
        heading=heading,
        span=spoken.span,
    )


def _apart(covered: set[int], quantity: Quantity) -> float:
    """What it costs that other words stand between the number and the words that say the concept."""
    gap = min(quantity.start - at - 1 if at < quantity.start else at - quantity.end for at in covered)
    return min(APART_MOST, APART * max(0, gap - APART_FREE))


def _topic(support: Support, setting: Setting, lexicon: Lexicon) -> tuple[float, int]:
    """The topic that weighs most near the number; longer words tell a little more. -1 where there is none."""
    best, found = 0.0, -1
    for word in support.topics:
        weight = setting.near.get(word, 0.0)
        if weight:
            weight *= 0.75 + 0.05 * min(len(lexicon.index.word(word)), 5)
            if weight > best or (weight == best and word < found):
                best, found = weight, word
    return best, found


def _has_past(concept: Concept, lexicon: Lexicon) -> bool:
    """Whether another concept holds this one's value before the reform."""
    return concept.id.endswith("_after") and concept.id.removesuffix("_after") + "_before" in lexicon.by_id


def _unit(concept: Concept, quantity: Quantity, lexicon: Lexicon) -> float:
    """What the measure word, of the right class, says: the same, a sister, a stranger."""
    unit = quantity.unit
    if not concept.units:
        return 0.0
    if not unit or unit in concept.units:
        return UNIT_SAME if unit else 0.0
    if any(unit in family and concept.units[0] in family for family in lexicon.words.unit_families):
        return UNIT_SISTER
    return UNIT_STRANGE

"""Staff: the bodies and the people of the story, and who holds a role at a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guiju.kernel.scenario.chance import Chance
from guiju.kernel.scenario.story import Area, BodyPattern, CertificatePattern, PostPattern, Story


@dataclass(frozen=True, slots=True)
class Organ:
    """A body of the story."""

    code: str
    name: str
    area: Area
    pattern: BodyPattern
    parent: str

    @property
    def weight(self) -> int:
        """Its share of the work."""
        return self.pattern.weight


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may act: one person, one post."""

    id: str
    name: str
    body: str
    post: PostPattern


@dataclass(frozen=True, slots=True)
class Card:
    """A certificate and what became of it in the year: verified, refused, retired or nothing."""

    holder: Person
    pattern: CertificatePattern
    number: str
    issued_on: date
    fate: str
    fate_on: date


class Staff:
    """All bodies and people, made once from the story."""

    def __init__(self, story: Story, seed: str) -> None:
        self.story = story
        self.seed = seed
        self.areas = {area.code: area for area in story.areas}
        self.organs = [organ for area in story.areas for organ in self._organs(area)]
        self.by_code = {organ.code: organ for organ in self.organs}
        self.people: list[Person] = []
        self._holders: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for organ in self.organs:
            self._fill(organ)
        self.cards = [card for pattern in story.certificates for card in self._cards(pattern)]
        self._certified = self._usable()

    def name(self, *label: object) -> str:
        """An invented name, the same for the same label."""
        chance = Chance(self.seed, "name", *label)
        given = self.story.words["given_names"]
        return chance.pick(self.story.words["surnames"]) + chance.pick(given)

    def organ(self, area: Area, slug: str) -> Organ | None:
        """The body of that slug in the area, or in an area above it."""
        code: str = area.code
        while code:
            found = self.by_code.get(f"{code}.{slug}" if slug else code)
            if found is not None:
                return found
            code = self.areas[code].parent
        return None

    def with_tags(self, area: Area, tags: Sequence[str]) -> list[Organ]:
        """The bodies of the area that have one of the tags."""
        return [o for o in self.organs if o.area == area and o.pattern.tags & set(tags)]

    def holders(self, role: str, body: str) -> list[Person]:
        """Those who hold the role at that very body."""
        return self._holders.get((role, body), [])

    def everywhere(self, role: str, area: Area) -> list[Person]:
        """Those who hold the role anywhere in the area."""
        return [p for o in self.organs if o.area == area for p in self.holders(role, o.code)]

    def certified(self, kind: str, body: str) -> list[Person]:
        """Those of the body whose certificate of that kind stays valid all through the story."""
        return self._certified.get((kind, body), [])

    def _organs(self, area: Area) -> list[Organ]:
        found = []
        for pattern in self.story.bodies:
            if pattern.level != area.level:
                continue
            code = f"{area.code}.{pattern.slug}" if pattern.slug else area.code
            upper = (
                f"{area.code}.{pattern.parent}"
                if pattern.parent
                else area.code
                if pattern.slug
                else area.parent
            )
            found.append(Organ(code, pattern.name.replace("{area}", area.short), area, pattern, upper))
        return found

    def _fill(self, organ: Organ) -> None:
        for post in self.story.posts:
            if post.tag not in organ.pattern.tags and (not post.body or post.body != organ.pattern.slug):
                continue
            for number in range(post.count):
                identity = f"{organ.area.code}.p{len(self.people) + 1:04d}"
                person = Person(identity, self.name(organ.code, post.id, number), organ.code, post)
                self.people.append(person)
                for role in post.roles:
                    self._holders[role, organ.code].append(person)

    def _cards(self, pattern: CertificatePattern) -> list[Card]:
        chance = Chance(self.seed, "certificate", pattern.kind, pattern.role)
        holders = self._card_holders(pattern)
        fates = (
            ["retired"] * pattern.retired + ["refused"] * pattern.refused + ["verified"] * pattern.verified
        )
        fates += [""] * (len(holders) - len(fates))
        order = chance.shuffled(range(len(holders)))
        fate_of = dict(zip(order, fates, strict=False))
        first, last = pattern.issued
        begin, end = pattern.verified_between
        cards = []
        for number, holder in enumerate(holders):
            issued = first + timedelta(days=chance.between(0, (last - first).days))
            fate_on = begin + timedelta(days=chance.between(0, (end - begin).days))
            label = f"{pattern.prefix}{number + 1:04d}"
            cards.append(Card(holder, pattern, label, issued, fate_of[number], fate_on))
        return cards

    def _card_holders(self, pattern: CertificatePattern) -> list[Person]:
        """The holders of the pattern's role at bodies with its tag, or those whom no tagged pattern claims."""
        same = [p for p in self.story.certificates if (p.kind, p.role) == (pattern.kind, pattern.role)]
        claimed = {p.tag for p in same if p.tag and p is not pattern}
        wanted = {pattern.tag} if pattern.tag else None

        def holds(person: Person) -> bool:
            tags = self.by_code[person.body].pattern.tags
            return bool(tags & wanted) if wanted else not tags & claimed

        return [p for p in self.people if pattern.role in p.post.roles and holds(p)]

    def _usable(self) -> dict[tuple[str, str], list[Person]]:
        found: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for card in self.cards:
            if card.fate in ("verified", ""):
                found[card.pattern.kind, card.holder.body].append(card.holder)
        return found

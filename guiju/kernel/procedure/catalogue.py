"""The procedures of a catalogue: by id and day, and by digest (past ones included)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations

from guiju.errors import NotFound
from guiju.kernel.declared import inside
from guiju.kernel.finding import Finding, error
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.registry.region import contains


class Procedures:
    """Definitions in force, and past ones by digest. Immutable once built."""

    def __init__(self, definitions: Iterable[Definition], past: Iterable[Definition] = ()) -> None:
        """Past definitions are found by digest alone; local variants by the body that acts, too."""
        self._versions: dict[str, list[Definition]] = defaultdict(list)
        self._variants: dict[str, list[Definition]] = defaultdict(list)
        self._by_digest: dict[str, Definition] = {definition.digest: definition for definition in past}
        for definition in sorted(definitions, key=lambda d: (d.id, d.since)):
            kept = self._variants if definition.area else self._versions
            kept[definition.id].append(definition)
            self._by_digest[definition.digest] = definition

    def __iter__(self) -> Iterator[Definition]:
        for versions in self._versions.values():
            yield from versions

    def __contains__(self, procedure: object) -> bool:
        return procedure in self._versions

    def ids(self) -> list[str]:
        """The ids of all procedures."""
        return sorted(self._versions)

    def versions(self, procedure: str) -> list[Definition]:
        """All versions of a procedure, oldest first; raises NotFound."""
        if procedure not in self._versions:
            raise NotFound(f"没有程序“{procedure}”；用 guiju catalogue list 查看全部程序")
        return self._versions[procedure]

    def outcome_titles(self, definition: Definition) -> dict[str, str]:
        """Titles of the outcomes that matters linked to one of this procedure may have, by id."""
        linked = {field.of for step in definition.steps for field in step.fields if field.of}
        known = (version for name in sorted(linked) for version in self._versions.get(name, ()))
        return {outcome.id: outcome.title for version in known for outcome in version.outcomes}

    def variants(self, procedure: str = "") -> list[Definition]:
        """The local variants of a procedure (of all), national versions left out."""
        ids = [procedure] if procedure else sorted(self._variants)
        return [definition for name in ids for definition in self._variants.get(name, ())]

    def at(self, procedure: str, on: date, body: str = "") -> Definition:
        """The version in force on ``on`` for that body: the variant of the smallest area it lies in.

        The area of a body is the six digits that its code begins with. Raises NotFound.
        """
        local = [
            definition
            for definition in self._variants.get(procedure, ())
            if definition.in_force(on) and body and contains(definition.area, body[:6])
        ]
        if local:
            return max(local, key=lambda definition: len(definition.area.rstrip("0")))
        for definition in self.versions(procedure):
            if definition.in_force(on):
                return definition
        first = self._versions[procedure][0]
        raise NotFound(f"《{first.title}》在 {on} 没有施行中的版本（最早 {first.since} 起）")

    def by_digest(self, digest: str) -> Definition:
        """The definition with that digest, however old; raises NotFound."""
        found = self._by_digest.get(digest)
        if found is None:
            raise NotFound(f"目录中没有摘要为 {digest[:12]}… 的程序版本；请恢复当时的目录文件")
        return found

    def changed(self, change: Callable[[Definition], Definition]) -> Procedures:
        """The same procedures, each definition changed by ``change`` (which keeps id, days and digest)."""
        declared = [*self, *self.variants()]
        known = {d.digest for d in declared}
        past = (d for digest, d in self._by_digest.items() if digest not in known)
        return Procedures(map(change, declared), map(change, past))

    def conflicts(self) -> list[Finding]:
        """Two versions of one procedure in force on one day; one field id with two types."""
        return [*self._overlaps(), *self._types()]

    def _overlaps(self) -> Iterator[Finding]:
        for versions in self._versions.values():
            for a, b in combinations(versions, 2):
                if a.until is None or a.until >= b.since:
                    message = f"程序“{a.id}”的两个版本在 {b.since} 同时有效；请给较早的一个写明 until"
                    yield error("declaration.twice", message, f"{a.place} / {b.place}")

    def _types(self) -> Iterator[Finding]:
        seen: dict[str, tuple[str, str]] = {}
        for definition in (*self, *self.variants()):
            for step in definition.steps:
                for field in step.fields:
                    if not field.countable:
                        continue
                    place = inside(definition.place, f"step[{step.id}].field[{field.id}]")
                    kind, where = seen.setdefault(field.id, (_column_type(field.type), place))
                    if kind != _column_type(field.type):
                        message = f"字段“{field.id}”在 {where} 是 {kind}，这里是 {_column_type(field.type)}；同名字段须同类型"
                        yield error("declaration.column", message, place)

    def columns(self) -> dict[str, str]:
        """The countable fields of all procedures: column ``f_<id>`` → type (text, int, decimal, bool, date)."""
        found = {}
        for definition in (*self, *self.variants()):
            for step in definition.steps:
                for field in step.fields:
                    if field.countable:
                        found[f"f_{field.id}"] = _column_type(field.type)
        return found


def _column_type(kind: str) -> str:
    return {"int": "int", "decimal": "decimal", "money": "decimal", "bool": "bool", "date": "date"}.get(
        kind, "text"
    )

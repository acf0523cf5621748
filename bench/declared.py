"""The catalogue's own indicators, and rows that they can count, at any size."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from guiju.kernel.indicator.definition import Indicator, Tally, spoken_of
from guiju.kernel.indicator.read import read
from guiju.kernel.procedure.definition import COUNTABLE_TYPES
from guiju.kernel.procedure.facts import COLUMNS

CATALOGUE = Path(__file__).parent.parent / "guiju" / "catalogue"


@dataclass(frozen=True)
class Declared:
    """The indicators, the columns they speak of, and the bodies that rows are spread over."""

    indicators: list[Indicator]
    columns: dict[str, dict[str, str]]
    bodies: Sequence[str]

    @classmethod
    def of_catalogue(cls, bodies: Sequence[str]) -> Declared:
        """What the catalogue declares today."""
        procedures = [_parsed(file) for file in sorted((CATALOGUE / "procedures").glob("*.toml"))]
        fields = [field for p in procedures for step in p.get("step", []) for field in step.get("field", [])]
        countable = {f"f_{f['id']}": f["type"] for f in fields if f["type"] in COUNTABLE_TYPES}
        columns = {fact: own | ({} if fact == "limits" else countable) for fact, own in COLUMNS.items()}
        files = {file.name: _parsed(file) for file in sorted((CATALOGUE / "indicators").glob("*.toml"))}
        reading = read(files, columns)
        assert reading.is_clean, reading.findings
        return cls(list(reading.indicators), spoken_of(reading.indicators, columns), bodies)

    def facts(self, acts: int, seed: int = 2023) -> dict[str, Iterator[dict[str, object]]]:
        """Rows of five years: each fits the equalities of one tally, three in ten acts of another step."""
        counts = {"acts": acts, "matters": acts // 7, "limits": acts // 7}
        return {fact: self._rows(fact, count, random.Random(seed)) for fact, count in counts.items()}

    def _rows(self, fact: str, count: int, chance: random.Random) -> Iterator[dict[str, object]]:
        tallies = [tally for i in self.indicators for tally in i.tallies if tally.fact == fact]
        for number in range(count):
            row = {"matter": f"m-{number:07}", "body": chance.choice(self.bodies), "procedure": "another"}
            if tallies:
                row |= self._fitting(chance.choice(tallies), chance)
            if fact == "acts":
                row |= {"entry": number, "voided": chance.random() < 0.01, "acting_body": row["body"]}
                row |= {"step": "another"} if chance.random() < 0.3 else {}
            if fact == "limits":
                row |= {"started_on": self._cell("date", chance)}
            yield row

    def _fitting(self, tally: Tally, chance: random.Random) -> dict[str, object]:
        row: dict[str, object] = {}
        for where in tally.where:
            is_open = where.comparison in ("not_set", "not_by_period_end") and chance.random() < 0.5
            if where.comparison in ("eq", "in"):
                row[where.column] = chance.choice(where.values)
            elif not is_open and where.column != "body":
                row[where.column] = self._cell(self.columns[tally.fact][where.column], chance)
        if tally.measure.column not in (None, "body", "matter"):
            row[tally.measure.column] = self._cell(self.columns[tally.fact][tally.measure.column], chance)
        return row

    def _cell(self, kind: str, chance: random.Random) -> object:
        if kind == "date":
            return date(2019, 1, 1) + timedelta(chance.randrange(1800))
        if kind in ("money", "decimal"):
            return Decimal(chance.randrange(10**6)) / 100
        if kind == "int":
            return chance.randrange(300)
        if kind == "bool":
            return chance.random() < 0.9
        return chance.choice(self.bodies) if kind == "body" else f"v{chance.randrange(500)}"


def _parsed(file: Path) -> dict:
    return tomllib.loads(file.read_text(encoding="utf-8"))

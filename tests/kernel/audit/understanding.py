"""What the tests of understanding share: the declared lexicon, texts with their labels, and how they are scored."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from guiju.kernel.audit.claim import Claim, Quantity
from guiju.kernel.audit.context import document_of
from guiju.kernel.audit.extract import quantities
from guiju.kernel.audit.lexicon import Lexicon
from guiju.kernel.audit.match import understand
from guiju.kernel.audit.outline import outline
from guiju.kernel.audit.read_lexicon import read_lexicon
from guiju.kernel.audit.reading import Reading
from guiju.kernel.audit.text import Text, plain_text
from guiju.kernel.finding import Finding

CATALOGUE = Path(__file__).resolve().parents[3] / "guiju" / "catalogue"
LABELLED = Path(__file__).parent / "labelled"


@dataclass(frozen=True)
class Declared:
    """What the lexicon needs to know of a declared indicator."""

    id: str
    title: str
    unit: str
    systems: tuple[str, ...]


@cache
def declared() -> tuple[Lexicon, tuple[Finding, ...]]:
    """The lexicon of the catalogue, and what its reader found."""
    files = {
        path.name: tomllib.loads(path.read_text("utf-8")) for path in (CATALOGUE / "lexicon").glob("*.toml")
    }
    indicators = [
        Declared(one["id"], one["title"], one.get("unit", ""), tuple(one["systems"]))
        for path in sorted((CATALOGUE / "indicators").glob("*.toml"))
        for one in tomllib.loads(path.read_text("utf-8")).get("indicator", [])
    ]
    systems = tomllib.loads((CATALOGUE / "systems.toml").read_text("utf-8"))["system"]
    lexicon, findings = read_lexicon(files, indicators, {one["id"]: one["title"] for one in systems})
    assert lexicon is not None, [finding.message for finding in findings]
    return lexicon, findings


def read(text: Text, found: tuple[Quantity, ...] | None = None) -> Reading:
    """A text read as a whole; by its own scan where no quantities are given."""
    lexicon, _ = declared()
    sections = outline(text, lexicon)
    document = document_of(text, sections, lexicon)
    numbers = quantities(text.content) if found is None else found
    return Reading(text, document, sections, understand(text, sections, document, numbers, lexicon))


def claims_of(content: str) -> tuple[Claim, ...]:
    """The claims of a plain text."""
    return read(plain_text("test.txt", content)).claims


def indicators_of(content: str) -> list[str | None]:
    """The indicators of the claims of a plain text, in reading order."""
    return [claim.indicator for claim in claims_of(content)]


def labels(path: Path) -> list[dict[str, Any]]:
    """The labelled claims of a text."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def spans(rows: list[dict[str, Any]], content: str) -> tuple[Quantity, ...]:
    """The labelled spans as quantities; what a label does not say comes from the scan."""
    scanned = {(one.start, one.end): one for one in quantities(content)}
    found: dict[tuple[int, int], Quantity] = {}
    for row in rows:
        place = (row["start"], row["end"])
        if "unit" in row:
            found[place] = _quantity(row)
        elif place in scanned:
            found[place] = scanned[place]
    return tuple(found.values())


def _quantity(row: dict[str, Any]) -> Quantity:
    measured = {"%": "rate", "元": "amount"}.get(
        row["unit"], row["kind"] if row["kind"] != "target" else "count"
    )
    return Quantity(
        row["start"],
        row["end"],
        row["text"],
        None if row["value"] is None else Decimal(str(row["value"])),
        None,
        row["scale"],
        row["unit"] or "",
        row["approx"],
        row["masked"],
        measured,
    )


@dataclass
class Tally:
    """How many of the labels were met."""

    claims: int = 0
    found: int = 0
    period: int = 0
    kind: int = 0
    system: int = 0
    indicator: int = 0
    dated: int = 0

    def add(self, rows: list[dict[str, Any]], claims: tuple[Claim, ...]) -> Tally:
        """Count one text; a label is met by a claim with its span and indicator."""
        by_span: dict[tuple[int, int], list[Claim]] = {}
        for claim in claims:
            by_span.setdefault((claim.quantity.start, claim.quantity.end), []).append(claim)
        for row in rows:
            here = by_span.get((row["start"], row["end"]), [])
            same = [claim for claim in here if claim.indicator == row["indicator"]]
            best = same or here
            self.claims += 1
            self.dated += "period" in row
            self.found += bool(here)
            self.indicator += bool(same)
            self.system += any(claim.system == row["system"] for claim in best)
            self.period += any(claim.period == row.get("period") for claim in best)
            self.kind += any(claim.quantity.kind == row.get("kind") for claim in best)
        return self

    def line(self, name: str) -> str:
        """One line of the table."""
        shares = (self.found, self.period, self.kind, self.system, self.indicator)
        parts = [f"{share / max(1, self.claims):9.3f}" for share in shares]
        if not self.dated:
            parts[1] = parts[2] = f"{'-':>9}"
        return f"{name:18}{self.claims:7}" + "".join(parts)


HEADER = f"{'text':18}{'claims':>7}{'found':>9}{'period':>9}{'kind':>9}{'system':>9}{'indicator':>9}"

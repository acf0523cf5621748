"""Bring a folder of statute texts into the home, so that citations open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.exchange.texts import Accepted, Rejected, TextFolder, bring_in
from guiju.kernel.finding import Finding, error, note
from guiju.kernel.law.instrument import Instruments
from guiju.usecases.house import House

FOLDER = "texts"


@dataclass(frozen=True, slots=True)
class Missing:
    """A declared text that the home does not have: its stem, and whose version it is."""

    stem: str
    title: str
    version: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done and what is still missing."""

    accepted: tuple[Accepted, ...]
    rejected: tuple[Rejected, ...]
    missing: tuple[Missing, ...]

    def stems(self, kind: str) -> list[str]:
        """The stems that were "new", "replaced" or "unchanged"."""
        return [one.stem for one in self.accepted if one.kind == kind]

    def findings(self) -> list[Finding]:
        """An error for each declared text that could not be taken, a note for each unknown file."""
        return [
            (error if one.declared else note)("text.rejected", one.reason, one.file) for one in self.rejected
        ]

    def as_dict(self) -> dict[str, Any]:
        """For ``guiju law import --json``."""
        return {
            "recognised": len(self.accepted),
            **{kind: self.stems(kind) for kind in ("new", "replaced", "unchanged")},
            "rejected": [
                {"file": one.file, "reason": one.reason, "declared": one.declared} for one in self.rejected
            ],
            "missing": [
                {"text": one.stem, "instrument": one.title, "version": one.version} for one in self.missing
            ],
        }


def import_texts(
    house: House, source: Path, progress: Callable[[int, int, str], None] | None = None
) -> Imported:
    """Copy the texts that instruments declare; every other file of the folder is left alone and named.

    Raises: InputFault where there is no home or the folder cannot be read.
    """
    house.ledger()
    into = texts_of(house)
    wanted = declared(house.catalogue.instruments)
    told = list(bring_in(source, into, list(wanted), progress))
    return Imported(
        tuple(one for one in told if isinstance(one, Accepted)),
        tuple(one for one in told if isinstance(one, Rejected)),
        tuple(one for stem, one in wanted.items() if not into.has(stem)),
    )


def texts_of(house: House) -> TextFolder:
    """The texts of the home."""
    return TextFolder(house.home / FOLDER)


def declared(instruments: Instruments) -> dict[str, Missing]:
    """Every declared text by its stem."""
    return {
        stem: Missing(stem, instrument.title, version.label or version.key)
        for instrument in instruments
        for version in instrument.versions
        for stem in version.texts
    }

"""Printing the citations of an entry."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from guiju.kernel.law.citation import parse_compact
from guiju.kernel.procedure.basis import Basis


@lru_cache(maxsize=4096)
def _printed(cite: str) -> str:
    citation = parse_compact(cite)
    return citation.text() if citation else cite


def printed(cites: Iterable[str]) -> str:
    """The citations as 《…》第…条, with ；between them."""
    return "；".join(_printed(cite) for cite in cites)


def cited(basis: Basis) -> str:
    """The citations of an entry, and behind them how we know it where no statute text says so."""
    return printed(basis.cites) + basis.mark

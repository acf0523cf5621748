"""Invented sentences with their claims marked in place: ``办结⟦70余件:70 件 at_least⟧``.

After the colon: the value (``2~3`` a range, ``?`` masked or gone), the unit (``-`` none), then, where they are
not plain, ``at_least`` ``about`` ``at_most``, ``masked``, the scale (``x10000``) and, where it matters, the kind.
A mark without a colon tells the span alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from guiju.kernel.audit.claim import Quantity
from guiju.kernel.audit.extract import quantities

HERE = Path(__file__).parent
MARK = re.compile("⟦([^:⟧]*)(?::([^⟧]*))?⟧")
KINDS = {"count", "rate", "duration", "amount", "target", "ordinal_or_period", "other"}


@dataclass(frozen=True)
class Marked:
    """A text and what must be found in it: start, end and the mark's words of each claim."""

    content: str
    claims: tuple[tuple[int, int, str], ...]


def unmarked(source: str) -> Marked:
    """The text without its marks, and where they stood."""
    content, claims, last = "", [], 0
    for mark in MARK.finditer(source):
        content += source[last : mark.start()]
        claims.append((len(content), len(content) + len(mark[1]), mark[2] or ""))
        content += mark[1]
        last = mark.end()
    return Marked(content + source[last:], tuple(claims))


def report(name: str) -> Marked:
    """An invented report."""
    return unmarked((HERE / "reports" / name).read_text(encoding="utf-8"))


def sentences(name: str) -> list[str]:
    """The sentences of a file; lines that begin with # are headings. A sentence may run over a line end."""
    lines = (HERE / "sentences" / name).read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("#"))
    return [sentence for sentence in re.split(r"(?<=。)\n", text) if sentence.strip()]


def differences(marked: Marked) -> list[str]:
    """What ``quantities`` finds otherwise than marked: missed, false, or read differently."""
    found = {(q.start, q.end): q for q in quantities(marked.content)}
    wanted = {(start, end): words for start, end, words in marked.claims}
    told = [f"missed {marked.content[a:b]!r}" for a, b in wanted.keys() - found.keys()]
    told += [f"false {marked.content[a:b]!r}" for a, b in found.keys() - wanted.keys()]
    for place in wanted.keys() & found.keys():
        told += [
            f"{marked.content[slice(*place)]!r}: {problem}"
            for problem in _against(found[place], wanted[place])
        ]
    return told


def _against(quantity: Quantity, words: str) -> list[str]:
    if not words:
        return []
    value, unit, *rest = words.split()
    low, _, high = value.partition("~")
    kind = next((word for word in rest if word in KINDS), quantity.kind)
    scale = next((int(word[1:]) for word in rest if word[0] == "x" and word[1:].isdigit()), 1)
    approx = next((word for word in rest if word in ("at_least", "about", "at_most")), "")
    wanted = {
        "value": None if low == "?" else Decimal(low),
        "value_max": Decimal(high) if high else None,
        "unit": "" if unit == "-" else unit,
        "scale": scale,
        "approx": approx,
        "masked": "masked" in rest,
        "kind": kind,
    }
    return [
        f"{name} is {getattr(quantity, name)}, not {must}"
        for name, must in wanted.items()
        if getattr(quantity, name) != must
    ]

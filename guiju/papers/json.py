"""Document tree → JSON: title, sections and figures, with the keys that the contract fixes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from guiju.kernel.document.tree import Document, FigureRef, Heading, Paragraph, Signature


def json_bytes(document: Document) -> bytes:
    """The report as one JSON document in UTF-8, keys in a fixed order."""
    return (json.dumps(as_table(document), ensure_ascii=False, indent=2) + "\n").encode()


def as_table(document: Document) -> dict[str, Any]:
    """The report as plain values: ``title``, ``sections``, ``figures`` and what else stands on the paper."""
    return {
        "kind": document.kind,
        "title": document.title,
        "issuer": document.issuer,
        "body": document.body,
        "period": document.period,
        "notice": document.notice,
        "signed_on": document.signed_on.isoformat() if document.signed_on else None,
        "sections": _sections(document),
        "figures": [figure_table(ref) for ref in document.figures],
    }


def figure_table(ref: FigureRef) -> dict[str, Any]:
    """One figure with the contract's keys."""
    return {
        "id": ref.id,
        "indicator": ref.indicator,
        "title": ref.title,
        "period": ref.period,
        "body": ref.body,
        "value": _number(ref.value),
        "unit": ref.unit,
        "text": ref.text,
        "records": ref.records,
    }


def _sections(document: Document) -> list[dict[str, Any]]:
    """The first-level sections, each with its paragraphs; deeper headings stand among them with their level."""
    sections: list[dict[str, Any]] = []
    opening: dict[str, Any] = {"id": "opening", "number": "", "title": "", "cites": [], "paragraphs": []}
    for part in document.parts:
        if isinstance(part, Heading) and part.level == 1:
            head = {"id": part.id, "number": part.number, "title": part.text, "cites": list(part.cites)}
            sections.append({**head, "paragraphs": []})
        elif not isinstance(part, Signature):
            place = sections[-1] if sections else opening
            if isinstance(part, Heading):
                place["paragraphs"].append({"level": part.level, "text": part.printed, "figures": []})
            elif isinstance(part, Paragraph):
                ids = [run.id for run in part.runs if isinstance(run, FigureRef)]
                place["paragraphs"].append({"level": 0, "text": part.text, "figures": ids})
    return [opening, *sections] if opening["paragraphs"] else sections


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

"""记录: is it whole; one entry and the proof that it stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from guiju.errors import InputFault
from guiju.kernel.ledger.checkpoint import CHECKS, parse_checkpoint, parse_public_key, signed_by
from guiju.kernel.ledger.fault import KINDS
from guiju.usecases.house import House
from guiju.usecases.show_entry import proof_file, show_entry
from guiju.usecases.verify_ledger import checkpoint, signer, verify_ledger
from guiju.web.door import Visit, business, official_or_auditor

MOST_NOTES = 20


@official_or_auditor
@require_safe
def record(request: Visit) -> HttpResponse:
    """The verification page."""
    return render(request, "web/record.html", _told(request))


@official_or_auditor
@require_POST
def verify(request: Visit) -> HttpResponse:
    """Verify the whole record now."""
    verdict = verify_ledger(request.house)
    faults = [(fault, KINDS[fault.kind]) for fault in verdict.faults[:200]]
    context = {**_told(request), "verdict": verdict, "faults": faults, "verified_at": request.house.clock()}
    context["root"] = verdict.root.hex() if verdict.root else ""
    return render(request, "web/record.html", context)


@official_or_auditor
@require_POST
def take_checkpoint(request: Visit) -> HttpResponse:
    """Sign the record as it stands; then back to where it was asked for."""
    signed = checkpoint(request.house)
    messages.success(request, f"已做检查点：{signed.checkpoint.size} 条")
    index = request.POST.get("entry", "")
    return redirect("entry", int(index)) if index.isascii() and index.isdigit() else redirect("record")


@business
@require_safe
def entry(request: Visit, entry: int) -> HttpResponse:
    """One entry with its proof."""
    shown = show_entry(request.house, request.asking, entry)
    numbers = [act.done.entry for act in shown.opened.acts]
    payload = json.dumps(json.loads(shown.entry.payload), ensure_ascii=False, indent=1, sort_keys=True)
    context = {
        "here": "record",
        "shown": shown,
        "entry": shown.entry,
        "payload": payload,
        "digest": shown.entry.digest.hex(),
        "previous": shown.entry.previous.hex(),
        "root": shown.checkpoint.root.hex() if shown.checkpoint else "",
        "algorithm": request.house.ledger().hash.name.upper(),
        "before": max((number for number in numbers if number < entry), default=None),
        "after": min((number for number in numbers if number > entry), default=None),
        "definition": shown.opened.matter.definition,
    }
    return render(request, "web/entry.html", context)


@business
@require_safe
def proof(request: Visit, entry: int) -> HttpResponse:
    """The proof of an entry as a file that can be checked without us."""
    response = HttpResponse(proof_file(request.house, request.asking, entry), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="proof-{entry}.json"'
    return response


def _told(request: Visit) -> dict[str, Any]:
    house = request.house
    ledger = house.ledger()
    notes = ledger.checkpoints.all()
    return {
        "here": "record",
        "log": house.log,
        "size": ledger.size(),
        "algorithm": ledger.hash.name.upper(),
        "key": _public_key(house),
        "notes": list(_notes(house, notes[-MOST_NOTES:]))[::-1],
        "note_count": len(notes),
        "catalogue_digest": house.catalogue.digest,
    }


def _public_key(house: House) -> str:
    try:
        return signer(house).public_key.text()
    except InputFault:
        return ""


def _notes(house: House, notes: list[str]) -> Iterator[dict[str, Any]]:
    """The checkpoints that can be read, with whether our own key signed them."""
    own = _public_key(house)
    keys = [parse_public_key(own)] if own else []
    for note in notes:
        try:
            signed = parse_checkpoint(note)
        except InputFault:
            yield {"readable": False}
            continue
        point = signed.checkpoint
        is_signed = bool(signed_by(signed, keys, CHECKS))
        yield {
            "readable": True,
            "point": point,
            "root": point.root.hex(),
            "is_signed": is_signed,
            "text": note,
        }

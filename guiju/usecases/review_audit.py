"""A reviewer's decisions on claims and findings: recorded as acts, found again by the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from guiju.errors import Denied, InputFault
from guiju.kernel.audit.claim import Claim
from guiju.kernel.audit.passage import fingerprint, passage
from guiju.kernel.audit.reading import Audit, Reading
from guiju.kernel.finding import Finding
from guiju.store import views
from guiju.store.auditing import auditing
from guiju.store.catalogue import Catalogue
from guiju.usecases.acts import matter_of
from guiju.usecases.asking import Asking
from guiju.usecases.house import House
from guiju.usecases.record_act import Command, Outcome, record_act
from guiju.usecases.registry import registry

PROCEDURE, STEP = "audit_review", "decide_reading"
ACCEPT, REJECT, REMAP = "认可", "不采纳", "改认指标"
DECISIONS = (ACCEPT, REJECT, REMAP)
_IN_USE = "in_use"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a passage: on a finding where ``rule`` is set, else on the number."""

    matter: str
    decision: str
    fingerprint: str
    rule: str
    indicator: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Review:
    """A decision to be recorded: on the number printed at ``start``, or on the finding of ``rule`` there."""

    decision: str
    start: int
    end: int
    rule: str = ""
    indicator: str = ""
    reason: str = ""


def decisions(house: House, bodies: frozenset[str] | None = None) -> dict[tuple[str, str], Decision]:
    """Decisions in use by fingerprint and rule, the latest of each; of these bodies (None: all)."""
    found: dict[tuple[str, str], Decision] = {}
    rows = views.matters([PROCEDURE]).filter(stage=_IN_USE).order_by("last_entry")
    for row in rows:
        if bodies is None or row.body in bodies:
            decision = _decision(house, row.id)
            found[decision.fingerprint, decision.rule] = decision
    return found


def _decision(house: House, matter: str) -> Decision:
    folded = matter_of(house, matter)
    values, first = folded.values(), folded.done[0]
    return Decision(
        matter,
        str(values.get("review_decision", "")),
        str(values.get("reviewed_fingerprint", "")),
        str(values.get("reviewed_rule") or ""),
        str(values.get("reviewed_indicator") or ""),
        str(values.get("review_reason") or ""),
        first.by,
        first.happened_on,
    )


def remapped(
    reading: Reading, kept: Mapping[tuple[str, str], Decision], systems: Mapping[str, str]
) -> Reading:
    """The reading with the numbers that a reviewer has mapped anew; ``systems``: indicator → system."""
    if not kept:
        return reading
    return replace(reading, claims=tuple(_mapped(reading, claim, kept, systems) for claim in reading.claims))


def _mapped(
    reading: Reading, claim: Claim, kept: Mapping[tuple[str, str], Decision], systems: Mapping[str, str]
) -> Claim:
    quantity = claim.quantity
    decision = kept.get((fingerprint(reading.text.content, quantity.start, quantity.end), ""))
    if decision is None or decision.decision == ACCEPT:
        return claim
    if decision.decision == REMAP:
        system = systems.get(decision.indicator) or claim.system
        return replace(claim, indicator=decision.indicator, system=system)
    return replace(claim, indicator=None)


def settled(audit: Audit, kept: Mapping[tuple[str, str], Decision]) -> Audit:
    """The audit in which findings that a reviewer did not uphold are notes, and upheld ones say so."""
    if not kept:
        return audit
    content = audit.reading.text.content
    return replace(audit, findings=tuple(_settled(content, finding, kept) for finding in audit.findings))


def _settled(content: str, finding: Finding, kept: Mapping[tuple[str, str], Decision]) -> Finding:
    if finding.start is None or finding.end is None:
        decision = kept.get((document_fingerprint(finding.rule), finding.rule))
    else:
        decision = kept.get((fingerprint(content, finding.start, finding.end, finding.rule), finding.rule))
    if decision is None:
        return finding
    if decision.decision == REJECT:
        told = f"{finding.message}（审校意见：不采纳，{decision.reason}，{decision.on}）"
        return replace(finding, level="note", message=told)
    return replace(finding, message=f"{finding.message}（审校意见：认可，{decision.on}）")


def document_fingerprint(rule: str) -> str:
    """The fingerprint of a finding on the whole document."""
    return fingerprint("", 0, 0, rule)


def record_review(
    house: House, reading: Reading, digest: str, review: Review, by: str, body: str, on: date
) -> Outcome:
    """The decision recorded as an act; raises InputFault for an indicator that there is not, Refused, Denied."""
    if not by:
        raise Denied("审校意见须由在册人员作出")
    if review.decision not in DECISIONS:
        raise InputFault(f"没有“{review.decision}”这种意见；可选：{ACCEPT}、{REJECT}、{REMAP}")
    if review.decision == REMAP and review.indicator not in systems_of(house.catalogue):
        raise InputFault(f"没有指标“{review.indicator}”；请从指标目录中选取")
    content = reading.text.content
    fields: dict[str, object] = {
        "review_decision": review.decision,
        "reviewed_passage": passage(content, review.start, review.end)[:300],
        "reviewed_fingerprint": fingerprint(content, review.start, review.end, review.rule)
        if review.end
        else document_fingerprint(review.rule),
        "reviewed_document": reading.document.title or reading.document.name,
        "reviewed_digest": digest,
        **{
            name: value
            for name, value in (
                ("reviewed_rule", review.rule),
                ("reviewed_indicator", review.indicator),
                ("review_reason", review.reason),
            )
            if value
        },
    }
    return record_act(house, Command(PROCEDURE, STEP, by, body, on, fields))


def reviewing_body(house: House, asking: Asking) -> str:
    """The body in whose name the asker may decide, "" where the asker may not: the topmost one."""
    known, today = registry(house), house.today()
    step = house.catalogue.procedures.at(PROCEDURE, today).step_of[STEP]
    held = [body for body in asking.bodies if known.roles(asking.official, body, today) & set(step.by)]
    return min(held, key=lambda code: (len(known.ancestors(code, today)), code), default="")


def systems_of(catalogue: Catalogue) -> dict[str, str]:
    """What a number may be mapped to: every concept of the lexicon, with its system ("" for none)."""
    return {name: concept.system for name, concept in auditing(catalogue).lexicon.by_id.items()}


def rules_settled(findings: Iterable[Finding]) -> int:
    """How many findings are still errors or warnings."""
    return sum(finding.level != "note" for finding in findings)

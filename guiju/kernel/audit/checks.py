"""All checks of a report that need no record: a reading in, findings out, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.kernel.audit.check_copies import copies
from guiju.kernel.audit.check_duties import check_duties
from guiju.kernel.audit.check_laws import Law, check_laws
from guiju.kernel.audit.check_numbers import check_numbers
from guiju.kernel.audit.check_plans import check_plans
from guiju.kernel.audit.check_relations import check_relations
from guiju.kernel.audit.check_slips import check_slips
from guiju.kernel.audit.check_sums import check_sums
from guiju.kernel.audit.check_times import check_times
from guiju.kernel.audit.check_words import check_words
from guiju.kernel.audit.reading import Reading
from guiju.kernel.audit.rules import AuditBook
from guiju.kernel.audit.shingles import ShingleIndex
from guiju.kernel.audit.view import view_of
from guiju.kernel.finding import Finding
from guiju.kernel.law.instrument import Instruments
from guiju.kernel.law.text import TextLibrary

_LOUD = {"error": 0, "warning": 1, "note": 2}


def check(
    reading: Reading,
    book: AuditBook,
    instruments: Instruments,
    others: Sequence[Reading] = (),
    texts: TextLibrary | None = None,
    index: ShingleIndex | None = None,
) -> tuple[Finding, ...]:
    """Every finding about a reading, in the order of its text, the loudest first at one place.

    ``others`` are earlier reports and those of other bodies; ``texts`` the imported statutes, without
    which articles are not looked up; ``index`` the others already indexed under their document names.
    """
    view = view_of(reading, book)
    findings = [
        *check_numbers(view),
        *check_sums(view),
        *check_relations(view),
        *check_words(view),
        *check_slips(view),
        *check_laws(view, Law(instruments, texts)),
        *check_times(view),
        *check_plans(view),
        *check_duties(view),
        *copies(view, others, index),
    ]
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _order(finding: Finding) -> tuple[int, int, str, int]:
    return finding.start or 0, _LOUD[finding.level], finding.rule, finding.end or 0

"""All checks of a report that need no record: a reading in, findings out, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from guiju.kernel.audit.check_changes import check_changes
from guiju.kernel.audit.check_copies import copies
from guiju.kernel.audit.check_duties import check_duties
from guiju.kernel.audit.check_laws import Law, check_laws
from guiju.kernel.audit.check_numbers import check_numbers
from guiju.kernel.audit.check_plans import check_plans
from guiju.kernel.audit.check_rates import check_rates
from guiju.kernel.audit.check_relations import check_relations
from guiju.kernel.audit.check_slips import check_slips
from guiju.kernel.audit.check_sums import check_sums
from guiju.kernel.audit.check_tables import check_tables
from guiju.kernel.audit.check_times import check_times
from guiju.kernel.audit.check_words import check_words
from guiju.kernel.audit.reading import Reading
from guiju.kernel.audit.rules import AuditBook
from guiju.kernel.audit.shingles import ShingleIndex
from guiju.kernel.audit.view import view_of
from guiju.kernel.finding import Finding
from guiju.kernel.law.instrument import Instruments
from guiju.kernel.law.text import TextLibrary

MOST = 200
"""Findings of one rule in one text; what follows is more of the same."""
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
    findings: list[Finding] = [
        *_few(check_numbers(view)),
        *_few(check_sums(view)),
        *_few(check_rates(view)),
        *_few(check_changes(view)),
        *_few(check_tables(view)),
        *_few(check_relations(view)),
        *_few(check_words(view)),
        *_few(check_slips(view)),
        *_few(check_laws(view, Law(instruments, texts))),
        *_few(check_times(view)),
        *_few(check_plans(view)),
        *_few(check_duties(view)),
        *_few(copies(view, others, index)),
    ]
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _few(findings: Iterable[Finding]) -> Iterator[Finding]:
    """At most ``MOST`` findings of each rule, so that a text which is none has an end."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.rule] += 1
        if counts[finding.rule] <= MOST:
            yield finding
        elif counts[finding.rule] > 10 * MOST:
            return


def _order(finding: Finding) -> tuple[int, int, str, int]:
    return finding.start or 0, _LOUD[finding.level], finding.rule, finding.end or 0

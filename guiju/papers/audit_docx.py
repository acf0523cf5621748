"""An audit as a marked-up docx 批注稿: comments at the numbers and sentences they speak of.

The original docx is kept as it is, its runs split where a comment begins or ends; of another format the text is set
anew. Comments are anchored to the main text only (Word allows none in footnotes).
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.text.run import Run
from lxml import etree

from guiju.kernel.audit.reading import Audit
from guiju.papers.audit_set import set_text, xml_safe
from guiju.papers.audit_summary import LEVEL_WORDS, STATE_WORDS, Names, difference, state_of, summarise
from guiju.papers.docx_package import same_bytes
from guiju.papers.docx_read import W
from guiju.papers.package import Package
from guiju.papers.read_word import MAIN, Atom, WordText

AUTHOR, INITIALS = "规矩审校", "规矩"
MOST_COMMENTS = 2000
Element = Any
_RUN, _TEXT = f"{{{W}}}r", f"{{{W}}}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Remark = tuple[int, int, str]
"""Where a comment begins and ends in the text, and its words."""


def audit_docx(
    audit: Audit, original: bytes | None = None, names: Names | None = None, every: bool = False
) -> bytes:
    """The docx with comments on what differs from the record and on every finding; the same audit, the same bytes.

    ``original``: the file that was audited; where it is a docx, it is what gets the comments. ``every``: also
    comment the numbers that agree or cannot be checked.
    """
    names = names or Names()
    document, atoms = _opened(audit, original) or set_text(audit)
    anchors = _Anchors(document.element, atoms)
    remarks = list(_remarks(audit, names, every))
    remarks.sort(key=lambda remark: (remark[0], -remark[1]))
    anchors.cut([place for start, end, _ in remarks[:MOST_COMMENTS] for place in (start, end)])
    for start, end, words in remarks[:MOST_COMMENTS]:
        if runs := [Run(run, document) for run in anchors.runs(start, end)]:
            comment = document.add_comment(runs, xml_safe(words), AUTHOR, INITIALS)
            comment._comment_elm.attrib.pop(f"{{{W}}}date", None)
    saved = io.BytesIO()
    document.save(saved)
    return same_bytes(saved.getvalue())


def _opened(audit: Audit, original: bytes | None) -> tuple[Any, list[Atom]] | None:
    """The original with the elements of its text; None where it is no docx, or not the one that was audited."""
    if original is None or not original.startswith(b"PK"):
        return None
    package = Package(audit.reading.document.name, original)
    if MAIN not in package:
        return None
    try:
        document = docx.Document(io.BytesIO(original))
    except (OpcError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError):
        return None
    word = WordText(audit.reading.text.name, package, document.element.body)
    if word.text.content != audit.reading.text.content:
        return None
    return document, word.atoms


def _remarks(audit: Audit, names: Names, every: bool) -> Iterator[Remark]:
    """The comments: the summary on the first line, the numbers, the findings."""
    pieces = audit.reading.text.pieces
    summary = summarise(audit, names)
    title = (pieces[0].start, pieces[0].end) if pieces else (0, 0)
    whole = [finding for finding in audit.findings if finding.start is None or finding.end is None]
    said = [*summary.sentences, *(f"{LEVEL_WORDS[each.level]}：{each.message}" for each in whole)]
    yield *title, "审校结果\n" + "\n".join(said)
    for claim in audit.reading.claims:
        if every or claim.verdict == "differs":
            parts = [f"【{STATE_WORDS[state_of(claim)]}】{difference(claim) or claim.remark}"]
            if title_of := names.indicator(claim):
                parts.append(f"指标：{title_of}" + (f"（{claim.period}）" if claim.period else ""))
            if claim.records:
                parts.append(
                    f"记录：{'、'.join(claim.records[:6])}"
                    + (f" 等{len(claim.records)}件" if len(claim.records) > 6 else "")
                )
            if claim.remark and claim.recorded is not None:
                parts.append(claim.remark)
            yield claim.quantity.start, claim.quantity.end, "\n".join(parts)
    for finding in audit.findings:
        if finding.start is not None and finding.end is not None:
            rule = names.rules.get(finding.rule, "")
            head = f"【{LEVEL_WORDS[finding.level]}】{rule}".strip()
            cite = f"\n依据：{finding.citation}" if finding.citation else ""
            yield finding.start, finding.end, f"{head}\n{finding.message}{cite}"


class _Anchors:
    """The runs in which the characters of the text stand; they can be cut."""

    def __init__(self, root: Element, atoms: Sequence[Atom]) -> None:
        self._atoms = [
            atom
            for atom in atoms
            if _is_in_run(atom.element) and atom.element.getroottree().getroot() is root
        ]
        self._starts = [atom.start for atom in self._atoms]

    def cut(self, places: Sequence[int]) -> None:
        """Let a run begin at each place that lies inside one."""
        cuts: dict[int, list[int]] = {}
        for place in set(places):
            at = bisect_right(self._starts, place) - 1
            if at >= 0 and self._atoms[at].start <= place < self._atoms[at].end:
                cuts.setdefault(at, []).append(place)
        atoms: list[Atom] = []
        for index, atom in enumerate(self._atoms):
            for place in sorted(cuts.get(index, ())):
                if place > atom.start and atom.element.tag == _TEXT:
                    atom, rest = _split(atom, place)
                    atoms.append(atom)
                    atom = rest
                _begin_run(atom.element)
            atoms.append(atom)
        self._atoms = atoms
        self._starts = [atom.start for atom in atoms]

    def runs(self, start: int, end: int) -> list[Element]:
        """The first and last run of a stretch; the nearest where none is in it; nothing where there is no run at all."""
        if not self._atoms:
            return []
        first = max(bisect_right(self._starts, start) - 1, 0)
        while first < len(self._atoms) - 1 and self._atoms[first].end <= start:
            first += 1
        last = max(bisect_right(self._starts, max(end - 1, start)) - 1, first)
        return [self._atoms[first].element.getparent(), self._atoms[last].element.getparent()]


def _is_in_run(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == _RUN


def _split(atom: Atom, place: int) -> tuple[Atom, Atom]:
    """The atom as two elements of the same run."""
    element, at = atom.element, place - atom.start
    rest = deepcopy(element)
    rest.text, element.text = (element.text or "")[at:], (element.text or "")[:at]
    for each in (element, rest):
        each.set(_SPACE, "preserve")
    element.addnext(rest)
    return Atom(atom.start, place, element, atom.paragraph), Atom(place, atom.end, rest, atom.paragraph)


def _begin_run(element: Element) -> None:
    """Let the run of an element begin with it: what stands before stays in a run of the same formatting."""
    run = element.getparent()
    before = [each for each in element.itersiblings(preceding=True) if each.tag != f"{{{W}}}rPr"]
    if not before:
        return
    head = run.makeelement(_RUN, dict(run.attrib))
    properties = run.find(f"{{{W}}}rPr")
    if properties is not None:
        head.append(deepcopy(properties))
    head.extend(reversed(before))
    run.addprevious(head)

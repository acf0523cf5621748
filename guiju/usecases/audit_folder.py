"""Audit a folder of reports in parallel: each by itself, then passages that several of them share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from guiju.errors import GuijuError, InputFault
from guiju.kernel.audit.check_copies import LEAST_COPIED, copies
from guiju.kernel.audit.reading import Audit, Reading
from guiju.kernel.audit.shingles import ShingleIndex
from guiju.kernel.audit.view import view_of
from guiju.kernel.finding import Finding
from guiju.store.auditing import auditing
from guiju.store.catalogue import Catalogue
from guiju.usecases.audit_text import Asked, audit_alone, read_file

READABLE = frozenset((".txt", ".docx", ".pdf", ".html", ".htm", ".ofd"))
_BATCH = 8
Progress = Callable[[int, int, str], None]
_AT_WORK: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Audited:
    """A file of the folder: its audit, or in Chinese why it could not be read."""

    path: Path
    audit: Audit | None = None
    fault: str = ""


def reports_in(folder: Path) -> list[Path]:
    """The files of the folder and below that look like reports, by path; raises InputFault where there are none."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in READABLE and path.is_file())
    if not found:
        raise InputFault(f"“{folder}”中没有可以审校的文件；可读 {'、'.join(sorted(READABLE))}")
    return found


def audit_folder(
    catalogue: Catalogue, paths: Sequence[Path], asked: Asked, progress: Progress, workers: int = 0
) -> list[Audited]:
    """Each report against itself and the law, in the order of ``paths``, then against one another."""
    found: dict[Path, Audited] = {}
    for audited in _spread(catalogue, paths, asked, workers or os.cpu_count() or 1):
        found[audited.path] = audited
        progress(len(found), len(paths), audited.path.name)
    return _compared(catalogue, [found[path] for path in paths])


def _spread(catalogue: Catalogue, paths: Sequence[Path], asked: Asked, workers: int) -> Iterator[Audited]:
    _AT_WORK.update(catalogue=catalogue, asked=asked)
    if workers == 1 or len(paths) < 2 * _BATCH:
        yield from map(_one, paths)
        return
    batches = [paths[at : at + _BATCH] for at in range(0, len(paths), _BATCH)]
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        for done in as_completed([pool.submit(_some, batch) for batch in batches]):
            yield from done.result()


def _some(paths: Sequence[Path]) -> list[Audited]:
    return [_one(path) for path in paths]


def _one(path: Path) -> Audited:
    try:
        text, _ = read_file(path)
        return Audited(path, audit_alone(_AT_WORK["catalogue"], text, _AT_WORK["asked"]))
    except GuijuError as fault:
        return Audited(path, fault=fault.message)


def _compared(catalogue: Catalogue, audited: list[Audited]) -> list[Audited]:
    """Each with what it shares with those before it in the list added to its findings.

    Numbers are held against the reports of the same body and those that share a passage: every pair of
    3,000 would be nine million.
    """
    index, before, own, out = (
        ShingleIndex(),
        dict[str, Reading](),
        dict[str, list[Reading]](),
        list[Audited](),
    )
    for one in audited:
        if one.audit is None:
            out.append(one)
            continue
        reading = one.audit.reading
        view = view_of(reading, auditing(catalogue).book)
        found = {passage.other for passage in index.find(view.content, LEAST_COPIED)}
        near = {other.document.name: other for other in own.get(reading.document.body, ())}
        near |= {name: before[name] for name in found}
        shared = tuple(copies(view, tuple(near.values()), index)) if near else ()
        out.append(Audited(one.path, Audit(reading, _in_order(one.audit.findings + shared))))
        index.add(reading.document.name, reading.text.content)
        before[reading.document.name] = reading
        if reading.document.body:
            own.setdefault(reading.document.body, []).append(reading)
    return out


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.start or 0))

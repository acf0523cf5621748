"""What the auditor is declared: its lexicon and its book of rules, read when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli as tomllib

from guiju.errors import Refused
from guiju.kernel.audit.lexicon import Lexicon
from guiju.kernel.audit.read_lexicon import read_lexicon
from guiju.kernel.audit.read_rules import audit_book_from_tables
from guiju.kernel.audit.rules import AuditBook
from guiju.kernel.finding import Finding, error
from guiju.store.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Auditing:
    """The lexicon (what the field calls the things that are counted) and the book of rules."""

    lexicon: Lexicon
    book: AuditBook


def auditing(catalogue: Catalogue) -> Auditing:
    """The auditor's declarations of a catalogue; raises Refused with every finding in them."""
    found, findings = _read(_Key(catalogue.root, catalogue.digest, catalogue))
    if found is None:
        raise Refused(f"审校词典和规则有 {len(findings)} 处问题，请先用 guiju catalogue check 查看", findings)
    return found


def auditing_findings(catalogue: Catalogue) -> tuple[Finding, ...]:
    """What is wrong with the lexicon and the rules; nothing where the folder has neither."""
    if not (catalogue.root / "lexicon").is_dir() and not (catalogue.root / "audit").is_dir():
        return ()
    return _read(_Key(catalogue.root, catalogue.digest, catalogue))[1]


class _Key:
    """A catalogue by its folder and digest, so that it is read once."""

    def __init__(self, root: Path, digest: str, catalogue: Catalogue) -> None:
        self.same = (root, digest)
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return hash(self.same)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.same == other.same


@lru_cache(maxsize=4)
def _read(key: _Key) -> tuple[Auditing | None, tuple[Finding, ...]]:
    catalogue, findings = key.catalogue, list[Finding]()
    words = _tables(catalogue.root, "lexicon", findings)
    lexicon, wrong = read_lexicon(words, catalogue.indicators.values(), catalogue.systems)
    book = audit_book_from_tables(_tables(catalogue.root, "audit", findings, "audit/"))
    findings += [*wrong, *(book if isinstance(book, list) else ())]
    if lexicon is None or isinstance(book, list):
        return None, tuple(findings)
    return Auditing(lexicon, book), tuple(findings)


def _tables(
    root: Path, folder: str, findings: list[Finding], strip: str = ""
) -> Mapping[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = {}
    for path in sorted((root / folder).glob("*.toml")):
        name = path.relative_to(root).as_posix().removeprefix(strip)
        try:
            tables[name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            findings.append(error("file", f"文件读不出：{fault}", path.relative_to(root).as_posix()))
    return tables

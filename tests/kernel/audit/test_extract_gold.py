"""Against the annotated reports, where they lie beside the repository: the table is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guiju.kernel.audit.extract import quantities

SHARED = Path(__file__).resolve().parents[4] / "shared"
SEEDS = sorted((SHARED / "seeds").glob("*.txt")) if SHARED.is_dir() else []
FIELDS = ("value", "unit", "scale", "approx", "masked")
pytestmark = pytest.mark.skipif(not SEEDS, reason="annotated reports are not here")


def _gold(seed: Path) -> dict[tuple[int, int], dict]:
    lines = (SHARED / "gold" / f"{seed.name[:3]}.jsonl").read_text(encoding="utf-8").splitlines()
    return {(claim["start"], claim["end"]): claim for claim in map(json.loads, lines)}


def _agrees(claim: dict, quantity: object, field: str) -> bool:
    printed, read = claim[field], getattr(quantity, field)
    if field == "unit":
        return (printed or "") == read
    return printed == (float(read) if field == "value" and read is not None else read)


def test_spans_and_what_they_say_agree_with_the_annotations(capsys):
    wanted = found = both = 0
    right = dict.fromkeys(FIELDS, 0)
    lines = ["报告  标注  找到  相同  " + "  ".join(FIELDS)]
    for seed in SEEDS:
        gold = _gold(seed)
        with seed.open(encoding="utf-8", newline="") as file:
            read = {(q.start, q.end): q for q in quantities(file.read())}
        common = gold.keys() & read.keys()
        correct = {field: sum(_agrees(gold[p], read[p], field) for p in common) for field in FIELDS}
        wanted, found, both = wanted + len(gold), found + len(read), both + len(common)
        right = {field: right[field] + correct[field] for field in FIELDS}
        lines.append(
            f"{seed.name[:3]}  {len(gold):4}  {len(read):4}  {len(common):4}  {list(correct.values())}"
        )
    precision, recall = both / found, both / wanted
    shares = {field: count / both for field, count in right.items()}
    lines.append(
        f"精确率 {precision:.3f}  召回率 {recall:.3f}  "
        + "  ".join(f"{f} {s:.3f}" for f, s in shares.items())
    )
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert precision >= 0.98
    assert recall >= 0.98
    assert min(shares.values()) >= 0.98

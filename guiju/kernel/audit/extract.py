"""Finding every numeric claim 数字断言 of a text: scan, read, refuse what is none, complete from its neighbours."""

from __future__ import annotations

import re
from dataclasses import replace

from guiju.kernel.audit.claim import Quantity
from guiju.kernel.audit.dropped import dropped
from guiju.kernel.audit.figure import Figure, digits_at, masked_at, spoken_at
from guiju.kernel.audit.nearby import approx_of, kind_of
from guiju.kernel.audit.refuse import REACH, is_no_claim
from guiju.kernel.audit.scan import DIGITS, MASKS, TRACES, places

_AND = re.compile(r"[、,，和及与/]$|^[、，]和$")
_BECAME = re.compile(
    r"(?:件|项|人)?(?:增至|增加到|增加至|上升到|上升至|升至|下降到|下降至|降至|降到|降为|减少到|减少至|减至|提高到|提高至|提升到|提升至|压缩至|压缩到|压缩为|缩短至|缩短到|缩短为|压减至|压减到|调整为|扩大到|增长到|增长至|变为|到|至)$"
)
_RESPECTIVELY = "分别"
_FAR = 30


def quantities(content: str) -> tuple[Quantity, ...]:
    """Every number that states something, in reading order, spans never overlapping.

    A span holds the number, 余 多 以上 左右 with it and the measure word; words before it (达, 不少于) only set
    ``approx``. Work and memory grow with the length of the text, whatever the text is.
    """
    found: list[Quantity] = []
    bare: list[Figure] = []
    edge = 0
    for start, end in places(content):
        if start < edge:
            continue
        figure = _read(content, start, end)
        if figure is None:
            continue
        if figure.form == "digits" and figure.measure is None:
            bare = _chain(content, bare, figure)
            edge = figure.end
            continue
        edge = max(edge, figure.end)
        if is_no_claim(content, figure):
            bare = []
            continue
        found.extend(_finished(content, other) for other in _sharing(content, bare, figure))
        bare = []
        found.append(_finished(content, figure))
    return tuple(found)


def _read(content: str, start: int, end: int) -> Figure | None:
    first = content[start]
    if first in DIGITS:
        return digits_at(content, start)
    if first in MASKS:
        return masked_at(content, start)
    if first in TRACES:
        return dropped(content, start, end)
    return spoken_at(content, start)


def _chain(content: str, bare: list[Figure], figure: Figure) -> list[Figure]:
    """Numbers without a measure word that follow one another: 36、81 and …."""
    if bare and _AND.match(content[bare[-1].end : figure.start]):
        return [*bare, figure] if len(bare) < _FAR else []
    return [figure]


def _sharing(content: str, bare: list[Figure], figure: Figure) -> list[Figure]:
    """The numbers before that take this one's unit: 分别为12、8和5件, 由12增至18件."""
    if not bare or figure.measure is None or figure.form != "digits":
        return []
    between = content[bare[-1].end : figure.start]
    before = content[max(0, bare[0].start - REACH) : bare[0].start]
    if len(between) > 8:
        return []
    listed = _AND.match(between) is not None and _RESPECTIVELY in before
    changed = (
        len(bare) == 1 and _BECAME.match(between) is not None and before.endswith(("由", "从", "为", "的"))
    )
    if not (listed or changed):
        return []
    same = {"unit": figure.unit, "kind": figure.kind, "word": figure.word, "measure": figure.measure}
    return [replace(other, scale=max(other.scale, figure.scale), **same) for other in bare]  # type: ignore[arg-type]


def _finished(content: str, figure: Figure) -> Quantity:
    before = content[max(0, figure.start - REACH) : figure.start]
    after = content[figure.end : figure.end + REACH]
    return Quantity(
        start=figure.start,
        end=figure.end,
        text=content[figure.start : figure.end],
        value=figure.value,
        value_max=figure.value_max,
        scale=figure.scale,
        unit=figure.unit,
        approx=approx_of(before, figure),
        masked=figure.masked,
        kind=kind_of(before, after, figure),
    )

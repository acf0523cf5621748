"""Finding every numeric claim 数字断言 of a text: scan, read, refuse what is none, complete from its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.kernel.audit.bare import chained, respectively, sharing
from guiju.kernel.audit.claim import Quantity
from guiju.kernel.audit.dropped import dropped, without_digits
from guiju.kernel.audit.figure import Figure
from guiju.kernel.audit.nearby import approx_of, kind_of
from guiju.kernel.audit.number_at import digits_at, masked_at, spoken_at
from guiju.kernel.audit.refuse import REACH, is_no_claim
from guiju.kernel.audit.scan import DIGITS, MASKS, TRACES, places


def quantities(content: str) -> tuple[Quantity, ...]:
    """Every number that states something, in reading order, spans never overlapping.

    A span holds the number, 余 多 以上 左右 with it and the measure word; words before it (达, 不少于) only set
    ``approx``. Work and memory grow with the length of the text, whatever the text is.
    """
    return tuple(_finished(content, figure) for figure in figures(content))


def figures(content: str) -> Iterator[Figure]:
    """The figures that are claims, before the words around them are weighed."""
    waiting: list[Figure] = []
    edge = 0
    for start in places(content):
        if start < edge:
            continue
        figure = _read(content, start)
        if figure is None:
            continue
        edge = figure.end
        if figure.form == "digits" and figure.measure is None:
            if waiting and not chained(content, waiting, figure):
                yield from respectively(content, waiting)
                waiting = []
            waiting.append(figure)
            continue
        if waiting:
            yield from sharing(content, waiting, figure) or respectively(content, waiting)
            waiting = []
        if not is_no_claim(content, figure):
            yield figure
    yield from respectively(content, waiting)


def _read(content: str, start: int) -> Figure | None:
    first = content[start]
    if first in DIGITS:
        return digits_at(content, start)
    if first in MASKS:
        return masked_at(content, start)
    if first in TRACES:
        return dropped(content, start)
    figure = spoken_at(content, start)
    return figure and without_digits(content, figure)


def _finished(content: str, figure: Figure) -> Quantity:
    before = content[max(0, figure.start - 2 * REACH) : figure.start]
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
        masked=figure.value is None,
        kind=kind_of(before, after, figure),
    )

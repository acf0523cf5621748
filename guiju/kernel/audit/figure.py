"""A number as read, and what follows it: scale, 余 or 多, measure word, 以上 or 左右."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from guiju.kernel.audit.claim import Approx, Kind
from guiju.kernel.audit.measure import FIRST_OF_MEASURES, Measure, measure_at
from guiju.kernel.audit.numeral import printed


class Figure(NamedTuple):
    """A number with its measure word, if it has one; whether it is a claim at all is for ``refuse`` to say.

    ``form``: ``digits``, ``spoken`` (五千), ``parts`` (三分之一, 1/4), ``mask``, ``dropped`` or ``label`` (6+*);
    ``numeral`` is the number as printed, ``gap`` the space or line end between it and the measure word.
    """

    start: int
    end: int
    form: str
    value: Decimal | None
    value_max: Decimal | None = None
    scale: int = 1
    unit: str = ""
    kind: Kind = "other"
    approx: Approx = ""
    word: str = ""
    measure: Measure | None = None
    numeral: str = ""
    gap: str = ""


_MIDDLE = re.compile(r"(余|多|几|来)?([十百千]{0,2}[万亿]亿?|[十百千])?(余|多|来)?")
_LOWER = re.compile(r"(?<=[亿万])(\d{1,4})(万|千|百)?")
_GAP = re.compile(r"[ \u3000\u00a0\t]{0,3}(?:\r?\n[ \u3000\u00a0]{0,4})?")
_GOES_ON = FIRST_OF_MEASURES | frozenset("余多几来十百千万亿 \u3000\u00a0\t\r\n（(")
_SUFFIXES: dict[str, Approx] = {
    "以上": "at_least", "以外": "at_least", "之多": "", "有余": "at_least", "多": "at_least", "余": "at_least",
    "以下": "at_most", "以内": "at_most", "之内": "at_most", "左右": "about", "上下": "about", "不等": "",
}  # fmt: skip
_SUFFIX = re.compile("以上|以下|以内|之内|以外|左右|上下|之多|有余|不等|[多余](?![部次个人件项年种地元])")
_STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def completed(content: str, figure: Figure) -> Figure:
    """The figure with all that follows its number and belongs to it, as far as it is there."""
    if content[figure.end : figure.end + 1] not in _GOES_ON:
        return figure
    found = measure_at(content, figure.end)
    if found is None:
        figure = _scaled(content, figure)
        found = measure_at(content, figure.end)
    if found is None and (space := _GAP.match(content, figure.end)) and space.group():
        figure, found = _beyond(content, figure, space)
    if found is None and content[figure.end : figure.end + 1] in ("（", "("):
        inner = measure_at(content, figure.end + 1)
        if inner and content[inner[2] : inner[2] + 1] in ("）", ")"):
            found = (inner[0], inner[1], inner[2] + 1)
    return figure if found is None else _measured(content, figure, *found)


def _beyond(
    content: str, figure: Figure, space: re.Match[str]
) -> tuple[Figure, tuple[str, Measure, int] | None]:
    """The figure and its measure word where a space or a line end stands between them: 3000↵余人次."""
    found = measure_at(content, space.end())
    if found is not None:
        return figure._replace(gap=space.group()), found
    scaled = _scaled(content, figure._replace(end=space.end()))
    found = measure_at(content, scaled.end) if scaled.end > space.end() else None
    return (figure, None) if found is None else (scaled._replace(gap=space.group()), found)


def _measured(content: str, figure: Figure, word: str, measure: Measure, end: int) -> Figure:
    value, approx = figure.value, figure.approx
    if measure.at_least:
        approx = "at_least"
    elif value is not None and measure.half:
        value += Decimal("0.5")
    elif value is not None and word in ("年", "天", "日") and content[end : end + 1] == "半":
        value, end = value + Decimal("0.5"), end + 1
    end, said = suffixed(content, end, measure)
    return figure._replace(
        end=end,
        value=value,
        unit=measure.unit,
        kind=measure.kind,
        approx=said or approx,
        word=word,
        measure=measure,
    )


def suffixed(content: str, end: int, measure: Measure | None = None) -> tuple[int, Approx]:
    """Where 以上, 左右 … after a number ends, and what it says; 多 and 余 only after time and multiples."""
    suffix = _SUFFIX.match(content, end)
    if suffix is None:
        return end, ""
    words = suffix.group()
    if words in ("多", "余") and (
        measure is None or (measure.kind != "duration" and measure.unit not in ("倍", "成"))
    ):
        return end, ""
    return suffix.end(), _SUFFIXES[words]


def _scaled(content: str, figure: Figure) -> Figure:
    """The figure with its scale word: 3千 is 3000 × 1, 5万余 5 × 10000, 2万亿 20000 × 10^8, 1亿2000万 12000 × 10000."""
    middle = _MIDDLE.match(content, figure.end)
    if middle is None or not middle.group():
        return figure
    approx = figure.approx
    if middle.group(1) or middle.group(3):
        approx = "about" if "来" in middle.group() else "at_least"
    value, scale = _times(figure.value, middle.group(2) or "")
    end = middle.end()
    if value is not None and (lower := _LOWER.match(content, end)):
        part, step = _times(printed(lower.group(1)), lower.group(2) or "")
        if part is not None and part * step < scale:
            value, scale, end = value * (scale // step) + part, step, lower.end()
    return figure._replace(end=end, value=value, scale=scale, approx=approx)


def _times(value: Decimal | None, words: str) -> tuple[Decimal | None, int]:
    factor, scale = 1, 1
    for word in words:
        factor *= _STEPS[word]
        scale = _STEPS[word] if _STEPS[word] >= 10**4 else scale
    return None if value is None else value * (factor // scale), scale

"""Reading the number at a place: digits, a spoken numeral, a fraction, a range, a mask, a trace of a deleted number."""

from __future__ import annotations

import re
from decimal import Decimal

from guiju.kernel.audit.claim import Approx
from guiju.kernel.audit.figure import Figure, completed, suffixed
from guiju.kernel.audit.measure import measure_at
from guiju.kernel.audit.numeral import SPOKEN, adjoining, printed, spoken

_NUMBER = re.compile(
    r"\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)(?:[.．]\d{1,8})?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,6}(?!\d)(?:[.．]\d{1,8})?"
    r"|\d{1,20}(?:[.．]\d{1,8})?"
)
_BROKEN = re.compile(
    r"(?<=[^\s\d])(?:\d{1,6}\r?\n\d{1,6}(?:[.．]\d{1,8})?|\d{1,6}[.．]\r?\n\d{1,6}|\d{1,6}\r?\n[.．]\d{1,6})(?!\d)"
)
_FRACTION = re.compile(r"\d{1,3}/\d{1,4}(?![\d/年月])")
_PARTS = re.compile(
    rf"([{SPOKEN}]{{1,6}}|\d{{1,5}})分之([{SPOKEN}]{{1,8}}(?:点[{SPOKEN}]{{1,4}})?|\d{{1,5}}(?:[.．]\d{{1,4}})?)"
)
_PARTS_UNITS = {"百": "%", "千": "‰", "万": "‱"}
_SPOKEN_RUN = re.compile(f"[{SPOKEN}]+")
_POINT = re.compile(f"点[{SPOKEN}]{{1,4}}")
_BETWEEN = frozenset("-－–—~～〜―─至到 ")
_RANGE = re.compile(r" ?(?:[-－–—~～〜―─]{1,2}|至|到) ?(?=[\d一二两三四五六七八九十])")
_HIDDEN = frozenset("*＊□_＿○●")
_MASK = re.compile(r"\d{0,8}[*＊○●□■_＿#xXｘＸ×]{1,40}(?:[.．,，]?[*＊○●□■_＿#xXｘＸ×\d]{1,20})?")
_LABEL = re.compile(r"\d{1,3}[+＋][*＊]{1,6}")
_LONGEST_RUN = 40


def digits_at(content: str, at: int) -> Figure | None:
    """The figure that begins with the digits at an offset; None where the run is too long to be a number."""
    match = _NUMBER.match(content, at)
    if match is None:
        return None
    follows = content[match.end() : match.end() + 1]
    if follows.isdigit():
        return None
    if follows in ("\n", "\r", ".", "．"):
        broken = _BROKEN.match(content, at)
        match = broken if broken is not None and measure_at(content, broken.end()) else match
    elif follows in ("+", "＋") and (label := _LABEL.match(content, at)):
        return Figure(at, label.end(), "label", None, kind="other")
    elif follows in _HIDDEN:
        return masked_at(content, at)
    elif follows == "/" and (fraction := _FRACTION.match(content, at)):
        return _fraction(content, at, fraction)
    elif follows == "分" and (parts := _PARTS.match(content, at)):
        return _parts(content, parts)
    number = Figure(at, match.end(), "digits", printed(match.group()), numeral=match.group())
    return _ranged(content, completed(content, number))


def _ranged(content: str, figure: Figure) -> Figure:
    """The figure with the end of its range, if it is one: 2-3卷, 20%—30%, 3—5亿元, 三至五天."""
    if figure.value is None or content[figure.end : figure.end + 1] not in _BETWEEN:
        return figure
    between = _RANGE.match(content, figure.end)
    other = _upper_end(content, between.end()) if between else None
    if other is None or other.measure is None or other.value is None:
        return figure
    if figure.measure is not None and figure.unit != other.unit:
        return figure
    low, high = figure.value * figure.scale, other.value * other.scale
    if figure.measure is None and figure.scale == 1:
        low *= other.scale
    if low >= high:
        return figure
    return other._replace(
        start=figure.start,
        form=figure.form,
        value=low / other.scale,
        value_max=other.value,
        numeral=figure.numeral,
    )


def _upper_end(content: str, at: int) -> Figure | None:
    if content[at].isdigit():
        match = _NUMBER.match(content, at)
        if match is None or content[match.end() : match.end() + 1].isdigit():
            return None
        return completed(content, Figure(at, match.end(), "digits", printed(match.group())))
    run = _SPOKEN_RUN.match(content, at)
    value = spoken(run.group()) if run else None
    return None if run is None else completed(content, Figure(at, run.end(), "spoken", value))


def _fraction(content: str, at: int, match: re.Match[str]) -> Figure | None:
    above, below = match.group().split("/")
    if not 0 < int(above) < int(below):
        return None
    return _of_parts(content, at, match.end(), Decimal(int(above)) / Decimal(int(below)), "")


def _parts(content: str, match: re.Match[str]) -> Figure | None:
    """百分之三十 (30 %), 千分之五 (5 ‰), 四分之三 (0.75)."""
    whole, part = match.groups()
    above, below = _decimal(part), _decimal(whole)
    if above is None or not below:
        return None
    unit = _PARTS_UNITS.get(whole, "")
    return _of_parts(content, match.start(), match.end(), above if unit else above / below, unit)


def _of_parts(content: str, start: int, end: int, value: Decimal, unit: str) -> Figure:
    end, approx = suffixed(content, end)
    return Figure(start, end, "parts", value, unit=unit, kind="rate", approx=approx)


def _decimal(text: str) -> Decimal | None:
    if text[0].isdigit():
        return printed(text)
    whole, _, rest = text.partition("点")
    value, places = spoken(whole), [spoken(character) for character in rest]
    if value is None or any(place is None or place > 9 for place in places):
        return None
    return Decimal(f"{value}.{''.join(str(place) for place in places)}") if rest else value


def spoken_at(content: str, at: int) -> Figure | None:
    """The figure that begins with a spoken numeral at an offset: 五千余份, 两轮, 三成, 百分之三十, 半年."""
    if content[at] == "半":
        return _half(content, at)
    if parts := _PARTS.match(content, at):
        return _parts(content, parts)
    run = _SPOKEN_RUN.match(content, at)
    if run is None or run.end() - at > _LONGEST_RUN:
        return None
    text, end = run.group(), run.end()
    if set(text) == {"〇"}:
        return completed(content, Figure(at, end, "mask", None, numeral=text))
    low, high = adjoining(text) or (spoken(text), None)
    point = _POINT.match(content, end)
    if point and (whole := _decimal(text + point.group())) is not None:
        low, end = whole, point.end()
    if low is None:
        return None
    scale = next((step for word, step in (("万", 10**4), ("亿", 10**8)) if text.endswith(word)), 1)
    approx: Approx = "at_least" if "几" in text or "数" in text else ""
    figure = completed(content, Figure(at, end, "spoken", low / scale, approx=approx, numeral=text))
    if figure.scale == 1 and scale > 1:
        figure = figure._replace(scale=scale)
    if high is not None:
        return figure._replace(value_max=high / scale)
    return _ranged(content, figure)


def _half(content: str, at: int) -> Figure | None:
    figure = completed(content, Figure(at, at + 1, "spoken", Decimal("0.5"), numeral="半"))
    return figure if figure.kind == "duration" else None


def masked_at(content: str, at: int) -> Figure | None:
    """The figure whose number is masked: ``***余条``, ``xx件``, ``**.*%``; without a measure word it has none."""
    match = _MASK.match(content, at)
    if match is None:
        return None
    return completed(content, Figure(at, match.end(), "mask", None, numeral=match.group()))


def dropped_at(content: str, at: int, measure_from: int) -> Figure | None:
    """The figure whose number was deleted: what is left of it (余件, 对项, 件) from ``at`` on."""
    figure = completed(content, Figure(at, measure_from, "dropped", None))
    return None if figure.measure is None else figure

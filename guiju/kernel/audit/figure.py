"""Reading the number at a place: digits, a spoken numeral, a mask or the trace of a deleted number.

Here a number is only read: whether it is a claim at all is for ``refuse`` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from guiju.kernel.audit.claim import Approx, Kind
from guiju.kernel.audit.measure import Measure, measure_at
from guiju.kernel.audit.numeral import SPOKEN, adjoining, printed, spoken

LONGEST_RUN = 40
"""A longer run of digits or masks is no number of a report."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as read, with its measure word if it has one; ``form`` says how it was printed."""

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
    """Space or line end between number and measure word."""

    @property
    def masked(self) -> bool:
        """Whether the number is hidden or gone."""
        return self.value is None


_NUMBER = re.compile(
    r"\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)(?:[.．]\d{1,8})?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,6}(?!\d)(?:[.．]\d{1,8})?"
    r"|\d{1,20}(?:[.．]\d{1,8})?"
)
_BROKEN = re.compile(r"(\d{1,6})\r?\n(\d{1,6}(?:[.．]\d{1,8})?)(?!\d)")
_FRACTION = re.compile(r"\d{1,3}/\d{1,4}(?![\d/年月])")
_MIDDLE = re.compile(r"(余|多|几|来)?([十百千]{0,2}[万亿]亿?|[十百千])?(余|多|来)?")
_GAP = re.compile(r"[ \u3000\u00a0\t]{0,3}(?:\r?\n[ \u3000\u00a0]{0,4})?")
_SUFFIX = re.compile(r"以上|以下|以内|之内|以外|左右|上下|之多|有余|不等|[多余](?![部次个人件项年种地元])")
_RANGE = re.compile(r" ?(?:[-－–—~～〜―─]{1,2}|至|到) ?(?=[\d一二两三四五六七八九十])")
_SPOKEN_RUN = re.compile(f"[{SPOKEN}]+")
_PARTS = re.compile(
    rf"([十百千万{SPOKEN}]{{1,6}}|\d{{1,5}})分之([{SPOKEN}]{{1,8}}(?:点[{SPOKEN}]{{1,4}})?|\d{{1,5}}(?:[.．]\d{{1,4}})?)"
)
_PARTS_UNITS = {"百": "%", "千": "‰", "万": "‱"}
_SUFFIX_SENSE: dict[str, Approx] = {
    "以上": "at_least", "以外": "at_least", "之多": "", "有余": "at_least", "多": "at_least", "余": "at_least",
    "以下": "at_most", "以内": "at_most", "之内": "at_most", "左右": "about", "上下": "about", "不等": "",
}  # fmt: skip
_MASK = re.compile(r"\d{0,8}[*＊○●□■_＿#xXｘＸ×]{1,40}(?:[.．,，]?[*＊○●□■_＿#xXｘＸ×\d]{1,20})?")
_LABEL = re.compile(r"\d{1,3}[+＋][*＊]{1,6}(?![\w*＊])|\d{1,3}[+＋][*＊]{1,6}")


def digits_at(content: str, at: int) -> Figure | None:
    """The figure that begins with the digits at an offset; None where the run is too long to be a number."""
    if _LABEL.match(content, at):
        end = _LABEL.match(content, at).end()  # type: ignore[union-attr]
        return Figure(at, end, "label", None, kind="other")
    match = _BROKEN.match(content, at) or _NUMBER.match(content, at)
    if match is None:
        return None
    broken = match.re is _BROKEN
    if broken and measure_at(content, match.end()) is None:
        match = _NUMBER.match(content, at)
        if match is None:
            return None
    end = match.end()
    if content[end : end + 1].isdigit():
        return None
    if content[end : end + 1] in ("*", "＊", "□", "_", "＿") and not content[end : end + 2] == "**" * 1 + "":
        return masked_at(content, at)
    if content[end : end + 1] == "/" and (fraction := _FRACTION.match(content, at)):
        return _fraction(content, at, fraction)
    if content.startswith("分之", end) and (parts := _PARTS.match(content, at)):
        return _parts(content, parts)
    number = Figure(at, end, "digits", printed(match.group()), numeral=match.group())
    return _ranged(content, _measured(content, number))


def _measured(content: str, figure: Figure) -> Figure:
    """The figure with scale, 余 or 多, measure word and 以上 or 左右 after it, as far as they are there."""
    approx: Approx = figure.approx
    at, scale, value = figure.end, 1, figure.value
    found = measure_at(content, at)
    gap = ""
    if found is None:
        middle = _MIDDLE.match(content, at)
        if middle is not None and middle.group():
            at = middle.end()
            if middle.group(1) or middle.group(3):
                approx = "about" if "来" in middle.group() else "at_least"
            value, scale = _scaled(value, middle.group(2) or "")
        found = measure_at(content, at)
        if found is None and (space := _GAP.match(content, at)) and space.group():
            gap = space.group()
            found = measure_at(content, space.end())
        if found is None and content[at : at + 1] in ("（", "("):
            inner = measure_at(content, at + 1)
            if inner and content[inner[2] : inner[2] + 1] in ("）", ")"):
                found = (inner[0], inner[1], inner[2] + 1)
    if found is None:
        return replace(figure, end=at, value=value, scale=scale, approx=approx)
    word, measure, end = found
    if measure.half and value is not None:
        value += Decimal("0.5")
    if measure.at_least:
        approx = "at_least"
    if word in ("年", "天", "日") and content[end : end + 1] == "半" and value is not None:
        value, end = value + Decimal("0.5"), end + 1
    suffix = _SUFFIX.match(content, end)
    if suffix is not None and _fits(suffix.group(), measure):
        approx = _SUFFIX_SENSE[suffix.group()] or approx
        end = suffix.end()
    return replace(
        figure, end=end, value=value, scale=scale, unit=measure.unit, kind=measure.kind, approx=approx,
        word=word, measure=measure, gap=gap,
    )  # fmt: skip


def _fits(suffix: str, measure: Measure) -> bool:
    return suffix not in ("多", "余") or measure.kind == "duration" or measure.unit in ("倍", "成")


def _scaled(value: Decimal | None, scale: str) -> tuple[Decimal | None, int]:
    """The value before its scale word: 3千 is 3000 × 1, 20百万 is 2000 × 10000, 2万亿 is 20000 × 10^8."""
    factor, last = 1, 1
    for character in scale:
        step = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[character]
        factor *= step
        last = step if step >= 10**4 else last
    return None if value is None else value * (factor // last), last


def _ranged(content: str, figure: Figure) -> Figure:
    """The figure with the end of its range, if it is one: 2-3卷, 20%—30%, 3—5亿元, 三至五天."""
    between = _RANGE.match(content, figure.end)
    if between is None or figure.value is None:
        return figure
    other: Figure | None
    if content[between.end()].isdigit():
        match = _NUMBER.match(content, between.end())
        if match is None or content[match.end() : match.end() + 1].isdigit():
            return figure
        other = _measured(content, Figure(match.start(), match.end(), "digits", printed(match.group())))
    else:
        run = _SPOKEN_RUN.match(content, between.end())
        value = spoken(run.group()) if run else None
        if run is None or value is None:
            return figure
        other = _measured(content, Figure(run.start(), run.end(), "spoken", value))
    same = figure.measure is None or figure.unit == other.unit
    if other.measure is None or not same or other.value is None:
        return figure
    low = figure.value * figure.scale
    high = other.value * other.scale
    if figure.measure is None and figure.scale == 1:
        low *= other.scale
    if low >= high:
        return figure
    return replace(
        other, start=figure.start, form=figure.form, value=low / other.scale, value_max=other.value,
        numeral=figure.numeral,
    )  # fmt: skip


def _fraction(content: str, at: int, match: re.Match[str]) -> Figure | None:
    above, below = match.group().split("/")
    if not 0 < int(above) < int(below):
        return None
    return _suffixed(content, at, match.end(), Decimal(int(above)) / Decimal(int(below)), "")


def _parts(content: str, match: re.Match[str]) -> Figure | None:
    """百分之三十 (30 %), 千分之五 (5 ‰), 四分之三 (0.75)."""
    whole, part = match.groups()
    above = _decimal(part)
    below = _decimal(whole)
    if above is None or not below:
        return None
    unit = _PARTS_UNITS.get(whole, "")
    return _suffixed(content, match.start(), match.end(), above if unit else above / below, unit)


def _decimal(text: str) -> Decimal | None:
    if text[0].isdigit():
        return printed(text)
    whole, _, rest = text.partition("点")
    value, places = spoken(whole), [spoken(character) for character in rest]
    if value is None or any(place is None for place in places):
        return None
    return Decimal(f"{value}.{''.join(str(place) for place in places)}") if rest else value


def _suffixed(content: str, start: int, end: int, value: Decimal, unit: str) -> Figure:
    suffix = _SUFFIX.match(content, end)
    approx: Approx = _SUFFIX_SENSE[suffix.group()] if suffix else ""
    end = suffix.end() if suffix else end
    return Figure(start, end, "parts", value, unit=unit, kind="rate", approx=approx)


def spoken_at(content: str, at: int) -> Figure | None:
    """The figure that begins with a spoken numeral at an offset: 五千余份, 两轮, 三成, 百分之三十, 半年."""
    if content[at] == "半":
        return _half(content, at)
    if parts := _PARTS.match(content, at):
        return _parts(content, parts)
    run = _SPOKEN_RUN.match(content, at)
    if run is None or len(run.group()) > LONGEST_RUN:
        return None
    text = run.group()
    if set(text) == {"〇"}:
        return _measured(content, Figure(at, run.end(), "mask", None, numeral=text))
    scale = next((step for word, step in (("万", 10**4), ("亿", 10**8)) if text.endswith(word)), 1)
    pair = adjoining(text)
    low, high = pair if pair else (spoken(text), None)
    point = re.compile(f"点[{SPOKEN}]{{1,4}}").match(content, run.end())
    end = run.end()
    if point and (whole := _decimal(text + point.group())) is not None:
        low, end = whole, point.end()
    if low is None:
        return None
    approx: Approx = "at_least" if any(vague in text for vague in "几数") else ""
    read = _measured(content, Figure(at, end, "spoken", low / scale, approx=approx, numeral=text))
    if high is not None:
        read = replace(read, value_max=high / scale)
    elif read.measure is not None and read.scale == 1 and scale > 1:
        read = replace(read, scale=scale)
    return _ranged(content, read)


def _half(content: str, at: int) -> Figure | None:
    found = measure_at(content, at + 1)
    if found is None or found[1].kind != "duration":
        return None
    suffix = _SUFFIX.match(content, found[2])
    approx: Approx = _SUFFIX_SENSE[suffix.group()] if suffix else ""
    end = suffix.end() if suffix else found[2]
    return Figure(
        at, end, "spoken", Decimal("0.5"), unit=found[1].unit, kind="duration", approx=approx, word=found[0],
        measure=found[1], numeral="半",
    )  # fmt: skip


def masked_at(content: str, at: int) -> Figure | None:
    """The figure whose number is masked: ``***余条``, ``xx件``, ``**.*%``; without a measure word it has none."""
    match = _MASK.match(content, at)
    if match is None:
        return None
    return _measured(content, Figure(at, match.end(), "mask", None, numeral=match.group()))


def dropped_at(content: str, at: int, measure_from: int) -> Figure | None:
    """The figure whose number was deleted: what is left (余件, 对项, 件) from ``at`` on."""
    read = _measured(content, Figure(at, measure_from, "dropped", None))
    return None if read.measure is None else read

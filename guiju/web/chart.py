"""A bar chart as geometry; a template draws it as SVG, with the same numbers in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 1180, 150
LEFT, RIGHT, TOP, BOTTOM = 40, 8, 18, 24


@dataclass(frozen=True, slots=True)
class Point:
    """What one bar stands for. ``value`` None: there is none. ``href``: where a click leads."""

    label: str
    value: Decimal | None
    text: str
    href: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its place in the picture (px)."""

    point: Point
    x: float
    y: float
    width: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the grid with its number."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    rules: tuple[Rule, ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def floor(self) -> float:
        """Where the bars stand."""
        return self.height - BOTTOM

    @property
    def first(self) -> float:
        """Where the grid begins."""
        return LEFT

    @property
    def last(self) -> float:
        """Where the grid ends."""
        return self.width - RIGHT


def bar_chart(
    title: str, unit: str, points: Sequence[Point], width: int = WIDTH, height: int = HEIGHT
) -> Chart:
    """A chart of non-negative numbers from zero up; the scale ends at a round number."""
    top = ceiling(max((p.value for p in points if p.value is not None), default=Decimal(0)))
    floor, room = height - BOTTOM, height - BOTTOM - TOP
    slot = (width - LEFT - RIGHT) / max(len(points), 1)
    bars = []
    for number, point in enumerate(points):
        share = float((point.value or Decimal(0)) / top)
        tall = max(room * share, 1.0 if point.value else 0.0)
        x, wide = LEFT + slot * number + slot * 0.18, min(slot * 0.64, 56)
        x += (slot * 0.64 - wide) / 2
        bars.append(Bar(point, _px(x), _px(floor - tall), _px(wide), _px(tall), _px(x + wide / 2)))
    parts = (Decimal(0), top / 2, top)
    rules = tuple(Rule(_px(floor - room * float(part / top)), f"{part.normalize():f}") for part in parts)
    return Chart(title, unit, tuple(bars), rules, width, height)


def ceiling(value: Decimal) -> Decimal:
    """The least of 2, 4, 10, 20, 40, 100 … that is not below the value: a scale with a whole middle."""
    step = Decimal(1)
    while True:
        for head in (2, 4, 10):
            if value <= head * step:
                return head * step
        step *= 10


def _px(value: float) -> float:
    return round(value, 1)

"""A procedure as a drawing: stages in a column, steps as labelled arrows, gates as marks.

The way onward (to the next stage) runs down the column, its steps written beside the arrow. Every
other way leaves its stage to the right and joins a lane that leads to its target; lanes that lead
back are dashed. Steps that stay in their stage are counted in its box and told in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guiju.kernel.procedure.definition import Definition, Step

BOX_X, BOX_W, BOX_H = 16, 220, 38
LINE = 19
HEADROOM = 28
LABEL_X = BOX_X + BOX_W + 26
LANE_GAP = 16
SPINE_X = BOX_X + 40
ANY = "*"
START = "@start"


@dataclass(frozen=True, slots=True)
class Label:
    """A step's name on an arrow; ``gates`` are the titles of the gates before it."""

    step: str
    text: str
    gates: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A stage. ``kind``: stage, final, start or any."""

    id: str
    title: str
    note: str
    kind: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A run of straight pieces; ``kind``: on, jump or back; ``arrow``: it ends in an arrow head."""

    points: str
    kind: str
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a way joins a lane."""

    x: float
    y: float
    kind: str


@dataclass
class Diagram:
    """The drawing."""

    title: str
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Way:
    """All steps from one row to another."""

    source: int
    target: int
    steps: tuple[tuple[Step, str], ...]


@dataclass
class _Row:
    id: str
    title: str
    kind: str
    stays: int = 0
    onward: Way | None = None
    jumps: list[Way] = field(default_factory=list)
    y: float = 0


def draw(definition: Definition) -> Diagram:
    """The drawing of a definition."""
    rows = _rows(definition)
    ways = list(_ways(definition, rows))
    for way in ways:
        row = rows[way.source]
        if way.target == way.source + 1:
            row.onward = way
        else:
            row.jumps.append(way)
    diagram = Diagram(f"{definition.title}流程图")
    _place_rows(diagram, rows)
    _draw_boxes(diagram, rows)
    _draw_onward(diagram, definition, rows)
    _draw_jumps(diagram, definition, rows)
    ends = [BOX_X + BOX_W, diagram.width, *(_end(label) for label in diagram.labels)]
    diagram.width = max(ends) + 12
    return diagram


def _rows(definition: Definition) -> list[_Row]:
    """The start, the stages in order, the row of steps that any open stage allows, then the final stages."""
    rows = [_Row(START, "开启", "start")]
    rows += [_Row(s.id, s.title, "stage") for s in definition.stages if not s.final]
    if any(_anywhere(step) and _targets(step) for step in definition.steps):
        rows.append(_Row(ANY, "任一未结阶段", "any"))
    rows += [_Row(s.id, s.title, "final") for s in definition.stages if s.final]
    place = {row.id: row for row in rows}
    for step in definition.steps:
        for stage in step.from_stages:
            if stage in place and set(_targets(step) or [(stage, "")]) == {(stage, "")}:
                place[stage].stays += 1
    return rows


def _anywhere(step: Step) -> bool:
    return bool({"*", "open"} & set(step.from_stages))


def _targets(step: Step) -> list[tuple[str, str]]:
    """Each stage that a step leads to, with the choices that lead there (none where it is fixed)."""
    if not step.to.field:
        return [(step.to.stage, "")] if step.to.stage else []
    found: dict[str, list[str]] = {}
    for value, stage in step.to.branches.items():
        found.setdefault(stage, []).append(value)
    return [(stage, "、".join(values)) for stage, values in found.items()]


def _ways(definition: Definition, rows: Sequence[_Row]) -> Iterable[Way]:
    place = {row.id: number for number, row in enumerate(rows)}
    found: dict[tuple[int, int], list[tuple[Step, str]]] = {}
    for step in definition.steps:
        sources = [START] if step.opens else []
        sources += [ANY] if _anywhere(step) else [s for s in step.from_stages if s in place]
        for source in sources:
            for target, choice in _targets(step):
                if source != target and source in place and target in place:
                    found.setdefault((place[source], place[target]), []).append((step, choice))
    return (Way(source, target, tuple(steps)) for (source, target), steps in found.items())


def _place_rows(diagram: Diagram, rows: Sequence[_Row]) -> None:
    y = 12.0
    for row in rows:
        row.y = y
        beside = HEADROOM + sum(len(way.steps) * LINE + 8 for way in row.jumps)
        below = len(row.onward.steps) * LINE + 14 if row.onward else 18
        y += max(BOX_H, beside if row.jumps else 0) + below
    diagram.height = y


def _draw_boxes(diagram: Diagram, rows: Sequence[_Row]) -> None:
    for row in rows:
        note = f"本阶段内 {row.stays} 项" if row.stays else ""
        width = 76 if row.kind == "start" else BOX_W
        diagram.boxes.append(Box(row.id, row.title, note, row.kind, BOX_X, row.y, width, BOX_H))


def _draw_onward(diagram: Diagram, definition: Definition, rows: Sequence[_Row]) -> None:
    for number, row in enumerate(rows[:-1]):
        if row.onward is None:
            continue
        top, bottom = row.y + BOX_H, rows[number + 1].y
        diagram.lines.append(Line(_path((SPINE_X, top), (SPINE_X, bottom - 1)), "on", arrow=True))
        first = bottom - 8 - LINE * (len(row.onward.steps) - 1)
        for place, (step, choice) in enumerate(row.onward.steps):
            diagram.labels.append(_label(definition, step, choice, SPINE_X + 14, first + place * LINE - 3))


def _draw_jumps(diagram: Diagram, definition: Definition, rows: Sequence[_Row]) -> None:
    lanes = _lanes(rows)
    left = max([LABEL_X + 120, *(_widest(definition, row) for row in rows)]) + 18
    runs: dict[tuple[float, float, str], list[float]] = {}
    for number, row in enumerate(rows):
        y = row.y + HEADROOM
        for way in row.jumps:
            kind = "jump" if way.target > number else "back"
            x = left + lanes[(way.target, kind)] * LANE_GAP
            for step, choice in way.steps:
                diagram.labels.append(_label(definition, step, choice, LABEL_X, y + 4))
                y += LINE
            leave = y - LINE + 9
            start = BOX_X + (76 if row.kind == "start" else BOX_W)
            entry = _entry(rows, way.target, kind)
            begin = (start, row.y + BOX_H / 2)
            corner = (LABEL_X - 12, row.y + BOX_H / 2)
            diagram.lines.append(Line(_path(begin, corner, (LABEL_X - 12, leave), (x, leave)), kind))
            diagram.dots.append(Dot(x, leave, kind))
            runs.setdefault((x, entry, kind), []).append(leave)
            diagram.width = max(diagram.width, x)
            y += 8
    end = BOX_X + BOX_W + 1
    for (x, entry, kind), leaves in runs.items():
        far = max(leaves, key=lambda leave: abs(leave - entry))
        diagram.lines.append(Line(_path((x, far), (x, entry), (end, entry)), kind, arrow=True))


def _entry(rows: Sequence[_Row], target: int, kind: str) -> float:
    """Where ways from above (jump) and from below (back) come in."""
    return rows[target].y + (5 if kind == "jump" else 12)


def _lanes(rows: Sequence[_Row]) -> dict[tuple[int, str], int]:
    """A lane for each target and direction; lanes whose runs do not overlap share a place."""
    runs: dict[tuple[int, str], tuple[int, int]] = {}
    for number, row in enumerate(rows):
        for way in row.jumps:
            key = (way.target, "jump" if way.target > number else "back")
            low, high = runs.get(key, (way.target, way.target))
            runs[key] = (min(low, number), max(high, number))
    lanes: dict[tuple[int, str], int] = {}
    for key, (low, high) in sorted(runs.items(), key=lambda item: item[1][1] - item[1][0]):
        taken = {lanes[other] for other, (a, b) in runs.items() if other in lanes and a <= high and low <= b}
        lanes[key] = next(n for n in range(len(runs) + 1) if n not in taken)
    return lanes


def _widest(definition: Definition, row: _Row) -> float:
    steps = [pair for way in row.jumps for pair in way.steps]
    ends = [LABEL_X + _text_width(_words(step, choice)) for step, choice in steps]
    spine = row.onward.steps if row.onward else ()
    ends += [SPINE_X + 14 + _text_width(_words(step, choice)) for step, choice in spine]
    return max(ends, default=0)


def _label(definition: Definition, step: Step, choice: str, x: float, y: float) -> Label:
    gates = tuple(gate.title for gate in definition.gates_on.get(step.id, ()))
    return Label(step.id, _words(step, choice), gates, x, y)


def _words(step: Step, choice: str) -> str:
    words = f"{step.title}（{choice}）" if choice else step.title
    return words if len(words) <= 26 else words[:25] + "…"


def _text_width(text: str) -> float:
    return 18 + sum(13 if ord(c) > 255 else 7 for c in text)


def _end(label: Label) -> float:
    return label.x + _text_width(label.text)


def _path(*points: tuple[float, float]) -> str:
    return " ".join(f"{round(x, 1)},{round(y, 1)}" for x, y in points)

"""Filling a sentence's slots 填空: figures, words, zero statements; every gap stays visible and is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from unicodedata import category

from guiju.kernel.document.figure_value import FigureValue
from guiju.kernel.document.outline import Narrative, Outline, Sentence
from guiju.kernel.document.slots import BadSlot, FigureSlot, Piece, print_value, split_template
from guiju.kernel.document.tree import Blank, FigureRef, RedHead, Run, Text
from guiju.kernel.finding import Finding, error, warning
from guiju.kernel.indicator.period import Period

NO_VALUE = "—"
"""Printed where a ratio has nothing below the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the report says of itself: issuer's name, body's code, period, words supplied by officials, date."""

    issuer: str
    body: str
    period: str
    words: Mapping[str, str] = field(default_factory=dict)
    signed_on: date | None = None
    addressee: str = ""
    red_head: RedHead | None = None
    notice: str = ""

    @property
    def period_title(self) -> str:
        """The period as a sentence says it: 2023年. Raises: InputFault for a period that cannot be read."""
        return Period.parse(self.period).title

    @property
    def next_year_title(self) -> str:
        """The year after the period: 2024年. Raises: InputFault as `period_title`."""
        return f"{Period.parse(self.period).last_day.year + 1}年"


def figure_ref(figure: FigureValue, text: str) -> FigureRef:
    """The figure's place, printed as ``text``."""
    return FigureRef(
        id=figure.id,
        indicator=figure.indicator,
        period=figure.period,
        body=figure.body,
        value=figure.value,
        text=text,
        title=figure.title,
        unit=figure.unit,
        records=figure.records,
    )


class Filler:
    """Fills the slots of one report and collects what is missing."""

    def __init__(self, outline: Outline, figures: Mapping[str, FigureValue], facts: Facts) -> None:
        self.figures = figures
        self.words = {name: _clean(words) for name, words in facts.words.items()}
        self.findings: list[Finding] = []
        self._report = outline.id
        self._narratives = {narrative.id: narrative for narrative in outline.narratives}
        self._known = {
            "issuer": facts.issuer,
            "period": facts.period_title,
            "next_period": facts.next_year_title,
        }

    def sentence(self, sentence: Sentence, place: str) -> list[Run]:
        """The runs of a sentence, of its zero statement, or none."""
        return [self._run(piece, place) for piece in self._chosen(sentence)]

    def supplied(self, line: str, place: str) -> list[Run]:
        """Words of an official, in which slots for figures are allowed; braces that say nothing are found."""
        try:
            return [self._run(piece, place) for piece in split_template(line)]
        except BadSlot as fault:
            self.find("text.slot", str(fault), place)
            return [Text(line)]

    def plain(self, template: str) -> str:
        """A title with the report's own facts filled in."""
        return "".join(self._run(piece, "title").text for piece in split_template(template))

    def field(self, name: str) -> Narrative:
        """The declared narrative field."""
        return self._narratives.get(name, Narrative(name, name))

    def blank(self, name: str, place: str) -> Blank:
        """A visible gap for a field, and the finding."""
        narrative = self.field(name)
        help_text = f"（{narrative.help}）" if narrative.help else ""
        self.find("text.missing", f"“{narrative.title}”待填写{help_text}，请在印发前补充", place)
        return Blank(narrative.title)

    def find(self, rule: str, message: str, place: str, citation: str = "") -> None:
        """Note an error of the report."""
        self.findings.append(error(rule, message, self._at(place), citation))

    def remark(self, rule: str, message: str, place: str) -> None:
        """Note a warning of the report."""
        self.findings.append(warning(rule, message, self._at(place)))

    def _chosen(self, sentence: Sentence) -> tuple[Piece | FigureRef, ...]:
        for condition in sentence.when:
            figure = self.figures.get(condition.indicator)
            if figure is None or not condition.holds(figure.value):
                return ()
        pieces = split_template(sentence.text)
        slots = [piece for piece in pieces if isinstance(piece, FigureSlot)]
        if not slots or not all(self._is_nothing(slot) for slot in slots):
            return pieces
        if not sentence.zero:
            return ()
        return self._zero_statement(sentence.zero, self.figures[slots[0].indicator])

    def _zero_statement(self, template: str, figure: FigureValue) -> tuple[Piece | FigureRef, ...]:
        """The zero statement; without a slot of its own it opens the figure that is zero."""
        pieces = split_template(template)
        if any(isinstance(piece, FigureSlot) for piece in pieces):
            return pieces
        statement = self.plain(template)
        words = statement.rstrip("。；，")
        return tuple(piece for piece in (figure_ref(figure, words), statement[len(words) :]) if piece)

    def _is_nothing(self, slot: FigureSlot) -> bool:
        """Whether the figure is there and is zero, or is a ratio over nothing."""
        figure = self.figures.get(slot.indicator)
        return figure is not None and not figure.value

    def _run(self, piece: Piece | FigureRef, place: str) -> Run:
        if isinstance(piece, str):
            return Text(piece)
        if isinstance(piece, FigureRef):
            return piece
        if isinstance(piece, FigureSlot):
            return self._figure(piece, place)
        given = self.words.get(piece.name, "").strip() if piece.narrative else self._known[piece.name]
        return Text(" ".join(given.split("\n"))) if given else self.blank(piece.name, place)

    def _figure(self, slot: FigureSlot, place: str) -> Run:
        figure = self.figures.get(slot.indicator)
        if figure is None:
            self.find("figure.missing", f"没有指标“{slot.indicator}”的数字，请先计算该指标", place)
            return Blank(f"指标 {slot.indicator}")
        if figure.value is None:
            self.remark("figure.empty", f"“{figure.title}”分母为零，无法计算，以“{NO_VALUE}”表示", place)
            return figure_ref(figure, NO_VALUE)
        return figure_ref(figure, print_value(figure.value, slot.form))

    def _at(self, place: str) -> str:
        return f"report:{self._report}:{place}"


def _clean(words: str) -> str:
    """The words without control characters, which no paper can print; line ends stay."""
    return "".join(character for character in words if character == "\n" or category(character) != "Cc")

"""A map as a table: stages and steps as its columns, lanes and curves as its rows, all in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import BULLET, plain
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.insight.figure_curves import figure_curve
from journey_editor.insight.measures import Figure
from journey_editor.interchange.table_export.scales import said_on, scale_words
from journey_editor.interchange.table_export.summaries import words_of_summary
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Curve, EmotionPoint, Journey, Lane, LaneGroup, Persona
from journey_editor.wording.card_details import detail_words
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.curve_scales import own_levels
from journey_editor.wording.map_words import (
    capitalised,
    in_parentheses,
    named,
    persona_name,
    title_of,
    with_picture,
)
from journey_editor.wording.measure_words import number_words


@dataclass(frozen=True, slots=True)
class Head:
    """Cell of the headings above `span` columns: the name of a stage or a step."""

    id: str
    name: str
    goal: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """Entry of a cell: a card, or a value of a curve or a summary, with its details in words.

    `text` has the marks of emphasis and the lines of the card.
    """

    text: str
    details: tuple[str, ...] = ()
    card: str = ""

    @property
    def line(self) -> str:
        """The text in one line, without marks of emphasis. Items of a list are separated by semicolons."""
        lines = [each.removeprefix(BULLET).strip() for each in plain(self.text).split("\n")]
        listed = BULLET in plain(self.text)
        return ("; " if listed else " ").join(" ".join(each.split()) for each in lines if each)


@dataclass(frozen=True, slots=True)
class Cell:
    """Cell of a row across `span` columns."""

    entries: tuple[Entry, ...] = ()
    span: int = 1

    def lines(self, bullet: str = "• ") -> str:
        """Return a line for each entry, with a bullet in front if there are several."""
        found = [line for entry in self.entries if (line := entry.line)]
        return "\n".join(f"{bullet}{line}" for line in found) if len(found) > 1 else "".join(found)


@dataclass(frozen=True, slots=True)
class Row:
    """Row of the table: of a lane, of one of its curves, or a heading across the table without cells.

    `kind` is that of the lane, or `group` for the name of a group of lanes.
    """

    title: str
    kind: str
    lane: Lane | None = None
    subtitle: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def is_heading(self) -> bool:
        """True for a line across the map, and for the name of a group of lanes."""
        return self.kind == "group" or self.kind in kinds.LINE_KINDS


@dataclass(frozen=True, slots=True)
class MapTable:
    """Table of a journey as its map shows it: no hidden lanes and personas.

    `steps` is empty if no stage has several steps or one with a name.
    """

    journey: Journey
    stages: tuple[Head, ...]
    steps: tuple[Head, ...]
    rows: tuple[Row, ...]
    unmerged: int = 0
    """Number of cards over several steps that have no cell of their own across these."""

    @property
    def width(self) -> int:
        """Number of columns without that of the titles."""
        return sum(each.span for each in self.stages)

    @property
    def corner(self) -> tuple[str, str]:
        """Headings of the rows of the stages and of the steps."""
        language = self.journey.language
        return tr("Stage", language), tr("Step", language)


def map_table(document: Queries, journey_id: str) -> MapTable:
    """Return the map of a journey as a table. Raises `CancelledError`."""
    return _MapTable(document, document.get(Journey, journey_id)).done()


@dataclass(slots=True)
class _MapTable:
    document: Queries
    journey: Journey
    columns: Mapping[str, int] = field(default_factory=dict)
    spans: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unmerged: int = 0

    def done(self) -> MapTable:
        document, journey = self.document, self.journey
        stages = document.stages_of(journey.id)
        steps = [document.steps_of(stage.id) for stage in stages]
        self.columns = {step.id: at for at, step in enumerate(each for own in steps for each in own)}
        self.spans = document.spans_of(journey.id)
        heads = tuple(
            Head(stage.id, stage.name, stage.goal, len(own)) for stage, own in zip(stages, steps, strict=True)
        )
        named_steps = any(len(own) > 1 or own[0].name for own in steps)
        names = tuple(
            Head(step.id, step.name or (self._number(at) if len(own) > 1 else ""))
            for own in steps
            for at, step in enumerate(own, start=1)
        )
        rows = tuple(self._rows())
        return MapTable(journey, heads, names if named_steps else (), rows, self.unmerged)

    def _number(self, at: int) -> str:
        language = self.journey.language
        return capitalised(tr("step {n}", language).format(n=at), language)

    def _rows(self) -> Iterator[Row]:
        document, language = self.document, self.journey.language
        group = ""
        lanes = document.lanes_of(self.journey.id, hidden=False)
        for lane in lanes:
            raise_if_cancelled()
            if lane.group and lane.group != group:
                yield Row(document.get(LaneGroup, lane.group).name, "group")
            group = lane.group
            title = title_of(lane, language)
            if lane.persona:
                person = persona_name(document.get(Persona, lane.persona), language)
                title = named(person, title, language)
            if lane.kind in kinds.LINE_KINDS:
                yield Row(title, lane.kind, lane, lane.subtitle)
            elif lane.kind == "emotion":
                yield from self._curves(lane, title, lanes)
            elif lane.kind in kinds.SUMMARY_KINDS:
                words = words_of_summary(document, lane, self.columns, self.spans, language)
                yield Row(title, lane.kind, lane, lane.subtitle, self._cells_of_words(words))
            else:
                yield Row(title, lane.kind, lane, lane.subtitle, tuple(self._cells(lane)))

    def _cells_of_words(self, words: Mapping[str, Sequence[str]]) -> tuple[Cell, ...]:
        return tuple(Cell(tuple(map(Entry, words.get(step, ())))) for step in self.columns)

    def _cells(self, lane: Lane) -> Iterator[Cell]:
        """Yield the cells of a lane. A card alone over several steps has a cell as wide as these."""
        cards = [self.document.cards_in(step, lane.id) for step in self.columns]
        at = 0
        while at < len(cards):
            wide = max((len(self.spans.get(each.id, ())) for each in cards[at]), default=0)
            alone = len(cards[at]) == 1 and not any(cards[at + 1 : at + wide])
            self.unmerged += sum(each.id in self.spans for each in cards[at]) if not alone else 0
            span = max(1, wide) if alone else 1
            yield Cell(tuple(self._entry(lane, each) for each in cards[at]), span)
            at += span

    def _entry(self, lane: Lane, card: Card) -> Entry:
        language = self.journey.language
        text = card.text
        if card.picture and not text.strip():
            text = with_picture("", card.picture_text, language)
        details = list(detail_words(self.document, card, language))
        return Entry(text, tuple(details), card.id)

    def _curves(self, lane: Lane, title: str, lanes: Sequence[Lane]) -> Iterator[Row]:
        """Yield a row for each curve of an emotion lane, or an empty one if there is none."""
        document, language = self.document, self.journey.language
        own = {each.persona for each in lanes if each.kind == "emotion"}
        shown = {"", *(each.id for each in document.personas_of(self.journey.id, hidden=False))}
        curves = [
            each
            for each in document.curves_of(self.journey.id)
            if each.persona in shown
            and (each.persona == lane.persona if lane.persona else each.persona not in own - {""})
        ]
        for curve in curves:
            name = curve_name(document, curve, language)
            one = len(curves) == 1 and not (curve.name or curve.measures or curve.figures)
            words = self._points(curve)
            said = title if one else named(title, name, language)
            if not own_levels(curve) and not curve.figures:
                said = in_parentheses(said, scale_words(curve, language), language)
            yield Row(said, "emotion", lane, lane.subtitle, self._cells_of_words(words))
        if not curves:
            yield Row(title, "emotion", lane, lane.subtitle, self._cells_of_words({}))

    def _points(self, curve: Curve) -> dict[str, list[str]]:
        """Return the values of a curve in words, by step, in the order of the map."""
        placed: dict[str, list[tuple[float, str]]] = {}
        shown = figure_curve(self.document, curve) if curve.figures else None
        figures = {each.measure.id: each for each in shown.figures} if shown else {}
        for point in shown.points if shown else self.document.points_of(curve.id):
            card = self.document.find(point.card)
            step = card.step if isinstance(card, Card) else point.step
            at = self.document.share_in_cell(card, curve.persona) if isinstance(card, Card) else point.at
            said = self._figure(figures[point.id]) if shown else self._said(curve, point)
            placed.setdefault(step, []).append((at, said))
        return {step: [said for _, said in sorted(found)] for step, found in placed.items()}

    def _figure(self, figure: Figure) -> str:
        return number_words(figure.measure, figure.value, self.journey.language)

    def _said(self, curve: Curve, point: EmotionPoint) -> str:
        value = said_on(curve, point.value)
        return named(value, point.label, self.journey.language) if point.label else value

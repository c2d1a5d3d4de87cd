"""Layout of notes: at the card, step or lane to which they stick, or free on the map."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import LaneLayout, MapLayout, NoteLayout, PlacedCards, StepLayout
from journey_editor.model.document import Queries
from journey_editor.model.records import NOTE_DISTANCE, Journey, Note
from journey_editor.text.typesetter import Typesetter

NOTE_WIDTH = 184.0
NOTE_HEIGHT = theme.NOTE_TEXT.line_height + 2 * theme.CARD_PADDING_Y
"""Height of a note with a single line."""


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Place of a note, as its record has it: the distance from the start of a card, of a step and lane, or of
    the map. Distances are in map units, in reading direction and down.
    """

    x: float
    y: float
    card: str = ""
    step: str = ""
    lane: str = ""


@dataclass(frozen=True, slots=True)
class NoteGround:
    """Parts of a map to which notes stick."""

    cards: PlacedCards
    steps: Sequence[StepLayout]
    lanes: Sequence[LaneLayout]
    bands: Sequence[Box]

    def origin(self, place: NotePlace) -> Point | None:
        """Return the corner from which a place is measured, or None if it is not on the map."""
        if place.card:
            card = self.cards.get(place.card)
            return (card.box.x, card.box.y) if card is not None else None
        if not place.step:
            return 0.0, 0.0
        step = next((each for each in self.steps if each.id == place.step), None)
        if step is None:
            return None
        if not place.lane:
            return step.column.x, self.bands[step.band].y
        found = (lane for lane in self.lanes if (lane.id, lane.band) == (place.lane, step.band))
        lane = next(found, None)
        return (step.column.x, lane.box.y) if lane is not None and lane.collapsed is None else None


def lay_out_notes(
    document: Queries,
    journey: Journey,
    ground: NoteGround,
    moved: Mapping[str, NotePlace],
    typesetter: Typesetter,
) -> tuple[NoteLayout, ...]:
    """Lay out the notes of a map.

    `moved` has places for some of them, by id. These stay between the sides of the bands, and begin above the
    bottom of the last one. The others may be beyond the bands, and make the map larger.
    """
    result = []
    inner = NOTE_WIDTH - 2 * theme.CARD_PADDING
    for note in document.notes_of(journey.id):
        raise_if_cancelled()
        place = moved.get(note.id) or place_of(note)
        origin = ground.origin(place)
        if origin is None:
            continue
        text = typesetter.rich(note.text, theme.NOTE_TEXT, 0.0, 0.0, inner)
        height = text.height + 2 * theme.CARD_PADDING_Y
        x, y = origin[0] + place.x, origin[1] + place.y
        if note.id in moved:
            x = max(min(x, ground.bands[0].right - NOTE_WIDTH), ground.bands[0].x)
            # A note at a card hangs below it rather than covering its text.
            sticks = note.card or note.step
            y = min(y, ground.bands[-1].bottom - (0.0 if sticks else NOTE_HEIGHT))
        x, y = max(x, 0.0), max(y, 0.0)
        text = replace(text, x=x + theme.CARD_PADDING, y=y + theme.CARD_PADDING_Y)
        result.append(NoteLayout(note.id, Box(x, y, NOTE_WIDTH, height), text))
    return tuple(result)


def place_of(note: Note) -> NotePlace:
    """Return the place of a note."""
    return NotePlace(note.x, note.y, note.card, note.step, note.lane)


def nearest_place(layout: MapLayout, box: Box) -> NotePlace:
    """Return the place of a note with this box.

    It sticks to the card of which it covers most, else to the step and the lane in which its middle is. Above
    the lanes it sticks to the step alone, and outside the columns to nothing; on paper, to the nearest step.
    """
    cards = [(shared_area(each.box, box), each) for each in layout.cards.values()]
    covered, card = max(cards, key=itemgetter(0), default=(0.0, None))
    if card is not None and covered > 0:
        return NotePlace(_across(layout, card.box, box), box.y - card.box.y, card=card.id)
    x, y = box.center
    for step in layout.steps:
        band = layout.bands[step.band]
        if not (step.column.x <= x < step.column.right and band.contains(band.x, y)):
            continue
        across = _across(layout, step.column, box)
        for lane in layout.lanes:
            if lane.band == step.band and lane.collapsed is None and lane.box.contains(lane.box.x, y):
                return NotePlace(across, box.y - lane.box.y, step=step.id, lane=lane.id)
        return NotePlace(across, box.y - band.y, step=step.id)
    if layout.on_paper and layout.steps:
        step = min(layout.steps, key=lambda each: _away(layout, each, x, y))
        return NotePlace(_across(layout, step.column, box), box.y - layout.bands[step.band].y, step=step.id)
    across = _across(layout, Box(0.0, 0.0, layout.width, 0.0), box)
    x, y = (NOTE_DISTANCE.nearest(max(each, 0.0)) for each in (across, box.y))
    return NotePlace(x, y)


def moved_places(layout: MapLayout, ids: Collection[str], across: float, down: float) -> dict[str, NotePlace]:
    """Return the places of those of the notes `ids` that are on a map, moved by a distance on the map."""
    return {
        note.id: nearest_place(layout, note.box.moved(across, down))
        for note in layout.notes
        if note.id in ids
    }


def places_on_paper(document: Queries, layout: MapLayout) -> dict[str, NotePlace]:
    """Return places of the notes for a paper size: their own, or at the nearest step if they are free.

    So they are next to their step if it is in another row, and do not make a page larger.
    """
    places = {}
    for each in layout.notes:
        note = document.get(Note, each.id)
        places[note.id] = place_of(note)
        if layout.steps and not (note.card or note.step):
            x = each.box.center[0]
            step = min(layout.steps, key=lambda step: abs(step.column.center[0] - x))
            down = each.box.y - layout.bands[step.band].y
            places[note.id] = NotePlace(_across(layout, step.column, each.box), down, step=step.id)
    return places


def _away(layout: MapLayout, step: StepLayout, x: float, y: float) -> tuple[float, float]:
    """Return the distance of a position from the band of a step, then from its column."""
    band = layout.bands[step.band]
    return max(band.y - y, y - band.bottom, 0.0), abs(step.column.center[0] - x)


def _across(layout: MapLayout, ground: Box, box: Box) -> float:
    """Return the distance of a box from the start of another one, in reading direction."""
    return ground.right - box.right if layout.rtl else box.x - ground.x


def shared_area(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common."""
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(width, 0.0) * max(height, 0.0)

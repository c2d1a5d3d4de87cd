"""A finished layout: where everything on a map is, in map units from the map's top left corner.

Everything is frozen, and already mirrored where the journey is read from the right.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from journey_editor.layout.geometry import Bezier, Box, Point
from journey_editor.layout.shaping import Line
from journey_editor.layout.text_style import TextStyle

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Broken lines of one style; `x`, `y` is the top left corner of the room that they have."""

    x: float
    y: float
    width: float
    style: TextStyle
    lines: tuple[Line, ...]
    align: Align = "left"

    @property
    def height(self) -> float:
        """What the lines need from the top of the first to the foot of the last."""
        return len(self.lines) * self.style.line_height

    @property
    def bottom(self) -> float:
        """Where the block ends."""
        return self.y + self.height

    @property
    def box(self) -> Box:
        """The room of the block."""
        return Box(self.x, self.y, self.width, self.height)

    def line_x(self, line: Line) -> float:
        """Where a line's pen begins."""
        spare = self.width - line.width
        return self.x + {"left": 0.0, "center": spare / 2, "right": spare}[self.align]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it is laid out without its bytes: its SHA-256, and its size in pixels."""

    sha256: str
    width: int
    height: int

    def fitted(self, box: Box, largest: float = float("inf")) -> Box:
        """Where it stands in the middle of a box, in its right proportions and at most so much enlarged."""
        scale = min(box.width / self.width, box.height / self.height, largest)
        # A hair's breadth at least, however long and thin it is.
        width = min(max(self.width * scale, 1.0), box.width)
        height = min(max(self.height * scale, 1.0), box.height)
        return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


@dataclass(frozen=True, slots=True)
class Badge:
    """A persona's sign: the initials, a colour of the theme's for personas, and a portrait if it has one."""

    initials: str
    color: int
    portrait: Photo | None = None


@dataclass(frozen=True, slots=True)
class CardFace:
    """All that can be seen of a card wherever it stands. Equal faces of equal width have equal pictures."""

    kind: str
    text: str
    head: str
    icon: str
    foot: str
    badges: tuple[Badge, ...]
    star: bool
    picture: Photo | None = None
    picture_text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CardBody:
    """A card's inside, relative to its top left corner. It is kept, and so compared by identity."""

    face: CardFace
    width: float
    height: float
    head: TextBlock | None
    text: TextBlock
    foot: TextBlock | None
    icon_box: Box | None
    badge_boxes: tuple[Box, ...]
    picture_box: Box | None


@dataclass(frozen=True, slots=True)
class CardLayout:
    """A card on the map."""

    id: str
    step: str
    lane: str
    box: Box
    body: CardBody


@dataclass(frozen=True, slots=True, eq=False)
class CellBody:
    """The cards of a cell by their ids, relative to its top left corner, and the height that they need.

    It is kept, and so compared by identity.
    """

    cards: Mapping[str, CardLayout]
    height: float


@dataclass(frozen=True, slots=True)
class CellLayout:
    """A step crossed with a lane: the whole room between the columns' gaps and the lanes' lines."""

    step: str
    lane: str
    box: Box
    body: CellBody

    @property
    def cards(self) -> tuple[str, ...]:
        """The ids of its cards, in their order."""
        return tuple(self.body.cards)


class PlacedCards(Mapping[str, CardLayout]):
    """The cards of a map by their ids, where they stand on it: each is put there when it is asked for."""

    __slots__ = ("_cell_of", "_placed")

    def __init__(self, cells: Iterable[CellLayout]) -> None:
        self._cell_of: dict[str, CellLayout] = {}
        self._placed: dict[str, CardLayout] = {}
        for cell in cells:
            if cell.body.cards:
                self._cell_of.update(dict.fromkeys(cell.body.cards, cell))

    def __getitem__(self, card_id: str) -> CardLayout:
        placed = self._placed.get(card_id)
        if placed is None:
            cell = self._cell_of[card_id]
            card = cell.body.cards[card_id]
            box = card.box.moved(cell.box.x, cell.box.y)
            placed = self._placed[card_id] = CardLayout(card_id, card.step, card.lane, box, card.body)
        return placed

    def __contains__(self, card_id: object) -> bool:
        return card_id in self._cell_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._cell_of)

    def __len__(self) -> int:
        return len(self._cell_of)


@dataclass(frozen=True, slots=True)
class StageLayout:
    """A stage's chevron; `first` and `last` have a straight outer edge."""

    id: str
    band: int
    box: Box
    name: TextBlock
    goal: TextBlock | None
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class StepLayout:
    """A column. `header` is None where a lone step has no name; `column` reaches over all lanes."""

    id: str
    stage: str
    band: int
    header: Box | None
    name: TextBlock | None
    column: Box


@dataclass(frozen=True, slots=True)
class LaneLayout:
    """A lane's row in a band: `box` from its line to the next, label and cells; `label` the left part."""

    id: str
    band: int
    kind: str
    persona: str
    box: Box
    label: Box
    title: TextBlock
    subtitle: TextBlock | None
    icon: str
    icon_box: Box
    collapsed: TextBlock | None


@dataclass(frozen=True, slots=True)
class PersonaLaneLayout:
    """The lanes of one persona in a band, as one: `box` holds them all, `header` is the strip above them."""

    persona: str
    band: int
    color: int
    box: Box
    header: Box
    name: TextBlock
    badge: Badge


@dataclass(frozen=True, slots=True)
class PersonaLayout:
    """A persona in the map's header. `badge_box` is the round sign; chips have neither role nor quote."""

    id: str
    box: Box
    badge: Badge
    badge_box: Box
    name: TextBlock
    role: TextBlock | None
    quote: TextBlock | None


@dataclass(frozen=True, slots=True)
class PointLayout:
    """A point of a curve. `marked` points carry a face or the persona's marker, others are dots.

    A label stands in `label_box`; `leader` is where a line from the point to it ends, if it is not close by.
    """

    id: str
    x: float
    y: float
    value: float
    assumed: bool
    marked: bool
    movable: bool
    label: TextBlock | None = None
    label_box: Box | None = None
    leader: Point | None = None


@dataclass(frozen=True, slots=True)
class CurveLayout:
    """A curve in a chart: its points from left to right and the stretches between."""

    id: str
    persona: str
    color: int
    points: tuple[PointLayout, ...]
    stretches: tuple[Bezier, ...]
    name: TextBlock | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level line of a chart; `face` is −2 (worst) … +2 (best) beside it, or None."""

    y: float
    value: float
    face: int | None
    face_box: Box | None
    text: TextBlock | None


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """The frame of an emotion lane in which curves are drawn; value +1 stands at `top`, −1 at `bottom`."""

    lane: str
    band: int
    frame: Box
    top: float
    bottom: float
    levels: tuple[Level, ...]
    curves: tuple[CurveLayout, ...]

    def y_of(self, value: float) -> float:
        """Where a value stands."""
        return self.top + (1 - value) / 2 * (self.bottom - self.top)

    def value_at(self, y: float) -> float:
        """The value at a height, within −1…+1."""
        return min(1.0, max(-1.0, 1 - 2 * (y - self.top) / (self.bottom - self.top)))


@dataclass(frozen=True, slots=True)
class LinkLayout:
    """A link's way from card to card, bends included; its arrow head lies at the last point."""

    id: str
    kind: str
    points: tuple[tuple[float, float], ...]
    label: TextBlock | None


@dataclass(frozen=True, slots=True)
class NoteLayout:
    """A free note."""

    id: str
    box: Box
    text: TextBlock


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One sign of the legend and what it means; `what` names the sign (`curve`, `star`, or a link's kind)."""

    what: str
    color: int
    sign: Box
    text: TextBlock


@dataclass(frozen=True, slots=True)
class HeaderLayout:
    """The top of the map."""

    box: Box
    title: TextBlock
    subtitle: TextBlock | None
    personas: tuple[PersonaLayout, ...]


@dataclass(frozen=True, slots=True)
class FooterLayout:
    """The foot of the map: the legend and the line with page, date and version."""

    box: Box
    legend: tuple[LegendEntry, ...]
    imprint: TextBlock


@dataclass(frozen=True, slots=True)
class MapLayout:
    """A whole map. Stages, steps, lanes, cells and charts of all bands; a band is one row of stages."""

    journey: str
    theme: str
    language: str
    rtl: bool
    width: float
    height: float
    header: HeaderLayout
    bands: tuple[Box, ...]
    stages: tuple[StageLayout, ...]
    steps: tuple[StepLayout, ...]
    lanes: tuple[LaneLayout, ...]
    persona_lanes: tuple[PersonaLaneLayout, ...]
    cells: tuple[CellLayout, ...]
    cards: PlacedCards
    charts: tuple[ChartLayout, ...]
    links: tuple[LinkLayout, ...]
    notes: tuple[NoteLayout, ...]
    footer: FooterLayout

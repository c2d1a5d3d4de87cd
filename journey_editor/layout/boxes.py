"""Finished layout: the positions of everything on a map, in map units from the map's top left corner.

All classes are frozen. Right-to-left journeys are mirrored already.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.field_layout import FieldLayout
from journey_editor.layout.group_boxes import LaneGroupLayout as LaneGroupLayout
from journey_editor.layout.link_boxes import LinkLayout as LinkLayout
from journey_editor.layout.link_boxes import LinkLook as LinkLook
from journey_editor.layout.summary_boxes import SummaryLayout
from journey_editor.model.kinds import CARD_LANES
from journey_editor.model.records import LaneKind, Tag
from journey_editor.text.text_block import TextBlock


@dataclass(frozen=True, slots=True)
class PictureContent:
    """Picture in a layout, without its bytes: its SHA-256, and its size in pixels."""

    sha256: str
    width: int
    height: int

    def covering(self, box: Box) -> Box:
        """Return the smallest box for the picture, in proportion and centred, that covers `box`."""
        scale = max(box.width / self.width, box.height / self.height)
        width, height = self.width * scale, self.height * scale
        return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)

    def fitted(self, box: Box, largest: float = float("inf")) -> Box:
        """Return the box for the picture, centred in `box`, in proportion and scaled by at most `largest`."""
        scale = min(box.width / self.width, box.height / self.height, largest)
        # Very long and thin pictures are at least 1 unit wide or high.
        width = min(max(self.width * scale, 1.0), box.width)
        height = min(max(self.height * scale, 1.0), box.height)
        return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


@dataclass(frozen=True, slots=True)
class Badge:
    """Sign of a persona: initials, index of the persona's colour in the theme, and portrait or None.

    The kind of the persona gives its shape.
    """

    initials: str
    color: int
    portrait: PictureContent | None = None
    kind: str = "customer"


@dataclass(frozen=True, slots=True)
class BadgeLayout:
    """Badge on the map: a ring as wide as `ring`, at the edge of `box`, around a portrait or initials.

    The ring of customers is round, that of staff is a rounded square, that of systems a hexagon.
    """

    box: Box
    ring: float
    color: int
    portrait: PictureContent | None
    initials: TextBlock | None
    kind: str = "customer"


@dataclass(frozen=True, slots=True)
class TagLayout:
    """Chip of a tag on a card; `marker` is the box of the marker of its colour."""

    id: str
    box: Box
    color: int
    marker: Box
    name: TextBlock


@dataclass(frozen=True, slots=True)
class Fact:
    """Line of a card's foot: its parts, and its icon or "". It is `missed` if it says that a target is.

    A `struck` one is the earlier text of the card, struck through.
    """

    parts: tuple[str, ...]
    icon: str = ""
    missed: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class FactLayout:
    """Line of a card's foot, or several if it is long, with the box of its icon."""

    fact: Fact
    text: TextBlock
    icon_box: Box | None


@dataclass(frozen=True, slots=True)
class CardContent:
    """Visible content of a card, independent of its position. Equal contents of equal width look the same."""

    kind: str
    text: str
    head: str
    icon: str
    foot: tuple[Fact, ...]
    badges: tuple[Badge, ...]
    star: bool
    picture: PictureContent | None = None
    picture_text: str = ""
    tags: tuple[Tag, ...] = ()
    fail_point: bool = False
    noted: bool = False
    """True if it has a note."""
    references: tuple[str, ...] = ()
    """Names of its references that its lane shows."""
    evidence: int = 0
    """Number of pieces of evidence that back it, if its lane shows that."""
    continued: bool = False
    """True if it is a part of a card that begins in the band above."""
    framed: bool = False
    """True if the picture fills the top of the card from edge to edge, and the texts are its caption."""
    own: LaneKind | None = None
    """Kind of its lane that users defined, if its look is that of this kind."""
    continues: bool = False
    """True if it is a part of a card that goes on in the band below."""


@dataclass(frozen=True, slots=True, eq=False)
class CardBody:
    """Layout of a card's inside, relative to its top left corner. It is memoised, so compared by identity."""

    content: CardContent
    width: float
    height: float
    head: TextBlock | None
    text: TextBlock
    foot: tuple[FactLayout, ...]
    icon_box: Box | None
    badges: tuple[BadgeLayout, ...]
    picture_box: Box | None
    tags: tuple[TagLayout, ...] = ()
    references: FactLayout | None = None
    """Sign of its references, with their number if there are several."""
    evidence: FactLayout | None = None
    """Sign of its evidence, with the number of pieces."""


@dataclass(frozen=True, slots=True)
class CardLayout:
    """Card on the map. `last_lane` is the one in which it ends if it covers several lanes, or else empty."""

    id: str
    step: str
    lane: str
    box: Box
    body: CardBody
    last_lane: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CellBody:
    """Cards of a cell by id, relative to the cell's top left corner, and the height that they need.

    `wide` are those that span further columns or lanes, and the parts of cards that begin in the band above.
    It is memoised, so compared by identity.
    """

    cards: Mapping[str, CardLayout]
    height: float
    wide: tuple[CardLayout, ...] = ()

    @property
    def continued(self) -> tuple[CardLayout, ...]:
        """Parts of cards that begin in the band above."""
        return tuple(card for card in self.wide if card.body.content.continued)


@dataclass(frozen=True, slots=True)
class CellLayout:
    """Crossing of a step and a lane: the area between the gaps of the columns and the lines of the lanes."""

    step: str
    lane: str
    box: Box
    body: CellBody

    @property
    def cards(self) -> tuple[str, ...]:
        """Ids of the cards, in order."""
        return tuple(self.body.cards)


class PlacedCards(Mapping[str, CardLayout]):
    """Cards of a map by id, at their positions on it. The position of each is computed on first access.

    A card that is divided between bands has the position of its first part.
    """

    __slots__ = ("_cell_of", "_placed", "wide")

    def __init__(self, cells: Iterable[CellLayout]) -> None:
        self._cell_of: dict[str, CellLayout] = {}
        self._placed: dict[str, CardLayout] = {}
        wide: list[CardLayout] = []
        for cell in cells:
            body = cell.body
            if body.cards:
                self._cell_of.update(dict.fromkeys(body.cards, cell))
            if body.wide:
                wide += [_placed(card, cell.box) for card in body.wide]
        self.wide = tuple(wide)
        """All parts of the cards that span several columns or lanes."""

    def __getitem__(self, card_id: str) -> CardLayout:
        placed = self._placed.get(card_id)
        if placed is None:
            cell = self._cell_of[card_id]
            placed = self._placed[card_id] = _placed(cell.body.cards[card_id], cell.box)
        return placed

    def __contains__(self, card_id: object) -> bool:
        return card_id in self._cell_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._cell_of)

    def __len__(self) -> int:
        return len(self._cell_of)


def _placed(card: CardLayout, cell: Box) -> CardLayout:
    """Return a card of a cell at its position on the map."""
    return CardLayout(
        card.id, card.step, card.lane, card.box.moved(cell.x, cell.y), card.body, card.last_lane
    )


@dataclass(frozen=True, slots=True)
class StageLayout:
    """Chevron of a stage; `first` and `last` have a straight outer edge.

    `evidence` is the sign of what backs it, with the number of pieces.
    """

    id: str
    band: int
    box: Box
    name: TextBlock
    goal: TextBlock | None
    first: bool
    last: bool
    evidence: FactLayout | None = None


@dataclass(frozen=True, slots=True)
class StepLayout:
    """Column of a step. `header` is None for a single unnamed step; `column` covers all lanes.

    `plate` fills the place of such a header if other steps of the band have one.
    """

    id: str
    stage: str
    band: int
    header: Box | None
    name: TextBlock | None
    column: Box
    plate: Box | None = None

    @property
    def head(self) -> Box | None:
        """The header or the plate in its place."""
        return self.header or self.plate


@dataclass(frozen=True, slots=True)
class LaneLayout:
    """Row of a lane in a band. `box` covers label and cells, from line to line; `label` is the left part.

    `group` is the id of its group, or empty. `rule` is the place of the line of a lane that is one, without
    height. Such a lane has no `hairline` at its top, nor has the lane below it or below a heading. The line
    of a lane, or its hairline, is interrupted at the boxes by which it is `crossed`. `badges` are those of
    the personas whose row it is, in a comparison.
    """

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
    own: LaneKind | None = None
    rule: Box | None = None
    hairline: bool = True
    group: str = ""
    crossed: tuple[Box, ...] = ()
    badges: tuple[BadgeLayout, ...] = ()

    @property
    def handle(self) -> Box:
        """Part of the row that selects the lane: its label, or all of a row without cells and curves."""
        cellular = self.kind in CARD_LANES or self.kind == "emotion"
        return self.label if cellular else self.box


@dataclass(frozen=True, slots=True)
class PersonaLaneLayout:
    """Group of one persona's lanes in a band: `box` covers them all, `header` is the strip above them."""

    persona: str
    band: int
    color: int
    box: Box
    header: Box
    name: TextBlock
    badge: BadgeLayout


@dataclass(frozen=True, slots=True)
class PersonaLayout:
    """Persona in the map's header; `framed` is true for one on a card.

    `evidence` is the number of pieces of evidence that back it, which a seal at its sign shows.
    """

    id: str
    box: Box
    framed: bool
    badge: BadgeLayout
    name: TextBlock
    role: TextBlock | None
    quote: TextBlock | None
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class NoteLayout:
    """Free note on the map."""

    id: str
    box: Box
    text: TextBlock


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """Sign of the legend with its meaning; `what` names the sign.

    It is `curve`, `assumed_curve`, `told_curve`, `measured`, `marks` for those of points, `evidence` with the
    `share` of the points that have some, `star`, `link` with the `look` of a kind,
    and `point_number` or `number` for a point's or a link's label that has no room there. `owner` is the
    curve that the entry names, or the point with that label. `signs` are those of the curve.
    """

    what: str
    color: int
    sign: Box
    text: TextBlock
    number: TextBlock | None = None
    look: LinkLook | None = None
    owner: str = ""
    line: str = ""
    share: float = 0.0
    signs: str = "faces"


@dataclass(frozen=True, slots=True)
class LogoLayout:
    """Logo of the project in the map's header, and its alternative text."""

    box: Box
    picture: PictureContent
    text: str


@dataclass(frozen=True, slots=True)
class HeaderLayout:
    """Header of the map."""

    box: Box
    title: TextBlock
    fields: tuple[FieldLayout, ...]
    personas: tuple[PersonaLayout, ...]
    logo: LogoLayout | None = None


@dataclass(frozen=True, slots=True)
class FooterLayout:
    """Footer of the map: the legend, and the line with page, date and version unless the brand has none."""

    box: Box
    legend: tuple[LegendEntry, ...]
    imprint: TextBlock | None


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Layout of a whole map, with the parts of all bands. A band is one row of stages."""

    project: str
    journey: str
    theme: str
    language: str
    rtl: bool
    color_of_everyone: int
    width: float
    height: float
    header: HeaderLayout
    bands: tuple[Box, ...]
    stages: tuple[StageLayout, ...]
    steps: tuple[StepLayout, ...]
    lanes: tuple[LaneLayout, ...]
    lane_groups: tuple[LaneGroupLayout, ...]
    persona_lanes: tuple[PersonaLaneLayout, ...]
    cells: tuple[CellLayout, ...]
    cards: PlacedCards
    charts: tuple[ChartLayout, ...]
    summaries: tuple[SummaryLayout, ...]
    links: tuple[LinkLayout, ...]
    notes: tuple[NoteLayout, ...]
    footer: FooterLayout
    brand: str = ""
    dividers: tuple[Box, ...] = ()
    """Lines between the stages, without width."""
    on_paper: bool = False
    """True if it is fitted to a paper size, on which no note is free."""

    @property
    def rows(self) -> Sequence[LaneLayout | LaneGroupLayout]:
        """Lanes and the headings of their groups, from the top."""
        if not self.lane_groups:
            return self.lanes
        return sorted((*self.lane_groups, *self.lanes), key=lambda row: row.box.y)

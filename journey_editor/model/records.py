"""Record types of a project. A record is one row in the file, one group on the map and one id.

Records are flat and frozen, and refer to each other by id. Each field is annotated with its valid
values (see `fields`). Distances are in map units: 1 pt on paper at full size, 1 logical pixel at 100 %.
"""

from inspect import get_annotations
from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.brand_record import Brand as Brand
from journey_editor.model.curve_records import Curve as Curve
from journey_editor.model.curve_records import EmotionPoint as EmotionPoint
from journey_editor.model.evidence_records import Evidence as Evidence
from journey_editor.model.evidence_records import EvidencePlace as EvidencePlace
from journey_editor.model.fields import (
    KEY_LIMIT,
    Choice,
    Day,
    Name,
    OneToFive,
    Order,
    Origin,
    Real,
    Ref,
    Seconds,
    Several,
    Spec,
    Text,
    Whole,
    Words,
    YesNo,
)
from journey_editor.model.lane_records import LONGEST_SIDE as LONGEST_SIDE
from journey_editor.model.lane_records import Lane as Lane
from journey_editor.model.lane_records import LaneChannel as LaneChannel
from journey_editor.model.lane_records import LaneGroup as LaneGroup
from journey_editor.model.lane_records import LaneKind as LaneKind
from journey_editor.model.lane_records import Size
from journey_editor.model.link_records import Link as Link
from journey_editor.model.link_records import RecoveryAction as RecoveryAction
from journey_editor.model.measure_records import DataSource as DataSource
from journey_editor.model.measure_records import Measure as Measure
from journey_editor.model.measure_records import Reading as Reading
from journey_editor.model.order import FIRST
from journey_editor.model.record import Record as Record
from journey_editor.model.sheet_records import PersonaChannel, PersonaFact
from journey_editor.model.support_records import SupportOffer as SupportOffer
from journey_editor.model.view_records import View as View
from journey_editor.model.view_records import ViewItem as ViewItem

NOTE_DISTANCE = Real(-100_000.0, 100_000.0)
"""Distance of a note from what it sticks to, in map units."""

ADDRESS_LIMIT = 4_000
"""Maximum length of the address of a web page or file, in characters."""

JourneyRef = Annotated[str, Ref("journey")]
PersonaRef = Annotated[str, Ref("persona")]
SomePersonaRef = Annotated[str, Ref("persona", optional=True)]
StageRef = Annotated[str, Ref("stage")]
StepRef = Annotated[str, Ref("step")]
CardRef = Annotated[str, Ref("card")]
SomePictureRef = Annotated[str, Ref("asset", optional=True, clears=True)]
PictureSide = Annotated[int, Whole(1, 12_000, optional=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """The project as a whole; a file has exactly one."""

    KIND: ClassVar[str] = "project"

    name: Name = ""
    author: Name = ""
    rules_off: Annotated[str, Several(kinds.INSIGHT_RULES)] = ""
    """Rules of insight that are switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey(Record):
    """A journey, drawn as one map. `owner` keeps it up to date, and should review it by `review_date`.

    `reviewed` is the day of the last review.
    """

    KIND: ClassVar[str] = "journey"

    title: Name = ""
    scenario: Words = ""
    goal: Words = ""
    expectations: Words = ""
    owner: Name = ""
    status: Annotated[str, Choice(kinds.JOURNEY_STATUSES)] = ""
    review_date: Annotated[str, Day()] = ""
    reviewed: Annotated[str, Day()] = ""
    state: Annotated[str, Choice(kinds.JOURNEY_STATES)] = "as_is"
    version: Name = ""
    language: Annotated[str, Text(limit=35, lines=False)] = "en"
    direction: Annotated[str, Choice(kinds.DIRECTIONS)] = "ltr"
    paper: Annotated[str, Choice(kinds.PAPERS)] = "map"
    orientation: Annotated[str, Choice(kinds.ORIENTATIONS)] = "auto"
    theme: Annotated[str, Choice(kinds.THEMES)] = "light"
    persona_style: Annotated[str, Choice(kinds.PERSONA_STYLES)] = "quote"
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Record):
    """A picture. Its bytes are stored separately, under their SHA-256 (hexadecimal).

    `size` is in bytes; `width` and `height` are in pixels. An edit that removes the last reference to a
    picture removes the picture too. In files, journals and JSON the kind is still named `asset`, so that all
    files keep their format and digest.
    """

    KIND: ClassVar[str] = "asset"

    sha256: Annotated[str, Text(limit=64, lines=False)]
    media_type: Annotated[str, Choice(("image/png", "image/jpeg"))] = "image/png"
    size: Annotated[int, Whole(1, 25_000_000, optional=False)]
    width: PictureSide
    height: PictureSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Record):
    """A person or system that takes part in journeys; the journeys of a project share its personas."""

    KIND: ClassVar[str] = "persona"

    name: Name = ""
    kind: Annotated[str, Choice(kinds.PERSONA_KINDS)] = "customer"
    role: Name = ""
    quote: Words = ""
    portrait: SomePictureRef = ""
    demographics: Words = ""
    behaviours: Words = ""
    preferences: Words = ""
    goals: Words = ""
    frustrations: Words = ""
    needs: Words = ""
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPersona(Record):
    """A persona in a journey: its position and colour there, and whether it is shown."""

    KIND: ClassVar[str] = "journey_persona"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("journey", "persona"),)

    journey: JourneyRef
    persona: PersonaRef
    shown: YesNo = True
    color: Annotated[int | None, Whole(0, kinds.PERSONA_COLORS - 1)] = None
    """Number of its colour, marker and dash pattern; None for that of its position."""
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Record):
    """A phase of a journey."""

    KIND: ClassVar[str] = "stage"

    journey: JourneyRef
    name: Name = ""
    goal: Name = ""
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """A column of the map. Each stage has at least one; a single unnamed step is not drawn."""

    KIND: ClassVar[str] = "step"

    stage: StageRef
    name: Name = ""
    width: Size = 0.0
    """Width in map units, if it was chosen; 0 fits the content."""
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Record):
    """A channel through which customer and organisation communicate."""

    KIND: ClassVar[str] = "channel"

    name: Name = ""
    kind: Annotated[str, Choice(kinds.CHANNEL_KINDS)] = "other"
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """A tag for cards; the journeys of a project share its tags."""

    KIND: ClassVar[str] = "tag"

    name: Name = ""
    color: Annotated[int, Whole(0, kinds.TAG_COLORS - 1, optional=False)] = 0
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Record):
    """A card in a cell. Fields that do not apply to the card's kind are stored but not drawn.

    A card spans the steps from `step` to `last_step`, if that is a later one of the journey, and the lanes
    from `lane` to `last_lane`, if that is a later one of the same group. `detail` is another journey, which
    shows the card in detail.

    `first_answer`, `duration`, `wait` and their targets are in seconds; importance (to the customer, and to
    the organisation), satisfaction, severity, frequency, impact and effort range from 1 (least) to 5 (most).
    A fail point is where the service often goes wrong. `picture_text` is the alternative text of `picture`.
    `origin` is the card of another journey from which it was made when that journey was duplicated.
    """

    KIND: ClassVar[str] = "card"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("step", "lane"),)

    step: StepRef
    last_step: Annotated[str, Ref("step", optional=True, clears=True)] = ""
    lane: Annotated[str, Ref("lane")]
    last_lane: Annotated[str, Ref("lane", optional=True, clears=True)] = ""
    kind: Annotated[str, Choice(kinds.CARD_KINDS)] = "text"
    text: Words = ""
    note: Words = ""
    picture: SomePictureRef = ""
    picture_text: Name = ""
    channel: Annotated[str, Ref("channel", optional=True, clears=True)] = ""
    started_by: Annotated[str, Choice(kinds.INITIATORS)] = ""
    moment_of_truth: YesNo = False
    fail_point: YesNo = False
    importance: OneToFive = None
    importance_to_organisation: OneToFive = None
    satisfaction: OneToFive = None
    first_answer: Seconds = None
    answer_target: Seconds = None
    duration: Seconds = None
    duration_target: Seconds = None
    wait: Seconds = None
    wait_target: Seconds = None
    severity: OneToFive = None
    frequency: OneToFive = None
    impact: OneToFive = None
    effort: OneToFive = None
    owner: Name = ""
    due: Name = ""
    status: Annotated[str, Choice(kinds.ACTION_STATUSES)] = ""
    detail: Annotated[str, Ref("journey", optional=True, clears=True)] = ""
    origin: Annotated[str, Origin("card")] = ""
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPersona(Record):
    """Relation of a card to a persona that it is about."""

    KIND: ClassVar[str] = "card_persona"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("card", "persona"),)

    card: CardRef
    persona: PersonaRef


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTag(Record):
    """Relation of a card to a tag."""

    KIND: ClassVar[str] = "card_tag"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("card", "tag"),)

    card: CardRef
    tag: Annotated[str, Ref("tag")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReference(Record):
    """A web page or file that belongs to a card, by its `address` (a URL or a path) and a name to show."""

    KIND: ClassVar[str] = "card_reference"

    card: CardRef
    name: Name = ""
    address: Annotated[str, Text(limit=ADDRESS_LIMIT, lines=False)]
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A remark on the map. It sticks to a card, to a step, to the cell of a step and a lane, or to nothing.

    `x` and `y` are its distance in map units, in reading direction and down, from the start of the card, of
    the step and the lane, or of the map.
    """

    KIND: ClassVar[str] = "note"

    journey: JourneyRef
    text: Words = ""
    card: Annotated[str, Ref("card", optional=True)] = ""
    step: Annotated[str, Ref("step", optional=True)] = ""
    lane: Annotated[str, Ref("lane", optional=True)] = ""
    x: Annotated[float, NOTE_DISTANCE] = 0.0
    y: Annotated[float, NOTE_DISTANCE] = 0.0
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal(Record):
    """A finding of a rule that is no longer shown, with the reason. `item` is the record that it is about."""

    KIND: ClassVar[str] = "dismissal"

    journey: JourneyRef
    rule: Annotated[str, Choice(kinds.INSIGHT_RULES)]
    item: Annotated[str, Text(limit=KEY_LIMIT, lines=False)] = ""
    reason: Name = ""


RECORD_TYPES: tuple[type[Record], ...] = (
    Project,
    Journey,
    Picture,
    Persona,
    JourneyPersona,
    Stage,
    Step,
    LaneKind,
    LaneGroup,
    Lane,
    Channel,
    LaneChannel,
    SupportOffer,
    PersonaChannel,
    PersonaFact,
    Tag,
    Card,
    CardPersona,
    CardTag,
    CardReference,
    Curve,
    EmotionPoint,
    Evidence,
    EvidencePlace,
    Measure,
    Reading,
    DataSource,
    Link,
    RecoveryAction,
    Note,
    View,
    ViewItem,
    Brand,
    Dismissal,
)
"""All record types; a record refers only to types before its own."""

TYPE_OF_KIND: dict[str, type[Record]] = {each.KIND: each for each in RECORD_TYPES}


def kind_of(record_id: str) -> str:
    """Return the kind of the record with this id: the part before the colon."""
    return record_id.partition(":")[0]


def _read_specs(record_type: type[Record]) -> dict[str, Spec]:
    hints = get_annotations(record_type)
    return {name: hint.__metadata__[0] for name, hint in hints.items() if getattr(hint, "__metadata__", None)}


_SPECS = {each.KIND: _read_specs(each) for each in RECORD_TYPES}
_REFERENCES = {
    kind: {name: spec for name, spec in fields.items() if isinstance(spec, Ref)}
    for kind, fields in _SPECS.items()
}
_REFERRERS = {
    kind: tuple(
        (TYPE_OF_KIND[other], name, ref)
        for other, fields in _REFERENCES.items()
        for name, ref in fields.items()
        if ref.kind == kind
    )
    for kind in TYPE_OF_KIND
}


def specs(record_type: type[Record]) -> dict[str, Spec]:
    """Return the field types of a kind of record by field name, in order and without the id."""
    return _SPECS[record_type.KIND]


def references(record_type: type[Record]) -> dict[str, Ref]:
    """Return the fields of a kind of record that refer to other records."""
    return _REFERENCES[record_type.KIND]


def referrers(kind: str) -> tuple[tuple[type[Record], str, Ref], ...]:
    """Return every field, of any kind of record, that refers to a record of `kind`."""
    return _REFERRERS[kind]

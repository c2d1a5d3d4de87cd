"""Records of lanes. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.fields import Choice, Name, Order, Real, Ref, Several, Whole, YesNo
from journey_editor.model.order import FIRST
from journey_editor.model.record import Record

LONGEST_SIDE = 10_000.0
"""Maximum size of a step or a lane that can be chosen, in map units."""

Size = Annotated[float, Real(0.0, LONGEST_SIDE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneKind(Record):
    """A kind of lanes that users define, with a colour of tags; the journeys of a project share it."""

    KIND: ClassVar[str] = "lane_kind"

    name: Name = ""
    icon: Annotated[str, Choice(kinds.LANE_ICONS)] = "flag"
    color: Annotated[int, Whole(0, kinds.TAG_COLORS - 1, optional=False)] = 0
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneGroup(Record):
    """Neighbouring lanes of a journey with a common heading, such as "Blueprint", that fold together."""

    KIND: ClassVar[str] = "lane_group"

    journey: Annotated[str, Ref("journey")]
    name: Name = ""
    collapsed: YesNo = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Record):
    """A row of the map, of one persona, or of everyone if `persona` is empty.

    A lane for cards, and its cards of `kind`, look as `own_kind` if users defined one. `counted` is the kind
    of cards that a lane of counts counts, or empty for all. `question` replaces that of the kind in empty
    cells. `height` is a minimum in map units, or 0. `hidden_details` are not shown on the cards. The chart of
    an emotion lane shows the curves of `other_journey`, too.
    """

    KIND: ClassVar[str] = "lane"

    journey: Annotated[str, Ref("journey")]
    kind: Annotated[str, Choice(kinds.LANE_KINDS)] = "text"
    own_kind: Annotated[str, Ref("lane_kind", optional=True, clears=True)] = ""
    group: Annotated[str, Ref("lane_group", optional=True, clears=True)] = ""
    title: Name = ""
    subtitle: Name = ""
    question: Name = ""
    counted: Annotated[str, Choice(("", *kinds.CARD_KINDS))] = ""
    other_journey: Annotated[str, Ref("journey", optional=True, clears=True)] = ""
    persona: Annotated[str, Ref("persona", optional=True)] = ""
    collapsed: YesNo = False
    hidden: YesNo = False
    height: Size = 0.0
    hidden_details: Annotated[str, Several(kinds.CARD_DETAILS)] = ""
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneChannel(Record):
    """Relation of a channel matrix to a channel that it shows; without any it shows all that are used."""

    KIND: ClassVar[str] = "lane_channel"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("lane", "channel"),)

    lane: Annotated[str, Ref("lane")]
    channel: Annotated[str, Ref("channel")]

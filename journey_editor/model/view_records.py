"""Records of saved views. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.fields import Choice, Name, OneToFive, Order, Real, Ref, YesNo
from journey_editor.model.order import FIRST
from journey_editor.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Record):
    """A named view of a journey: a filter of its cards, what it hides, and the zoom (1 is 100 %).

    Cards that do not match the filter are dimmed, or hidden if `hides` is true. `severity` is the least
    severity of a pain point that matches. Cards without a channel match if `no_channel` is true. Only cards
    that evidence backs match if `backed` is true. The other conditions and what is hidden are `ViewItem`
    records.
    """

    KIND: ClassVar[str] = "view"

    journey: Annotated[str, Ref("journey")]
    name: Name = ""
    severity: OneToFive = None
    no_channel: YesNo = False
    backed: YesNo = False
    hides: YesNo = False
    zoom: Annotated[float, Real(0.05, 8.0)] = 1.0
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewItem(Record):
    """A lane or persona that a view hides, if `hidden` is true; else a condition of the view's filter.

    It has exactly one subject. A lane can only be hidden. Conditions of the same kind are alternatives.
    """

    KIND: ClassVar[str] = "view_item"

    view: Annotated[str, Ref("view")]
    hidden: YesNo = False
    lane: Annotated[str, Ref("lane", optional=True)] = ""
    persona: Annotated[str, Ref("persona", optional=True)] = ""
    channel: Annotated[str, Ref("channel", optional=True)] = ""
    tag: Annotated[str, Ref("tag", optional=True)] = ""
    card_kind: Annotated[str, Choice(("", *kinds.CARD_KINDS))] = ""

"""Boxes of groups of lanes."""

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.records import LaneKind
from journey_editor.text.text_block import TextBlock


@dataclass(frozen=True, slots=True)
class LaneSign:
    """Icon of a lane in the row of its collapsed group, in the colour of its kind."""

    kind: str
    own: LaneKind | None
    icon: str
    box: Box


@dataclass(frozen=True, slots=True)
class LaneGroupLayout:
    """Group of neighbouring lanes in a band, with a strip above them.

    `header` is the strip, `label` its part with the name, and `sign` the place of the triangle; `box` covers
    the strip and the lanes, whose ids are `lanes`. A collapsed group has no lanes on the map, but says
    their number and that of their cards in `folded`, and has `signs` of them.
    """

    id: str
    band: int
    persona: str
    lanes: tuple[str, ...]
    box: Box
    header: Box
    label: Box
    name: TextBlock
    sign: Box
    folded: TextBlock | None = None
    signs: tuple[LaneSign, ...] = ()

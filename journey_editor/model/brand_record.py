"""Record of the look of a project's maps."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.fields import Color, Name, Real, Ref, Whole, YesNo
from journey_editor.model.record import Record

Tone = Annotated[str, Color()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(Record):
    """The look of a project's maps: colours, logo, sizes and parts. A project has at most one.

    `accent` is the colour of stages and links. The colours of lanes and cards have the names of their kinds.
    An empty colour is the usual one. All themes are derived from them.
    """

    KIND: ClassVar[str] = "brand"

    accent: Tone = ""
    action: Tone = ""
    touchpoint: Tone = ""
    thought: Tone = ""
    feeling: Tone = ""
    pain_point: Tone = ""
    opportunity: Tone = ""
    frontstage: Tone = ""
    backstage: Tone = ""
    support_process: Tone = ""
    physical_evidence: Tone = ""
    text: Tone = ""
    logo: Annotated[str, Ref("asset", optional=True, clears=True)] = ""
    logo_text: Name = ""
    """Alternative text of the logo."""
    font: Name = ""
    """Name of a font family of the computer; empty for the font of the program."""
    text_size: Annotated[int, Whole(100, 130, optional=False)] = 100
    """Size of all texts, in percent."""
    column_width: Annotated[float, Real(0.0, 480.0)] = 0.0
    """Width of columns without a width of their own, in map units; 0 fits the content."""
    row_height: Annotated[float, Real(0.0, 480.0)] = 0.0
    """Minimum height of lanes for cards, in map units."""
    legend: YesNo = True
    imprint: YesNo = True
    imprint_text: Name = ""
    """Words at the start of the imprint, such as an owner or a classification."""
    dividers: YesNo = False
    """Whether there are lines between the stages."""

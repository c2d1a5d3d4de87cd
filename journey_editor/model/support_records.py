"""Records of the support that an organisation offers. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.fields import Name, Ref, Seconds
from journey_editor.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportOffer(Record):
    """Support that a channel offers in a stage: when, in which languages, by whom, and how quickly.

    `first_answer` and `resolution` are what customers really wait, and their targets what is promised, in
    seconds.
    """

    KIND: ClassVar[str] = "support_offer"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("stage", "channel"),)

    stage: Annotated[str, Ref("stage")]
    channel: Annotated[str, Ref("channel")]
    hours: Name = ""
    languages: Name = ""
    staffed_by: Name = ""
    first_answer: Seconds = None
    answer_target: Seconds = None
    resolution: Seconds = None
    resolution_target: Seconds = None

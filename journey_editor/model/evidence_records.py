"""Records of evidence. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.fields import Choice, Day, Name, Order, Ref, Whole, Words
from journey_editor.model.order import FIRST
from journey_editor.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """What somebody said, wrote, did or measured; the journeys of a project share it.

    `sample_size` is the number of people or cases behind it.
    """

    KIND: ClassVar[str] = "evidence"

    kind: Annotated[str, Choice(kinds.EVIDENCE_KINDS)] = "quote"
    nature: Annotated[str, Choice(kinds.EVIDENCE_NATURES)] = ""
    text: Words = ""
    speaker: Name = ""
    source: Name = ""
    day: Annotated[str, Day()] = ""
    sample_size: Annotated[int | None, Whole(1, 1_000_000_000)] = None
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePlace(Record):
    """Relation of evidence to the card, emotion point, persona or stage that it backs: exactly one."""

    KIND: ClassVar[str] = "evidence_place"

    evidence: Annotated[str, Ref("evidence")]
    card: Annotated[str, Ref("card", optional=True)] = ""
    point: Annotated[str, Ref("emotion_point", optional=True)] = ""
    persona: Annotated[str, Ref("persona", optional=True)] = ""
    stage: Annotated[str, Ref("stage", optional=True)] = ""

    @property
    def subject(self) -> str:
        """The id of what the evidence backs."""
        return self.card or self.point or self.persona or self.stage

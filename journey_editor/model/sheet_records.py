"""Records of a persona's sheet. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.fields import Name, Order, Ref, Words
from journey_editor.model.order import FIRST
from journey_editor.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaChannel(Record):
    """Relation of a persona to a channel that it prefers."""

    KIND: ClassVar[str] = "persona_channel"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("persona", "channel"),)

    persona: Annotated[str, Ref("persona")]
    channel: Annotated[str, Ref("channel")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaFact(Record):
    """Free field of a persona's sheet."""

    KIND: ClassVar[str] = "persona_fact"

    persona: Annotated[str, Ref("persona")]
    label: Name = ""
    value: Words = ""
    order: Order = FIRST

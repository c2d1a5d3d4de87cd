"""Records of links. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.fields import Choice, Day, Name, Ref, Seconds, Whole, YesNo
from journey_editor.model.record import Record

SomeCardRef = Annotated[str, Ref("card", optional=True)]
SomeStageRef = Annotated[str, Ref("stage", optional=True)]
SomeActorRef = Annotated[str, Ref("persona", optional=True, clears=True)]
SomeChannelRef = Annotated[str, Ref("channel", optional=True, clears=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """A connection from card to card, such as a handoff, or from stage to stage.

    It has either `source` and `target`, or `source_stage` and `target_stage`. `name` is that of a kind of its
    own. `color` is the number of a colour, None for the usual one; `line` is empty for that of the kind.

    Fields that do not apply to the link's kind are stored but not drawn. The customer is passed from `giver`
    to `taker`, from one channel to another, and on an escalation from one level to another. `passed` is what
    is passed on, and `repeated` what the customer has to say again. `wait`, its target and `time_limit` are
    in seconds. `reason` and `wanted` are those of a channel switch; `noticed_by` noticed the failure that a
    service recovery answers.
    """

    KIND: ClassVar[str] = "link"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("source", "target"),
        ("source_stage", "target_stage"),
    )

    source: SomeCardRef = ""
    target: SomeCardRef = ""
    source_stage: SomeStageRef = ""
    target_stage: SomeStageRef = ""
    kind: Annotated[str, Choice(kinds.LINK_KINDS)] = "handoff"
    name: Name = ""
    label: Name = ""
    color: Annotated[int | None, Whole(0, kinds.TAG_COLORS - 1)] = None
    line: Annotated[str, Choice(kinds.LINK_LINES)] = ""
    strong: YesNo = False
    giver: SomeActorRef = ""
    taker: SomeActorRef = ""
    channel_before: SomeChannelRef = ""
    channel_after: SomeChannelRef = ""
    passed: Name = ""
    context: Annotated[str, Choice(kinds.CONTEXTS)] = ""
    repeated: Name = ""
    wait: Seconds = None
    wait_target: Seconds = None
    from_level: Name = ""
    to_level: Name = ""
    trigger: Name = ""
    time_limit: Seconds = None
    decided_by: Name = ""
    reason: Name = ""
    wanted: Annotated[str, Choice(kinds.WISHES)] = ""
    noticed_by: Name = ""

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the two cards or stages that it connects."""
        return self.source or self.source_stage, self.target or self.target_stage


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryAction(Record):
    """An action of the service recovery that a link stands for: whether it is done, when and by whom."""

    KIND: ClassVar[str] = "recovery_action"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("link", "action"),)

    link: Annotated[str, Ref("link")]
    action: Annotated[str, Choice(kinds.RECOVERY_ACTIONS)]
    done: YesNo = False
    day: Annotated[str, Day()] = ""
    by: Name = ""

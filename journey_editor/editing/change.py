"""A change from one journey to another."""

from journey_editor.foundation.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the ids of the record in the earlier and in the later journey; one of them may be empty.

    The records are stages, steps, lanes, groups of lanes, cards, links or offers of support, and points of
    curves for changes of an emotion. `place` is the card or stage of the map of both journeys at which a link
    or an offer is listed.
    """

    kind: str
    earlier: str
    later: str
    place: str = ""

    @property
    def record(self) -> str:
        """Id of the record on the map of both journeys."""
        return self.later or self.earlier

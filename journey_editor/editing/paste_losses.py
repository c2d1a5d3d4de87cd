"""What could not be pasted as it was."""

from collections.abc import Iterator
from dataclasses import field

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr


@dataclass(slots=True)
class Losses:
    """Numbers of cards and pictures that could not be pasted as they were, and names of lanes and personas.

    `crowded` cards are in the last step or lane, `left_out` ones are in none. `merged` has the lane in which
    the cards of another one are, and `missing` the personas that the journey lacks, by id.
    """

    crowded: int = 0
    left_out: int = 0
    lost_pictures: int = 0
    merged: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def remarks(self) -> Iterator[str]:
        """Yield sentences on what could not be pasted as it was."""
        if self.crowded:
            yield ntr(
                "{n} card had no step or lane of its own and is in the last one.",
                "{n} cards had no step or lane of their own and are in the last one.",
                self.crowded,
            )
        if self.left_out:
            yield ntr(
                "{n} card was left out, because the map has no stages.",
                "{n} cards were left out, because the map has no stages.",
                self.left_out,
            )
        for title, name in self.merged.items():
            yield tr("The cards of the lane “{lane}” are in “{name}”.").format(lane=title, name=name)
        if self.missing:
            yield tr(
                "This journey does not have all personas of the copied content. Left out: {names}."
            ).format(names=", ".join(self.missing.values()))
        if self.lost_pictures:
            yield ntr(
                "{n} picture could not be pasted.", "{n} pictures could not be pasted.", self.lost_pictures
            )

"""Words for the differences between two personas, for lists and screen readers."""

from collections.abc import Sequence

from journey_editor.editing.persona_comparison import DIFFERENCES, Difference, PersonaComparison
from journey_editor.foundation.text import isolated
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Queries
from journey_editor.model.records import Channel, Curve, EmotionPoint, Journey, Persona
from journey_editor.wording.curve_names import short_names
from journey_editor.wording.curve_scales import words_on
from journey_editor.wording.map_words import channel_name, difference_name, named, persona_name
from journey_editor.wording.spoken import describe_cell, describe_column

_SIGNS = {"channel": "≠", "emotion": "↕", "alone": "1"}


class DifferenceWords:
    """Words of the comparison of two personas."""

    kinds: Sequence[str] = DIFFERENCES

    def heading(self, kind: str) -> str:
        """Return the sign and the name of a kind of difference."""
        return f"{_SIGNS[kind]}  {difference_name(kind)}"

    def count(self, compared: PersonaComparison) -> str:
        """Return the number of differences, in words."""
        count = len(compared.changes)
        return ntr("{n} difference", "{n} differences", count) if count else tr("No differences")

    def of(self, document: Queries, compared: PersonaComparison, change: Difference) -> tuple[str, str]:
        """Return where something differs, and how."""
        both = compared.document
        place = describe_column(both, change.step)
        if change.lane and change.kind == "alone":
            place = describe_cell(both, change.step, change.lane, _language(both, compared))
        if change.persona:
            return isolated(place), tr("Only {name}").format(name=isolated(_name(both, change.persona)))
        names = short_names([_name(both, persona) for persona in compared.personas])
        sides = [isolated(named(name, _side(both, compared, change, at))) for at, name in enumerate(names)]
        return isolated(place), " · ".join(sides)


def _side(both: Queries, compared: PersonaComparison, change: Difference, at: int) -> str:
    """Return the channels, or the emotion, of the first (0) or the second persona."""
    if change.kind == "channel":
        channels = (both.get(Channel, each) for each in change.sides[at])
        return ", ".join(channel_name(each, _language(both, compared)) for each in channels)
    point = both.get(EmotionPoint, change.sides[at][0])
    return words_on(both.get(Curve, point.curve), point.value)


def _name(document: Queries, persona_id: str) -> str:
    return persona_name(document.get(Persona, persona_id))


def _language(document: Queries, compared: PersonaComparison) -> str:
    return document.get(Journey, compared.journey).language

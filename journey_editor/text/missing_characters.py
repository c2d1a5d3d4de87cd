"""Characters on a map that no font has, and the message about them. They are drawn as boxes."""

from collections.abc import Iterator
from unicodedata import category

from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.fields import Text
from journey_editor.model.records import Channel, Journey, Record, specs
from journey_editor.text.fonts import FontBook, default_book
from journey_editor.wording import map_words
from journey_editor.wording.sheet_words import SHEET_TEXTS

_NAMED = 8
"""Maximum number of characters to list in the message."""


def missing_characters(
    document: Queries, journey_id: str, book: FontBook | None = None, *, sheets: bool = False
) -> tuple[str, ...]:
    """Return the characters of a journey's texts that are drawn as boxes, each once, in order.

    The texts of the sheets of its personas are only included if `sheets` is true.
    """
    language = document.get(Journey, journey_id).language
    return (book or default_book()).missing(_texts(document, journey_id, sheets=sheets), language)


def about_missing(characters: tuple[str, ...]) -> str:
    """Return a message about characters that are drawn as boxes; empty if there are none."""
    if not characters:
        return ""
    named = " ".join(map(_by_itself, characters[:_NAMED])) + (" …" if len(characters) > _NAMED else "")
    return tr(
        "No installed font has these characters: {characters}. They are drawn as boxes, but the text is "
        "kept. Install a font that has them, and start the program again."
    ).format(characters=named)


def _by_itself(character: str) -> str:
    """Return a character for display; a mark is shown on a dotted circle instead of the space before it."""
    return f"◌{character}" if category(character).startswith("M") else character


def _texts(document: Queries, journey_id: str, *, sheets: bool) -> Iterator[str]:
    journey = document.get(Journey, journey_id)
    shown: list[Record] = [
        journey,
        *document.personas_of(journey_id),
        *document.stages_of(journey_id),
        *document.columns_of(journey_id),
        *document.lanes_of(journey_id),
        *document.cards_of(journey_id),
        *document.notes_of(journey_id),
        *document.select(Channel),
    ]
    if brand := document.brand():
        yield brand.imprint_text
    for curve in document.curves_of(journey_id):
        shown += [curve, *document.points_of(curve.id)]
    if sheets:
        shown += [fact for each in document.personas_of(journey_id) for fact in document.facts_of(each.id)]
    left_out = ("note",) if sheets else ("note", *SHEET_TEXTS)
    for record in shown:
        for name, spec in specs(type(record)).items():
            if isinstance(spec, Text) and name not in left_out:
                yield getattr(record, name)
    # The map's own words: if one of them is drawn as boxes, so are the others.
    yield map_words.state_name(journey.state, journey.language)
    yield from (map_words.title_of(lane, journey.language) for lane in document.lanes_of(journey_id))

"""Targets of writing: what the text becomes."""

from journey_editor.editing.search import shortened
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Journey, Lane, Note
from journey_editor.wording.map_words import guiding_question, question_of
from journey_editor.wording.spoken import describe_cell, describe_column, end_words


@dataclass(frozen=True, slots=True)
class Mending:
    """Field of an existing record."""

    id: str
    field: str
    before: str

    @property
    def is_rich(self) -> bool:
        """True if marks of emphasis in the text have an effect."""
        return self.field == "text"


@dataclass(frozen=True, slots=True)
class Capturing:
    """Card or note that exists only in a draft until it is committed."""

    ghost: Card | Note
    before: str | None = None
    is_rich = True


def status_tip(target: Mending | Capturing | None, document: Queries) -> str:
    """Return the status tip for a text that is being written."""
    ghost = target.ghost if isinstance(target, Capturing) else None
    if isinstance(ghost, Card) and ghost.kind == "touchpoint":
        return tr(
            "Enter: next card below · Tab: next stage · @ persona · # channel or tag · "
            "Shift+Enter: new line · Esc: done"
        )
    if isinstance(ghost, Card):
        words = tr(
            "{question} · Enter: next card below · Tab: next stage · Shift+Enter: new line · Esc: done"
        )
        # The lane may just have been removed by an undo; then the text is about to be closed.
        lane = document.find(ghost.lane)
        asked = question_of(lane) if isinstance(lane, Lane) else guiding_question("text")
        return words.format(question=asked)
    place = _place_words(ghost, document) if ghost is not None else ""
    if place:
        words = tr(
            "{place} · Enter: done · Ctrl+B: bold · Ctrl+I: italic · Shift+Enter: new line · Esc: done"
        )
        return words.format(place=place)
    if target is not None and target.is_rich:
        return tr("Enter: done · Ctrl+B: bold · Ctrl+I: italic · Shift+Enter: new line · Esc: done")
    return tr("Enter: done · Shift+Enter: new line · Esc: done")


def _place_words(note: Note, document: Queries) -> str:
    """Return what a note sticks to, or an empty text."""
    if not all(each in document for each in (note.card, note.step, note.lane) if each):
        # It may just have been removed by an undo; then the text is about to be closed.
        return ""
    if note.card:
        return tr("The note sticks to “{place}”").format(
            place=shortened(plain(end_words(document, note.card)))
        )
    if note.lane:
        language = document.get(Journey, note.journey).language
        place = describe_cell(document, note.step, note.lane, language)
        return tr("The note sticks to the cell {place}").format(place=place)
    if note.step:
        return tr("The note sticks to the step {place}").format(place=describe_column(document, note.step))
    return ""

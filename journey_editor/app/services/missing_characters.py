"""Notice about characters that no font has, and about a font that the computer does not have."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.first_paint import after_first_paint
from journey_editor.editing.editor import Edited
from journey_editor.model.fields import Text
from journey_editor.model.records import CardReference, Record, specs
from journey_editor.text.font_words import about_font
from journey_editor.text.fonts import default_book
from journey_editor.text.missing_characters import about_missing, missing_characters


class MissingNotice(QObject):
    """Checks a map as a whole after it is shown, and then only the texts that an edit changes.

    Each character and each font is reported once.
    """

    found = Signal(str)
    """Emitted with a sentence about a font or characters that were not reported yet."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._reported: set[str] = set()
        self._checked_journey = self._checked_font = ""
        after_first_paint(window, self._check_journey)
        session.changed.connect(self._check_journey)
        session.edited.connect(self._check_edit)

    def _check_journey(self) -> None:
        font = self._session.document.font()
        if font != self._checked_font:
            self._checked_font = font
            if font not in self._reported and (words := about_font(font)):
                self._reported.add(font)
                self.found.emit(words)
        if self._checked_journey != self._session.journey_id:
            self._checked_journey = self._session.journey_id
            self._report(missing_characters(self._session.document, self._checked_journey))

    def _check_edit(self, edited: Edited) -> None:
        written = [text for _, _, after in edited.changes if after is not None for text in _texts(after)]
        self._report(default_book().missing(written))

    def _report(self, characters: Iterable[str]) -> None:
        new = tuple(each for each in characters if each not in self._reported)
        if new:
            self._reported.update(new)
            self.found.emit(about_missing(new))


def _texts(record: Record) -> list[str]:
    """Return the texts of a record that are drawn; notes and references are not."""
    if isinstance(record, CardReference):
        return []
    drawn = [name for name, spec in specs(type(record)).items() if isinstance(spec, Text) and name != "note"]
    return [getattr(record, name) for name in drawn]

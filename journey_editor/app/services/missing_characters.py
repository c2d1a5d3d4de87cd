"""Tells a person, once for each, of characters that no font has."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from journey_editor.app.session.session import Session
from journey_editor.editing.editor import Edited
from journey_editor.model.fields import Text
from journey_editor.model.records import Record, specs
from journey_editor.text.fonts import default_book
from journey_editor.text.missing_characters import about_missing, missing_characters


class MissingNotice(QObject):
    """Looks through the map when it is shown, and from then on only through what an edit touches."""

    found = Signal(str)
    """A sentence on characters that were not told of yet."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._told: set[str] = set()
        # The map is shown first.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look_through)
        self._later.start()
        session.journey_changed.connect(self._later.start)
        session.edited.connect(self._look_at)

    def _look_through(self) -> None:
        self._tell(missing_characters(self._session.document, self._session.journey_id))

    def _look_at(self, edited: Edited) -> None:
        written = [text for _, _, after in edited.changes if after is not None for text in _texts(after)]
        self._tell(default_book().missing(written))

    def _tell(self, characters: Iterable[str]) -> None:
        new = tuple(each for each in characters if each not in self._told)
        if new:
            self._told.update(new)
            self.found.emit(about_missing(new))


def _texts(record: Record) -> list[str]:
    """What of a record is drawn; notes are not."""
    drawn = [name for name, spec in specs(type(record)).items() if isinstance(spec, Text) and name != "note"]
    return [getattr(record, name) for name in drawn]

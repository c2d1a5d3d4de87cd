"""Emotion of a card: a row of five faces for each of its personas."""

from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey_editor.app.panels.binding import MIXED
from journey_editor.app.panels.choice_fields import ScaleField
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.look import style
from journey_editor.backends import qt_painter
from journey_editor.drawing.signs import draw_face
from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.commands.selection import change_emotions
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Card, Curve, EmotionPoint, Persona
from journey_editor.wording.map_words import emotion_words, persona_name

_FACE = 18
"""Size of a face in pixels."""


class EmotionBinding:
    """Emotion of one persona (empty for everyone) at some cards, as a level from 1 (worst) to 5 (best)."""

    def __init__(self, session: Session, card_ids: Callable[[], Sequence[str]], persona_id: str) -> None:
        self._session, self._ids, self._persona = session, card_ids, persona_id

    def read(self) -> int | object | None:
        """Return the level nearest to the value at all cards, None without a point, or `MIXED`."""
        levels = {self._level(each) for each in self._ids()}
        return levels.pop() if len(levels) == 1 else MIXED

    def write(self, value: int | None, typing: str = "") -> bool:
        """Set the emotion at all cards, or remove its points."""
        return self.change(lambda _: value, typing)

    def change(self, change: Callable[[int | None], int | None], typing: str = "") -> bool:
        """Set the emotion at each card to `change` of its own level."""
        session = self._session
        transaction = session.edit(tr("Set the emotion"))
        with transaction as draft:
            for each in self._ids():
                level = change(self._level(each))
                curve = curve_for(draft, session.journey_id, self._persona)
                point = draft.point_at(curve.id, each)
                if level is not None:
                    set_emotion(draft, curve.id, each, (level - 3) / 2, source="assumed")
                elif point is not None:
                    draft.remove(point.id)
        return transaction.succeeded

    def _level(self, card_id: str) -> int | None:
        document = self._session.document
        curves = document.select(Curve, journey=self._session.journey_id)
        points = [document.point_at(curve.id, card_id) for curve in curves if curve.persona == self._persona]
        return _level_of(next((point for point in points if point is not None), None))


class SharedEmotionBinding:
    """Emotion at some cards, the same for all their personas, as a level from 1 (worst) to 5 (best).

    `persona` returns the one whose emotion is set at cards without personas; empty for everyone.
    """

    def __init__(
        self, session: Session, card_ids: Callable[[], Sequence[str]], persona: Callable[[], str]
    ) -> None:
        self._session, self._ids, self._persona = session, card_ids, persona

    def read(self) -> int | object | None:
        """Return the level nearest to the values at all cards, None without points, or `MIXED`."""
        levels = {level for each in self._ids() for level in self._levels(each)}
        return levels.pop() if len(levels) == 1 else MIXED

    def write(self, value: int | None, typing: str = "") -> bool:
        """Set the emotion of the personas of each card, or remove its points."""
        session = self._session
        transaction = session.edit(tr("Set the emotion"))
        with transaction as draft:
            if value is not None:
                level = (value - 3) / 2
                change_emotions(
                    draft, session.journey_id, self._ids(), lambda _value, _scale: level, self._persona()
                )
            else:
                for each in self._ids():
                    for point in draft.select(EmotionPoint, card=each):
                        draft.remove(point.id)
        return transaction.succeeded

    def _levels(self, card_id: str) -> list[int | None]:
        document = self._session.document
        points = document.select(EmotionPoint, card=card_id)
        levels = [_level_of(point) for point in points]
        drawn = {document.get(Curve, point.curve).persona for point in points}
        missing = [each.id for each in document.personas_on(card_id) if each.id not in drawn]
        return [*levels, None] if missing or not levels else levels


@reports_errors
class EmotionField(QWidget):
    """Rows of faces for the personas of some cards, or one row for everyone."""

    def __init__(self, session: Session, card_ids: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._session, self._ids = session, card_ids
        self._people: tuple[str, ...] | None = None
        self.rows: list[ScaleField] = []
        self._name = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def refresh(self) -> None:
        """Show the personas and their emotions."""
        people = self._personas()
        if people != self._people:
            self._rebuild(people)
        for row in self.rows:
            row.refresh()
            for number, button in row.buttons():
                button.setIcon(face_icon(number))

    def setAccessibleName(self, name: str) -> None:
        """Set the accessible name of the field and its rows."""
        super().setAccessibleName(name)
        self._name = name
        self._name_rows()

    def _personas(self) -> tuple[str, ...]:
        """Return the personas of the cards or of their lanes, else all of the journey, else everyone."""
        document = self._session.document
        cards = [card for each in self._ids() if isinstance(card := document.find(each), Card)]
        people = [persona for card in cards for persona in document.people_of(card)]
        everyone = [each.id for each in document.personas_of(self._session.journey_id)]
        return tuple(dict.fromkeys(people or everyone)) or ("",)

    def _rebuild(self, people: tuple[str, ...]) -> None:
        self._people = people
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for each in people:
            if len(people) > 1:
                self._column.addWidget(ElidedLabel(self._persona_name(each)))
            row = ScaleField(EmotionBinding(self._session, self._ids, each))
            for _, button in row.buttons():
                button.setText("")
                button.setIconSize(QSize(_FACE, _FACE))
            self.rows.append(row)
            self._column.addWidget(row)
        self._name_rows()

    def _name_rows(self) -> None:
        for persona, row in zip(self._people or (), self.rows, strict=False):
            row.setAccessibleName(f"{self._name}, {self._persona_name(persona)}")
            for number, button in row.buttons():
                words = emotion_words("words", (number - 3) / 2)
                button.setToolTip(words)
                button.setAccessibleName(f"{self._name}, {self._persona_name(persona)}: {words}")

    def _persona_name(self, persona_id: str) -> str:
        persona = self._session.document.find(persona_id)
        return persona_name(persona if isinstance(persona, Persona) else None)


def face_icon(level: int) -> QIcon:
    """Return the face of a level from 1 (worst) to 5 (best) in the current colours."""
    return _face_icon(level - 3, style.colors().text, style.colors().field)


def _level_of(point: EmotionPoint | None) -> int | None:
    return round(point.value * 2) + 3 if point is not None else None


@cache
def _face_icon(mood: int, ink: str, paper: str) -> QIcon:
    """Return the face of a mood from −2 (worst) to +2 (best)."""
    made = QIcon()
    for scale in (1, 2):
        picture = QPixmap(_FACE * scale, _FACE * scale)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            middle = _FACE * scale / 2
            face = draw_face(middle, middle, mood / 2, ink, paper, middle - scale)
            qt_painter.paint(face, painter, {})
        made.addPixmap(picture)
    return made

"""Emotion of a card: a row of five faces for each of its personas."""

from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey_editor.app.panels.binding import MIXED
from journey_editor.app.panels.choice_fields import ScaleField
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.layouts import clear_layout
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.painting import painted_icon
from journey_editor.backends import qt_painter
from journey_editor.drawing.signs import draw_face
from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.commands.selection import change_emotions
from journey_editor.editing.commands.visibility import show_points
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Card, Curve, EmotionPoint, Persona
from journey_editor.wording.map_words import emotion_words, level_of, persona_name

_FACE = 18
"""Size of a face in pixels."""


class EmotionBinding:
    """Emotion of one persona (empty for everyone) at some cards, as a level from 1 (worst) to 5 (best)."""

    def __init__(self, session: Session, card_ids: Callable[[], Sequence[str]], persona_id: str) -> None:
        self._session, self._ids, self._persona = session, card_ids, persona_id

    def read(self) -> int | object | None:
        """Return the level nearest to the value at all cards, None without a point, or `MIXED`."""
        points = [self._point(each) for each in self._ids()]
        levels = {level_of(point.value) if point is not None else None for point in points}
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
                point = self._point(each)
                level = change(level_of(point.value) if point is not None else None)
                if level is not None:
                    # No curve is added only to clear an emotion on it.
                    curve = point.curve if point else curve_for(draft, session.journey_id, self._persona).id
                    new = set_emotion(draft, curve, each, (level - 3) / 2, source="assumed")
                    show_points(draft, session.journey_id, [new.id])
                elif point is not None:
                    draft.remove(point.id)
        return transaction.succeeded

    def _point(self, card_id: str) -> EmotionPoint | None:
        document = self._session.document
        curves = document.curves_of(self._session.journey_id)
        points = (document.point_at(curve.id, card_id) for curve in curves if curve.persona == self._persona)
        return next((point for point in points if point is not None), None)


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
                    draft, session.journey_id, self._ids(), lambda _value, _curve: level, self._persona()
                )
            else:
                for each in self._ids():
                    for point in draft.select(EmotionPoint, card=each):
                        draft.remove(point.id)
        return transaction.succeeded

    def _levels(self, card_id: str) -> list[int | None]:
        document = self._session.document
        points = document.select(EmotionPoint, card=card_id)
        levels: list[int | None] = [level_of(point.value) for point in points]
        drawn = {document.get(Curve, point.curve).persona for point in points}
        missing = [each.id for each in document.personas_on(card_id) if each.id not in drawn]
        return [*levels, None] if missing or not levels else levels


@reports_errors
class EmotionField(QWidget):
    """Rows of faces for the personas of some cards, or one row for everyone."""

    def __init__(self, session: Session, card_ids: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._session, self._ids = session, card_ids
        self._people: dict[str, str] | None = None
        self.rows: list[ScaleField] = []
        self._name = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def refresh(self) -> None:
        """Show the personas and their emotions."""
        people = {each: self._persona_name(each) for each in self._personas()}
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

    def _rebuild(self, people: dict[str, str]) -> None:
        """Create the rows again for the personas, given by id with their names."""
        self._people = people
        clear_layout(self._column)
        self.rows = []
        for each, name in people.items():
            if len(people) > 1:
                self._column.addWidget(ElidedLabel(name))
            row = ScaleField(EmotionBinding(self._session, self._ids, each))
            for _, button in row.buttons():
                button.setText("")
                button.setIconSize(QSize(_FACE, _FACE))
            self.rows.append(row)
            self._column.addWidget(row)
        self._name_rows()

    def _name_rows(self) -> None:
        for name, row in zip((self._people or {}).values(), self.rows, strict=False):
            row.setAccessibleName(f"{self._name}, {name}")
            for number, button in row.buttons():
                words = emotion_words("words", (number - 3) / 2)
                button.setToolTip(words)
                button.setAccessibleName(f"{self._name}, {name}: {words}")

    def _persona_name(self, persona_id: str) -> str:
        persona = self._session.document.find(persona_id)
        return persona_name(persona if isinstance(persona, Persona) else None)


def face_icon(level: int) -> QIcon:
    """Return the face of a level from 1 (worst) to 5 (best) in the current colours."""
    return _face_icon(level - 3, style.colors().text, style.colors().field)


@cache
def _face_icon(mood: int, ink: str, paper: str) -> QIcon:
    """Return the face of a mood from −2 (worst) to +2 (best)."""
    middle = _FACE / 2
    face = tuple(draw_face(middle, middle, mood / 2, ink, paper, middle - 1))
    return painted_icon(_FACE, lambda painter: qt_painter.paint(face, painter, {}))

"""Driver for the real canvas with pointer and keyboard, in the terms of the map."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMarginsF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.session.session import Session
from journey_editor.layout.queries.hit_testing import boxes_of, cell_of
from journey_editor.model.document import Document
from journey_editor.model.records import Card, EmotionPoint, Lane, Stage, Step
from journey_editor.wording.map_words import title_of

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Driver:
    """Session with its canvas, shown at 100 %. Items are identified by their titles or texts."""

    session: Session
    view: MapView
    held: Qt.KeyboardModifier = NONE

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def layout(self):  # type: ignore[no-untyped-def]
        return self.view.map_scene.layout

    # Content of the map

    def card(self, text: str) -> str:
        return next(
            each.id for each in self.document.cards_of(self.session.journey_id) if each.text.startswith(text)
        )

    def stage(self, name: str) -> str:
        return next(each.id for each in self.document.stages_of(self.session.journey_id) if each.name == name)

    def lane(self, title: str) -> str:
        language = self.session.journey.language
        lanes = self.document.lanes_of(self.session.journey_id)
        return next(each.id for each in lanes if title_of(each, language) == title)

    def step(self, stage: str, index: int = 0) -> str:
        return self.document.steps_of(self.stage(stage))[index].id

    def texts(self, stage: str, lane: str, step: int = 0) -> list[str]:
        """Return the texts of the cards in a cell."""
        return [card.text for card in self.document.cards_in(self.step(stage, step), self.lane(lane))]

    def stages(self) -> list[str]:
        return [stage.name for stage in self.document.stages_of(self.session.journey_id)]

    def lanes(self) -> list[str]:
        return [lane.title for lane in self.document.lanes_of(self.session.journey_id)]

    def steps(self, stage: str) -> list[str]:
        return [step.name for step in self.document.steps_of(self.stage(stage))]

    def point(self, card: str) -> EmotionPoint:
        """Return the point of a curve at a card."""
        return self.document.select(EmotionPoint, card=self.card(card))[0]

    def selected(self) -> list[str]:
        """Return the titles and texts of the selected items."""
        names = []
        for each in self.session.selection.ids:
            record = self.document.find(each)
            if isinstance(record, Card):
                names.append(record.text)
            elif isinstance(record, Stage | Step):
                names.append(record.name)
            elif isinstance(record, Lane):
                names.append(record.title)
            else:
                names.append(each)
        return names

    # The mouse

    def at(self, x: float, y: float) -> QPoint:
        """Bring a map position into view and return it in viewport coordinates."""
        self.view.show_rect(QRectF(x - 40, y - 40, 80, 80), QMarginsF(0, 80, 0, 0))
        return self.view.mapFromScene(QPointF(x, y))

    def middle(self, record_id: str) -> QPoint:
        box = boxes_of(self.layout, record_id)[0]
        return self.at(*box.center)

    def cell(self, stage: str, lane: str, step: int = 0) -> QPoint:
        """Return a free position in a cell, below its cards."""
        found = cell_of(self.layout, self.step(stage, step), self.lane(lane))
        assert found is not None
        cards = [self.layout.cards[each].box.bottom for each in found.cards]
        y = (max(cards) + found.box.bottom) / 2 if cards else found.box.center[1]
        return self.at(found.box.x + 12, y)

    def click(self, place: QPoint, held: Qt.KeyboardModifier = NONE) -> "Driver":
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, held, place)
        return self.settle()

    def hover(self, place: QPoint) -> "Driver":
        """Move the pointer without a button."""
        viewport = self.view.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(viewport.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            NONE,
        )
        QApplication.sendEvent(viewport, event)
        return self.settle()

    def double_click(self, place: QPoint) -> "Driver":
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, NONE, place)
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, NONE, place)
        return self.settle()

    def press(self, place: QPoint, held: Qt.KeyboardModifier = NONE) -> "Driver":
        self.held = held
        self._last = place
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, held, place)
        return self

    def drag_to(self, place: QPoint) -> "Driver":
        """Move in three steps, as a user does."""
        start = self._last
        for part in (0.2, 0.6, 1.0):
            way = start + (place - start) * part
            self._move(way)
        self._last = place
        return self.settle()

    def release(self) -> "Driver":
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton, self.held, self._last)
        return self.settle()

    def _move(self, place: QPoint) -> None:
        viewport = self.view.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(viewport.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            self.held,
        )
        QApplication.sendEvent(viewport, event)

    # The keys

    @property
    def keyboard(self) -> QWidget:
        """Widget that receives keys: the text editor while one is open."""
        return self.view.writing.editor if self.view.writing.active else self.view

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> "Driver":
        QTest.keyClick(self.keyboard, key, held)
        return self.settle()

    def type(self, text: str) -> "Driver":
        """Type a text character by character; other than Latin letters are sent by an input method."""
        for letter in text:
            if ord(letter) < 256:
                QTest.keyClick(self.keyboard, letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self.keyboard, event)
        return self.settle()

    def settle(self) -> "Driver":
        for _ in range(3):
            QApplication.processEvents()
        return self

    # Visible state

    def picture(self, record_id: str):  # type: ignore[no-untyped-def]
        """Return an image of the canvas at a record."""
        rect = self.view.mapFromScene(qrect(boxes_of(self.layout, record_id)[0])).boundingRect()
        return self.view.viewport().grab(rect).toImage()

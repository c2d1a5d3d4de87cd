"""Simulated user: the current window, and the random choices."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.records import Record
from tests.attacks.hand_devices import LEFT, MIDDLE, NONE, RIGHT, Modifiers, Mouse, OtherProgram

_KINDS = (
    "card",
    "card",
    "card",
    "stage",
    "step",
    "lane",
    "persona",
    "emotion_point",
    "link",
    "note",
    "journey",
)
_HELD = (
    NONE,
    Modifiers.ShiftModifier,
    Modifiers.ControlModifier,
    Modifiers.AltModifier,
    Modifiers.ControlModifier | Modifiers.ShiftModifier,
    Modifiers.ControlModifier | Modifiers.AltModifier,
    Modifiers.AltModifier | Modifiers.ShiftModifier,
    Modifiers.MetaModifier,
    Modifiers.KeypadModifier,
)


class Hand:
    """Simulated user without a plan but with preferences, of a running program with files in `folder`.

    `dice` is seeded again for each step; `did` is called with each action before it is done.
    """

    def __init__(
        self, program: Application, folder: Path, number: int, did: Callable[[object], None]
    ) -> None:
        self.program, self.folder = program, folder
        self._number, self.did = number, did
        self.dice = Random()
        self.mouse = Mouse()
        self.other = OtherProgram()

    @property
    def window(self) -> MainWindow:
        """Project window in front."""
        active = QApplication.activeWindow()
        windows = self.program.windows
        return next((each for each in windows if each is active), windows[-1])

    def taste(self, name: str) -> float:
        """Return the preference for an action. With equal preferences, a run would not get far."""
        return Random(f"{self._number} {name}").choice((0.05, 1.0, 1.0, 5.0))

    # Places

    def place_of(self, record: Record | None) -> QPoint:
        """Return a viewport position: on an item of the map if it is visible, else anywhere."""
        canvas, dice = self.window.canvas, self.dice
        room = canvas.viewport().rect()
        if record is not None:
            if dice.random() < 0.5:
                canvas.reveal(record.id)
            boxes = boxes_of(canvas.map_scene.layout, record.id)
            if boxes:
                box = canvas.mapFromScene(qrect(dice.choice(boxes))).boundingRect()
                inside = box.intersected(room)
                if not inside.isEmpty():
                    return within(inside, dice)
        return within(room, dice)

    def thing(self) -> Record | None:
        """Choose an item of the current journey, or None."""
        session, kind = self.window.session, self.dice.choice(_KINDS)
        found = [
            each
            for each in session.document
            if kind == each.KIND and session.document.journey_of(each.id) in ("", session.journey_id)
        ]
        return self.dice.choice(found) if found and self.dice.random() < 0.8 else None

    def place(self) -> QPoint:
        """Choose a position on the canvas, usually one with an item."""
        if self.dice.random() < 0.25:
            layout = self.window.canvas.map_scene.layout
            boxes = [each.frame for each in layout.charts] + [each.box for each in layout.cells]
            if self.dice.random() < 0.3:
                boxes = _edges(layout)
            if boxes:
                canvas = self.window.canvas
                box = canvas.mapFromScene(qrect(self.dice.choice(boxes))).boundingRect()
                inside = box.intersected(canvas.viewport().rect())
                if not inside.isEmpty():
                    return within(inside, self.dice)
        thing = self.thing()
        self.did(thing.id if thing is not None else "anywhere")
        return self.place_of(thing)

    def held(self) -> Modifiers:
        """Choose modifier keys, usually none."""
        return self.dice.choice(_HELD) if self.dice.random() < 0.35 else NONE

    def button(self) -> Qt.MouseButton:
        """Choose a mouse button, usually the left one."""
        return self.dice.choices((LEFT, MIDDLE, RIGHT), (8, 1, 2))[0]


def _edges(layout: MapLayout) -> list[Box]:
    """Return the edges at which the sizes of stages, steps, lanes and cards are changed."""
    heads = [each.box for each in layout.stages] + [each.header for each in layout.steps if each.header]
    ends = [Box(box.x if layout.rtl else box.right, box.y, 1, box.height) for box in heads]
    ends += [
        Box(x, card.box.y, 1, card.box.height)
        for card in layout.cards.values()
        for x in (card.box.x, card.box.right)
    ]
    return ends + [Box(each.label.x, each.box.bottom, each.label.width, 1) for each in layout.lanes]


def within(room: QRect, dice: Random) -> QPoint:
    """Choose a position in a rectangle."""
    return QPoint(
        room.left() + dice.randrange(max(room.width(), 1)), room.top() + dice.randrange(max(room.height(), 1))
    )

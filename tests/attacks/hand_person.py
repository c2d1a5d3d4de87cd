"""The random hand: what is in front of it, and what it chooses."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.overlay.overlay import qrect
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
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
    """A person without a plan but with tastes, at a running program with files in `folder`.

    `dice` is set anew for each step; `did` is called with what is done, before it is done.
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
        """The project window that is in front."""
        active = QApplication.activeWindow()
        windows = self.program.windows
        return next((each for each in windows if each is active), windows[-1])

    def taste(self, name: str) -> float:
        """Return how much this hand likes to do something: one that does all alike gets nowhere far."""
        return Random(f"{self._number} {name}").choice((0.05, 1.0, 1.0, 5.0))

    # Places

    def place_of(self, record: Record | None) -> QPoint:
        """Return a place of the viewport: on a thing of the map, if that can be seen, else anywhere."""
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
        """Choose something of the journey that is shown, or nothing."""
        session, kind = self.window.session, self.dice.choice(_KINDS)
        found = [
            each
            for each in session.document
            if kind == each.KIND and session.document.journey_of(each.id) in ("", session.journey_id)
        ]
        return self.dice.choice(found) if found and self.dice.random() < 0.8 else None

    def place(self) -> QPoint:
        """Choose a place of the canvas, more often one where something is."""
        if self.dice.random() < 0.25:
            layout = self.window.canvas.map_scene.layout
            boxes = [each.frame for each in layout.charts] + [each.box for each in layout.cells]
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
        """Choose what is held: most often nothing."""
        return self.dice.choice(_HELD) if self.dice.random() < 0.35 else NONE

    def button(self) -> Qt.MouseButton:
        """Choose a button of the mouse: most often the left one."""
        return self.dice.choices((LEFT, MIDDLE, RIGHT), (8, 1, 2))[0]


def within(room: QRect, dice: Random) -> QPoint:
    """Choose a place in a rectangle."""
    return QPoint(
        room.left() + dice.randrange(max(room.width(), 1)), room.top() + dice.randrange(max(room.height(), 1))
    )

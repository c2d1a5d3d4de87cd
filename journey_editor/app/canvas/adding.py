"""Adding items with the mouse: the “+” buttons, an emotion point by a click, and the context menu."""

from PySide6.QtCore import QPoint, QPointF, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from journey_editor.app.canvas.overlay.affordances import Affordance
from journey_editor.app.canvas.pen import Pen
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.draw_curve import set_points
from journey_editor.app.canvas.writing.writing import Writing
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import ChartLayout
from journey_editor.layout.queries.emotion_pen import pen_targets, single_point
from journey_editor.model import kinds
from journey_editor.wording import map_words

_MENU = (
    ("edit.text", "edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete"),
    ("picture.add", "picture.remove"),
    ("card.add", "step.add", "stage.add_before", "stage.add_after", "emotion.add", "note.add"),
    ("move.left", "move.right", "move.up", "move.down"),
)
"""Object names of the window's actions in the context menu, by section."""


class Adding:
    """Adds new items at the pointer."""

    def __init__(
        self, scene: MapScene, writing: Writing, pen: Pen, surface: Surface, parent: QWidget
    ) -> None:
        """Use the actions of the window of `parent` in the context menu."""
        self._scene = scene
        self._session = scene.session
        self._writing = writing
        self._pen = pen
        self._surface = surface
        self._parent = parent

    def push(self, button: Affordance) -> None:
        """Add the item that a button on the map stands for."""
        session = self._session
        if button.what == "card":
            self._writing.capture(button.step, button.lane)
        elif button.what == "stage":
            new = ""
            with session.edit(tr("Add stage")) as draft:
                name = tr("New stage", session.journey.language)
                new = add_stage(draft, session.journey_id, name=name).id
            if new:
                session.selection.replace([new])
                self._writing.mend(new)
        elif button.what == "persona":
            self._pen.choose(button.id)
        elif button.what == "lane":
            self._lane_menu().popup(self._surface.viewport().mapToGlobal(self._below(button)))

    def add_point(self, chart: ChartLayout, at: QPointF) -> None:
        """Add a point at the pointer to the curve of the pen's persona."""
        session = self._session
        persona = self._pen.persona_for(chart)
        targets = pen_targets(self._scene.layout, session.document, chart, persona)
        point = single_point(targets, at.x(), at.y())
        if point is None:
            session.notice.emit(tr("Add a stage first. The points of a curve belong to stages."))
            return
        new: list[str] = []
        transaction = session.edit(tr("Add emotion point"))
        with transaction as draft:
            new = set_points(draft, session.journey_id, persona, (point,))
        if transaction.succeeded:
            self._pen.remember(persona)
            session.selection.replace(new)

    def show_menu(self, at: QPoint) -> None:
        """Show the window's enabled actions as a menu at a global position."""
        offered = {action.objectName(): action for action in self._parent.window().actions()}
        menu = self._menu()
        for section in _MENU:
            for name in section:
                action = offered.get(name)
                if action is not None and action.isEnabled():
                    menu.addAction(action)
            menu.addSeparator()
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(at)

    def _menu(self) -> QMenu:
        """Return a menu that is deleted after it is closed."""
        menu = QMenu(self._parent)
        # Not at once: the rest of the key that closes it may still be sent to it.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, menu, menu.deleteLater))
        return menu

    def _lane_menu(self) -> QMenu:
        menu = self._menu()
        for kind in kinds.LANE_KINDS:
            action = QAction(map_words.lane_name(kind), menu)
            action.triggered.connect(lambda _=False, kind=kind: self._add_lane(kind))
            menu.addAction(action)
        return menu

    def _add_lane(self, kind: str) -> None:
        session = self._session
        new = ""
        with session.edit(tr("Add lane")) as draft:
            new = add_lane(draft, session.journey_id, kind).id
        if new:
            session.selection.replace([new])
            self._surface.reveal(new)

    def _below(self, button: Affordance) -> QPoint:
        return self._surface.mapFromScene(QPointF(button.x, button.y)) + QPoint(0, 12)

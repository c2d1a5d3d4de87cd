"""Adding items with the mouse: the “+” buttons, an emotion point by a click, and the context menu."""

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from journey_editor.app.canvas.focus import Focus
from journey_editor.app.canvas.overlay.affordances import Affordance
from journey_editor.app.canvas.pen import Pen
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.draw_curve import set_points
from journey_editor.app.canvas.writing.writing import Writing
from journey_editor.app.session.insertion_point import focused_step
from journey_editor.editing.commands.curves import add_point_in, curve_for, set_emotion
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.selection import curves_at
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.commands.visibility import show_points
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.queries.emotion_points import pen_targets, single_point
from journey_editor.layout.queries.hit_testing import chart_at
from journey_editor.model import kinds
from journey_editor.model.records import Card
from journey_editor.wording import map_words


class Adding(QObject):
    """Adds new items at the pointer."""

    menu_opening = Signal()
    """Emitted before the context menu is filled with the actions of the window that are enabled."""

    def __init__(
        self,
        scene: MapScene,
        writing: Writing,
        pen: Pen,
        focus: Focus,
        surface: Surface,
        parent: QWidget,
    ) -> None:
        """Use the actions of the window of `parent` in the context menu."""
        super().__init__(parent)
        self._scene = scene
        self._session = scene.session
        self._writing = writing
        self._pen = pen
        self._focus = focus
        self._surface = surface
        self._parent = parent

    def push(self, button: Affordance) -> None:
        """Add the item of a button on the map."""
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

    def add_point(self, chart: ChartLayout, at: QPointF, persona: str | None = None) -> None:
        """Add a point at the pointer to the curve of a persona, by default that of the pen."""
        session = self._session
        persona = self._pen.persona_for(chart) if persona is None else persona
        curve = self._pen.curve_for(chart, persona)
        targets = pen_targets(self._scene.layout, self._scene.document, chart, persona, curve)
        point = single_point(targets, at.x(), at.y())
        if point is None:
            session.notice.emit(tr("Add a stage first. The points of a curve belong to stages."))
            return
        new: list[str] = []
        transaction = session.edit(tr("Add emotion point"))
        with transaction as draft:
            new = set_points(draft, session.journey_id, persona, (point,), curve)
        if transaction.succeeded:
            self._pen.remember(persona)
            self._pen.follow(chart, persona, at.y())
            session.selection.replace(new)

    def add_point_to_selection(self) -> None:
        """Add a point at the selection.

        At selected cards there is one for each of their personas; without cards it goes into the selected
        step, or the first step of the selected stage. The emotion lane is shown if it was hidden.
        """
        session = self._session
        new: list[str] = []
        transaction = session.edit(tr("Add emotion point"))
        with transaction as draft:
            new = self._points_at_selection(draft)
            show_points(draft, session.journey_id, new)
        if transaction.succeeded:
            session.selection.replace(new)
            self._surface.reveal(new[0])

    def _points_at_selection(self, draft: Draft) -> list[str]:
        session = self._session
        lanes = [each.lane for each in self._scene.layout.charts]
        focused = session.selection.cell[1] if session.selection.cell else ""
        persona = self._pen.persona_in(focused if focused in lanes else next(iter(lanes), ""))
        points = []
        for card_id in session.selection.of_kind("card"):
            for curve in curves_at(draft, session.journey_id, draft.get(Card, card_id), persona):
                present = draft.point_at(curve.id, card_id)
                points.append(present or set_emotion(draft, curve.id, card_id, 0.0, source="assumed"))
        if not points:
            step = focused_step(session) or draft.columns_of(session.journey_id)[0].id
            chosen = self._pen.selected_curve() or curve_for(draft, session.journey_id, persona).id
            points.append(add_point_in(draft, chosen, step))
        return [each.id for each in points]

    def show_menu(self, at: QPoint, place: QPointF | None = None) -> None:
        """Show a menu for the selection at a global position.

        `place` is the map position of the pointer that opened it, or None.
        """
        from journey_editor.app.canvas.context_menu import Callbacks, ContextMenu

        if QApplication.activePopupWidget() is not None:
            # Some systems report Shift+F10 as a key and as a request for the menu.
            return
        # The press that opens the menu also selects, and `session.changed` only follows later.
        self.menu_opening.emit()
        offered = {action.objectName(): action for action in self._parent.window().actions()}
        menu = self._menu()
        chart = self._chart_at(place)
        callbacks = Callbacks(
            write=self._writing.mend,
            add_point_for=lambda persona: self._add_point_at(place, persona),
            drawn=self._pen.people_of(chart) if chart is not None else (),
        )
        ContextMenu(menu, self._session, offered, callbacks).fill()
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(at)

    def show_menu_at(self, at: QPointF) -> None:
        """Show the context menu at a viewport position."""
        self.show_menu(self._surface.viewport().mapToGlobal(at.toPoint()), self._surface.place_at(at))

    def show_menu_at_focus(self) -> None:
        """Show the context menu at the lower edge of the focused item, or in the middle of the view."""
        surface, box = self._surface, self._focus.box()
        if box is not None:
            surface.show_box(box)
        free = surface.free_region()
        at = free.center()
        if box is not None:
            place = qrect(box)
            shown = QRectF(surface.to_viewport(place.topLeft()), surface.to_viewport(place.bottomRight()))
            shown = shown.intersected(free)
            at = QPointF(shown.center().x(), shown.bottom())
        self.show_menu(surface.viewport().mapToGlobal(at.toPoint()))

    def _chart_at(self, place: QPointF | None) -> ChartLayout | None:
        """Return the chart at a map position if it can have points."""
        layout = self._scene.layout
        return chart_at(layout, place.x(), place.y()) if place is not None and layout.steps else None

    def _add_point_at(self, place: QPointF | None, persona: str) -> None:
        # The map may have been laid out again while the menu was open.
        chart = self._chart_at(place)
        if chart is not None and place is not None:
            self.add_point(chart, place, persona)

    def _menu(self) -> QMenu:
        """Return a menu that is deleted after it is closed."""
        menu = QMenu(self._parent)
        # Not at once: the rest of the key that closes it may still be sent to it.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, menu, menu.deleteLater))
        return menu

    def _lane_menu(self) -> QMenu:
        menu = self._menu()
        for kind in kinds.LANE_KINDS:
            if kind in (kinds.SUMMARY_KINDS[0], kinds.LINE_KINDS[0]):
                menu.addSeparator()
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
            self._writing.mend(new)

    def _below(self, button: Affordance) -> QPoint:
        return self._surface.mapFromScene(QPointF(button.x, button.y)) + QPoint(0, 12)

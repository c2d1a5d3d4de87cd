"""Main view of the canvas: shows the map and lets users edit it."""

from PySide6.QtCore import QEvent, QMarginsF, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.accessible import describe_focus, edit_words
from journey_editor.app.canvas.adding import Adding
from journey_editor.app.canvas.anchoring import Anchoring
from journey_editor.app.canvas.finding import Finding
from journey_editor.app.canvas.floating_bar import FloatingBar
from journey_editor.app.canvas.focus import Focus
from journey_editor.app.canvas.keys import Keys
from journey_editor.app.canvas.on_paper import OnPaper
from journey_editor.app.canvas.overlay.animation import Animation
from journey_editor.app.canvas.overlay.empty_notice import EmptyNotice
from journey_editor.app.canvas.overlay.frozen import Frozen
from journey_editor.app.canvas.overlay.minimap import Minimap
from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.overlay.veil import Veil
from journey_editor.app.canvas.pen import Pen
from journey_editor.app.canvas.picture.drawn_map import DrawnMap
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.picture.tiles import Tiles
from journey_editor.app.canvas.placing import Placing
from journey_editor.app.canvas.pointer import Pointer
from journey_editor.app.canvas.status_tips import tip_of
from journey_editor.app.canvas.touch import Touch
from journey_editor.app.canvas.writing.writing import Writing
from journey_editor.app.canvas.zoom_view import ZoomView
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.editing.editor import Edited
from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.translation import tr
from journey_editor.layout.note_layout import NotePlace
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.layout.queries.navigation import first_place

_LOOKS = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange)
_REST = 60
"""Milliseconds without scrolling after which the item under the pointer is hovered."""


@reports_errors
class MapView(ZoomView):
    """Shows a session's journey and lets users select, drag and write on it."""

    capture_wanted = Signal()
    """Emitted when the capture line is to be shown."""
    keys_wanted = Signal()
    """Emitted when the sheet of keys is to be shown."""
    status_tip_changed = Signal(str)
    """Status tip: one line with the possible actions."""

    def __init__(
        self, session: Session, drawn: DrawnMap | None = None, parent: QWidget | None = None
    ) -> None:
        # A view does not own its scene.
        self.map_scene = scene = MapScene(session, drawn)
        super().__init__(scene, parent)
        self.session = session
        self.tiles = Tiles(self, scene)
        self.overlay = Overlay(scene, self)
        self.veil = Veil(scene)
        self.frozen = Frozen(scene, surface=self, overlay=self.overlay, veil=self.veil, parent=self)
        self.minimap = Minimap(scene, self)
        self.empty_notice = EmptyNotice(scene, self)
        self.pen = Pen(scene, self)
        self.focus = Focus(scene, self.pen, self)
        self.writing = Writing(scene, self.overlay, self.focus, surface=self, parent=self)
        self.anchoring = Anchoring(scene, self.writing, self, self.move_with_sheet, parent=self)
        self.animation = Animation(scene, self.tiles, self, suspended=lambda: self.writing.active)
        self.adding = Adding(scene, self.writing, self.pen, self.focus, surface=self, parent=self)
        self.pointer = Pointer(
            scene, self.overlay, self.frozen, self.animation, self.writing, self.pen, self, parent=self
        )
        self.placing = Placing(scene, self.overlay, self.pointer, surface=self, parent=self)
        self.floating = FloatingBar(
            scene, surface=self, covered=self.frozen.covered, suspended=self._is_busy, parent=self
        )
        self.touch = Touch(
            self.viewport(),
            self.pointer,
            pan=self.scroll_by,
            zoom=lambda factor, at: self.set_zoom(self.zoom() * factor, at),
            open_menu=self.adding.show_menu_at,
        )
        self.keys = Keys(scene, self.focus, self.writing, self.overlay, self.fit, self.fit_selection)
        self.key_link = self.keys.link
        self.on_paper = OnPaper(scene, self, suspended=self._is_busy)
        self.finding = Finding(scene, self.overlay.search_marks, surface=self, parent=self)
        self._opened = False
        self.left_at: tuple[float, QPointF] | None = None
        """Zoom and middle of the view when the project was closed, until it is shown."""
        self._sheet = (self.paper(), scene.layout.theme)
        self._hovered_zoom = 0.0
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._status_tip = ""
        self.setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._connect()
        self._after_selection()
        self.installEventFilter(self)

    def _connect(self) -> None:
        """Connect the parts with each other and with the session."""
        self.moved.connect(self.frozen.follow)
        self.moved.connect(self.writing.follow)
        self.moved.connect(self.floating.follow)
        self.panning_changed.connect(self.floating.follow)
        self.writing.about_to_begin.connect(self.floating.dismiss)
        self.moved.connect(self.empty_notice.follow)
        self.minimap.left.connect(self.setFocus)
        self.moved.connect(self._after_move)
        self._resting.timeout.connect(self.pointer.refresh_hover)
        self.anchoring.moved.connect(self.animation.anchor)
        self.writing.about_to_begin.connect(self.pointer.cancel)
        self.writing.status_tip_changed.connect(self.update_status_tip)
        self.pointer.gesture_changed.connect(self._after_gesture)
        self.pointer.button_pushed.connect(self.adding.push)
        self.pointer.chart_clicked.connect(self.adding.add_point)
        self.pointer.hover_changed.connect(self.update_status_tip)
        self.pointer.status_tip_changed.connect(self.update_status_tip)
        self.map_scene.laid_out.connect(self._after_layout)
        session = self.session
        session.selection.changed.connect(self._after_selection)
        session.journey_leaving.connect(self.cancel)
        session.journey_changed.connect(self.pointer.cancel)
        session.journey_changed.connect(self._show_beginning)
        session.edited.connect(self._show_change)

    def paper(self) -> QRectF:
        """Return the map's sheet in scene coordinates."""
        return self.map_scene.sheet()

    def paper_color(self) -> str:
        """Return the background colour of the map's theme."""
        return self.map_scene.drawing.background

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the desk, the paper and the map."""
        super().drawBackground(painter, rect)
        self.tiles.paint(painter, QRectF(rect))
        self.animation.paint(painter)

    def fit_selection(self) -> None:
        """Zoom to the selection, or to the whole map if nothing is selected."""
        boxes = [box for each in self.session.selection.ids for box in boxes_of(self.map_scene.layout, each)]
        if boxes:
            self._fit_box(bounds(boxes))
        else:
            self.fit()

    def reveal(self, record_id: str) -> None:
        """Scroll as little as possible to bring a record into view."""
        boxes = boxes_of(self.map_scene.layout, record_id)
        if boxes:
            self.show_box(boxes[0])

    def show_box(self, box: Box) -> None:
        """Scroll to bring a part of the map into view, clear of the frozen headers and the minimap."""
        covered = self.frozen.covered(box)
        self.show_rect(qrect(box), covered)
        for margins in self.minimap.margins():
            if self.minimap.covers(self.mapFromScene(qrect(box)).boundingRect()):
                self.show_rect(qrect(box), covered + margins)

    def edit_text(self, record_id: str, field: str = "") -> None:
        """Edit a record's main text, or one of its other fields, in place."""
        self.writing.mend(record_id, field)

    def pen_persona(self, lane: str = "") -> str:
        """Return the persona whose emotion is set next, in an emotion lane if given; empty for everyone."""
        return self.pen.persona_in(lane)

    def add_emotion_point(self) -> None:
        """Add a point to a curve at the selection."""
        self.adding.add_point_to_selection()

    def write_card(self, step: str, lane: str, before: str | None = None) -> None:
        """Write a new card in a cell. No card is added if nothing is typed."""
        self.writing.capture(step, lane, before)

    def ask_bar(self) -> bool:
        """Show the bar of the selected cards, and scroll to them if needed; return True if it is visible."""
        chosen = self.session.selection.of_kind("card") or self.session.selection.of_kind("link")
        if not chosen:
            return False
        self.reveal(chosen[-1])
        return self.floating.ask()

    def write_note(self, place: NotePlace) -> None:
        """Write a new note at a place of the map. No note is added if nothing is typed."""
        self.writing.write_note(place)

    def cancel(self) -> None:
        """Cancel an unfinished gesture and commit an unfinished text before the window closes."""
        self.pointer.cancel()
        self.writing.finish("left")
        self.drop_hand()

    def update_status_tip(self) -> None:
        """Emit the status tip if it has changed."""
        tip = self._current_status_tip()
        if tip != self._status_tip:
            self._status_tip = tip
            self.status_tip_changed.emit(tip)

    def free_part_of_map(self) -> Box:
        """Return the part of the map that is visible and that the frozen headers do not cover."""
        back, _ = self.viewportTransform().inverted()
        seen = back.mapRect(self.free_region()).intersected(self.map_scene.ground())
        return Box(seen.x(), seen.y(), seen.width(), seen.height())

    def free_region(self) -> QRectF:
        """Return the part of the viewport that the frozen headers do not cover, in pixels."""
        return QRectF(self.viewport().rect()).marginsRemoved(self.frozen.covered())

    def place_at(self, at: QPointF) -> QPointF:
        """Return the map position at a viewport position, including under the frozen headers."""
        return self.frozen.to_scene(at) or self.to_scene(at)

    def content_at(self, at: QPointF) -> QPointF:
        """Return the map position of what is shown at a viewport position, also on a name that has moved."""
        return self.frozen.name_at(at) or self.place_at(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start panning, or pass the press to the pointer."""
        if not self.pan_press(event):
            self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, drag or hover."""
        if not self.pan_move(event):
            self.pointer.move(event)
            if self.pointer.over_selection():
                self.floating.ask()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning or the gesture."""
        if not self.pan_release():
            self.pointer.release(event)
            if event.button() == Qt.MouseButton.LeftButton:
                self.floating.ask()

    def leaveEvent(self, event: QEvent) -> None:
        """Clear the hover."""
        super().leaveEvent(event)
        self.pointer.leave()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit in place, or add a card or a point."""
        if event.button() == Qt.MouseButton.LeftButton and not self.is_panning():
            self.pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the context menu for the item under the pointer, or beside the selection."""
        self.pointer.cancel()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.adding.show_menu_at_focus()
        else:
            self.adding.show_menu_at(QPointF(self.viewport().mapFromGlobal(event.globalPos())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Esc during a gesture and Space for panning; pass other keys to the editor or to `keys`."""
        if event.key() == Qt.Key.Key_Escape and self.pointer.busy:
            self.pointer.cancel()
        elif self.pointer.hold_key(event, down=True) or self.placing.press_key(event):
            event.accept()
        elif self.writing.active:
            self.writing.take_key(event)
        elif event.key() == Qt.Key.Key_Escape and self.finding.search.active:
            self.finding.search.end()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.pointer.cancel()
            self.adding.show_menu_at_focus()
        elif not self._on_cell() and self.pointer.take_key(event.text()):
            event.accept()
        elif self.space_key(event, True):
            self.update_status_tip()
        elif event.text() == "/" and not self._on_cell():
            self.capture_wanted.emit()
        elif event.text() == "?" and not self._on_cell():
            self.keys_wanted.emit()
        elif not self.keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End panning with the space bar, or copying with Ctrl or Alt."""
        if self.pointer.hold_key(event, down=False):
            event.accept()
        elif self.space_key(event, False):
            self.update_status_tip()
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move through the cards with Tab before the focus leaves the canvas."""
        if self.placing.mode is not None:
            return True
        walked = self.hasFocus() and self.focus.walk(1 if forward else -1)
        return walked or super().focusNextPrevChild(forward)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repaint when the palette, the style or the pixel ratio changes."""
        if watched is self and event.type() in _LOOKS:
            self.overlay.repaint_colors()
            self.viewport().update()
        return super().eventFilter(watched, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Start a card when an input method is used, as with any other typing."""
        self.keys.compose(event)
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Enable input methods, because typing can start a card."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return True
        return super().inputMethodQuery(query)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Cancel an unfinished gesture and panning when the focus leaves."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.OtherFocusReason):
            self.pointer.cancel()
        self.drop_hand()

    def showEvent(self, event: QShowEvent) -> None:
        """Open the map at a readable zoom when first shown."""
        super().showEvent(event)
        self._status_tip = ""
        self.update_status_tip()
        if not self._opened:
            self._opened = True
            self._show_beginning()
            if not self.map_scene.layout.cards and self.focus.place() is None:
                self.focus.put(first_place(self.map_scene.layout))
            # The window lays itself out once more when it is first shown.
            QTimer.singleShot(0, self, self._show_beginning_unless_moved)

    def hideEvent(self, event: QHideEvent) -> None:
        """End a gesture and commit a text before the view is hidden."""
        if not event.spontaneous():
            self.cancel()
        super().hideEvent(event)

    def _show_beginning_unless_moved(self) -> None:
        if not self.pointer.busy and not self.writing.active:
            self._show_beginning()
        self.left_at = None

    def _show_beginning(self) -> None:
        if self._opened:
            self.open_at_beginning(self.map_scene.layout.rtl, self.left_at)

    def _after_move(self) -> None:
        """Update the hover: at once after zooming, as buttons keep their size, and after scrolling."""
        if self.zoom() != self._hovered_zoom:
            self._hovered_zoom = self.zoom()
            self.pointer.refresh_hover()
        else:
            self._resting.start()

    def _after_layout(self) -> None:
        sheet = (self.paper(), self.map_scene.layout.theme)
        if sheet != self._sheet:
            self._sheet = sheet
            self._make_room()
            self.overlay.repaint_colors()
            self.viewport().update()
        self._show_selection()
        self.pointer.refresh_hover()
        self.floating.follow()
        self.empty_notice.follow()

    def _after_selection(self) -> None:
        self._show_selection()
        self.pointer.refresh_hover()
        self.update_status_tip()
        describe_focus(self, self.map_scene, self.focus.place(), aloud=True)

    def _after_gesture(self) -> None:
        self.anchoring.follow_gesture(self.pointer.gesture)
        if self.pointer.gesture is None:
            self._show_selection()
        self.update_status_tip()
        self.floating.follow()

    def _is_busy(self) -> bool:
        """Return True while an item is dragged, a text is written, or the map is panned."""
        return self.pointer.gesture is not None or self.writing.active or self.is_panning()

    def _show_selection(self) -> None:
        self.overlay.show_selection(self.writing.frame())
        self.frozen.show_selection()

    def _show_change(self, edited: Edited) -> None:
        """Cancel a gesture, announce the edit and its result, and scroll to what undo or redo changed."""
        self.pointer.cancel()
        if edited.step == "new":
            announce(self, edit_words(edited))
        self.focus.follow_layout()
        # A field that has the focus speaks for itself.
        describe_focus(self, self.map_scene, self.focus.place(), aloud=self.hasFocus())
        if edited.cause == "do":
            return
        layout = self.map_scene.layout
        boxes = [box for each, _, after in edited.changes if after for box in boxes_of(layout, each)]
        if boxes:
            self.show_box(bounds(boxes))

    def _fit_box(self, box: Box) -> None:
        """Show a part of the map as large as possible, clear of the frozen headers."""
        covered = QMarginsF()
        for _ in range(3):
            # The frozen headers depend on what is in view.
            self.fit_rect(qrect(box.grown(24)), highest=2.0, covered=covered)
            now = self.frozen.covered(box)
            if now == covered:
                break
            covered |= now

    def _on_cell(self) -> bool:
        """Return True if a character would begin a card."""
        return self.pointer.gesture is None and self.focus.cell() is not None

    def _current_status_tip(self) -> str:
        if self.writing.active:
            return self.writing.status_tip()
        if self.pointer.gesture is not None:
            return self.pointer.gesture.status_tip()
        if self.is_panning():
            return tr("Drag to move the map")
        selection, on_chart = self.session.selection, self.pointer.chart is not None
        tip = tip_of(selection, self.map_scene.layout, on_chart=on_chart, edge=self.pointer.edge)
        return self.key_link.status_tip() or tip

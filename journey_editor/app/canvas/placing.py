"""Placing of pasted cards: begins the mode, shows what will happen in a bar, and handles the keys."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.pointer import Pointer
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Cell

if TYPE_CHECKING:
    from journey_editor.app.canvas.tools.place_cards import PlaceCards
    from journey_editor.editing.blocks import Axes, Block

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


@reports_errors
class Placing(QObject):
    """Lets the user choose the place of a block of cards before it is pasted."""

    def __init__(
        self, scene: MapScene, overlay: Overlay, pointer: Pointer, surface: Surface, parent: QWidget
    ) -> None:
        """Float the bar over `parent`, the view."""
        super().__init__(parent)
        self._scene, self._overlay, self._pointer, self._surface = scene, overlay, pointer, surface
        self._parent = parent
        self._shown: tuple[object, ...] = ()
        pointer.gesture_changed.connect(self._refresh)
        pointer.status_tip_changed.connect(self._refresh)
        parent.installEventFilter(self)

    @cached_property
    def bar(self) -> NoticeBar:
        """Bar that says what will happen."""
        return NoticeBar(self._parent, closable=False)

    @property
    def mode(self) -> "PlaceCards | None":
        """Mode that is active, or None."""
        gesture = self._pointer.gesture
        if gesture is None or gesture.held:
            return None
        from journey_editor.app.canvas.tools.place_cards import PlaceCards

        return gesture if isinstance(gesture, PlaceCards) else None

    def begin(self, block: "Block", axes: "Axes", cell: Cell, name: str) -> None:
        """Show a block of cards at a cell; Enter or a click pastes it as an undo step with a name."""
        from journey_editor.app.canvas.tools.place_cards import PlaceCards

        if self._scene.session.may_edit():
            self._parent.setFocus(Qt.FocusReason.OtherFocusReason)
            surface = self._surface
            self._pointer.begin(PlaceCards(self._scene, self._overlay, block, axes, cell, name, surface))

    def press_key(self, event: QKeyEvent) -> bool:
        """Handle a key; return False if no cards are being placed, or if it moves the map."""
        mode = self.mode
        if mode is None or not _is_own(event):
            return False
        if event.key() in _ENTER:
            self._pointer.confirm()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._pointer.cancel()
        else:
            mode.press_key(event.key(), event.text())
            self._pointer.status_tip_changed.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep shortcuts such as Delete from changing the map while cards are placed."""
        if event.type() != QEvent.Type.ShortcutOverride or self.mode is None:
            return False
        own = isinstance(event, QKeyEvent) and _is_own(event)
        if own:
            event.accept()
        return own

    def _refresh(self) -> None:
        """Show and announce what will happen."""
        mode = self.mode
        if mode is None:
            if self._shown:
                self._shown = ()
                self.bar.hide()
            return
        shown = mode.spoken_words(), mode.missing_steps, mode.adds_stages
        if shown != self._shown:
            self._shown = shown
            self.bar.show_notice(mode.words(), self._buttons(mode), spoken=mode.spoken_words())

    def _buttons(self, mode: "PlaceCards") -> list[NoticeButton]:
        buttons: list[NoticeButton] = [
            (tr("Place"), self._pointer.confirm),
            (tr("Cancel"), self._pointer.cancel),
        ]
        missing = mode.missing_steps
        if mode.adds_stages:
            buttons.insert(0, (tr("Add no stage (+)"), self._toggle_stages))
        elif missing:
            words = ntr("Add {n} stage (+)", "Add {n} stages (+)", missing)
            buttons.insert(0, (words, self._toggle_stages))
        return buttons

    def _toggle_stages(self) -> None:
        if self.mode is not None:
            self.mode.toggle_stages()
            self._refresh()


def _is_own(event: QKeyEvent) -> bool:
    """Return True for keys that would change the map: those without a modifier, and undo."""
    commanding = bool(event.modifiers() & _COMMANDING)
    viewing = event.key() == Qt.Key.Key_Space or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return event.matches(QKeySequence.StandardKey.Undo) or not (commanding or viewing)

"""Preloading of modules after the first window has been painted."""

import gc
import importlib
import threading

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.overrides import reports_errors

_ON_THREAD = (
    "journey_editor.storage.project.project_file",
    "journey_editor.conversion.formats",
    # Imports SQLAlchemy, which takes a fifth of a second. The first edits would have to wait for it.
    "journey_editor.storage.journal.writer",
)
_IN_TURN = (
    "journey_editor.layout.map_layout",
    "journey_editor.drawing.draw_map",
    "journey_editor.app.canvas.map_view",
    "journey_editor.app.panels.inspector",
    "journey_editor.app.window.main_window",
    "journey_editor.app.panels.forms",
    "journey_editor.app.canvas.tools.choosing",
    "journey_editor.app.canvas.writing.signs",
    "journey_editor.app.canvas.context_menu",
)
"""Modules for the first project window and what is done there first.

They use Qt, so the GUI thread imports them, one at a time.
"""
_PAUSE = 30
"""Milliseconds between two imports, so that the interface stays responsive."""


@reports_errors
class FirstPicture(QObject):
    """Starts preloading after a window of the program has been painted."""

    painted = Signal()
    """Emitted after the first window has been painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._started = False

    def watch(self, window: QWidget) -> None:
        """Watch a window that is going to be shown."""
        # Not the application: a filter of all events would cost a tenth of the time until the first paint.
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Detect the first paint event of the window."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            if not self._started:
                self._started = True
                QTimer.singleShot(0, self._preload)
                QTimer.singleShot(0, self.painted.emit)
        return False

    def _preload(self) -> None:
        # All objects created at startup live as long as the program.
        gc.freeze()
        threading.Thread(target=_import_all, args=(_ON_THREAD,), name="preloading", daemon=True).start()
        _import_next(list(_IN_TURN))


def _import_all(names: tuple[str, ...]) -> None:
    for name in names:
        importlib.import_module(name)


def _import_next(names: list[str]) -> None:
    if names:
        importlib.import_module(names.pop(0))
        QTimer.singleShot(_PAUSE, lambda: _import_next(names))

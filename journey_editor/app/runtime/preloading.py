"""What makes a start quick: after the first picture, what will be needed next is made ready."""

import gc
import importlib
import threading

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from journey_editor.app.runtime.overrides import reports_errors

_OFF_THREAD = ("journey_editor.storage.project.project_file", "journey_editor.conversion.formats")
_IN_TURN = (
    "journey_editor.layout.map_layout",
    "journey_editor.drawing.draw_map",
    "journey_editor.app.canvas.map_view",
    "journey_editor.app.panels.inspector",
    "journey_editor.app.window.main_window",
)
"""What the first window of a project needs; what is of Qt is imported on its own thread, piece by piece."""
_PAUSE = 30
"""Milliseconds between two pieces, for the hand that moves meanwhile."""


@reports_errors
class FirstPicture(QObject):
    """Waits until a window of the program has been painted, then goes over to work."""

    def __init__(self, program: QCoreApplication) -> None:
        super().__init__(program)
        self._program = program
        program.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first painting of a widget."""
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            self._program.removeEventFilter(self)
            QTimer.singleShot(0, self._settle)
        return False

    def _settle(self) -> None:
        # All that the start made lives as long as the program; nothing of it is garbage.
        gc.freeze()
        threading.Thread(target=_import_all, args=(_OFF_THREAD,), name="warming", daemon=True).start()
        _import_next(list(_IN_TURN))


def _import_all(names: tuple[str, ...]) -> None:
    for name in names:
        importlib.import_module(name)


def _import_next(names: list[str]) -> None:
    if names:
        importlib.import_module(names.pop(0))
        QTimer.singleShot(_PAUSE, lambda: _import_next(names))

"""The program, ending as soon as the map or the start page is painted.

python3 -m tests.benchmarks.started [FILE]
"""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from journey_editor.app.command_line.main import main
from journey_editor.app.runtime import preloading


class End(QObject):
    """Replacement for the object that watches for the first paint event: it ends the process."""

    painted = Signal()

    def watch(self, window: QWidget) -> None:
        """Watch the map of a window, or the start page."""
        canvas = getattr(window, "canvas", None)
        (canvas.viewport() if canvas is not None else window).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the process when the map or the start page is painted."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False


if __name__ == "__main__":
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        # Qt also paints without a screen, which is enough for a benchmark.
        os.environ.setdefault("DISPLAY", ":0")
    preloading.FirstPicture = End  # type: ignore[assignment,misc]
    sys.exit(main())

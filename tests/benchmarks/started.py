"""The program, ending as soon as the map or the start page is painted.

python3 -m tests.benchmarks.started [FILE]
"""

import os
import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from journey_editor.app.command_line.main import main
from journey_editor.app.runtime import preloading


class End(QObject):
    """Replacement for the object that watches for the first paint event: it ends the process."""

    def __init__(self, program: QCoreApplication) -> None:
        super().__init__(program)
        program.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the process when the map or the start page is painted."""
        if event.type() == QEvent.Type.Paint and watched.isWidgetType() and self._is_it(watched):
            QTimer.singleShot(0, lambda: os._exit(0))
        return False

    def _is_it(self, watched: QObject) -> bool:
        if len(sys.argv) == 1:
            return True
        parent = watched.parent()
        return parent is not None and type(parent).__name__ == "MapView"


if __name__ == "__main__":
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        # Qt also paints without a screen, which is enough for a benchmark.
        os.environ.setdefault("DISPLAY", ":0")
    preloading.FirstPicture = End  # type: ignore[assignment,misc]
    sys.exit(main())

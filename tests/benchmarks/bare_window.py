"""Empty PySide6 window with menus, docks and a toolbar: the baseline for the start of the program.

    python3 bare_window.py

ends as soon as the window is painted.
"""

import os

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QGraphicsScene,
    QGraphicsView,
    QMainWindow,
    QTreeWidget,
)

MENUS = ("File", "Edit", "Insert", "View", "Help")


class End(QObject):
    """Event filter that ends the process when the watched widget is painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the process after the first paint event."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False


def main() -> None:
    """Show the window."""
    program = QApplication([])
    window = QMainWindow()
    bar = window.addToolBar("Tools")
    for name in MENUS:
        menu = window.menuBar().addMenu(name)
        for number in range(10):
            action = QAction(f"{name} {number}", window)
            menu.addAction(action)
            if number < 2:
                bar.addAction(action)
    for side in (Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea):
        dock = QDockWidget("Panel", window)
        dock.setWidget(QTreeWidget())
        window.addDockWidget(side, dock)
    scene = QGraphicsScene()
    view = QGraphicsView(scene)
    window.setCentralWidget(view)
    window.statusBar().showMessage("Ready")
    window.resize(1440, 900)
    end = End()
    view.viewport().installEventFilter(end)
    window.show()
    program.exec()


if __name__ == "__main__":
    main()

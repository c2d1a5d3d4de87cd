"""Files that are dropped onto a window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

Take = Callable[[Sequence[Path], QPoint], object]
"""Takes files that were let go at a place of the window."""
Show = Callable[[Sequence[Path], QPoint], object]
"""Shows what letting them go there would do; without files they have gone elsewhere."""


class FileDrops(QObject):
    """Lets a window take files that are dropped anywhere on it."""

    def __init__(self, window: QWidget, take: Take, show: Show = lambda *_: None) -> None:
        super().__init__(window)
        self._take, self._show = take, show
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what are files on this computer, and nothing else."""
        if isinstance(event, QDropEvent | QDragEnterEvent | QDragMoveEvent):
            files = local_files(event.mimeData())
            if files:
                event.acceptProposedAction()
                dropped = event.type() == QEvent.Type.Drop
                at = event.position().toPoint()
                self._show([] if dropped else files, at)
                if dropped:
                    self._take(files, at)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._show([], QPoint())
        return super().eventFilter(watched, event)


def local_files(data: QMimeData) -> list[Path]:
    """The files of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

"""Files that are dropped onto a window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

Take = Callable[[Sequence[Path]], object]


class FileDrops(QObject):
    """Lets a window take files that are dropped anywhere on it."""

    def __init__(self, window: QWidget, take: Take) -> None:
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what are files on this computer, and nothing else."""
        if isinstance(event, QDropEvent | QDragEnterEvent | QDragMoveEvent):
            files = local_files(event.mimeData())
            if files:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._take(files)
                return True
        return super().eventFilter(watched, event)


def local_files(data: QMimeData) -> list[Path]:
    """The files of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

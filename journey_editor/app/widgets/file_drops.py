"""Files and other content dropped onto a window, in the various formats of file managers and browsers."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSysInfo, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.addresses import is_on_web

_LISTS = ("x-special/gnome-copied-files", "x-special/mate-copied-files", "application/x-kde4-urilist")
"""Formats in which file managers list files, in some cases after a line with the operation."""
_MARKS = ("application/x-kde-cutselection",)
"""Other formats that only file managers put on the clipboard."""
_HEADS = ("x-special/nautilus-clipboard", "copy", "cut")
"""Lines before such a list; Nautilus used to copy it as text."""

_TITLED = (("text/x-moz-url", "utf-16-le"), ("_NETSCAPE_URL", "utf-8"))
"""Formats in which browsers list addresses, each followed by its title, and their encodings."""

Take = Callable[[Sequence[Path], QPoint], object]
"""Callable that takes the files dropped at a position of the window."""
Show = Callable[[Sequence[Path], QPoint], object]
"""Callable that previews the drop; an empty list ends the preview."""
Content = Callable[[QMimeData, QPoint], object]
"""Callable that takes, or previews, text or a picture that is dropped at a position of the window."""


@reports_errors
class FileDrops(QObject):
    """Accepts files dropped anywhere on a window, and text and pictures if there is a callable for them."""

    def __init__(
        self,
        window: QWidget,
        take: Take,
        show: Show = lambda *_: None,
        take_content: Content | None = None,
        show_content: Content = lambda *_: None,
    ) -> None:
        super().__init__(window)
        self._take, self._show = take, show
        self._take_content, self._show_content = take_content, show_content
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept local files, else text and pictures."""
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
            if self._take_content is not None and (event.mimeData().hasText() or event.mimeData().hasImage()):
                # A copy, even within the window: a move would delete the text from its field.
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                at = event.position().toPoint()
                if event.type() == QEvent.Type.Drop:
                    self._show([], at)
                    self._take_content(event.mimeData(), at)
                else:
                    self._show_content(event.mimeData(), at)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._show([], QPoint())
        return super().eventFilter(watched, event)


def local_files(data: QMimeData) -> list[Path]:
    """Return the local files that are dragged, or were copied in a file manager."""
    return [_path(url) for url in _addresses(data) if url.isLocalFile()]


def remote_files(data: QMimeData) -> list[str]:
    """Return the names of remote files, such as on a phone, that were copied in a file manager.

    The same URLs copied from a browser are text.
    """
    if not any(map(data.hasFormat, (*_LISTS, *_MARKS))):
        return []
    return [url.fileName() or url.toDisplayString() for url in data.urls() if not url.isLocalFile()]


def web_addresses(data: QMimeData) -> list[tuple[str, str]]:
    """Return the addresses of web pages and e-mail, each with its title or "", if there is nothing else.

    Browsers put the title of a dragged link below its address.
    """
    lines = [line.strip() for line in data.text().splitlines() if line.strip()]
    addresses = lines or [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in data.urls()]
    if not addresses or not all(map(is_on_web, addresses)):
        return []
    titles: dict[str, str] = {}
    for name, encoding in _TITLED:
        if data.hasFormat(name):
            words = bytes(data.data(name).data()).decode(encoding, "replace").replace("\0", "").splitlines()
            titles |= dict(zip(words[::2], words[1::2], strict=False))
    return [(each, "" if titles.get(each, each) == each else titles[each]) for each in addresses]


def has_words(data: QMimeData) -> bool:
    """Return True if there is text other than the list of the files."""
    urls = _addresses(data)
    listed = {*_HEADS, *(str(_path(url)) for url in urls)}
    lines = {line.strip() for line in data.text().splitlines()} - {"", *listed}
    return not all(QUrl(line).isLocalFile() or QUrl(line) in urls for line in lines)


def _addresses(data: QMimeData) -> list[QUrl]:
    if data.hasUrls():
        return data.urls()
    for each in _LISTS:
        if data.hasFormat(each):
            return _in_lines(bytes(data.data(each).data()).decode(errors="replace"))
    return _in_lines(data.text())


def _in_lines(text: str) -> list[QUrl]:
    """Return the file URLs in a text that contains nothing else."""
    if not text.lstrip().lower().startswith(("file:", *_HEADS)):
        return []
    lines = [line.strip() for line in text.splitlines()]
    urls = [QUrl(line) for line in lines if line and line not in _HEADS]
    return urls if all(url.isLocalFile() for url in urls) else []


def _path(url: QUrl) -> Path:
    # On Windows, URLs with a host are network shares, even on the same computer.
    if sys.platform != "win32" and url.host() in ("localhost", QSysInfo.machineHostName().lower()):
        url.setHost("")
    return Path(url.toLocalFile())

"""Small pictures of maps, for the start page."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.storage.project import recent

if TYPE_CHECKING:
    from journey_editor.model.document import Document

SIZE = (256, 160)
"""Width and height of a small picture, in logical pixels; it is kept at twice that."""
_INSET = 8
_TITLE = "Title"


def picture_of(
    document: "Document",
    journey_id: str,
    today: date,
    pictures: Mapping[str, bytes],
    go_on: Callable[[], bool] = lambda: True,
) -> QImage:
    """A map, as wide as a small picture and at its top, at twice the picture's size.

    `go_on` is asked now and then whether to. Raises `CancelledError` when it says no.
    """
    # Importing all that draws takes longer than drawing, and the start page is there before its pictures.
    from journey_editor.backends.png import render_image
    from journey_editor.drawing.pages import pages_for

    width, height = (2 * side for side in SIZE)
    with cancellable(go_on):
        page = pages_for(document, journey_id, today=today, paper="map")[0]
        drawn = render_image(page, (width - 2 * _INSET) / page.width, pictures=pictures)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor(page.drawing.background))
    with QPainter(picture) as painter:
        painter.drawImage(_INSET, max(_INSET, (height - drawn.height()) // 2), drawn)
    return picture


def write_thumbnail(
    document: "Document",
    journey_id: str,
    today: date,
    pictures: Mapping[str, bytes],
    file: Path,
    go_on: Callable[[], bool] = lambda: True,
) -> None:
    """Write the small picture of a journey, and into it the name by which people know the project.

    Raises `CancelledError`, with nothing written, when `go_on` says not to.
    """
    from journey_editor.model.records import Journey

    picture = picture_of(document, journey_id, today, pictures, go_on)
    picture.setText(_TITLE, document.get(Journey, journey_id).title or document.project().name)
    encoded = QBuffer()
    QImageWriter(encoded, QByteArray(b"png")).write(picture)
    # One that cannot be written is missing on the start page, and made again the next time.
    with contextlib.suppress(UserError):
        write_file(file, bytes(encoded.data().data()), mode=PRIVATE)


def title_in(picture: QImage) -> str:
    """The name that was written into a small picture; empty where there is none."""
    return picture.text(_TITLE)


def title_of_draft(path: Path) -> str:
    """The title by which people know a project without a name; its picture has it."""
    return title_in(QImage(str(recent.thumbnail_path(path)))) or known_name(path)

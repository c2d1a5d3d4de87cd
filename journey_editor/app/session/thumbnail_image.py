"""Thumbnails of maps for the start page."""

import contextlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.storage.project import recent

if TYPE_CHECKING:
    from journey_editor.model.document import Document

SIZE = (256, 160)
"""Width and height of a thumbnail in logical pixels; it is stored at twice that size."""
_INSET = 8
_TITLE = "Title"


def picture_of(document: "Document", journey_id: str, today: date, pictures: Mapping[str, bytes]) -> QImage:
    """Return the top of a map, scaled to the width of a thumbnail, at twice the thumbnail's size.

    Raises `CancelledError` if the work is cancelled.
    """
    # Imported here: importing the drawing code takes longer than drawing, and the start page needs it later.
    from journey_editor.backends.png import render_image
    from journey_editor.drawing.pages import pages_for

    width, height = (2 * side for side in SIZE)
    page = pages_for(document, journey_id, today=today, paper="map")[0]
    drawn = render_image(page, (width - 2 * _INSET) / page.width, pictures=pictures)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor(page.drawing.background))
    with QPainter(picture) as painter:
        painter.drawImage(_INSET, max(_INSET, (height - drawn.height()) // 2), drawn)
    return picture


def write_thumbnail(
    document: "Document", journey_id: str, today: date, pictures: Mapping[str, bytes], file: Path
) -> None:
    """Write the thumbnail of a journey, with the project's display name in its metadata.

    Raises `CancelledError` without writing if the work is cancelled.
    """
    from journey_editor.model.records import Journey

    picture = picture_of(document, journey_id, today, pictures)
    picture.setText(_TITLE, document.get(Journey, journey_id).title or document.project().name)
    encoded = QBuffer()
    QImageWriter(encoded, QByteArray(b"png")).write(picture)
    # If writing fails, the thumbnail is missing on the start page and is created again the next time.
    with contextlib.suppress(UserError):
        write_file(file, bytes(encoded.data().data()), mode=PRIVATE)


def title_in(picture: QImage) -> str:
    """Return the name in the metadata of a thumbnail; empty if there is none."""
    return picture.text(_TITLE)


def title_of_draft(path: Path) -> str:
    """Return the display name of a project without a file name, from the metadata of its thumbnail."""
    return title_in(QImage(str(recent.thumbnail_path(path)))) or known_name(path)

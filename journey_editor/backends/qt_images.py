"""Pictures painted with Qt: cached in the few sizes in which they are shown, up to a memory limit.

A photograph of 2,000 pixels takes 12 MB, and some hundredths of a second to decode. On a map it is as large
as a card, so it is decoded at the size required; each cached size is twice the next smaller one.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from itertools import islice

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPaintEngine, QPainter, QPainterPath, QTransform

from journey_editor.backends.pictures import picture_format
from journey_editor.foundation.cancellation import raise_if_cancelled

_STEPS = (64, 128, 256, 512, 1024)
"""Longest sides of the sizes in which a picture is cached, in pixels, in addition to its full size."""
_DECODED_AT = 512
"""Size from which smaller ones are scaled, so that a picture is decoded only once for them."""
_ROOM = 96_000_000
"""Maximum size of the pictures cached by one thread, in bytes."""
_WHOLE = 0
_MOST_AHEAD = 100
"""Maximum number of pictures that are decoded ahead; together they have half of the cache."""

_SMALLEST_CROPPED = 256
"""Minimum length of the longer side of a cropped picture, in pixels, so that its edge is smooth."""

Key = tuple[str | float, ...]
"""SHA-256 of a picture, the size in which it is cached, and the outline to which it is cropped, if any."""


class _Images(threading.local):
    """Pictures of one thread, the last used ones at the end, and their total size in bytes."""

    def __init__(self) -> None:
        self.kept: OrderedDict[Key, QImage] = OrderedDict()
        self.taken = 0


_images = _Images()
_decoded_ahead: OrderedDict[str, QImage] = OrderedDict()
_ahead_lock = threading.Lock()


def decode_ahead(pictures: Mapping[str, bytes]) -> None:
    """Decode pictures, by their SHA-256, for the thread that paints them next, so that no window has to wait.

    Raises `CancelledError`.
    """
    for sha256, data in islice(pictures.items(), _MOST_AHEAD):
        raise_if_cancelled()
        image = _decoded(data, _DECODED_AT)
        with _ahead_lock:
            _decoded_ahead[sha256] = image
            while (
                len(_decoded_ahead) > _MOST_AHEAD
                or sum(each.sizeInBytes() for each in _decoded_ahead.values()) > _ROOM // 2
            ):
                _decoded_ahead.popitem(last=False)


def paint_image(
    painter: QPainter, rect: QRectF, sha256: str, data: bytes, inside: QPainterPath | None = None
) -> bool:
    """Paint a picture into a rectangle, at the resolution shown there, or only what is inside an outline.

    Return False if it cannot be read.
    """
    step = _WHOLE
    if painter.paintEngine().type() == QPaintEngine.Type.Raster:
        seen = painter.deviceTransform().mapRect(rect)
        longest = max(seen.width(), seen.height())
        step = next((each for each in _STEPS if each >= longest), _WHOLE)
    image = _image(sha256, data, step)
    if image.isNull():
        return False
    if inside is not None:
        area = inside.boundingRect()
        shown = painter.deviceTransform().mapRect(area)
        longest = max(shown.width(), shown.height(), _SMALLEST_CROPPED)
        side = next((each for each in _STEPS if each >= longest), _STEPS[-1])
        to_unit = QTransform.fromTranslate(-rect.x(), -rect.y())
        to_unit *= QTransform.fromScale(1 / rect.width(), 1 / rect.height())
        image = _cropped((sha256, step, side), image, to_unit.map(inside), area.height() / area.width())
        rect = area
    painter.drawImage(rect, image)
    return True


def image_of(sha256: str, data: bytes, longest: int) -> QImage:
    """Return a picture for an area of `longest` pixels, at up to twice that size.

    Returns a null image if it cannot be read.
    """
    return _image(sha256, data, next((each for each in _STEPS if each >= longest), _WHOLE))


def _image(sha256: str, data: bytes, step: int) -> QImage:
    """Return a picture scaled down to a step; a null image if it cannot be read."""
    key = (sha256, step)
    found = _images.kept.get(key)
    if found is not None:
        _images.kept.move_to_end(key)
        return found
    if step == _DECODED_AT and (ready := _decoded_ahead.get(sha256)) is not None:
        return _keep(key, ready)
    if step == _WHOLE or step >= _DECODED_AT:
        return _keep(key, _decoded(data, step))
    larger = _image(sha256, data, _DECODED_AT)
    if max(larger.width(), larger.height()) > step:
        smooth = Qt.TransformationMode.SmoothTransformation
        larger = larger.scaled(step, step, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return _keep(key, larger)


def _cropped(size: tuple[str, int, int], image: QImage, outline: QPainterPath, steep: float) -> QImage:
    """Return what is inside an outline, whose unit is the whole picture.

    `size` has the SHA-256 of the picture, the size of `image`, and that of the result: its longer side.
    `steep` is its height as a share of its width. The pixels are cropped, because the edge of a clip differs
    slightly from one partial repaint to the next.
    """
    corners = (outline.elementAt(index) for index in range(outline.elementCount()))
    side = size[-1]
    key: Key = (*size, *(round(value, 4) for corner in corners for value in (corner.x, corner.y)))
    found = _images.kept.get(key)
    if found is not None:
        _images.kept.move_to_end(key)
        return found
    width, height = (side, side * steep) if steep <= 1 else (side / steep, side)
    cropped = QImage(QSize(round(width), round(height)), QImage.Format.Format_ARGB32_Premultiplied)
    cropped.fill(0)
    area = outline.boundingRect()
    to_pixels = QTransform.fromTranslate(-area.x(), -area.y())
    to_pixels *= QTransform.fromScale(cropped.width() / area.width(), cropped.height() / area.height())
    with QPainter(cropped) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(to_pixels.map(outline))
        painter.drawImage(to_pixels.mapRect(QRectF(0, 0, 1, 1)), image)
    return _keep(key, cropped)


def _keep(key: Key, image: QImage) -> QImage:
    _images.kept[key] = image
    _images.taken += image.sizeInBytes()
    while _images.taken > _ROOM and len(_images.kept) > 1:
        _, oldest = _images.kept.popitem(last=False)
        _images.taken -= oldest.sizeInBytes()
    return image


def _decoded(data: bytes, step: int) -> QImage:
    kind = picture_format(data)
    if kind is None:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The format is fixed, so that no other is read, such as an SVG that refers to other files.
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if step != _WHOLE and max(size.width(), size.height()) > step:
        size.scale(step, step, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return image
    formats = QImage.Format
    return image.convertToFormat(
        formats.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else formats.Format_RGB32
    )

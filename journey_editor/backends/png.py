"""Plays primitives into a PNG, in bands, so that memory does not grow with the picture's height."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from journey_editor.backends.png_stream import PngStream
from journey_editor.backends.qt_painter import paint
from journey_editor.drawing.extent import extent
from journey_editor.drawing.primitives import Group, Page
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.foundation.translation import tr

LARGEST_SIDE = 30_000
"""The longest side of a picture, in pixels. Qt paints up to 32,767, and few programs open as much."""

_BAND = 1 << 21
"""A band has at most so many pixels: whoever cancels waits for no more than one."""
_MOST_ROWS = 256
_REPORT_EVERY = 100
"""So many groups are painted without a look at whether to go on."""
_MARGIN = 8
"""Rows painted above and below a band and thrown away: Qt rounds differently where a picture ends."""

_application: QGuiApplication | None = None


def ensure_gui() -> None:
    """Start Qt without a screen where nobody has started it: fonts need it. Call it from the main thread."""
    global _application
    if QGuiApplication.instance() is None:
        _application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])


def pixel_size(page: Page, dpi: float) -> tuple[int, int]:
    """How many pixels wide and high a page is."""
    return max(1, round(page.width * dpi / 72)), max(1, round(page.height * dpi / 72))


def write_png(
    page: Page,
    stream: BinaryIO,
    *,
    dpi: float,
    pictures: Mapping[str, bytes],
    transparent: bool = False,
    progress: Callable[[float], bool] | None = None,
) -> None:
    """Write a page as a PNG with `dpi` pixels to an inch of paper, on any thread.

    `pictures` holds bytes by their SHA-256. `progress` is told the share that is done, and answers whether
    to go on. Raises `CancelledError`, with the picture half written, and `UserError`, before anything is
    written, when the picture would be too large.
    """
    width, height = pixel_size(page, dpi)
    if max(width, height) > LARGEST_SIDE:
        most = int(dpi * LARGEST_SIDE / max(width, height))
        raise UserError(
            tr(
                "The picture would be {width} × {height} pixels, and {largest} on a side are the most. "
                "Nothing was written. Choose {dpi} dpi or less, or a PDF."
            ).format(width=width, height=height, largest=LARGEST_SIDE, dpi=most)
        )
    drawing = page.drawing
    texts = {"Title": drawing.title, "Author": drawing.author, "Description": drawing.subject}
    png = PngStream(stream, width, height, alpha=transparent, dpi=dpi, texts=texts)
    done = 0.0
    sheet = _Sheet(page, dpi / 72, transparent, pictures, lambda: progress is None or progress(done))
    rows_of_band = min(_MOST_ROWS, max(2 * _MARGIN, _BAND // width))
    pixels = QImage.Format.Format_RGBA8888 if transparent else QImage.Format.Format_RGB888
    # Compressing takes as long as painting, and goes on beside it, one band behind.
    with ThreadPoolExecutor(max_workers=1) as beside:
        written: Future[None] | None = None
        for top in range(0, height, rows_of_band):
            done = top / height
            bottom = min(top + rows_of_band, height)
            first, last = max(0, top - _MARGIN), min(bottom + _MARGIN, height)
            band = sheet.paint(width, first, last - first).convertToFormat(pixels)
            stride = band.bytesPerLine()
            rows = bytes(band.constBits()[(top - first) * stride : (bottom - first) * stride])
            if written is not None:
                written.result()
            written = beside.submit(png.add_rows, rows, stride)
        if written is not None:
            written.result()
    png.finish()


def render_image(
    page: Page,
    pixels_per_point: float,
    *,
    pictures: Mapping[str, bytes],
    transparent: bool = False,
    go_on: Callable[[], bool] = lambda: True,
) -> QImage:
    """A whole page as one image, for thumbnails and previews.

    `go_on` is asked now and then whether to. Raises `CancelledError` when it says no.
    """
    width, height = pixel_size(page, pixels_per_point * 72)
    return _Sheet(page, pixels_per_point, transparent, pictures, go_on).paint(width, 0, height)


@dataclass(frozen=True, slots=True)
class _Part:
    """A group, and between which heights it draws."""

    group: Group
    top: float
    bottom: float


class _Sheet:
    """A page that can be painted band by band, each like its rows of the whole."""

    def __init__(
        self,
        page: Page,
        pixels_per_point: float,
        transparent: bool,
        pictures: Mapping[str, bytes],
        go_on: Callable[[], bool],
    ) -> None:
        ensure_gui()
        self._page = page
        self._pixels = pixels_per_point
        self._scale = pixels_per_point * page.scale
        self._transparent = transparent
        self._pictures = pictures
        self._go_on = go_on
        self._parts = tuple(self._measured(page.drawing.groups))

    def paint(self, width: int, top: int, rows: int) -> QImage:
        """Some rows of the page."""
        if self._transparent:
            image = QImage(width, rows, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
        else:
            image = QImage(width, rows, QImage.Format.Format_RGB32)
            image.fill(QColor(self._page.drawing.background))
        y = self._page.y * self._pixels - top
        with QPainter(image) as painter:
            inside = (
                part.group
                for part in self._parts
                if y + part.top * self._scale < rows and y + part.bottom * self._scale > 0
            )
            for group in self._while_wanted(inside):
                painter.resetTransform()
                painter.translate(self._page.x * self._pixels, y)
                painter.scale(self._scale, self._scale)
                painter.translate(group.x, group.y)
                paint(group.children, painter, self._pictures)
        return image

    def _measured(self, groups: Iterable[Group]) -> Iterator[_Part]:
        for group in self._while_wanted(groups):
            box = extent(group)
            if box is not None:
                yield _Part(group, box.y, box.bottom)

    def _while_wanted(self, groups: Iterable[Group]) -> Iterator[Group]:
        for at, group in enumerate(groups):
            if at % _REPORT_EVERY == 0 and not self._go_on():
                raise CancelledError
            yield group

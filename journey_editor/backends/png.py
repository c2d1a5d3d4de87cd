"""PNG backend. It paints in bands, so that memory does not grow with the height of the picture."""

import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import groupby, islice
from threading import Event
from typing import BinaryIO

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from journey_editor.backends.png_stream import PngStream
from journey_editor.backends.progress import Progress
from journey_editor.backends.qt_painter import PaintCall, calls_for, play
from journey_editor.drawing.extent import extent
from journey_editor.drawing.primitives import Group, Page, Primitive
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr

LARGEST_SIDE = 30_000
"""Maximum side of a picture, in pixels. Qt paints up to 32,767, and few programs open larger files."""

_BAND = 2 << 20
"""Maximum number of pixels in a band; cancelling takes effect after one band at most."""
_BEHIND = 2
"""Maximum number of bands that wait for compression."""
_MOST_ROWS = 256
_AT_ONCE = 3 << 20
"""Bytes to compress between two checks for cancellation; photographs take a tenth of a second."""
_LOOKS_EVERY = 0.03
"""Seconds between two checks for cancellation while waiting."""
_MOST_ITEMS = 50
"""Maximum number of primitives drawn as one part of a group, which may have a thousand lines of text."""
_MARGIN = 8
"""Rows painted above and below a band and discarded: Qt rounds differently at the edge of an image."""

_application: QGuiApplication | None = None


def ensure_gui() -> None:
    """Start Qt without a screen unless it is running: fonts need it. Call this from the main thread."""
    global _application
    if QGuiApplication.instance() is None:
        _application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])


def pixel_size(page: Page, dpi: float) -> tuple[int, int]:
    """Return the width and height of a page in pixels."""
    return max(1, round(page.width * dpi / 72)), max(1, round(page.height * dpi / 72))


def write_png(
    page: Page,
    stream: BinaryIO,
    *,
    dpi: float,
    pictures: Mapping[str, bytes],
    transparent: bool = False,
    progress: Callable[[float], object] | None = None,
) -> None:
    """Write a page as a PNG with `dpi` pixels per inch of paper, on any thread.

    `pictures` maps SHA-256 hashes to the bytes of pictures. `progress` is called with the completed share, 0
    to 1. Raises `CancelledError`, with the picture partly written, and `UserError`, before anything is
    written, if the picture would be too large.
    """
    width, height = pixel_size(page, dpi)
    if max(width, height) > LARGEST_SIDE:
        most = int(dpi * LARGEST_SIDE / max(width, height))
        raise UserError(
            tr(
                "The picture would have {width} × {height} pixels, but a side can have at most {largest}. "
                "Nothing was written. Choose {dpi} dpi or less, or a PDF."
            ).format(width=width, height=height, largest=LARGEST_SIDE, dpi=most)
        )
    drawing = page.drawing
    texts = {"Title": drawing.title, "Author": drawing.author, "Description": drawing.subject}
    png = PngStream(stream, width, height, alpha=transparent, dpi=dpi, texts=texts)
    done = Progress(progress)
    sheet = _Sheet(page, dpi / 72, transparent, pictures)
    rows_of_band = min(_MOST_ROWS, max(2 * _MARGIN, _BAND // width))
    pixels = QImage.Format.Format_RGBA8888 if transparent else QImage.Format.Format_RGB888
    stopped = Event()
    # Compression takes as long as painting. It runs in a second thread, a few bands behind, because some
    # bands are painted quickly.
    with ThreadPoolExecutor(max_workers=1) as beside, _set_at_failure(stopped):
        written: deque[Future[None]] = deque()
        for top in range(0, height, rows_of_band):
            done.reach(top / height)
            bottom = min(top + rows_of_band, height)
            first, last = max(0, top - _MARGIN), min(bottom + _MARGIN, height)
            band = sheet.paint(width, first, last - first).convertToFormat(pixels)
            if len(written) == _BEHIND:
                _await(written.popleft())
            written.append(beside.submit(_add_rows, png, band, top - first, bottom - first, stopped))
        for each in written:
            _await(each)
    png.finish()


def render_image(
    page: Page,
    pixels_per_point: float,
    *,
    pictures: Mapping[str, bytes],
    transparent: bool = False,
) -> QImage:
    """Return a whole page as one image, for thumbnails and previews. Raises `CancelledError`."""
    width, height = pixel_size(page, pixels_per_point * 72)
    return _Sheet(page, pixels_per_point, transparent, pictures).paint(width, 0, height)


def _add_rows(png: PngStream, image: QImage, start: int, end: int, stopped: Event) -> None:
    """Add rows of an image until `stopped` is set."""
    stride = image.bytesPerLine()
    rows = memoryview(image.constBits())
    count = max(1, _AT_ONCE // stride)
    for first in range(start, end, count):
        if stopped.is_set():
            return
        png.add_rows(rows[first * stride : min(first + count, end) * stride], stride)


def _await(written: "Future[None]") -> None:
    """Wait until a band is compressed. Raises `CancelledError` if the output is cancelled."""
    while wait([written], _LOOKS_EVERY).not_done:
        raise_if_cancelled()
    written.result()


@contextmanager
def _set_at_failure(stopped: Event) -> Iterator[None]:
    """Set `stopped` if the block fails, so that cancelling does not wait for the band in compression."""
    try:
        yield
    except BaseException:
        stopped.set()
        raise


@dataclass(frozen=True, slots=True)
class _Part:
    """Part of a group, moved by `x` and `y`, with its vertical extent on the map."""

    x: float
    y: float
    drawn: Group
    top: float
    bottom: float


class _Sheet:
    """Page painted band by band, with the same result as painting it as a whole."""

    def __init__(
        self,
        page: Page,
        pixels_per_point: float,
        transparent: bool,
        pictures: Mapping[str, bytes],
    ) -> None:
        ensure_gui()
        self._page = page
        self._pixels = pixels_per_point
        self._scale = pixels_per_point * page.scale
        self._transparent = transparent
        self._pictures = pictures
        self._parts = tuple(part for group in page.drawing.groups for part in self._parts_of(group))
        self._begun: dict[int, tuple[PaintCall, ...]] = {}
        """Paint calls of the parts that extend below the rows painted last, by their index."""

    def paint(self, width: int, top: int, rows: int) -> QImage:
        """Return an image of some rows of the page."""
        if self._transparent:
            image = QImage(width, rows, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
        else:
            image = QImage(width, rows, QImage.Format.Format_RGB32)
            image.fill(QColor(self._page.drawing.background))
        y = self._page.y * self._pixels - top
        with QPainter(image) as painter:
            begun, self._begun = self._begun, {}
            for at, part in enumerate(self._parts):
                bottom = y + part.bottom * self._scale
                if bottom <= 0 or y + part.top * self._scale >= rows:
                    continue
                raise_if_cancelled()
                painter.resetTransform()
                painter.translate(self._page.x * self._pixels, y)
                painter.scale(self._scale, self._scale)
                painter.translate(part.x, part.y)
                calls = begun.get(at) or calls_for((part.drawn,), self._pictures)
                play(calls, painter)
                if bottom > rows - 2 * _MARGIN:
                    self._begun[at] = calls
        return image

    def _parts_of(self, group: Group) -> Iterator[_Part]:
        """Yield a group in parts, since it may be many times as high as a band."""
        for inner, dx, dy in _inner_groups(group, 0.0, 0.0):
            raise_if_cancelled()
            drawn = Group(group.owner, group.role, dx, dy, inner)
            box = extent(drawn)
            if box is not None:
                yield _Part(group.x, group.y, drawn, group.y + box.y, group.y + box.bottom)


def _inner_groups(group: Group, dx: float, dy: float) -> Iterator[tuple[tuple[Primitive, ...], float, float]]:
    """Yield the primitives of a group and its nested groups, in order, with their offset in `group`."""
    for is_group, items in groupby(group.children, lambda item: isinstance(item, Group)):
        if is_group:
            for item in items:
                assert isinstance(item, Group)
                yield from _inner_groups(item, dx + item.x, dy + item.y)
        else:
            while some := tuple(islice(items, _MOST_ITEMS)):
                yield some, dx, dy

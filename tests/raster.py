"""Pages as pixels and a measure of the difference between two images, to compare screen and paper.

Both painters antialias in their own way, so two correct images differ a little along every edge. The measure
is the share of pixels that differ by more than half of the way from black to white, in the whole image and in
its worst tile: something that is missing, moved or has a wrong colour changes many pixels in one place.
"""

from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

TILE = 32
"""Side of a tile in pixels."""


@dataclass(frozen=True)
class Difference:
    """Difference between two images."""

    share: float
    """Share of pixels that differ by more than half in some channel, 0 to 1."""
    worst: float
    """The same share in the worst tile."""
    where: tuple[int, int]
    """Left and top of the worst tile in pixels."""
    tint: float
    """Largest difference between the mean colours of a tile, 0 to 1."""


def pdf_page(data: bytes, page: int = 0, scale: float = 4.0) -> Image.Image:
    """Return a page of a PDF at exactly `scale` pixels per point, with its size rounded to whole pixels."""
    with pypdfium2.PdfDocument(data) as document:
        width, height = (max(1, round(side * scale)) for side in document.get_page_size(page))
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmapWithMatrix(
            bitmap,
            document[page],
            raw.FS_MATRIX(scale, 0, 0, scale, 0, 0),
            raw.FS_RECTF(0, 0, width, height),
            0,
        )
        return bitmap.to_pil().convert("RGB")


def svg_page(data: bytes, size: tuple[int, int]) -> Image.Image:
    """Return an SVG on a white background, as drawn by Qt."""
    renderer = QSvgRenderer(QByteArray(data))
    assert renderer.isValid()
    image = QImage(*size, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        renderer.render(painter)
    return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine())


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """Return the difference between two images of the same size."""
    assert one.size == other.size, (one.size, other.size)
    # Converting copies an image even if it has that mode, and these are large.
    one, other = (each if each.mode == "RGB" else each.convert("RGB") for each in (one, other))
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    wrong = most.point(lambda value: 255 if value > 127 else 0)
    columns, rows = max(1, one.width // TILE), max(1, one.height // TILE)
    tiles = wrong.resize((columns, rows), Image.Resampling.BOX).tobytes()
    at = max(range(len(tiles)), key=tiles.__getitem__)
    means = [
        ImageChops.difference(*pair)
        for pair in zip(*(_means(image, columns, rows) for image in (one, other)), strict=True)
    ]
    return Difference(
        share=wrong.histogram()[255] / (one.width * one.height),
        worst=tiles[at] / 255,
        where=(at % columns * TILE, at // columns * TILE),
        tint=max(channel.getextrema()[1] for channel in means) / 255,
    )


def _means(image: Image.Image, columns: int, rows: int) -> list[Image.Image]:
    small = image.resize((columns, rows), Image.Resampling.BOX)
    return list(small.split())

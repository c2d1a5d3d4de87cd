"""Baselines for the outputs: the same map, written in the simplest possible way.

They are not usable outputs: for example, `pdf_by_hand` writes no fonts, kerning, reading order or bookmarks.
"""

import io
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from journey_editor.backends.png import ensure_gui, render_image
from journey_editor.backends.qt_painter import paint
from journey_editor.drawing.primitives import Group, Page, Primitive, Rect, Stroke, TextRun
from journey_editor.drawing.primitives import Path as Shape
from journey_editor.text.fonts import FontFace


def pdf_by_hand(page: Page) -> bytes:
    """Return a page as a PDF with plain operators, and with its text in a standard font of PDF readers."""
    content = "\n".join(
        (
            f"{page.scale:.5f} 0 0 {-page.scale:.5f} 0 {page.height:.2f} cm",
            *_operators(page.drawing.groups, 0, 0),
        )
    )
    packed = zlib.compress(content.encode("cp1252", "replace"))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width:.2f} {page.height:.2f}]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R>>>>>>".encode(),
        f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj" % number + body + b"endobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def _operators(items: Iterable[Primitive], dx: float, dy: float) -> Iterator[str]:
    for item in items:
        if isinstance(item, Group):
            yield from _operators(item.children, dx + item.x, dy + item.y)
        elif isinstance(item, TextRun):
            words = item.run.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            x, y = dx + item.x, dy + item.y
            font = f"/F {item.run.size:g} Tf"
            yield f"{_color(item.color)} rg BT {font} 1 0 0 -1 {x:.2f} {y:.2f} Tm ({words}) Tj ET"
        elif isinstance(item, Rect):
            box = f"{dx + item.x:.2f} {dy + item.y:.2f} {item.width:.2f} {item.height:.2f} re"
            yield f"{_pen(item.fill, item.stroke)}{box} {_end(item.fill, item.stroke)}"
        elif isinstance(item, Shape):
            x, y, scale = dx + item.x, dy + item.y, item.scale
            steps = " ".join(
                "h" if name == "Z" else f"{_points(points, x, y, scale)} {name.lower()}"
                for name, *points in item.commands
            )
            yield f"{_pen(item.fill, item.stroke)}{steps} {_end(item.fill, item.stroke)}"


def _points(points: list[float], x: float, y: float, scale: float) -> str:
    return " ".join(
        f"{x + scale * a:.2f} {y + scale * b:.2f}" for a, b in zip(points[::2], points[1::2], strict=True)
    )


def _pen(fill: str | None, stroke: Stroke | None) -> str:
    parts = f"{_color(fill)} rg " if fill else ""
    return parts + (f"{_color(stroke.color)} RG {stroke.width:g} w " if stroke else "")


def _end(fill: str | None, stroke: Stroke | None) -> str:
    return "n" if not (fill or stroke) else "f" if not stroke else "B" if fill else "S"


def _color(name: str) -> str:
    return " ".join(f"{int(name[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


def pdf_by_qt(page: Page) -> bytes:
    """Return a page as a PDF written by Qt: shapes as on the screen, and text set by Qt in the same fonts.

    The program's own glyph runs would become shapes, which makes the file a hundred times as large.
    """
    ensure_gui()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QSizeF(page.width, page.height), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    with QPainter(writer) as painter:
        painter.scale(page.scale, page.scale)
        _play(page.drawing.groups, 0, 0, painter)
    return bytes(buffer.data().data())


def svg_by_qt(page: Page) -> bytes:
    """Return a page as an SVG written by Qt: shapes as on the screen, and text as text."""
    ensure_gui()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QSvgGenerator()
    writer.setOutputDevice(buffer)
    writer.setResolution(72)
    writer.setViewBox(QRectF(0, 0, page.width, page.height))
    with QPainter(writer) as painter:
        painter.scale(page.scale, page.scale)
        _play(page.drawing.groups, 0, 0, painter)
    return bytes(buffer.data().data())


def _play(items: Iterable[Primitive], dx: float, dy: float, painter: QPainter) -> None:
    for item in items:
        if isinstance(item, Group):
            _play(item.children, dx + item.x, dy + item.y, painter)
        elif isinstance(item, TextRun):
            painter.setPen(QColor(item.color))
            painter.setFont(_font(item.run.face, item.run.size))
            painter.drawText(QPointF(dx + item.x, dy + item.y), item.run.text)
        else:
            paint((Group("", "", dx, dy, (item,)),), painter, {})


@lru_cache(maxsize=256)
def _font(face: FontFace, size: float) -> QFont:
    """Return the Qt font for a face, found by family and weight."""
    name = QFontDatabase.applicationFontFamilies(_loaded(face))[0]
    font = QFont(name)
    font.setPixelSize(round(size))
    words = face.key.lower()
    font.setItalic("italic" in words)
    font.setWeight(
        QFont.Weight.Bold
        if words.endswith("-bold")
        else QFont.Weight.DemiBold
        if "semi" in words
        else QFont.Weight.Normal
    )
    return font


@lru_cache(maxsize=64)
def _loaded(face: FontFace) -> int:
    return QFontDatabase.addApplicationFontFromData(face.data)


def one_image(page: Page, dpi: float, path: Path) -> QImage:
    """Paint a page as one image, save it as a PNG with Qt, and return the image."""
    image = render_image(page, dpi / 72, pictures={})
    image.save(str(path), "PNG")
    return image

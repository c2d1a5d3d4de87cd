"""Small drawing with all variants of each primitive, to be drawn by every output."""

import io
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from unittest.mock import patch

from PIL import Image

from journey_editor.backends import png_stream
from journey_editor.backends.pdf import write_pdf
from journey_editor.backends.png import write_png
from journey_editor.backends.svg import write_svg
from journey_editor.drawing.faint import with_faint
from journey_editor.drawing.outlines import rect_commands
from journey_editor.drawing.primitives import (
    Bookmark,
    Drawing,
    Group,
    Page,
    Path,
    Picture,
    Primitive,
    Rect,
    Stroke,
    TextRun,
)
from journey_editor.drawing.text import draw_line
from journey_editor.foundation.geometry import PathCommand
from journey_editor.layout.icons import icon
from journey_editor.text.fonts import default_book
from journey_editor.text.shaping import shape, shape_paragraph
from journey_editor.text.text_style import Face, TextStyle
from tests.pictures import unkind_pictures

INK = "#1B2430"
BLUE = "#17456F"
CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def text(
    x: float, y: float, words: str, face: Face = "regular", size: float = 13, color: str = INK
) -> tuple[TextRun, ...]:
    """Return a line of text on the baseline `y`, without the upper layers of its emoji."""
    line = shape(words, TextStyle(face, size, size * 1.4), default_book())
    return tuple(item for item in draw_line(line, x, y, color) if isinstance(item, TextRun))


def hyphenated(x: float, y: float, whole: str, at: int, size: float = 13) -> tuple[TextRun, ...]:
    """Return a word divided after `at` letters, on two lines."""
    paragraph = shape_paragraph(whole, TextStyle("regular", size, 18), default_book(), "de")
    first, _ = paragraph.cut(0, at, hyphen=True)
    second, _ = paragraph.cut(at, len(whole))
    return tuple(
        TextRun(x + left, baseline, run, INK)
        for baseline, runs in ((y, first), (y + 18, second))
        for left, run in runs
    )


def png(mode: str = "RGB") -> bytes:
    """Return a PNG with 16 by 16 coloured squares; with alpha, its left half is transparent."""
    image = Image.new(mode, (16, 16))
    for x in range(16):
        for y in range(16):
            color = (x * 16, y * 16, 128)
            image.putpixel((x, y), (*color, 255 if x >= 8 else 0) if mode == "RGBA" else color)
    stream = io.BytesIO()
    image.resize((128, 128), Image.Resampling.NEAREST).save(stream, "PNG")
    return stream.getvalue()


def jpeg(orientation: int = 1) -> bytes:
    """Return a JPEG, red above green; an orientation of 6 means that it is to be rotated by 90 degrees."""
    image = Image.new("RGB", (128, 128), "#C02020")
    image.paste("#20A040", (0, 64, 128, 128))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95, exif=exif)
    return stream.getvalue()


_FILES = [png(), png("RGBA"), jpeg(), jpeg(6), b"<svg xmlns='http://www.w3.org/2000/svg'/>", png()[:100]]
PICTURES = {sha256(data).hexdigest(): data for data in _FILES}
MISSING = "0" * 64


def _square(x: float, y: float, side: float, clockwise: bool) -> tuple[PathCommand, ...]:
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    if not clockwise:
        corners.reverse()
    (first, *others) = corners
    return (("M", *first), *(("L", *corner) for corner in others), ("Z",))


def _angle(x: float, y: float, opening: float) -> tuple[PathCommand, ...]:
    return (("M", x, y - opening), ("L", x + 30, y), ("L", x, y + opening))


def _texts() -> Group:
    lines = (
        *text(20, 40, "AVATAR, Wavy", "bold", 30),
        *text(20, 64, "Notices the need · “Four stars, but what?”", "italic"),
        *text(20, 84, "First contact, Repair and care", "semibold", 15, "#FFFFFF"),
        *text(20, 104, "Vận chuyển nhanh, Дорогая Елена, Ταξίδι του πελάτη", "regular", 12),
        *text(20, 122, "promised Thursday · kept 62 % fi ffl", "regular", 11, "#5B6675"),
        *text(20, 140, "kleine Wörter → größer ← ✓ 漢", "italic", 12),
    )
    band = Rect(10, 68, 240, 22, 4, fill="#22314A")
    return Group("texts", "text", 0, 0, (band, *lines), "Texts")


def _lines() -> Group:
    lines: list[Primitive] = []
    pens = [
        Stroke("#B45309", 2.5),
        Stroke("#B45309", 2.5, cap="round"),
        Stroke("#B45309", 2.5, (6, 4)),
        Stroke("#B45309", 2.5, (1, 6), "round"),
        Stroke("#B45309", 2.5, (9, 3, 2)),
        Stroke("#B45309", 2.5, (0, 5), "round"),
    ]
    for index, pen in enumerate(pens):
        wave: tuple[PathCommand, ...] = (("M", 0, 0), ("C", 40, -14, 60, 14, 110, 0))
        lines.append(Path(wave, stroke=pen, x=10, y=12 + index * 12))
    for index, opening in enumerate((14, 4, 1)):
        at = _angle(140 + index * 40, 20, opening)
        lines.append(Path(at, stroke=Stroke(BLUE, 4)))
        lines.append(
            Path(_angle(140 + index * 40, 55, opening), stroke=Stroke(BLUE, 4, (), "round", "round"))
        )
    return Group("lines", "line", 10, 160, tuple(lines), "Lines")


def _boxes() -> Group:
    edge = Stroke("#A9C6E3", 1)
    inner = Group(
        "inner", "card", 7.25, 3.5, (Rect(2, 2, 30, 20, 6, "#FDEEF0", edge), *text(6, 16, "in", "bold"))
    )
    return Group(
        "boxes",
        "card",
        300,
        20,
        (
            Rect(0, 0, 90, 40, 6, "#EAF2FA", edge),
            Rect(100, 0, 40, 40, 99, "#F3EFFA", Stroke("#54407F", 2)),
            Rect(150.4, 0.3, 40, 40, 0, None, Stroke(INK, 0.75)),
            Rect(200, 0, 60, 16, 8, "#0B5F56"),
            Group("outer", "stage", 50, 60, (Rect(0, 0, 60, 40, 8, "#E7F5F2"), inner)),
            Path(_square(130, 60, 40, True) + _square(140, 70, 20, True), fill="#C98A00"),
            Path(_square(180, 60, 40, True) + _square(190, 70, 20, False), fill="#C98A00"),
        ),
        "Boxes",
    )


def _icons() -> Group:
    pen = Stroke(BLUE, 1.5, (), "round", "round")
    signs = [
        Path(icon(name), stroke=pen, x=index * 26.0, y=0, scale=20 / 24)
        for index, name in enumerate(["globe", "heart", "footprints", "headset", "frown"])
    ]
    filled = Path(icon("star"), fill="#C98A00", stroke=Stroke("#FFFFFF", 1, (2, 1)), x=140, y=-4, scale=1.5)
    return Group("icons", "icon", 300, 140, (*signs, filled), "Icons")


def _pictures() -> Group:
    places = [Picture(index * 40.0, 0, 32, 32, name) for index, name in enumerate((*PICTURES, MISSING))]
    for index, name in enumerate(list(PICTURES)[:4]):
        clip = Path(rect_commands(2, 2, 1), x=index * 40.0 + 4, y=42, scale=12)
        places.append(Picture(index * 40.0, 38, 32, 32, name, clip=clip))
    return Group("pictures", "picture", 300, 190, (Rect(-5, 10, 300, 8, 0, "#DDE2E8"), *places), "Pictures")


def sample_drawing(dx: float = 0.0, color: str = INK) -> Drawing:
    """Return the drawing; `dx` and `color` change one short line of it, to check that this is detected."""
    moved = Group("moved", "text", dx, 0, text(20, 256, "first answer 0:40", "regular", 11, color))
    divided = Group("divided", "text", 0, 0, hyphenated(150, 250, "Kundenzufriedenheit", 6))
    return Drawing(
        width=590,
        height=280,
        background="#FFFFFF",
        groups=(_texts(), _lines(), _boxes(), _icons(), _pictures(), moved, divided),
        title="Eine Reise – Ω (1)",
        author="Zoë Ångström",
        subject="Awareness → support",
        language="de",
        bookmarks=(Bookmark("Entdecken", 20, 40), Bookmark("Kaufen & freuen", 300, 140)),
    )


def faint_drawing() -> Drawing:
    """Return the drawing with all of its groups as cards of a cell, half of them faint."""
    whole = sample_drawing()
    cell = Group("cell", "cell", 0, 0, whole.groups)
    return with_faint(replace(whole, groups=(cell,)), {"texts", "boxes", "icons", "pictures"})


def sheet(drawing: Drawing) -> Page:
    """Return a page as large as the drawing."""
    return Page(drawing, drawing.width, drawing.height)


def drawing_of(*primitives: Primitive, width: float = 200, height: float = 100) -> Drawing:
    """Return a drawing with a single group of primitives."""
    return Drawing(width, height, "#FFFFFF", (Group("all", "card", 0, 0, primitives),))


@cache
def all_pictures() -> dict[str, bytes]:
    """Return the pictures of the drawing, and those of the maps in the gallery."""
    return {**PICTURES, **{each.sha256: each.data for each in unkind_pictures().values()}}


def pdf_of(*pages: Page) -> bytes:
    """Return the pages as a PDF."""
    stream = io.BytesIO()
    write_pdf(pages, stream, pictures=all_pictures(), created=CREATED)
    return stream.getvalue()


def png_of(page: Page, dpi: float = 288, transparent: bool = False, compressed: bool = False) -> Image.Image:
    """Return a page as an image read from its PNG; at 288 dpi it has 4 pixels per point.

    To compress it would take longer than all the rest.
    """
    stream = io.BytesIO()
    with nullcontext() if compressed else patch.object(png_stream, "_LEVEL", 0):
        write_png(page, stream, dpi=dpi, pictures=all_pictures(), transparent=transparent)
    image = Image.open(stream)
    image.load()
    return image


def svg_of(page: Page, **details: bool) -> bytes:
    """Return a page as an SVG."""
    stream = io.BytesIO()
    write_svg(page, stream, pictures=all_pictures(), **details)
    return stream.getvalue()

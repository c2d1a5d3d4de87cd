"""Pictures of many kinds, made with Pillow."""

import io
import random
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

from journey_editor.interchange.pictures import IncomingPicture, import_picture


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture encoded as a file of this format."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def tiny_png(width: int = 4, height: int = 3, color: str = "#2060A0") -> bytes:
    """Return a PNG of one colour."""
    return encoded(Image.new("RGB", (width, height), color))


def photo(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return an image with the colours and some noise of a photograph. Equal seeds give equal images."""
    chance = random.Random(seed)
    coarse = Image.frombytes("RGB", (12, 9), chance.randbytes(12 * 9 * 3))
    noise = Image.frombytes("L", (width, height), chance.randbytes(width * height)).convert("RGB")
    return Image.blend(coarse.resize((width, height), Image.Resampling.BICUBIC), noise, 0.06)


def see_through(width: int = 300, height: int = 200) -> Image.Image:
    """Return a drawing on a transparent background."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((width // 10, height // 10, width * 9 // 10, height * 9 // 10), fill=(220, 60, 60, 160))
    draw.rectangle((width // 3, height // 3, width // 2, height * 2 // 3), fill=(30, 90, 200, 255))
    return image


@cache
def unkind_pictures() -> dict[str, IncomingPicture]:
    """Return difficult pictures by description."""
    return {
        "photo": import_picture(encoded(photo(900, 600), "JPEG", quality=90)),
        "see-through": import_picture(encoded(see_through())),
        "wide": import_picture(encoded(photo(1800, 40), "PNG")),
        "tall": import_picture(encoded(photo(40, 1800), "PNG")),
        "tiny": import_picture(tiny_png(1, 1)),
        "grey": import_picture(encoded(photo(90, 70).convert("L"))),
        "portrait": import_picture(encoded(photo(500, 400, seed=2), "JPEG"), portrait=True),
    }

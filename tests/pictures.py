"""Pictures of many kinds, made by Pillow, as people have them."""

import io
import random
from typing import Any

from PIL import Image


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """A picture as a file of a kind."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def tiny_png(width: int = 4, height: int = 3, color: str = "#2060A0") -> bytes:
    """A picture of one colour."""
    return encoded(Image.new("RGB", (width, height), color))


def photo(width: int, height: int, seed: int = 1) -> Image.Image:
    """Something with as many colours as a photograph, soft and with some noise."""
    coarse = Image.new("RGB", (12, 9))
    chance = random.Random(seed)
    coarse.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(12 * 9)])
    noise = Image.effect_noise((width, height), 24).convert("RGB")
    return Image.blend(coarse.resize((width, height), Image.Resampling.BICUBIC), noise, 0.12)

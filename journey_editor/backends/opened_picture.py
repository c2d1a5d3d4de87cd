"""Pictures opened with Pillow, for outputs that embed pictures."""

import io
import zlib

from PIL import Image

from journey_editor.backends.pictures import picture_format

_ORIENTATION = 0x0112


def open_picture(data: bytes) -> Image.Image | None:
    """Return a picture, fully decoded; None if it is damaged or not in a supported format."""
    kind = picture_format(data)
    if kind is None:
        return None
    try:
        image = Image.open(io.BytesIO(data), formats=(kind,))
        image.load()
    # Pillow's decoders raise various errors for damaged files.
    except (OSError, ValueError, SyntaxError, LookupError, zlib.error, Image.DecompressionBombError):
        return None
    return image


def is_upright(image: Image.Image) -> bool:
    """Return True if the rows of a picture are stored upright."""
    return bool(image.getexif().get(_ORIENTATION, 1) == 1)

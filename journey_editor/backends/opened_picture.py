"""Pictures opened by Pillow, for outputs that hold pictures themselves."""

import io
import zlib

from PIL import Image

from journey_editor.backends.pictures import picture_format

_ORIENTATION = 0x0112


def open_picture(data: bytes) -> Image.Image | None:
    """A picture, read to its end; None for what is no picture that every output can draw, or is damaged."""
    kind = picture_format(data)
    if kind is None:
        return None
    try:
        image = Image.open(io.BytesIO(data), formats=(kind,))
        image.load()
    # Pillow's readers raise whatever a damaged file makes them stumble over.
    except (OSError, ValueError, SyntaxError, LookupError, zlib.error, Image.DecompressionBombError):
        return None
    return image


def is_upright(image: Image.Image) -> bool:
    """Whether a picture's rows are stored in the way in which it is to be seen."""
    return bool(image.getexif().get(_ORIENTATION, 1) == 1)

"""Import of pictures from any source: each is decoded and encoded again.

The name of a file is ignored, and metadata such as place, camera and author is removed.
"""

import hashlib
import io
import struct
import warnings

from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageOps, UnidentifiedImageError

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.foundation.picture_parts import has_too_many_scans
from journey_editor.foundation.picture_size import LONGEST_KEPT, LONGEST_SIDE, MOST_BYTES, MOST_PIXELS
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr

PORTRAIT = 400
"""Side of a portrait, in pixels. It is drawn 48 pt wide."""

MOST_READS = 250_000
"""Maximum number of reads for a picture: a file of many empty chunks would take very long."""
_MOST_RUNS = 2_500_000
"""Maximum number of reads for a BMP, which may be read in runs of equal pixels."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_QUALITY = 88
_FEW_COLORS = 4_096
"""Maximum number of colours of a drawing or screenshot, which is stored as PNG if that is not far larger."""
_MOST_OVERHEAD = 2.0
"""Maximum size of such a PNG, in sizes of the JPEG."""
_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")
"""Modes with more than eight bits, of which Pillow would keep only the lowest eight."""
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""Transpositions for the EXIF orientation of pictures."""
_DAMAGE_ERRORS = (
    OSError, ValueError, SyntaxError, LookupError, TypeError, ArithmeticError, AttributeError, EOFError,
    struct.error, ImageCms.PyCMSError,
)  # fmt: skip
"""Errors that Pillow raises for damaged data."""

# Such large pictures are refused with a message anyway.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class IncomingPicture:
    """A picture for a project: its bytes, their type, and its size in pixels."""

    data: bytes
    media_type: str
    sha256: str
    width: int
    height: int


def import_picture(data: bytes, *, portrait: bool = False) -> IncomingPicture:
    """Encode a PNG, JPEG, GIF, WEBP or BMP again for a project; only its first frame.

    The result is upright, in sRGB with eight bits, without metadata, and scaled down to `LONGEST_KEPT`. A
    `portrait` is cropped to a circle. The same bytes always give the same result.

    Raises `UserError` and `CancelledError`.
    """
    if len(data) > MOST_BYTES:
        raise UserError(tr("The picture was not added: it is larger than 25 MB."))
    try:
        image = _in_srgb(*_opened(data))
        raise_if_cancelled()
        image = _round(image) if portrait else image
        kept, media_type = _encoded(image)
    except (UserError, CancelledError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError(_too_many_pixels(), details=repr(error)) from error
    except Exception as error:
        # Pillow raises many kinds of errors for damaged files.
        raise UserError(
            tr("The picture was not added: it is damaged or incomplete."), details=repr(error)
        ) from error
    return IncomingPicture(kept, media_type, hashlib.sha256(kept).hexdigest(), image.width, image.height)


def reencoded(data: bytes) -> bytes | None:
    """Return a picture of a project, encoded again; None if that is not possible."""
    try:
        return import_picture(data).data
    except UserError:
        return None


class _Source(io.BytesIO):
    """Bytes of a picture that is being decoded."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._reads, self.most_reads = 0, MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some bytes. Raises `CancelledError`, and `UserError` if there are too many pieces."""
        self._reads += 1
        if self._reads > self.most_reads:
            raise UserError(_too_much_work())
        raise_if_cancelled()
        return super().read(size)


class _Target(io.BytesIO):
    """Buffer for a picture that is being encoded."""

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]
        """Write some bytes. Raises `CancelledError`."""
        raise_if_cancelled()
        return super().write(data)


def _opened(data: bytes) -> tuple[Image.Image, bytes | None]:
    """Return the first frame, upright and scaled down, and its colour profile or None."""
    try:
        # Opening reads only the header, and refuses extremely large pictures.
        source = _Source(data)
        image: Image.Image = Image.open(source, formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise UserError(
            tr("This picture cannot be added. Supported types: PNG, JPEG, GIF, WEBP, BMP.")
        ) from error
    _check_size(image)
    if image.format in ("JPEG", "MPO"):
        if has_too_many_scans(data):
            raise UserError(_too_much_work())
        # A JPEG can be decoded at half its size or less, which is faster.
        image.draft(None, (LONGEST_KEPT, LONGEST_KEPT))
    if image.format == "BMP":
        source.most_reads = _MOST_RUNS
    image.load()
    # The decoded size can differ from the header.
    _check_size(image)
    raise_if_cancelled()
    profile, turn = image.info.get("icc_profile"), _turn_of(image)
    image = _eight_bits(image)
    image.thumbnail((LONGEST_KEPT, LONGEST_KEPT), Image.Resampling.LANCZOS, reducing_gap=2.0)
    raise_if_cancelled()
    return image if turn is None else image.transpose(turn), profile


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise UserError(_too_many_pixels())


def _too_many_pixels() -> str:
    return tr(
        "The picture was not added: it has more than 40 million pixels, or more than 12,000 on a side. Make "
        "it smaller with another program first."
    )


def _too_much_work() -> str:
    return tr(
        "The picture was not added: it is stored in so many pieces that showing it would take too long. "
        "Save it again with another program first."
    )


def _turn_of(image: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except _DAMAGE_ERRORS:
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture as grey, RGB, RGBA or CMYK with eight bits per channel."""
    if image.mode in _DEEP:
        highest = 255 if image.mode == "F" else 65_535
        return image.convert("F").point(lambda value: value * (255 / highest) + 0.5).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        # A copy, because scaling down the original would decode it again.
        return image.copy()
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in sRGB. A profile that cannot be used is ignored."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    plain = image.convert("RGB") if alpha is not None else image
    converted: Image.Image | None = None
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                plain, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except _DAMAGE_ERRORS:
            converted = None
    result = converted or (plain.convert("RGB") if plain.mode == "CMYK" else plain)
    # Remove all metadata.
    result.info = {}
    return result if alpha is None else _cleared(result, alpha)


def _cleared(image: Image.Image, alpha: Image.Image) -> Image.Image:
    """Return a picture whose fully transparent pixels have no colour."""
    seen = alpha.point(lambda value: 255 if value else 0)
    image = Image.composite(image.convert("RGB"), Image.new("RGB", image.size), seen)
    image.putalpha(alpha)
    return image


def _round(image: Image.Image) -> Image.Image:
    """Return the middle of a picture, where a face usually is, in a circle."""
    side = min(PORTRAIT, *image.size)
    # Faces are usually a little above the middle.
    image = ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    circle = Image.new("L", (4 * side, 4 * side))
    ImageDraw.Draw(circle).ellipse((0, 0, 4 * side - 1, 4 * side - 1), fill=255)
    circle = circle.resize((side, side), Image.Resampling.BOX)
    if image.mode == "RGBA":
        circle = ImageChops.multiply(circle, image.getchannel("A"))
    return _cleared(image, circle)


def _encoded(image: Image.Image) -> tuple[bytes, str]:
    """Encode a picture: as a PNG if it is transparent or has few colours, else as a JPEG."""
    if image.mode == "RGBA":
        if image.getchannel("A").getextrema() != (255, 255):
            return _saved(image, "PNG"), "image/png"
        image = image.convert("RGB")
    jpeg = _saved(image, "JPEG")
    if image.getcolors(_FEW_COLORS) is not None:
        png = _saved(image, "PNG")
        if len(png) <= len(jpeg) * _MOST_OVERHEAD:
            return png, "image/png"
    return jpeg, "image/jpeg"


def _saved(image: Image.Image, kind: str) -> bytes:
    target = _Target()
    if kind == "PNG":
        image.save(target, kind)
    else:
        # Without chroma subsampling, coloured text in screenshots stays sharp.
        image.save(target, kind, quality=_QUALITY, subsampling=0, optimize=True)
    return target.getvalue()

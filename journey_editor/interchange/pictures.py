"""The one door for pictures, whoever made them: what comes out of it was decoded and encoded by us.

What a picture's name says counts for nothing. Where it was taken, with what and by whom does not come in.
"""

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageOps, UnidentifiedImageError

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.foundation.picture_parts import has_too_many_scans
from journey_editor.foundation.picture_size import LONGEST_KEPT, LONGEST_SIDE, MOST_BYTES, MOST_PIXELS
from journey_editor.foundation.translation import tr

SUFFIXES = (".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".bmp")
"""How the names of pictures end that may come in; only to tell which files to offer."""

PORTRAIT = 400
"""The side of a portrait, in pixels: it is drawn 48 pt wide."""

MOST_READS = 250_000
"""Maximum pieces in which a picture is read: a file of empty pieces keeps a reader busy for very long."""
_MOST_RUNS = 2_500_000
"""The same for a BMP, which may be read in runs of equal pixels."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_QUALITY = 88
_FEW_COLORS = 4_096
"""What has no more colours is a drawing or a screenshot, kept without loss where that is not far larger."""
_WORTH_IT = 2.0
_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")
"""Modes of more than eight bits, of which Pillow would only keep the lowest."""
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
"""What makes upright a picture that was taken with the camera turned (EXIF)."""
_STUMBLES = (
    OSError, ValueError, SyntaxError, LookupError, TypeError, ArithmeticError, AttributeError, EOFError,
    struct.error, ImageCms.PyCMSError,
)  # fmt: skip
"""What a reader raises over what it cannot read."""

# What is large enough for this warning is refused with a sentence of ours.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class IncomingPicture:
    """A picture as it goes into a project: its bytes, what they are, and its size in pixels."""

    data: bytes
    media_type: str
    sha256: str
    width: int
    height: int


def take_in(data: bytes, *, portrait: bool = False) -> IncomingPicture:
    """Make a picture of ours of the bytes of any PNG, JPEG, GIF, WEBP or BMP; of several frames the first.

    It is upright, in sRGB with eight bits, without metadata, and no longer than print can use. A `portrait`
    is cut to a square, and round, with nothing around it. The same bytes always give the same.

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
        # Readers raise whatever a damaged file makes them stumble over.
        raise UserError(
            tr("The picture was not added: it is damaged or incomplete."), details=repr(error)
        ) from error
    return IncomingPicture(kept, media_type, hashlib.sha256(kept).hexdigest(), image.width, image.height)


def reencoded(data: bytes) -> bytes | None:
    """Make the bytes of a picture of ours of one that was in a project; None if that is not possible."""
    try:
        return take_in(data).data
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
    """The first frame, upright and no longer than is kept, and the profile of its colours, if it has one."""
    try:
        # Opening reads the header alone, and refuses by itself what is larger than any memory.
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
        # A JPEG can be decoded at half of its size, or less, in as much less time.
        image.draft(None, (LONGEST_KEPT, LONGEST_KEPT))
    if image.format == "BMP":
        source.most_reads = _MOST_RUNS
    image.load()
    # What the header says and what is decoded need not be the same.
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
    except _STUMBLES:
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    """A picture as grey, RGB, RGBA or CMYK with eight bits for each."""
    if image.mode in _DEEP:
        highest = 255 if image.mode == "F" else 65_535
        return image.convert("F").point(lambda value: value * (255 / highest) + 0.5).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        # A copy, as the picture itself would be decoded anew where it is made smaller.
        return image.copy()
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in the colours of the screen; a profile that cannot be used says nothing."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    plain = image.convert("RGB") if alpha is not None else image
    converted: Image.Image | None = None
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                plain, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except _STUMBLES:
            converted = None
    result = converted or (plain.convert("RGB") if plain.mode == "CMYK" else plain)
    # Whatever was said beside the pixels ends here.
    result.info = {}
    return result if alpha is None else _cleared(result, alpha)


def _cleared(image: Image.Image, alpha: Image.Image) -> Image.Image:
    """A picture with what cannot be seen of it really gone."""
    seen = alpha.point(lambda value: 255 if value else 0)
    image = Image.composite(image.convert("RGB"), Image.new("RGB", image.size), seen)
    image.putalpha(alpha)
    return image


def _round(image: Image.Image) -> Image.Image:
    """The middle of a picture, where a face is, in a circle."""
    side = min(PORTRAIT, *image.size)
    # Faces are rather above the middle than below it.
    image = ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    circle = Image.new("L", (4 * side, 4 * side))
    ImageDraw.Draw(circle).ellipse((0, 0, 4 * side - 1, 4 * side - 1), fill=255)
    circle = circle.resize((side, side), Image.Resampling.BOX)
    if image.mode == "RGBA":
        circle = ImageChops.multiply(circle, image.getchannel("A"))
    return _cleared(image, circle)


def _encoded(image: Image.Image) -> tuple[bytes, str]:
    """A picture as a PNG, where it can be seen through or is drawn, else as a JPEG."""
    if image.mode == "RGBA":
        if image.getchannel("A").getextrema() != (255, 255):
            return _saved(image, "PNG"), "image/png"
        image = image.convert("RGB")
    photo = _saved(image, "JPEG")
    if image.getcolors(_FEW_COLORS) is not None:
        drawn = _saved(image, "PNG")
        if len(drawn) <= len(photo) * _WORTH_IT:
            return drawn, "image/png"
    return photo, "image/jpeg"


def _saved(image: Image.Image, kind: str) -> bytes:
    target = _Target()
    if kind == "PNG":
        image.save(target, kind)
    else:
        # Coloured words of a screenshot stay sharp where colours have as many pixels as light.
        image.save(target, kind, quality=_QUALITY, subsampling=0, optimize=True)
    return target.getvalue()

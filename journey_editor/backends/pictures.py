"""Detection of supported picture formats: those that can be imported, even if a file also contains others."""

from typing import Literal

PictureFormat = Literal["PNG", "JPEG"]

_BEGINNINGS: tuple[tuple[bytes, PictureFormat], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def picture_format(data: bytes) -> PictureFormat | None:
    """Return the format that the first bytes of a picture indicate; None if it is not supported."""
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)

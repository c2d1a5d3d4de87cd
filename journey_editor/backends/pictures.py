"""Which pictures every output can draw."""

from typing import Literal

PictureFormat = Literal["PNG", "JPEG", "GIF"]

_BEGINNINGS: tuple[tuple[bytes, PictureFormat], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)


def picture_format(data: bytes) -> PictureFormat | None:
    """What a picture's first bytes say that it is; None for anything else."""
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)

"""Which pictures are drawn: what the door for pictures lets in, and nothing else that a file may hold."""

from typing import Literal

PictureFormat = Literal["PNG", "JPEG"]

_BEGINNINGS: tuple[tuple[bytes, PictureFormat], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def picture_format(data: bytes) -> PictureFormat | None:
    """What a picture's first bytes say that it is; None for anything else."""
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)

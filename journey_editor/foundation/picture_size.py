"""Size of a picture from its header, so that too large ones are never decoded."""

import hashlib

MOST_BYTES = 25_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
LONGEST_KEPT = 2_000
"""Maximum side of a stored picture, in pixels: 300 dpi for a card that is 480 pt wide, twice the widest one,
so that a map can be enlarged to a poster."""

_SIZES_FOLLOW = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that are followed by width and height."""
_ALONE = {0x01, *range(0xD0, 0xD9)}
"""Markers without a length."""


def is_too_large(picture: bytes) -> bool:
    """Return whether a PNG or JPEG would need too much memory; False for other data."""
    width, height = size_of(picture) or (0, 0)
    return max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS


def size_of(picture: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or a JPEG in pixels; None for other data."""
    return _png_size(picture) or _jpeg_size(picture)


def is_valid(picture: bytes, sha256: str) -> bool:
    """Return True if bytes are a valid picture with this SHA-256 and not too large."""
    return (
        len(picture) <= MOST_BYTES
        and size_of(picture) is not None
        and not is_too_large(picture)
        and hashlib.sha256(picture).hexdigest() == sha256
    )


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _SIZES_FOLLOW:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None

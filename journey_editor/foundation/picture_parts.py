"""Parts of a picture's file, found without decoding it."""

import re

from journey_editor.foundation.picture_size import LONGEST_KEPT, size_of

MOST_SCANS = 64
"""Maximum number of scans of a JPEG. Each one covers all pixels again; cameras write up to twenty."""

_MOST_PARTS = 1_000
"""Maximum number of parts of a picture of this program: chunks have 64 KB, and the whole has 25 MB."""
_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT"}
_SEGMENTS = {0xC0, 0xC4, 0xDB}
"""Segments of a baseline JPEG: its size, Huffman tables and quantisation tables."""
_JFIF = re.compile(rb"\xff\xe0\x00\x10JFIF\x00")
_PIXELS, _END = 0xDA, 0xD9
_NEXT = re.compile(rb"\xff[\xc0-\xcf\xd9-\xfe]")
"""Next marker that has a length or ends the picture; others are part of the pixel data."""
_NO_PIXEL = re.compile(rb"\xff[^\x00]")


def is_foreign(picture: bytes) -> bool:
    """Return whether a PNG or a JPEG was not made by this program.

    This program writes only pixels (no text, profile, location or camera), one scan, and no side longer than
    `LONGEST_KEPT`. Data other than PNG and JPEG is not foreign.
    """
    size = size_of(picture)
    if size is None:
        return picture.startswith(b"\xff\xd8")
    is_plain = _is_plain_png if picture.startswith(b"\x89PNG") else _is_plain_jpeg
    return max(size) > LONGEST_KEPT or not is_plain(picture)


def has_too_many_scans(jpeg: bytes) -> bool:
    """Return whether a JPEG has too many scans to be decoded."""
    at, scans = 2, 0
    while (found := _NEXT.search(jpeg, at)) is not None and scans <= MOST_SCANS:
        marker, at = jpeg[found.start() + 1], found.end()
        if marker == _END:
            break
        scans += marker == _PIXELS
        at += max(2, int.from_bytes(jpeg[at : at + 2], "big"))
    return scans > MOST_SCANS


def _is_plain_png(data: bytes) -> bool:
    at = 8
    for _ in range(_MOST_PARTS):
        kind = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        if kind == b"IEND":
            return at == len(data)
        if kind not in _CHUNKS:
            return False
    return False


def _is_plain_jpeg(data: bytes) -> bool:
    at = 2
    for _ in range(_MOST_PARTS):
        marker, length = data[at + 1 : at + 2], int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at : at + 1] != b"\xff" or not marker or length < 2:
            return False
        if marker[0] == _PIXELS:
            end = _NO_PIXEL.search(data, at + 2 + length)
            return end is not None and end[0] == b"\xff\xd9" and end.end() == len(data)
        if marker[0] not in _SEGMENTS and not _JFIF.match(data, at):
            return False
        at += 2 + length
    return False

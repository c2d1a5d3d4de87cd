"""A PNG written row by row, so that no picture has to be held whole (PNG specification, third edition)."""

import struct
import zlib
from collections.abc import Mapping
from typing import BinaryIO

_LEVEL = 5
"""Of zlib: the next one takes an eighth longer for a file a sixtieth smaller."""
_CHUNK = 1 << 18


class PngStream:
    """An 8-bit RGB or RGBA picture in sRGB on its way into a stream."""

    def __init__(
        self, stream: BinaryIO, width: int, height: int, *, alpha: bool, dpi: float, texts: Mapping[str, str]
    ) -> None:
        """Begin a picture. `texts` are its title and the like, by PNG's keywords; empty ones are left out."""
        self._stream = stream
        self._row = width * (4 if alpha else 3)
        self._compressor = zlib.compressobj(_LEVEL)
        self._ready = bytearray()
        stream.write(b"\x89PNG\r\n\x1a\n")
        self._chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6 if alpha else 2, 0, 0, 0))
        self._chunk(b"sRGB", b"\0")
        self._chunk(b"gAMA", struct.pack(">I", 45455))
        per_metre = round(dpi / 0.0254)
        self._chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
        for keyword, text in texts.items():
            if text:
                body = text.encode("utf-8", "replace")
                self._chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + body)

    def add_rows(self, rows: memoryview, stride: int) -> None:
        """Add rows from the top down, `stride` bytes from one to the next."""
        # The number of its filter stands before a row; 0 is none. They are compressed at one go, in which
        # Python is free for another thread.
        parts = [part for at in range(0, len(rows), stride) for part in (b"\0", rows[at : at + self._row])]
        self._ready += self._compressor.compress(b"".join(parts))
        self._write_data(_CHUNK)

    def finish(self) -> None:
        """Write what is left. The stream stays open."""
        self._ready += self._compressor.flush()
        self._write_data(1)
        self._chunk(b"IEND", b"")

    def _write_data(self, at_least: int) -> None:
        if len(self._ready) >= at_least:
            self._chunk(b"IDAT", bytes(self._ready))
            self._ready.clear()

    def _chunk(self, kind: bytes, body: bytes) -> None:
        self._stream.write(struct.pack(">I", len(body)) + kind + body)
        self._stream.write(struct.pack(">I", zlib.crc32(kind + body)))

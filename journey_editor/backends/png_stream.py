"""PNG encoder that writes row by row, without the whole picture (PNG specification, third edition)."""

import struct
import zlib
from collections.abc import Mapping
from typing import BinaryIO

_LEVEL = 5
"""Compression level of zlib; the next one takes an eighth longer for a file a sixtieth smaller."""
_CHUNK = 1 << 18


class PngStream:
    """Encoder for an 8-bit RGB or RGBA picture in sRGB that is written to a stream."""

    def __init__(
        self, stream: BinaryIO, width: int, height: int, *, alpha: bool, dpi: float, texts: Mapping[str, str]
    ) -> None:
        """Begin a picture. `texts` maps PNG keywords such as Title to texts; empty ones are left out."""
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
        """Add rows from top to bottom; `stride` is the number of bytes from one row to the next."""
        # Each row begins with its filter type; 0 is none. The rows are compressed in one call, during which
        # other Python threads can run.
        parts = [part for at in range(0, len(rows), stride) for part in (b"\0", rows[at : at + self._row])]
        self._ready += self._compressor.compress(b"".join(parts))
        self._write_data(_CHUNK)

    def finish(self) -> None:
        """Write the remaining data. The stream stays open."""
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

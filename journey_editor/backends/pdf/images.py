"""Pictures in a PDF."""

import io
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageOps

from journey_editor.backends.opened_picture import is_upright, open_picture
from journey_editor.backends.pdf.bare_reportlab import pdfdoc
from journey_editor.backends.pictures import picture_format
from journey_editor.foundation.cancellation import raise_if_cancelled

_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}
_STEP = 1 << 20


class ImageTable:
    """Pictures used in one PDF so far, each written once."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures
        self._names: dict[str, str | None] = {}
        self.opacities: dict[str, float] = {}
        """Opacities used so far, by their names in content."""

    def name(self, sha256: str) -> str | None:
        """Return the name of a picture in content; None if it is missing or cannot be read."""
        if sha256 not in self._names:
            raise_if_cancelled()
            # Decoded only to check it: all decoded pictures together would take hundreds of MB.
            can_be_read = open_picture(self._pictures.get(sha256, b"")) is not None
            self._names[sha256] = f"I{len(self._names) + 1}" if can_be_read else None
        return self._names[sha256]

    def opacity(self, value: float) -> str:
        """Return the name of an opacity in content."""
        name = f"G{round(value * 1000)}"
        self.opacities[name] = value
        return name

    def write(self, document: Any) -> dict[str, Any]:
        """Add all pictures to a `PDFDocument`. Return their references by the names used in content."""
        return {
            name: self._written(document, self._pictures[sha256])
            for sha256, name in self._names.items()
            if name is not None
        }

    def _written(self, document: Any, data: bytes) -> Any:
        """Return the object of a picture. A plain JPEG is embedded unchanged; others are stored lossless."""
        raise_if_cancelled()
        image: Image.Image = Image.open(io.BytesIO(data), formats=(picture_format(data) or "",))
        if image.format == "JPEG" and image.mode in _SPACES and is_upright(image):
            return document.Reference(_image_stream(image, data, "/DCTDecode"))
        image = ImageOps.exif_transpose(image)
        entries = {}
        if image.has_transparency_data:
            image = image.convert("RGBA")
            mask = image.getchannel("A")
            entries["SMask"] = document.Reference(_image_stream(mask, self._deflated(mask), "/FlateDecode"))
        if image.mode not in _SPACES:
            image = image.convert("RGB")
        stream = _image_stream(image, self._deflated(image), "/FlateDecode")
        stream.dictionary.dict.update(entries)
        return document.Reference(stream)

    def _deflated(self, image: Image.Image) -> bytes:
        data = memoryview(image.tobytes())
        compressor = zlib.compressobj()
        parts = []
        for at in range(0, len(data), _STEP):
            raise_if_cancelled()
            parts.append(compressor.compress(data[at : at + _STEP]))
        return b"".join((*parts, compressor.flush()))


def _image_stream(image: Image.Image, content: bytes, encoding: str) -> Any:
    return pdfdoc.PDFStream(
        pdfdoc.PDFDictionary(
            {
                "Type": "/XObject",
                "Subtype": "/Image",
                "Width": image.width,
                "Height": image.height,
                "ColorSpace": _SPACES[image.mode],
                "BitsPerComponent": 8,
                "Filter": encoding,
            }
        ),
        content,
    )

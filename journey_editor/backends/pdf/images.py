"""Pictures in a PDF."""

import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageOps
from reportlab.pdfbase import pdfdoc

from journey_editor.backends.opened_picture import is_upright, open_picture

_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


class ImageTable:
    """The pictures of one PDF that were used so far, each written once."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures
        self._images: dict[str, tuple[str, Image.Image] | None] = {}

    def name(self, sha256: str) -> str | None:
        """What content calls a picture; None where it is missing or cannot be read."""
        if sha256 not in self._images:
            image = open_picture(self._pictures.get(sha256, b""))
            self._images[sha256] = (f"I{len(self._images) + 1}", image) if image is not None else None
        found = self._images[sha256]
        return None if found is None else found[0]

    def write(self, document: Any) -> dict[str, Any]:
        """Put all pictures into a `PDFDocument`; their references by the names that content uses."""
        return {
            named[0]: _write(document, named[1], self._pictures[sha256])
            for sha256, named in self._images.items()
            if named
        }


def _write(document: Any, image: Image.Image, data: bytes) -> Any:
    """A picture's object. A plain JPEG is kept as it is; all else is stored without loss."""
    if image.format == "JPEG" and image.mode in _SPACES and is_upright(image):
        return document.Reference(_image_stream(image, data, "/DCTDecode"))
    image = ImageOps.exif_transpose(image)
    entries = {}
    if image.has_transparency_data:
        image = image.convert("RGBA")
        mask = image.getchannel("A")
        entries["SMask"] = document.Reference(_image_stream(mask, _deflated(mask), "/FlateDecode"))
    if image.mode not in _SPACES:
        image = image.convert("RGB")
    stream = _image_stream(image, _deflated(image), "/FlateDecode")
    stream.dictionary.dict.update(entries)
    return document.Reference(stream)


def _deflated(image: Image.Image) -> bytes:
    return zlib.compress(image.tobytes())


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

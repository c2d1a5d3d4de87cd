"""Pictures embedded in an SVG, which refers to no other files."""

import base64
import io
from collections.abc import Mapping

from journey_editor.foundation.cancellation import raise_if_cancelled

_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg"}
"""Media types of the formats that all viewers show, without animation."""


class ImageTable:
    """Pictures used in one SVG so far, each defined once as a unit square."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures
        self._names: dict[str, str | None] = {}
        self.definitions: list[str] = []

    def name(self, sha256: str) -> str | None:
        """Return the id of a picture; None if it is missing or cannot be read."""
        if sha256 not in self._names:
            self._names[sha256] = self._defined(self._pictures.get(sha256, b""))
        return self._names[sha256]

    def _defined(self, data: bytes) -> str | None:
        raise_if_cancelled()
        # Imported here because most maps have no pictures, and Pillow takes a moment to load.
        from PIL import ImageOps

        from journey_editor.backends.opened_picture import is_upright, open_picture

        image = open_picture(data)
        if image is None:
            return None
        media = _KEPT.get(image.format or "")
        if media is None or not is_upright(image):
            # Few viewers apply the orientation stored by the camera.
            stream = io.BytesIO()
            ImageOps.exif_transpose(image).save(stream, "PNG")
            data, media = stream.getvalue(), "image/png"
        name = f"_p{len(self.definitions):x}"
        self.definitions.append(
            f'<image id="{name}" width="1" height="1" preserveAspectRatio="none" '
            f'xlink:href="data:{media};base64,{base64.b64encode(data).decode("ascii")}"/>'
        )
        return name

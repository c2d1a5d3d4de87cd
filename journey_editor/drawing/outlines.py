"""Shapes as paths, so that all outputs draw exactly the same curves."""

from dataclasses import replace
from functools import lru_cache

from journey_editor.drawing.primitives import Path, Picture, Rect, Stroke
from journey_editor.foundation.geometry import PathCommand
from journey_editor.layout.icons import ICON_SIZE, icon

KAPPA = 0.5522847498307936
"""Length of the Bézier handles of a quarter circle, as a share of the radius."""

MITER_LIMIT = 10.0
"""Maximum length of a mitred corner, in line widths; sharper ones are bevelled. This is PDF's default."""


_SHORTEST_DASH = 0.1


def dash_lengths(stroke: Stroke) -> tuple[float, ...]:
    """Return the lengths of dashes and gaps, alternating and in pairs.

    Dashes of zero length are made slightly longer: Qt draws nothing for them, and PDFium an arbitrary length.
    """
    lengths = tuple(max(length, _SHORTEST_DASH) for length in stroke.dash)
    return lengths if len(lengths) % 2 == 0 else lengths * 2


def rect_path(rect: Rect) -> Path:
    """Return a rectangle as a path. Equal sizes share one tuple of commands."""
    commands = rect_commands(rect.width, rect.height, rect.radius)
    return Path(commands, rect.fill, rect.stroke, rect.x, rect.y)


@lru_cache(maxsize=1024)
def rect_commands(width: float, height: float, radius: float) -> tuple[PathCommand, ...]:
    """Return the outline of a rectangle with its top left corner at the origin.

    The radius is limited to half of the shorter side.
    """
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        return (("M", 0.0, 0.0), ("L", width, 0.0), ("L", width, height), ("L", 0.0, height), ("Z",))
    k = r * (1 - KAPPA)
    w, h = width, height
    return (
        ("M", r, 0.0),
        ("L", w - r, 0.0),
        ("C", w - k, 0.0, w, k, w, r),
        ("L", w, h - r),
        ("C", w, h - k, w - k, h, w - r, h),
        ("L", r, h),
        ("C", k, h, 0.0, h - k, 0.0, h - r),
        ("L", 0.0, r),
        ("C", 0.0, k, k, 0.0, r, 0.0),
        ("Z",),
    )


def missing_picture(picture: Picture) -> tuple[Path, Path]:
    """Return the placeholder for a missing or unreadable picture: a grey frame with an icon."""
    w, h = picture.width, picture.height
    frame = Path(rect_commands(w, h, 0.0), "#F2F4F6", Stroke("#C3CBD4", 1), picture.x, picture.y)
    if picture.clip is not None:
        frame = replace(picture.clip, fill=frame.fill)
    side = min(24.0, w / 2, h / 2)
    x, y = picture.x + (w - side) / 2, picture.y + (h - side) / 2
    sign = Path(icon("image"), None, Stroke("#8A94A0", 1, (), "round", "round"), x, y, side / ICON_SIZE)
    return frame, sign
